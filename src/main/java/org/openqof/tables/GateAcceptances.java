package org.openqof.tables;

import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/** Rows of {@code gate_acceptances}. One figure outside its tolerance that a person let through. */
public final class GateAcceptances {
  /** The descriptor. */
  public static final Table TABLE;

  /** The figure, such as national_prevalence, practices_counted, pounds_paid or practice_list. */
  public static final Field FIGURE;

  /** Group of the register, list type, or practice; empty for other figures. */
  public static final Field GROUP_CODE;

  /** The very value accepted, as numerator and denominator; no other value is let through. */
  public static final Field EXACT_VALUE;

  /** UTC time, ISO 8601. */
  public static final Field ACCEPTED_AT;

  /** Who accepted it. */
  public static final Field ACCEPTED_BY;

  /** Why it was accepted. */
  public static final Field REASON;

  /** The last day on which it counts. */
  public static final Field ACCEPTED_UNTIL;

  static {
    Table.Builder table =
        Table.named(
            "gate_acceptances",
            Layer.OPS,
            Tree.NOT_PUBLISHED,
            "One figure outside its tolerance that a person let through, or one stopped version that a"
                + " person dropped.");
    FIGURE =
        table.text(
            "figure",
            "The figure, such as national_prevalence, practices_counted, pounds_paid or"
                + " practice_list.");
    GROUP_CODE =
        table.text(
            "group_code",
            "Group of the register, list type, or practice; empty for other figures.");
    EXACT_VALUE =
        table.text(
            "exact_value",
            "The very value accepted, as numerator and denominator; no other value is let"
                + " through.");
    ACCEPTED_AT = table.text("accepted_at", "UTC time, ISO 8601.");
    table.endOfKey();
    ACCEPTED_BY = table.text("accepted_by", "Who accepted it.");
    REASON = table.text("reason", "Why it was accepted.");
    ACCEPTED_UNTIL = table.date("accepted_until", "The last day on which it counts.");
    TABLE = table.build();
  }

  private GateAcceptances() {}
}
