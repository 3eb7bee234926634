package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/** The input files of a version. One file of the extracts that a version was made from. */
public final class Files {
  private static final Table.Builder COLUMNS =
      Table.named(
          "files",
          Layer.BRONZE,
          Tree.NOT_PUBLISHED,
          "One file of the extracts that a version was made from.");
  public static final Field FILE_DIGEST =
      COLUMNS.key().text("file_digest", "SHA-256 of the content, line ends normalised.");
  public static final Field FILE_NAME =
      COLUMNS.text(
          "file_name",
          "Path under the extracts, as received; archive entries after an exclamation mark.");
  public static final Field LAYOUT = COLUMNS.text("layout", "Layout it was recognised as.");
  public static final Field ROLE = COLUMNS.text("role", "What the file is for.");
  public static final Field ROWS_READ =
      COLUMNS.count("rows_read", Unit.ROWS, "Data rows in the file.");
  public static final Field ROWS_ACCEPTED =
      COLUMNS.count("rows_accepted", Unit.ROWS, "Rows accepted.");
  public static final Field ROWS_REFUSED =
      COLUMNS.count("rows_refused", Unit.ROWS, "Rows refused; read = accepted + refused.");
  public static final Field CONTENT_BYTES =
      COLUMNS.total("content_bytes", Unit.BYTES, "Size once unpacked.");
  public static final Field STORED_BYTES =
      COLUMNS.total("stored_bytes", Unit.BYTES, "Size of the copy kept in bronze.");
  public static final Field PARTS =
      COLUMNS.text(
          "parts",
          "Offset:stored:content:first line of each part of the copy, separated by blanks.");
  public static final Table TABLE = COLUMNS.build();

  private Files() {}
}
