package org.openqof.tables;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Says whether two tables hold the same rows: a SHA-256 over the canonical text of the sorted rows,
 * the same whichever engine made them and however they were cut into blocks and files.
 *
 * <p>Canonical text of a value: an empty one is {@code \N}; backslash, tab, line feed and carriage
 * return within a text are {@code \\}, {@code \t}, {@code \n}, {@code \r}; decimals are plain with
 * all digits of their scale; dates are ISO 8601; flags are {@code true} and {@code false}; all of
 * it in UTF-8.
 *
 * <p>Rows with the same value in the leading key column are a group. The text of a group is a line
 * with its number of rows, then its columns one after the other, each as lines of runs of equal
 * values: the value, and for a run of more than one row a tab and their number. (Most columns
 * hardly change within a practice; a line a row would be four times as much to digest.)
 *
 * <p>The digest of a table is the SHA-256 of a line with the column names, then a line for each
 * group (leading value, tab, SHA-256 of its text in hexadecimal) in the order of the leading values
 * as texts. Groups can so be digested in different places; a group must lie whole in one block.
 *
 * <p>Rows that were made before their table gained a column are digested without it, over the
 * columns that there were: their digest stays what it was.
 */
public final class ContentDigest implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String header;
  private final SortedMap<String, byte[]> groups;

  private ContentDigest(String header, SortedMap<String, byte[]> groups) {
    this.header = header;
    this.groups = groups;
  }

  /**
   * The digest of a block of whole groups.
   *
   * @param sortedBlock rows sorted by the table's key
   * @throws IllegalArgumentException when the rows of a group do not follow each other
   */
  public static ContentDigest of(Block sortedBlock) {
    return of(sortedBlock, sortedBlock.table().fields());
  }

  /**
   * The digest of a block of whole groups over some columns of its table, as a program that knew
   * only those gave it.
   *
   * @param columns these columns, in the table's order, the leading one first
   */
  public static ContentDigest of(Block sortedBlock, List<Field> columns) {
    TreeMap<String, byte[]> groups = new TreeMap<>();
    if (sortedBlock.rows() > 0) {
      new CanonicalRows(sortedBlock, columns)
          .digest(
              (key, digest) -> {
                if (groups.put(key, digest) != null) {
                  throw new IllegalArgumentException(
                      "the rows of " + sortedBlock.table() + " with " + key + " are not together");
                }
              });
    }
    return new ContentDigest(header(columns), groups);
  }

  /**
   * The digest of all rows of several blocks or files of a table, in any order.
   *
   * @throws IllegalArgumentException when a group is in more than one of them, or the tables differ
   */
  public static ContentDigest combine(Table table, List<ContentDigest> parts) {
    return combine(table, table.fields(), parts);
  }

  /**
   * The same of digests over some columns of the table.
   *
   * @param columns these columns, in the table's order
   */
  public static ContentDigest combine(Table table, List<Field> columns, List<ContentDigest> parts) {
    String header = header(columns);
    TreeMap<String, byte[]> groups = new TreeMap<>();
    for (ContentDigest part : parts) {
      if (!part.header.equals(header)) {
        throw new IllegalArgumentException("digests of different tables: " + table);
      }
      for (Map.Entry<String, byte[]> group : part.groups.entrySet()) {
        if (groups.put(group.getKey(), group.getValue()) != null) {
          throw new IllegalArgumentException(
              "rows of " + table + " with " + group.getKey() + " are in several parts");
        }
      }
    }
    return new ContentDigest(header, groups);
  }

  private static String header(List<Field> columns) {
    StringBuilder names = new StringBuilder();
    for (Field field : columns) {
      names.append(names.isEmpty() ? "" : "\t").append(field.name());
    }
    return names.append('\n').toString();
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  /** The digest as 64 hexadecimal digits. */
  public String hex() {
    MessageDigest all = sha256();
    all.update(header.getBytes(StandardCharsets.UTF_8));
    HexFormat hex = HexFormat.of();
    for (Map.Entry<String, byte[]> group : groups.entrySet()) {
      String line = group.getKey() + "\t" + hex.formatHex(group.getValue()) + "\n";
      all.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return hex.formatHex(all.digest());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ContentDigest that
        && header.equals(that.header)
        && groups.keySet().equals(that.groups.keySet())
        && groups.entrySet().stream()
            .allMatch(group -> Arrays.equals(group.getValue(), that.groups.get(group.getKey())));
  }

  @Override
  public int hashCode() {
    return hex().hashCode();
  }

  @Override
  public String toString() {
    return hex();
  }
}
