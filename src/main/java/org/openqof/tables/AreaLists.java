package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/** Registered patients by area and list type. One list of one area, summed over its practices. */
public final class AreaLists {
  private static final Table.Builder COLUMNS =
      Table.named(
          "area_lists",
          Layer.GOLD,
          Tree.STATISTICS,
          "One list of registered patients of one area, summed over its practices.");
  public static final Field LEVEL =
      COLUMNS.key().text("level", "One of pcn, sub_icb, icb, region or england.");
  public static final Field AREA_CODE = COLUMNS.key().text("area_code", "ODS code of the area.");
  public static final Field PATIENT_LIST_TYPE =
      COLUMNS.key().text("patient_list_type", "TOTAL, 06OV, 17OV, …: ages and sex counted.");
  public static final Field AREA_NAME = COLUMNS.text("area_name", "Name of the area.");
  public static final Field PRACTICES =
      COLUMNS.count("practices", Unit.PRACTICES, "Practices with such a list.");
  public static final Field LIST_SIZE =
      COLUMNS.total("list_size", Unit.PATIENTS, "Registered patients of that type.");
  public static final Table TABLE = COLUMNS.build();

  private AreaLists() {}
}
