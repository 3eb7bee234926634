package org.openqof.statistics;

import java.math.BigDecimal;
import java.util.Arrays;
import org.openqof.rulebook.ConfidenceLevel;
import org.openqof.rulebook.StatisticsRules;

/**
 * A funnel plot of one proportion over practices: the national rate, and how far practices may lie
 * from it by chance, with and without over-dispersion.
 *
 * <p>The rate is transformed to the arcsine of its square root, whose variance 1 / 4n does not
 * depend on the rate. φ is the mean square of the scores after the outermost tenths are drawn in;
 * if it exceeds what chance gives, a variance τ² between practices is added to that of chance.
 * Source: Spiegelhalter, Statistics in Medicine 2005;24:1185-1202; Spiegelhalter and others,
 * Journal of the Royal Statistical Society A 2012;175:1-47. Doubles: see {@link Interval}.
 *
 * @param practices practices it is built on
 * @param target their rate together, a fraction of 1
 * @param phi over-dispersion; 1 when practices differ by chance only
 * @param tauSquared variance between practices beyond chance, of the transformed rate
 */
public record Funnel(int practices, double target, double phi, double tauSquared) {
  /** How limits are formed, as tables write it. */
  public static final String METHOD = "arcsine, winsorised phi, additive tau squared";

  /**
   * The funnel of some practices.
   *
   * @param events patients above the line, by practice
   * @param bases patients below it, each above zero
   * @param rules share that is winsorised
   */
  public static Funnel of(int[] events, int[] bases, StatisticsRules rules) {
    double[] angles = new double[events.length];
    for (int i = 0; i < events.length; i++) {
      angles[i] = angle(events[i], bases[i]);
    }
    return of(events, bases, angles, rules);
  }

  /** The funnel of some practices whose rates are transformed already. */
  static Funnel of(int[] events, int[] bases, double[] angles, StatisticsRules rules) {
    int practices = events.length;
    long allEvents = 0;
    long allBases = 0;
    for (int i = 0; i < practices; i++) {
      allEvents += events[i];
      allBases += bases[i];
    }
    double target = Math.min(1, (double) allEvents / allBases);
    double middle = transformed(target);
    double[] scores = new double[practices];
    for (int i = 0; i < practices; i++) {
      scores[i] = scoreByChance(angles[i], middle, bases[i]);
    }
    double phi = meanSquare(scores, rules.winsorisedPercent());
    return new Funnel(practices, target, phi, tauSquared(practices, phi, bases));
  }

  private static double meanSquare(double[] scores, BigDecimal winsorisedPercent) {
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    double percent = winsorisedPercent.doubleValue();
    double least = Decile.quantile(sorted, percent, 100);
    double most = Decile.quantile(sorted, 100 - percent, 100);
    double squares = 0;
    for (double score : sorted) {
      double drawnIn = Math.min(most, Math.max(least, score));
      squares += drawnIn * drawnIn;
    }
    return squares / sorted.length;
  }

  /** τ² = (I φ − (I − 1)) / (Σw − Σw² / Σw), not below zero, with weights w = 4n. */
  private static double tauSquared(int practices, double phi, int[] bases) {
    double excess = practices * phi - (practices - 1);
    if (excess <= 0) {
      return 0;
    }
    double weights = 0;
    double squares = 0;
    for (int base : bases) {
      double weight = 4.0 * base;
      weights += weight;
      squares += weight * weight;
    }
    double divisor = weights - squares / weights;
    return divisor <= 0 ? 0 : excess / divisor;
  }

  /** Standard deviations of a practice from the target, for chance only. */
  public double scoreByChance(int events, int base) {
    return scoreByChance(angle(events, base), middle(), base);
  }

  /** Standard deviations of a practice from the target, over-dispersion allowed for. */
  public double score(int events, int base) {
    return (angle(events, base) - middle()) / Math.sqrt(1 / (4.0 * base) + tauSquared);
  }

  /** The transformed target. */
  double middle() {
    return transformed(target);
  }

  static double scoreByChance(double angle, double middle, int base) {
    return (angle - middle) * 2 * Math.sqrt((double) base);
  }

  /** The transformed rate of a practice; more events than patients count as all of them. */
  static double angle(int events, int base) {
    return transformed(Math.min(1, (double) events / base));
  }

  private static double transformed(double rate) {
    return StrictMath.asin(Math.sqrt(rate));
  }

  /** Lower limit for a practice with this base, a fraction of 1. */
  public double lower(int base, ConfidenceLevel level, boolean overDispersion) {
    return limit(base, -level.z(), overDispersion);
  }

  /** Upper limit for a practice with this base, a fraction of 1. */
  public double upper(int base, ConfidenceLevel level, boolean overDispersion) {
    return limit(base, level.z(), overDispersion);
  }

  private double limit(int base, double z, boolean overDispersion) {
    double variance = 1 / (4.0 * base) + (overDispersion ? tauSquared : 0);
    double angle = middle() + z * Math.sqrt(variance);
    double sine = StrictMath.sin(Math.min(Math.PI / 2, Math.max(0, angle)));
    return sine * sine;
  }
}
