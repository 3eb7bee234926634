package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Rows of {@code gate_judgements}. One figure of the year alongside one thing that it was compared
 * with before anything was paid.
 */
public final class GateJudgements {
  private static final Table.Builder COLUMNS =
      Table.named(
          "gate_judgements",
          Layer.NATIONAL,
          Tree.PAYMENTS,
          "One figure of the year and one thing it was compared with before anything was"
              + " paid.");
  public static final Field FIGURE =
      COLUMNS
          .key()
          .text(
              "figure",
              "The figure, such as national_prevalence, practices_counted, pounds_paid or"
                  + " practice_list.");
  public static final Field GROUP_CODE =
      COLUMNS
          .key()
          .text(
              "group_code",
              "Group of the register, list type, or practice; empty for other figures.");
  public static final Field COMPARISON =
      COLUMNS
          .key()
          .text(
              "comparison",
              "What it was compared with, such as last_year, last_run, supplier or missing.");
  public static final Field FIGURE_VALUE =
      COLUMNS.decimal(
          "figure_value",
          12,
          Unit.FACTOR,
          "The figure as found: patients, a fraction of 1, or a number; patients, pounds and rows"
              + " of the nation in millions.");
  public static final Field COMPARED_WITH =
      COLUMNS.optionalDecimal(
          "compared_with",
          12,
          Unit.FACTOR,
          "What it was compared with; empty for shares, and where nothing can be compared.");
  public static final Field CHANGE =
      COLUMNS.optionalDecimal("change", 8, Unit.FRACTION, "Relative change, share or weight.");
  public static final Field LEAST_CHANGE =
      COLUMNS.optionalDecimal(
          "least_change", 6, Unit.FRACTION, "The least change within tolerance.");
  public static final Field GREATEST_CHANGE =
      COLUMNS.optionalDecimal(
          "greatest_change", 6, Unit.FRACTION, "The greatest change within tolerance.");
  public static final Field SUBJECT =
      COLUMNS.text(
          "subject", "The part, year or version that the comparison is about; may be empty.");
  public static final Field VERDICT =
      COLUMNS.text("verdict", "Within, noted, accepted or not_compared.");
  public static final Field ACCEPTED_BY =
      COLUMNS.optionalText("accepted_by", "Who accepted a figure outside its tolerance.");
  public static final Field ACCEPTED_UNTIL =
      COLUMNS.optionalDate("accepted_until", "Until when that acceptance stands.");
  public static final Field REASON = COLUMNS.optionalText("reason", "Why it was accepted.");
  public static final Table TABLE = COLUMNS.build();

  private GateJudgements() {}
}
