package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/** Registered patients by area and list type. One list of one area, summed over its practices. */
public final class AreaLists {
  /** The descriptor. */
  public static final Table TABLE;

  /** One of pcn, sub_icb, icb, region or england. */
  public static final Field LEVEL;

  /** ODS code of the area. */
  public static final Field AREA_CODE;

  /** TOTAL, 06OV, 17OV, …: ages and sex counted. */
  public static final Field PATIENT_LIST_TYPE;

  /** Name of the area. */
  public static final Field AREA_NAME;

  /** Practices with such a list. */
  public static final Field PRACTICES;

  /** Registered patients of that type. */
  public static final Field LIST_SIZE;

  static {
    Table.Builder table =
        Table.named(
            "area_lists",
            Layer.GOLD,
            Tree.STATISTICS,
            "One list of registered patients of one area, summed over its practices.");
    LEVEL = table.text("level", "One of pcn, sub_icb, icb, region or england.");
    AREA_CODE = table.text("area_code", "ODS code of the area.");
    PATIENT_LIST_TYPE =
        table.text("patient_list_type", "TOTAL, 06OV, 17OV, …: ages and sex counted.");
    table.endOfKey();
    AREA_NAME = table.text("area_name", "Name of the area.");
    PRACTICES = table.count("practices", Unit.PRACTICES, "Practices with such a list.");
    LIST_SIZE = table.total("list_size", Unit.PATIENTS, "Registered patients of that type.");
    TABLE = table.build();
  }

  private AreaLists() {}
}
