package org.openqof.domain;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The eras of the adjusted practice disease factor: how a practice's raw prevalence is set against
 * the nation's.
 *
 * <p>Sources: GPC News and Management in Practice, 21 and 24 November 2008; J. Gavin (2008) for the
 * cut-off; HSCIC Technical Annex 2011/12 for true prevalence.
 */
public enum PrevalenceMethod {
  /**
   * 2004-05 to 2008-09: prevalence below 5 % of the highest is lifted to that cut-off, the square
   * root is taken, and the result is rebased around the mean of all practices.
   */
  SQUARE_ROOT,
  /** 2009-10: cut-off and rebasing around the mean, without the square root. */
  CUT_OFF,
  /** 2010-11 on, "true prevalence": raw prevalence divided by national prevalence. */
  TRUE_PREVALENCE;

  /**
   * Digits kept of a square root or a sum of roots. Forty significant digits leave the first digit
   * that could be wrong more than twenty places behind any penny.
   */
  public static final MathContext ROOT = new MathContext(40, RoundingMode.HALF_EVEN);

  private static final BigDecimal CUT_OFF_SHARE = new BigDecimal("0.05");

  /** Whether this era compares with a mean over practices rather than with a ratio of sums. */
  public boolean rebasesAroundTheMean() {
    return this != TRUE_PREVALENCE;
  }

  /**
   * The value that is compared with the nation: raw prevalence itself, or after cut-off and root.
   *
   * @param raw the practice's raw prevalence
   * @param highest the highest raw prevalence of any practice for the same register; not used by
   *     {@link #TRUE_PREVALENCE}
   */
  public Ratio transformed(Ratio raw, Ratio highest) {
    return switch (this) {
      case TRUE_PREVALENCE -> raw;
      case CUT_OFF -> liftedToCutOff(raw, highest);
      case SQUARE_ROOT ->
          Ratio.of(
              liftedToCutOff(raw, highest)
                  .numerator()
                  .divide(liftedToCutOff(raw, highest).denominator(), ROOT)
                  .sqrt(ROOT));
    };
  }

  /**
   * The adjusted practice disease factor.
   *
   * @param transformed the practice's {@link #transformed} prevalence
   * @param national national prevalence, or the mean of the transformed prevalences for the eras
   *     that rebase; zero gives a factor of zero (nobody in the nation is on the register)
   */
  public Ratio factor(Ratio transformed, Ratio national) {
    return national.numerator().signum() == 0 ? Ratio.ZERO : transformed.dividedBy(national);
  }

  private static Ratio liftedToCutOff(Ratio raw, Ratio highest) {
    Ratio cutOff = highest.times(CUT_OFF_SHARE);
    BigDecimal left = raw.numerator().multiply(cutOff.denominator());
    BigDecimal right = cutOff.numerator().multiply(raw.denominator());
    return left.compareTo(right) < 0 ? cutOff : raw;
  }
}
