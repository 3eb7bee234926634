package org.openqof.tables;

import java.util.List;
import java.util.stream.Stream;
import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Long files, one subject each, one value a row, at every level from practice to England. A further
 * measure is a further row and never a further column.
 */
public final class TidyFiles {
  /** All of them. */
  public static List<Table> all() {
    return List.of(
        AREAS,
        ACHIEVEMENT.table(),
        PREVALENCE.table(),
        POINTS.table(),
        ADJUSTMENTS.table(),
        LISTS.table(),
        GROUPS,
        GROUP_FUNNELS,
        GROUP_OUTLIERS);
  }

  private static final Table.Builder AREAS_COLUMNS =
      Table.named("areas", Layer.PUBLICATION, Tree.NOT_PUBLISHED, "One area, or one practice.");
  public static final Field AREA_LEVEL =
      AREAS_COLUMNS
          .key()
          .text(
              "level",
              "One of practice, pcn, sub_icb, icb, region or england; group where a grouping was given.");
  public static final Field AREA_CODE =
      AREAS_COLUMNS.key().text("area_code", "ODS code of the area or practice.");
  public static final Field AREA_ONS_CODE = AREAS_COLUMNS.optionalText("ons_code", "Its ONS code.");
  public static final Field AREA_NAME = AREAS_COLUMNS.text("area_name", "Its name.");
  public static final Field PCN_CODE =
      AREAS_COLUMNS.optionalText("pcn_code", "Network of a practice; U where it has none.");
  public static final Field SUB_ICB_CODE =
      AREAS_COLUMNS.optionalText("sub_icb_code", "Sub-ICB location of a practice.");
  public static final Field ICB_CODE =
      AREAS_COLUMNS.optionalText("icb_code", "Integrated care board of a practice.");
  public static final Field REGION_CODE =
      AREAS_COLUMNS.optionalText("region_code", "NHS England region of a practice.");

  /** Names and codes of every area, practices included. */
  public static final Table AREAS = AREAS_COLUMNS.build();

  private static final Table.Builder GROUPS_COLUMNS =
      Table.named(
          "groups",
          Layer.PUBLICATION,
          Tree.NOT_PUBLISHED,
          "One practice in one group of the grouping that was given.");
  public static final Field MEMBER_CODE =
      GROUPS_COLUMNS.key().text("practice_code", "ODS code of the practice.");
  public static final Field MEMBER_GROUP =
      GROUPS_COLUMNS
          .key()
          .text("area_code", "The group it is in, of the level group; UNALLOCATED where in none.");
  public static final Field GROUPING_NAME =
      GROUPS_COLUMNS.text("grouping", "What the grouping is called.");
  public static final Field MEMBER_LOW =
      GROUPS_COLUMNS.optionalCount(
          "low_outliers",
          Unit.COUNT,
          "Rates of the practice below the funnel of the group; empty where the group is too small for any.");
  public static final Field MEMBER_HIGH =
      GROUPS_COLUMNS.optionalCount(
          "high_outliers",
          Unit.COUNT,
          "Rates of the practice above the funnel of the group; empty where the group is too small for any.");

  /** Which practice is in which group, where a grouping was given. */
  public static final Table GROUPS = GROUPS_COLUMNS.build();

  /** The funnels of groups: the columns of {@link Funnels} after the group. */
  public static final Table GROUP_FUNNELS =
      ofGroups(
          "group_funnels",
          "One rate with the funnel of the practices of one group, and how many of them lie outside.",
          Funnels.TABLE);

  /** Practices outside the funnel of their group: as {@link PracticeOutliers}, after the group. */
  public static final Table GROUP_OUTLIERS =
      ofGroups(
          "group_outliers",
          "One rate of one practice that lies outside the funnel of its group, over-dispersion allowed for.",
          PracticeOutliers.TABLE);

  /** Achievement by area and indicator. */
  public static final LongFile ACHIEVEMENT =
      new LongFile(
          "achievement",
          "One measure of one indicator in one area.",
          "indicator_code",
          "Indicator.");

  /** Registers and prevalence by area and group. */
  public static final LongFile PREVALENCE =
      new LongFile(
          "prevalence", "One measure of one register in one area.", "group_code", "Group.");

  /** Points by area and group. */
  public static final LongFile POINTS =
      new LongFile(
          "points",
          "One measure of the points of one group in one area.",
          "group_code",
          "Group; ALL for the whole framework.");

  /** Adjustments by area and group. */
  public static final LongFile ADJUSTMENTS =
      new LongFile(
          "adjustments",
          "One measure of the personalised care adjustments of one group in one area.",
          "group_code",
          "Group.");

  /** Registered patients by area and list type. */
  public static final LongFile LISTS =
      new LongFile(
          "lists",
          "One list of registered patients of one area.",
          "patient_list_type",
          "TOTAL, 06OV, 17OV, …: ages and sex counted.");

  /** The columns of a table of practices after the group whose practices they are. */
  private static Table ofGroups(String name, String sentence, Table ofPractices) {
    Table.Builder file = Table.named(name, Layer.PUBLICATION, Tree.NOT_PUBLISHED, sentence);
    file.key()
        .text("area_code", "The group, of the level group; UNALLOCATED for practices in none.");
    file.columnsOf(ofPractices);
    return file.build();
  }

  /** Whether a table is one of the long files, which name an area by its level and code. */
  public static boolean isLong(Table table) {
    return Stream.of(ACHIEVEMENT, PREVALENCE, POINTS, ADJUSTMENTS, LISTS)
        .anyMatch(file -> file.table() == table);
  }

  private TidyFiles() {}

  /** A long file: always the same columns, but for the name of its subject. */
  public static final class LongFile {
    private final Table table;
    private final Field financialYear;
    private final Field level;
    private final Field areaCode;
    private final Field subject;
    private final Field measure;
    private final Field value;
    private final Field unit;
    private final Field marker;

    private LongFile(String name, String sentence, String subjectName, String subjectSentence) {
      Table.Builder file = Table.named(name, Layer.PUBLICATION, Tree.NOT_PUBLISHED, sentence);
      financialYear = file.key().text("financial_year", "Financial year, 2023-24.");
      level =
          file.key()
              .text(
                  "level",
                  "One of practice, pcn, sub_icb, icb, region or england; group where a grouping was given.");
      areaCode = file.key().text("area_code", "ODS code of the area or practice.");
      subject = file.key().text(subjectName, subjectSentence);
      measure = file.key().text("measure", "What is measured.");
      value =
          file.optionalDecimal(
              "value", 10, Unit.COUNT, "The value; empty where the marker says why.");
      unit = file.text("unit", "Unit of the value: patients, practices, points or fraction.");
      marker =
          file.optionalText(
              "marker", "Why there is no value: a colon, not available; z, not applicable.");
      table = file.build();
    }

    /** The descriptor. */
    public Table table() {
      return table;
    }

    /** Financial year. */
    public Field financialYear() {
      return financialYear;
    }

    /** Level of the area. */
    public Field level() {
      return level;
    }

    /** Code of the area. */
    public Field areaCode() {
      return areaCode;
    }

    /** Indicator, group or list type. */
    public Field subject() {
      return subject;
    }

    /** What is measured. */
    public Field measure() {
      return measure;
    }

    /** The value. */
    public Field value() {
      return value;
    }

    /** Its unit. */
    public Field unit() {
      return unit;
    }

    /** Why it is empty. */
    public Field marker() {
      return marker;
    }
  }
}
