package org.openqof.tables;

import java.util.ArrayList;
import java.util.List;
import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Files of a restatement: what changed between two versions of one year. They hold money, stay out
 * of every published tree, and can be read by owner and group only.
 */
public final class RestatementFiles {
  private RestatementFiles() {}

  /** All of them. */
  public static List<Table> all() {
    return List.of(PRACTICES.table(), LINES.table(), FIGURES);
  }

  /** What of a change is owed to what, as columns are named. */
  public static final List<String> CAUSES =
      List.of(
          "input_own",
          "input_national",
          "reference_own",
          "reference_national",
          "base_years_own",
          "rulebook_own",
          "rulebook_national",
          "code_own",
          "unexplained_own");

  /** By practice. */
  public static final Changes PRACTICES =
      new Changes(
          "restated_practices",
          "One practice that either version pays, with what its total achievement changed by.",
          false);

  /** By practice and indicator. */
  public static final Changes LINES =
      new Changes(
          "restated_lines",
          "One indicator of one practice, or an amount outside its indicators, where anything"
              + " changed.",
          true);

  private static final Table.Builder COLUMNS =
      Table.named(
          "restated_figures",
          Layer.PUBLICATION,
          Tree.NOT_PUBLISHED,
          "One national figure in both versions.");
  public static final Field FIGURE =
      COLUMNS.key().text("figure", "Average list size or national prevalence, and its year.");
  public static final Field GROUP_CODE =
      COLUMNS.key().text("group_code", "Group of a prevalence; empty for others.");
  public static final Field VALUE_BEFORE =
      COLUMNS.optionalDecimal("value_before", 12, Unit.NONE, "Value in the earlier version.");
  public static final Field VALUE_AFTER =
      COLUMNS.optionalDecimal("value_after", 12, Unit.NONE, "Value in the later version.");
  public static final Field NUMERATOR_BEFORE =
      COLUMNS.optionalTotal("numerator_before", Unit.NONE, "Sum on top in the earlier version.");
  public static final Field NUMERATOR_AFTER =
      COLUMNS.optionalTotal("numerator_after", Unit.NONE, "Sum on top in the later version.");
  public static final Field DENOMINATOR_BEFORE =
      COLUMNS.optionalTotal("denominator_before", Unit.NONE, "Sum below in the earlier version.");
  public static final Field DENOMINATOR_AFTER =
      COLUMNS.optionalTotal("denominator_after", Unit.NONE, "Sum below in the later version.");

  /** National figures of both versions. */
  public static final Table FIGURES = COLUMNS.build();

  /** A file of changes in pounds with their causes, and facts of both versions alongside them. */
  public static final class Changes {
    private final Table table;
    private final List<Field[]> facts = new ArrayList<>();

    /** ODS code of the practice. */
    public final Field practiceCode;

    /**
     * Indicator, {@code part_year}, {@code adjustments} or {@code rounding}; practices: its name.
     */
    public final Field subject;

    /** Pounds of the earlier version. */
    public final Field beforeGbp;

    /** Pounds of the later version. */
    public final Field afterGbp;

    /** Later less earlier. */
    public final Field changeGbp;

    private Changes(String name, String sentence, boolean lines) {
      Table.Builder builder = Table.named(name, Layer.PUBLICATION, Tree.NOT_PUBLISHED, sentence);
      practiceCode = builder.key().text("practice_code", "ODS code of the practice.");
      if (lines) {
        subject =
            builder
                .key()
                .text(
                    "subject",
                    "Indicator; or part_year, adjustments, or rounding of the practice's sum.");
      } else {
        subject = builder.text("practice_name", "Name as the later version gives it.");
      }
      beforeGbp = builder.decimal("before_gbp", 2, Unit.GBP, "Pounds of the earlier version.");
      afterGbp = builder.decimal("after_gbp", 2, Unit.GBP, "Pounds of the later version.");
      changeGbp = builder.decimal("change_gbp", 2, Unit.GBP, "Later less earlier.");
      for (String cause : CAUSES) {
        builder.decimal(
            cause + "_gbp", 2, Unit.GBP, "Of the change, owed to " + described(cause) + ".");
      }
      if (lines) {
        points(builder);
        count(builder, "numerator", Unit.PATIENTS, "Patients who received the intervention");
        count(builder, "denominator", Unit.PATIENTS, "Patients eligible, net of adjustments");
        count(builder, "register_size", Unit.PATIENTS, "Register of the prevalence group");
        decimal(builder, "national_prevalence", 12, Unit.FRACTION, "What it is compared with");
        decimal(builder, "apdf", 10, Unit.FACTOR, "Adjusted practice disease factor");
      } else {
        points(builder);
        count(builder, "crp", Unit.PATIENTS, "Contractor registered population");
        decimal(builder, "cpi", 10, Unit.FACTOR, "Contractor population index");
        decimal(builder, "achievement_due_gbp", 2, Unit.GBP, "Total less aspiration paid");
      }
      table = builder.build();
    }

    private static String described(String cause) {
      boolean national = cause.endsWith("_national");
      return cause.substring(0, cause.lastIndexOf('_')).replace('_', ' ')
          + (national ? ", through national figures" : ", at unmoved national figures");
    }

    private void points(Table.Builder builder) {
      decimal(builder, "earned_points", 2, Unit.POINTS, "Points paid");
    }

    private void decimal(Table.Builder table, String name, int scale, Unit unit, String meaning) {
      facts.add(
          new Field[] {
            table.optionalDecimal(before(name), scale, unit, meaning + " in the earlier version."),
            table.optionalDecimal(after(name), scale, unit, meaning + " in the later version.")
          });
    }

    private void count(Table.Builder table, String name, Unit unit, String meaning) {
      facts.add(
          new Field[] {
            table.optionalCount(before(name), unit, meaning + " in the earlier version."),
            table.optionalCount(after(name), unit, meaning + " in the later version.")
          });
    }

    private static String before(String name) {
      return sided(name, "before");
    }

    private static String after(String name) {
      return sided(name, "after");
    }

    /** Money columns end in their unit. */
    private static String sided(String name, String side) {
      return name.endsWith("_gbp")
          ? name.substring(0, name.length() - 3) + side + "_gbp"
          : name + "_" + side;
    }

    /** The descriptor. */
    public Table table() {
      return table;
    }

    /** The column of a cause, one of {@link #CAUSES}. */
    public Field cause(String name) {
      return table.field(name + "_gbp");
    }

    /** Columns of facts in pairs: the earlier version's and the later one's. */
    public List<Field[]> facts() {
      return List.copyOf(facts);
    }

    /** The column of the lake's tables that a pair of facts shows. */
    public static String factName(Field[] pair) {
      String name = pair[0].name();
      return name.endsWith("_gbp")
          ? name.replace("before_gbp", "gbp")
          : name.substring(0, name.length() - "_before".length());
    }
  }
}
