package org.openqof.statistics;

import java.util.Locale;
import java.util.Optional;
import org.openqof.rulebook.ConfidenceLevel;

/**
 * Confidence limits of a rate, with the method that gave them. See {@code docs/method.md}.
 *
 * <p>Doubles: these are statistics and never money. {@link StrictMath} and a fixed order give the
 * same digits on every machine; so does {@link Math#sqrt}, which is correctly rounded by
 * definition, and takes one instruction.
 *
 * @param lower lower limit, a fraction of 1 for a proportion, a count for a count
 * @param upper upper limit
 * @param method how they were formed
 */
public record Interval(double lower, double upper, Method method) {
  /** How limits are formed. */
  public enum Method {
    /** Wilson's score limits of a proportion. */
    WILSON,
    /** Exact limits of a Poisson count, for fewer than ten events. */
    EXACT,
    /** Byar's approximation to the exact limits of a Poisson count, from ten events on. */
    BYAR,
    /** None can be formed. */
    NONE;

    /** As tables write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Wilson's score limits of a proportion, which stay within 0 and 1 and are good down to a single
   * patient.
   *
   * <p>Source: Wilson, Journal of the American Statistical Association 1927;22:209-212; Newcombe,
   * Statistics in Medicine 1998;17:857-872, method 3; APHO Technical Briefing 3.
   *
   * @param events patients counted above the line
   * @param base patients counted below it
   * @return empty when the base is zero or smaller than the events, which is then no proportion
   */
  public static Optional<Interval> wilson(long events, long base, ConfidenceLevel level) {
    if (base <= 0 || events < 0 || events > base) {
      return Optional.empty();
    }
    double z = level.z();
    double square = z * z;
    double middle = 2.0 * events + square;
    double width =
        z * Math.sqrt(square + 4.0 * events * ((double) (base - events) / (double) base));
    double divisor = 2.0 * (base + square);
    // At the ends the formula is 0 or 1 but for the last digit of a double.
    double lower = events == 0 ? 0 : (middle - width) / divisor;
    double upper = events == base ? 1 : (middle + width) / divisor;
    return Optional.of(new Interval(lower, upper, Method.WILSON));
  }

  /** Events from which Byar's limits are as good as exact ones. */
  private static final int BYAR_FROM = 10;

  /** Halvings of a bracket below 64 patients wide: more than a double has digits for. */
  private static final int HALVINGS = 80;

  /**
   * Limits of a count of events: exact for fewer than ten, Byar's from ten on.
   *
   * <p>Source: Public Health England, Technical Guide: Confidence Intervals, 2018, section on
   * counts.
   *
   * @param events events counted, not negative
   */
  public static Interval count(long events, ConfidenceLevel level) {
    return events < BYAR_FROM ? exact((int) events, level) : byar(events, level);
  }

  /**
   * Exact limits of a count: the means at which so many events or more, and so many or fewer, have
   * the chance of one tail.
   *
   * <p>Source: Garwood, Biometrika 1936;28:437-442.
   */
  private static Interval exact(int events, ConfidenceLevel level) {
    double tail = (100 - level.percent().doubleValue()) / 200;
    double lower = events == 0 ? 0 : meanWith(events - 1, 1 - tail);
    return new Interval(lower, meanWith(events, tail), Method.EXACT);
  }

  /** The Poisson mean at which so many events or fewer have a chance; the chance falls with it. */
  private static double meanWith(int events, double chance) {
    double low = 0;
    double high = 64;
    for (int i = 0; i < HALVINGS; i++) {
      double mean = (low + high) / 2;
      double term = StrictMath.exp(-mean);
      double sum = term;
      for (int k = 1; k <= events; k++) {
        term = term * mean / k;
        sum += term;
      }
      if (sum > chance) {
        low = mean;
      } else {
        high = mean;
      }
    }
    return (low + high) / 2;
  }

  /**
   * Byar's limits of a count of events.
   *
   * <p>Source: Breslow and Day, Statistical Methods in Cancer Research, volume II, 1987, equation
   * 2.13; APHO Technical Briefing 3. Within 0.2 % of the exact limits from ten events on.
   *
   * @param events events counted, not negative
   */
  public static Interval byar(long events, ConfidenceLevel level) {
    double z = level.z();
    double lower = 0;
    if (events > 0) {
      double root = 1 - 1.0 / (9.0 * events) - z / (3.0 * Math.sqrt((double) events));
      // Below zero for a count of one at high confidence, where the limit is zero.
      lower = Math.max(0, events * (root * root * root));
    }
    double next = events + 1.0;
    double root = 1 - 1.0 / (9.0 * next) + z / (3.0 * Math.sqrt(next));
    return new Interval(lower, next * (root * root * root), Method.BYAR);
  }

  /** Limits of a rate from those of its events. */
  Interval dividedBy(long base) {
    return new Interval(lower / base, upper / base, method);
  }
}
