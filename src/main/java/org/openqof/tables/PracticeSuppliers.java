package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/** Rows of {@code practice_suppliers}. The supplier of the system of one practice. */
public final class PracticeSuppliers {
  private static final Table.Builder COLUMNS =
      Table.named(
          "practice_suppliers",
          Layer.SILVER,
          Tree.NOT_PUBLISHED,
          "The supplier of the system of one practice.");
  public static final Field PRACTICE_CODE =
      COLUMNS.key().text("practice_code", "ODS code of the practice.");
  public static final Field SUPPLIER = COLUMNS.text("supplier", "Name of the supplier.");
  public static final Field FILE_DIGEST =
      COLUMNS.text("file_digest", "Content digest of the file it was read from.");
  public static final Field LINE_NUMBER =
      COLUMNS.count("line_number", Unit.LINE, "Line in that file.");
  public static final Table TABLE = COLUMNS.build();

  private PracticeSuppliers() {}
}
