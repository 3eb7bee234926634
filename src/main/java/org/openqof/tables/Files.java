package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/** The input files of a version. One file of the extracts that a version was made from. */
public final class Files {
  /** The descriptor. */
  public static final Table TABLE;

  /** SHA-256 of the content, line ends normalised. */
  public static final Field FILE_DIGEST;

  /** Path under the extracts, as received; archive entries after an exclamation mark. */
  public static final Field FILE_NAME;

  /** Layout it was recognised as. */
  public static final Field LAYOUT;

  /** What the file is for. */
  public static final Field ROLE;

  /** Data rows in the file. */
  public static final Field ROWS_READ;

  /** Rows accepted. */
  public static final Field ROWS_ACCEPTED;

  /** Rows refused; read = accepted + refused. */
  public static final Field ROWS_REFUSED;

  /** Size once unpacked. */
  public static final Field CONTENT_BYTES;

  /** Size of the copy kept in bronze. */
  public static final Field STORED_BYTES;

  /** Offset:stored:content:first line of each part of the copy, separated by blanks. */
  public static final Field PARTS;

  static {
    Table.Builder table =
        Table.named(
            "files",
            Layer.BRONZE,
            Tree.NOT_PUBLISHED,
            "One file of the extracts that a version was made from.");
    FILE_DIGEST = table.text("file_digest", "SHA-256 of the content, line ends normalised.");
    table.endOfKey();
    FILE_NAME =
        table.text(
            "file_name",
            "Path under the extracts, as received; archive entries after an exclamation mark.");
    LAYOUT = table.text("layout", "Layout it was recognised as.");
    ROLE = table.text("role", "What the file is for.");
    ROWS_READ = table.count("rows_read", Unit.ROWS, "Data rows in the file.");
    ROWS_ACCEPTED = table.count("rows_accepted", Unit.ROWS, "Rows accepted.");
    ROWS_REFUSED =
        table.count("rows_refused", Unit.ROWS, "Rows refused; read = accepted + refused.");
    CONTENT_BYTES = table.total("content_bytes", Unit.BYTES, "Size once unpacked.");
    STORED_BYTES = table.total("stored_bytes", Unit.BYTES, "Size of the copy kept in bronze.");
    PARTS =
        table.text(
            "parts",
            "Offset:stored:content:first line of each part of the copy, separated by blanks.");
    TABLE = table.build();
  }

  private Files() {}
}
