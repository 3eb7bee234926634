package org.openqof.gate.figures;

import org.openqof.domain.Ratio;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.PaymentRules;
import org.openqof.rulebook.Rulebook;

/**
 * How far a year's framework alone changes what a nation is paid and sends, so that a smaller
 * framework does not look like a smaller nation. By two rulebooks and nothing else.
 *
 * @param worth what all points are worth for a registered patient, of what they were worth last
 *     year: points × price of a point ÷ average list; between 0.6 and 1.25
 * @param asked values that the framework asks of a practice, of those that last year's asked
 */
public record FrameworkChange(Ratio worth, Ratio asked) {
  /** No year before, or no other framework. */
  public static final FrameworkChange NONE = new FrameworkChange(Ratio.ONE, Ratio.ONE);

  /**
   * Values of an indicator with a numerator and a denominator: these two, and the patients left out
   * of it by reason. The payment service's extract of 2023-24 has ten on average, of other
   * indicators one.
   */
  private static final int VALUES_OF_A_SHARE = 10;

  /**
   * How far worth is believed to move: a rulebook with a mistyped price or list would otherwise
   * bring last year's pounds to its own mistake. All frameworks since 2005-06 lie within; what goes
   * further is held until somebody has looked.
   */
  private static final Ratio LEAST_WORTH = Ratio.of(60, 100);

  private static final Ratio MOST_WORTH = Ratio.of(125, 100);

  /** The change from one year's framework to the next one's. */
  public static FrameworkChange between(Rulebook before, Rulebook now) {
    return new FrameworkChange(
        believed(worth(now).dividedBy(worth(before))),
        Ratio.of(asked(now), Math.max(1, asked(before))));
  }

  public static Ratio believed(Ratio worth) {
    return worth.isAbove(MOST_WORTH)
        ? MOST_WORTH
        : LEAST_WORTH.isAbove(worth) ? LEAST_WORTH : worth;
  }

  private static Ratio worth(Rulebook rulebook) {
    PaymentRules payment = rulebook.payment();
    return Ratio.of(payment.totalPoints())
        .times(Ratio.of(payment.pointValueGbp().value()))
        .dividedBy(Ratio.of(payment.averageListSize().value(), 1));
  }

  private static int asked(Rulebook rulebook) {
    int values = 0;
    for (Indicator indicator : rulebook.indicators()) {
      values += indicator.kind().isShare() ? VALUES_OF_A_SHARE : 1;
    }
    return values;
  }
}
