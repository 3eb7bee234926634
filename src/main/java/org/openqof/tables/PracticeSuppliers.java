package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/** Rows of {@code practice_suppliers}. The supplier of the system of one practice. */
public final class PracticeSuppliers {
  /** The descriptor. */
  public static final Table TABLE;

  /** ODS code of the practice. */
  public static final Field PRACTICE_CODE;

  /** Name of the supplier. */
  public static final Field SUPPLIER;

  /** Content digest of the file it was read from. */
  public static final Field FILE_DIGEST;

  /** Line in that file. */
  public static final Field LINE_NUMBER;

  static {
    Table.Builder table =
        Table.named(
            "practice_suppliers",
            Layer.SILVER,
            Tree.NOT_PUBLISHED,
            "The supplier of the system of one practice.");
    PRACTICE_CODE = table.text("practice_code", "ODS code of the practice.");
    table.endOfKey();
    SUPPLIER = table.text("supplier", "Name of the supplier.");
    FILE_DIGEST = table.text("file_digest", "Content digest of the file it was read from.");
    LINE_NUMBER = table.count("line_number", Unit.LINE, "Line in that file.");
    TABLE = table.build();
  }

  private PracticeSuppliers() {}
}
