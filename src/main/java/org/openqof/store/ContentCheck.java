package org.openqof.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.errors.QofException;
import org.openqof.store.FileDigests.OfTable;
import org.openqof.store.FileDigests.Remembered;
import org.openqof.store.parquet.BlockReader;
import org.openqof.store.parquet.DataFile;
import org.openqof.store.parquet.Selection;
import org.openqof.store.place.FileDigest;
import org.openqof.store.place.Storage;
import org.openqof.tables.Block;
import org.openqof.tables.ContentDigest;
import org.openqof.tables.Field;
import org.openqof.tables.Table;

/**
 * Compares what a lake holds of a table with the content digest that its log of versions has of it:
 * by the files that gave that digest where they are remembered, by the rows otherwise.
 */
final class ContentCheck {
  private static final String NO_ROWS = "no rows";

  /** Each more doubles the readings of a table that is truly damaged. */
  private static final int MOST_BLOCKS = 3;

  private final Lake lake;
  private final FileDigests memory;

  /** Comparisons in a lake. */
  ContentCheck(Lake lake) {
    this.lake = lake;
    this.memory = new FileDigests(lake);
  }

  /** How closely is looked. */
  enum Depth {
    /**
     * Names and sizes of the files, as the table's log has them, or their counts of rows where
     * nothing is remembered: for readers of single rows.
     */
    LISTED,
    /** The bytes of every file. */
    BYTES,
    /** Every row, whatever is remembered. */
    ROWS
  }

  /**
   * What differs.
   *
   * @param expected what the log of versions, or what is remembered of the files, says
   * @param found what is there
   */
  record Difference(String expected, String found) {}

  /**
   * Compares.
   *
   * @param digest the content digest recorded; empty where the version has no rows of the table
   */
  Optional<Difference> compare(
      Table table, FinancialYear year, int version, Optional<String> digest, Depth depth) {
    List<DataFile> files = lake.filesAsLogged(table, year, version);
    if (digest.isEmpty()) {
      long rows = files.stream().mapToLong(DataFile::rows).sum();
      return rows == 0
          ? Optional.empty()
          : Optional.of(new Difference(NO_ROWS, "%,d rows".formatted(rows)));
    }
    String expected = digest.get();
    if (depth != Depth.ROWS) {
      OfTable known = memory.of(year, version).tables().get(table.name());
      if (known == null && depth == Depth.LISTED && !files.isEmpty()) {
        return counts(table, files);
      }
      if (known != null && known.digest().equals(expected) && areThese(files, known)) {
        return depth == Depth.LISTED ? Optional.empty() : bytes(files, known);
      }
    }
    return rows(table, year, version, files, expected);
  }

  /**
   * Nothing is remembered of the files: for single rows they have to be there, each with the rows
   * that the table's log gives it. Whoever reads all rows digests them.
   */
  private Optional<Difference> counts(Table table, List<DataFile> files) {
    for (DataFile file : files) {
      long found = BlockReader.columns(lake.storage(), file, table).rows();
      if (found != file.rows()) {
        return Optional.of(
            new Difference(
                "%,d rows in file %s".formatted(file.rows(), file.path()),
                "%,d rows".formatted(found)));
      }
    }
    return Optional.empty();
  }

  /** Whether the table's log names these very files, with all their rows. */
  private static boolean areThese(List<DataFile> files, OfTable known) {
    TreeMap<String, Long> found = new TreeMap<>();
    for (DataFile file : files) {
      if (!file.deletedRows().isEmpty()) {
        return false;
      }
      found.put(file.name(), file.bytes());
    }
    TreeMap<String, Long> expected = new TreeMap<>();
    known.files().forEach((name, file) -> expected.put(name, file.bytes()));
    return found.equals(expected);
  }

  private Optional<Difference> bytes(List<DataFile> files, OfTable known) {
    return files.parallelStream()
        .map(file -> bytes(file, known.files().get(file.name())))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<Difference> bytes(DataFile file, @Nullable Remembered expected) {
    String found =
        lake.storage().exists(file.path()) ? FileDigest.of(lake.storage(), file.path()) : "no file";
    return expected == null || found.equals(expected.sha256())
        ? Optional.empty()
        : Optional.of(
            new Difference(
                "file " + file.path() + " with SHA-256 " + expected.sha256(), "file: " + found));
  }

  private Optional<Difference> rows(
      Table table, FinancialYear year, int version, List<DataFile> files, String expected) {
    String found;
    try {
      found = files.isEmpty() ? NO_ROWS : digest(lake.storage(), table, files, expected);
    } catch (QofException unreadable) {
      return Optional.of(
          new Difference(
              expected, unreadable.problem() + " " + String.join(" ", unreadable.details())));
    }
    if (found.equals(expected)) {
      remember(table, year, version, files, expected);
      return Optional.empty();
    }
    return Optional.of(new Difference("content digest " + expected, told(found, files)));
  }

  private static String told(String found, List<DataFile> files) {
    long rows = files.stream().mapToLong(DataFile::rows).sum();
    return found.equals(NO_ROWS)
        ? NO_ROWS
        : "content digest %s (%,d rows in %d files)".formatted(found, rows, files.size());
  }

  /**
   * Content digest of the rows of files: over the columns that they have, or without some of them,
   * as an earlier program gave it, where that is the expected one and those are empty in every row.
   * Programs add columns at the end of a table; whole blocks of adjoining columns in the middle are
   * left out, too, {@value #MOST_BLOCKS} of them at most. Values that were lost are never taken for
   * such a column: the expected digest has them.
   */
  static String digest(Storage storage, Table table, List<DataFile> files, String expected) {
    Set<Field> there = new HashSet<>();
    Set<Field> filled = new HashSet<>();
    for (DataFile file : files) {
      BlockReader.Columns columns = BlockReader.columns(storage, file, table);
      there.addAll(columns.there());
      filled.addAll(columns.filled());
    }
    List<Field> columns = new ArrayList<>(table.fields().stream().filter(there::contains).toList());
    String found = digest(storage, table, files, columns);
    if (found.equals(expected)) {
      return found;
    }
    while (columns.size() > 1 && !filled.contains(columns.get(columns.size() - 1))) {
      columns.remove(columns.size() - 1);
      if (digest(storage, table, files, columns).equals(expected)) {
        return expected;
      }
    }
    return withoutBlocks(storage, table, files, there, filled, expected) ? expected : found;
  }

  /** Whether the digest is the expected one without some blocks of columns that are all empty. */
  private static boolean withoutBlocks(
      Storage storage,
      Table table,
      List<DataFile> files,
      Set<Field> there,
      Set<Field> filled,
      String expected) {
    List<Field> all = table.fields().stream().filter(there::contains).toList();
    List<Set<Field>> blocks = new ArrayList<>();
    boolean inBlock = false;
    for (Field field : all) {
      boolean empty = !filled.contains(field);
      if (empty && !inBlock) {
        blocks.add(new HashSet<>());
      }
      if (empty) {
        blocks.get(blocks.size() - 1).add(field);
      }
      inBlock = empty;
    }
    int most = 1 << Math.min(MOST_BLOCKS, blocks.size());
    for (int chosen = 1; chosen < most; chosen++) {
      Set<Field> without = new HashSet<>();
      for (int block = 0; block < blocks.size(); block++) {
        if ((chosen >> block & 1) == 1) {
          without.addAll(blocks.get(block));
        }
      }
      List<Field> columns = all.stream().filter(field -> !without.contains(field)).toList();
      if (!columns.isEmpty() && digest(storage, table, files, columns).equals(expected)) {
        return true;
      }
    }
    return false;
  }

  private static String digest(
      Storage storage, Table table, List<DataFile> files, List<Field> columns) {
    List<ContentDigest> parts = new ArrayList<>();
    try {
      for (DataFile file : files) {
        BlockReader.forEach(
            storage,
            file,
            table,
            Selection.everything(),
            block -> parts.add(ContentDigest.of(block.sorted(), columns)));
      }
      return ContentDigest.combine(table, columns, parts).hex();
    } catch (IllegalArgumentException keysInSeveralPlaces) {
      // Rewritten by another program, or rows that stand twice: the whole of it in order.
      Block all = new Block(table);
      for (DataFile file : files) {
        BlockReader.forEach(storage, file, table, Selection.everything(), all::addAll);
      }
      return ContentDigest.of(all.sorted(), columns).hex();
    }
  }

  /** Next time the bytes will do. A lake that may only be read stays as it is. */
  private void remember(
      Table table, FinancialYear year, int version, List<DataFile> files, String digest) {
    if (files.stream().anyMatch(file -> !file.deletedRows().isEmpty())) {
      return;
    }
    try {
      TreeMap<String, Remembered> now = new TreeMap<>();
      for (DataFile file : files) {
        now.put(
            file.name(), new Remembered(file.bytes(), FileDigest.of(lake.storage(), file.path())));
      }
      memory.remember(year, version, new TreeMap<>(Map.of(table.name(), new OfTable(digest, now))));
    } catch (QofException notWritable) {
      // Then the rows are read again the next time.
    }
  }

  /**
   * The content digests that a version must have, by table, as its states tell; empty for a version
   * that has come to no state, or was removed.
   *
   * @param states all states of the year
   * @param version the version
   */
  static Optional<SortedMap<String, String>> recorded(List<VersionState> states, int version) {
    TreeMap<String, String> digests = new TreeMap<>();
    boolean any = false;
    for (VersionState state : states) {
      if (state.version() != version) {
        continue;
      }
      any = true;
      switch (state.state()) {
        case REMOVED -> {
          return Optional.empty();
        }
        case INGESTED -> digests.putAll(state.digests());
        case RECALCULATED -> {
          TreeMap<String, String> own = new TreeMap<>(state.digests());
          if (state.silverVersion() != version) {
            own.keySet().removeAll(frozenTables(states, state.silverVersion()));
          }
          digests.putAll(own);
        }
        case PUBLISHED -> {}
      }
    }
    return any ? Optional.of(digests) : Optional.empty();
  }

  private static Set<String> frozenTables(List<VersionState> states, int version) {
    TreeSet<String> names = new TreeSet<>();
    for (VersionState state : states) {
      if (state.version() == version && state.state() == VersionState.State.INGESTED) {
        names.addAll(state.digests().keySet());
      }
    }
    return names;
  }
}
