package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Figures published for areas, for reconciliation. One figure set published for an area and group.
 */
public final class PublishedAreaFigures {
  private static final Table.Builder COLUMNS =
      Table.named(
          "published_area_figures",
          Layer.SILVER,
          Tree.NOT_PUBLISHED,
          "One figure set published for an area and group.");
  public static final Field LEVEL =
      COLUMNS.key().text("level", "One of sub_icb, icb, region or england.");
  public static final Field AREA_CODE = COLUMNS.key().text("area_code", "Area as published.");
  public static final Field GROUP_CODE = COLUMNS.key().text("group_code", "Group.");
  public static final Field PRACTICES =
      COLUMNS.count("practices", Unit.PRACTICES, "Practices counted.");
  public static final Field LIST_SIZE =
      COLUMNS.optionalTotal("list_size", Unit.PATIENTS, "Registered patients.");
  public static final Field REGISTER_SIZE =
      COLUMNS.optionalTotal("register_size", Unit.PATIENTS, "Patients on the register.");
  public static final Field EARNED_POINTS =
      COLUMNS.optionalDecimal("earned_points", 2, Unit.POINTS, "Points achieved.");
  public static final Field FILE_DIGEST = COLUMNS.text("file_digest", "File it was read from.");
  public static final Field LINE_NUMBER =
      COLUMNS.count("line_number", Unit.LINE, "Line in that file.");
  public static final Table TABLE = COLUMNS.build();

  private PublishedAreaFigures() {}
}
