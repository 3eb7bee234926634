package org.openqof.extract.form;

/** The rule that an answer of {@link Numbers} breaks. */
public final class NumberRule {
  private NumberRule() {}

  public static RowRule of(long answer) {
    if (answer == Numbers.NOT_INTEGRAL) {
      return RowRule.NOT_INTEGRAL;
    }
    if (answer == Numbers.NEGATIVE) {
      return RowRule.NEGATIVE;
    }
    return answer == Numbers.NOT_A_NUMBER ? RowRule.NOT_A_NUMBER : RowRule.OUT_OF_RANGE;
  }
}
