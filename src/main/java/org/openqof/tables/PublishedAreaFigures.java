package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Figures published for areas, for reconciliation. One figure set published for an area and group.
 */
public final class PublishedAreaFigures {
  /** The descriptor. */
  public static final Table TABLE;

  /** One of sub_icb, icb, region or england. */
  public static final Field LEVEL;

  /** Area as published. */
  public static final Field AREA_CODE;

  /** Group. */
  public static final Field GROUP_CODE;

  /** Practices counted. */
  public static final Field PRACTICES;

  /** Registered patients. */
  public static final Field LIST_SIZE;

  /** Patients on the register. */
  public static final Field REGISTER_SIZE;

  /** Points achieved. */
  public static final Field EARNED_POINTS;

  /** File it was read from. */
  public static final Field FILE_DIGEST;

  /** Line in that file. */
  public static final Field LINE_NUMBER;

  static {
    Table.Builder table =
        Table.named(
            "published_area_figures",
            Layer.SILVER,
            Tree.NOT_PUBLISHED,
            "One figure set published for an area and group.");
    LEVEL = table.text("level", "One of sub_icb, icb, region or england.");
    AREA_CODE = table.text("area_code", "Area as published.");
    GROUP_CODE = table.text("group_code", "Group.");
    table.endOfKey();
    PRACTICES = table.count("practices", Unit.PRACTICES, "Practices counted.");
    LIST_SIZE = table.optionalTotal("list_size", Unit.PATIENTS, "Registered patients.");
    REGISTER_SIZE =
        table.optionalTotal("register_size", Unit.PATIENTS, "Patients on the register.");
    EARNED_POINTS = table.optionalDecimal("earned_points", 2, Unit.POINTS, "Points achieved.");
    FILE_DIGEST = table.text("file_digest", "File it was read from.");
    LINE_NUMBER = table.count("line_number", Unit.LINE, "Line in that file.");
    TABLE = table.build();
  }

  private PublishedAreaFigures() {}
}
