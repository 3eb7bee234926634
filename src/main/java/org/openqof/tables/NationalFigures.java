package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * National average list size and national prevalence. One national figure with its reference date
 * and the year it applies to.
 */
public final class NationalFigures {
  /** The descriptor. */
  public static final Table TABLE;

  /** The figure: average_list_size or national_prevalence. */
  public static final Field FIGURE;

  /** Group of the register; empty for the list size. */
  public static final Field GROUP_CODE;

  /** Financial year whose payments it enters. */
  public static final Field APPLIES_TO_YEAR;

  /** The computed figure: patients, or a fraction of 1. */
  public static final Field FIGURE_VALUE;

  /** Patients counted. */
  public static final Field NUMERATOR;

  /** Practices for the list size, patients for prevalence. */
  public static final Field DENOMINATOR;

  /** Practices that entered it. */
  public static final Field PRACTICES;

  /** Date the figure speaks for. */
  public static final Field REFERENCE_DATE;

  /** How it was formed. */
  public static final Field METHOD;

  /** The value of the rulebook, if it has one. */
  public static final Field PUBLISHED_VALUE;

  /** Computed less published. */
  public static final Field DIFFERENCE;

  /** Which of the two pays: published, computed, or none. */
  public static final Field PAYS;

  static {
    Table.Builder table =
        Table.named(
            "national_figures",
            Layer.NATIONAL,
            Tree.PAYMENTS,
            "One national figure with its reference date and the year it applies to.");
    FIGURE = table.text("figure", "The figure: average_list_size or national_prevalence.");
    GROUP_CODE =
        table.text(
            "group_code",
            "Group of the register, or the register's own code; empty for the list size.");
    APPLIES_TO_YEAR = table.text("applies_to_year", "Financial year whose payments it enters.");
    table.endOfKey();
    FIGURE_VALUE =
        table.decimal(
            "figure_value", 12, Unit.FACTOR, "The computed figure: patients, or a fraction of 1.");
    NUMERATOR = table.total("numerator", Unit.PATIENTS, "Patients counted.");
    DENOMINATOR =
        table.total(
            "denominator", Unit.COUNT, "Practices for the list size, patients for prevalence.");
    PRACTICES = table.count("practices", Unit.PRACTICES, "Practices that entered it.");
    REFERENCE_DATE = table.optionalDate("reference_date", "Date the figure speaks for.");
    METHOD = table.text("method", "How it was formed.");
    PUBLISHED_VALUE =
        table.optionalDecimal(
            "published_value", 12, Unit.FACTOR, "The value of the rulebook, if it has one.");
    DIFFERENCE = table.optionalDecimal("difference", 12, Unit.FACTOR, "Computed less published.");
    PAYS = table.text("pays", "Which of the two pays: published, computed, or none.");
    TABLE = table.build();
  }

  private NationalFigures() {}
}
