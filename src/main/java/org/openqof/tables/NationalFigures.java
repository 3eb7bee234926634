package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * National average list size and national prevalence. One national figure with its reference date
 * and the year it applies to.
 */
public final class NationalFigures {
  private static final Table.Builder COLUMNS =
      Table.named(
          "national_figures",
          Layer.NATIONAL,
          Tree.PAYMENTS,
          "One national figure with its reference date and the year it applies to.");
  public static final Field FIGURE =
      COLUMNS.key().text("figure", "The figure: average_list_size or national_prevalence.");
  public static final Field GROUP_CODE =
      COLUMNS
          .key()
          .text(
              "group_code",
              "Group of the register, or the register's own code; empty for the list size.");
  public static final Field APPLIES_TO_YEAR =
      COLUMNS.key().text("applies_to_year", "Financial year whose payments it enters.");
  public static final Field FIGURE_VALUE =
      COLUMNS.decimal(
          "figure_value", 12, Unit.FACTOR, "The computed figure: patients, or a fraction of 1.");
  public static final Field NUMERATOR =
      COLUMNS.total("numerator", Unit.PATIENTS, "Patients counted.");
  public static final Field DENOMINATOR =
      COLUMNS.total(
          "denominator", Unit.COUNT, "Practices for the list size, patients for prevalence.");
  public static final Field PRACTICES =
      COLUMNS.count("practices", Unit.PRACTICES, "Practices that entered it.");
  public static final Field REFERENCE_DATE =
      COLUMNS.optionalDate("reference_date", "Date the figure speaks for.");
  public static final Field METHOD = COLUMNS.text("method", "How it was formed.");
  public static final Field PUBLISHED_VALUE =
      COLUMNS.optionalDecimal(
          "published_value", 12, Unit.FACTOR, "The value of the rulebook, if it has one.");
  public static final Field DIFFERENCE =
      COLUMNS.optionalDecimal("difference", 12, Unit.FACTOR, "Computed less published.");
  public static final Field PAYS =
      COLUMNS.text("pays", "Which of the two pays: published, computed, or none.");
  public static final Table TABLE = COLUMNS.build();

  private NationalFigures() {}
}
