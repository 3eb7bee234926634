package org.openqof.comparison.change;

import java.util.Locale;

/**
 * What the difference between two versions of one year is owed to, see {@code docs/method.md},
 * section 29.
 */
public enum Cause {
  /** Values of the payment extract, and values entered by hand. */
  INPUT(true),
  /** Practices, lists, populations, areas, reasons, and what people decided about practices. */
  REFERENCE(true),
  /** Points of the base years of income protection, which are results of other years. */
  BASE_YEARS(false),
  /** Parameters of the year. */
  RULEBOOK(true),
  /** The program: what is left when everything else is as it was, and today's code prices it. */
  CODE(false),
  /** What today's code does not give again although it made the version: a defect. */
  UNEXPLAINED(false);

  private final boolean movesFigures;

  Cause(boolean movesFigures) {
    this.movesFigures = movesFigures;
  }

  /** Whether it can move a national figure, and through it practices it does not touch. */
  public boolean movesFigures() {
    return movesFigures;
  }

  /** Whether one side of it can be priced with the other side of the rest. */
  public boolean canBePriced() {
    return this != CODE && this != UNEXPLAINED;
  }

  /** As files write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As people read it. */
  public String words() {
    return this == REFERENCE ? "reference data" : word().replace('_', ' ');
  }
}
