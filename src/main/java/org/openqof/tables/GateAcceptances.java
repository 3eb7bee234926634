package org.openqof.tables;

import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/** Rows of {@code gate_acceptances}. One figure outside its tolerance that a person let through. */
public final class GateAcceptances {
  private static final Table.Builder COLUMNS =
      Table.named(
          "gate_acceptances",
          Layer.OPS,
          Tree.NOT_PUBLISHED,
          "One figure outside its tolerance that a person let through, or one stopped version that a"
              + " person dropped.");
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
  public static final Field EXACT_VALUE =
      COLUMNS
          .key()
          .text(
              "exact_value",
              "The very value accepted, as numerator and denominator; no other value is let"
                  + " through.");
  public static final Field ACCEPTED_AT = COLUMNS.key().text("accepted_at", "UTC time, ISO 8601.");
  public static final Field ACCEPTED_BY = COLUMNS.text("accepted_by", "Who accepted it.");
  public static final Field REASON = COLUMNS.text("reason", "Why it was accepted.");
  public static final Field ACCEPTED_UNTIL =
      COLUMNS.date("accepted_until", "The last day on which it counts.");
  public static final Table TABLE = COLUMNS.build();

  private GateAcceptances() {}
}
