package org.openqof.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqof.rulebook.ConfidenceLevel;

/** Confidence limits against published values and against limits found another way. */
class IntervalTest {
  private static final ConfidenceLevel USUAL = ConfidenceLevel.PERCENT_95;

  /** Newcombe, Statistics in Medicine 1998;17:857-872, table I, method 3, printed to 4 decimals. */
  @ParameterizedTest
  @CsvSource({
    "81, 263, 0.2553, 0.3662",
    "15, 148, 0.0624, 0.1605",
    "0, 20, 0.0000, 0.1611",
    "1, 29, 0.0061, 0.1718"
  })
  void wilsonLimitsAreThoseNewcombePrinted(long events, long base, double lower, double upper) {
    Interval interval = Interval.wilson(events, base, USUAL).orElseThrow();
    assertThat(interval.lower()).isEqualTo(lower, within(0.00005));
    assertThat(interval.upper()).isEqualTo(upper, within(0.00005));
    assertThat(interval.method()).isEqualTo(Interval.Method.WILSON);
  }

  /**
   * Exact limits of a Poisson count: Garwood, Biometrika 1936;28:437-442; Pearson and Hartley,
   * Biometrika Tables for Statisticians, table 40, printed to 2 decimals. Public Health England,
   * Technical Guide: Confidence Intervals: Byar's are within 0.2 % of them from ten events on.
   */
  @ParameterizedTest
  @CsvSource({"10, 4.80, 18.39", "20, 12.22, 30.89", "50, 37.11, 65.92", "100, 81.36, 121.63"})
  void byarLimitsAreWithinAFifthOfAPercentOfThePublishedExactOnes(
      long events, double lower, double upper) {
    Interval interval = Interval.byar(events, USUAL);
    assertThat(interval.lower()).isEqualTo(lower, within(lower * 0.002 + 0.005));
    assertThat(interval.upper()).isEqualTo(upper, within(upper * 0.002 + 0.005));
  }

  /**
   * Exact limits below ten events: Pearson and Hartley, Biometrika Tables for Statisticians, table
   * 40, at 95 % printed to 3 decimals below three events, and 2 above; at 99 % likewise.
   */
  @ParameterizedTest
  @CsvSource({
    "0, 95, 0.0000, 3.69, 0.005",
    "1, 95, 0.0253, 5.57, 0.005",
    "2, 95, 0.242, 7.22, 0.005",
    "3, 95, 0.619, 8.77, 0.005",
    "5, 95, 1.62, 11.67, 0.005",
    "9, 95, 4.12, 17.08, 0.005",
    "1, 99, 0.00501, 7.43, 0.005",
    "9, 99, 3.13, 20.00, 0.005"
  })
  void fewerThanTenEventsHaveThePublishedExactLimits(
      long events, int percent, double lower, double upper, double to) {
    Interval interval = Interval.count(events, ConfidenceLevel.valueOf("PERCENT_" + percent));
    assertThat(interval.lower()).isEqualTo(lower, within(lower < 0.1 ? 0.00005 : to));
    assertThat(interval.upper()).isEqualTo(upper, within(to));
    assertThat(interval.method()).isEqualTo(Interval.Method.EXACT);
  }

  @Test
  void fromTenEventsOnTheLimitsAreByars() {
    assertThat(Interval.count(9, USUAL).method()).isEqualTo(Interval.Method.EXACT);
    assertThat(Interval.count(10, USUAL)).isEqualTo(Interval.byar(10, USUAL));
  }

  @Property(tries = 200)
  void byarLimitsLeaveTheTailsThatExactLimitsLeave(
      @ForAll @IntRange(min = 10, max = 400) int events) {
    Interval interval = Interval.byar(events, USUAL);
    assertThat(1 - atMost(events - 1, interval.lower())).isEqualTo(0.025, within(0.001));
    assertThat(atMost(events, interval.upper())).isEqualTo(0.025, within(0.001));
  }

  /** The chance of at most so many events of a Poisson mean, summed term by term. */
  private static double atMost(int events, double mean) {
    double sum = 0;
    double logTerm = -mean;
    for (int k = 0; k <= events; k++) {
      if (k > 0) {
        logTerm += Math.log(mean / k);
      }
      sum += Math.exp(logTerm);
    }
    return sum;
  }

  @Property
  void wilsonLimitsSolveTheScoreEquation(
      @ForAll @IntRange(min = 1, max = 5000) int base, @ForAll @IntRange(max = 5000) int drawn) {
    int events = Math.min(drawn, base);
    Interval interval = Interval.wilson(events, base, USUAL).orElseThrow();
    double rate = (double) events / base;
    assertThat(interval.lower()).isBetween(0.0, rate);
    assertThat(interval.upper()).isBetween(rate, 1.0);
    for (double limit : new double[] {interval.lower(), interval.upper()}) {
      double distance = rate - limit;
      double chance = USUAL.z() * USUAL.z() * limit * (1 - limit) / base;
      assertThat(distance * distance).isEqualTo(chance, within(1e-9));
    }
  }

  @Test
  void aHigherConfidenceGivesAWiderInterval() {
    double last = 0;
    for (ConfidenceLevel level : ConfidenceLevel.values()) {
      Interval interval = Interval.wilson(30, 100, level).orElseThrow();
      assertThat(interval.upper() - interval.lower()).isGreaterThan(last);
      last = interval.upper() - interval.lower();
    }
  }

  @Test
  void nothingCountedAtAllHasAnUpperLimitOnly() {
    Interval none = Interval.byar(0, USUAL);
    assertThat(none.lower()).isZero();
    assertThat(none.upper()).isEqualTo(3.69, within(0.1));
  }

  @Test
  void anEmptyBaseOrMoreEventsThanPatientsHaveNoLimits() {
    assertThat(Interval.wilson(0, 0, USUAL)).isEmpty();
    assertThat(Interval.wilson(331, 322, USUAL)).isEmpty();
  }
}
