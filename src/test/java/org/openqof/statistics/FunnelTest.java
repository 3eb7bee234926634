package org.openqof.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openqof.rulebook.ConfidenceLevel;
import org.openqof.rulebook.StatisticsRules;

/** Funnels against a calculation made with another program, and against what chance does. */
class FunnelTest {
  private static final StatisticsRules RULES =
      new StatisticsRules(
          ConfidenceLevel.PERCENT_95, ConfidenceLevel.PERCENT_99_8, BigDecimal.TEN, 750, 10);
  private static final int[] EVENTS = {12, 45, 30, 80, 7, 150, 61, 22, 90, 41, 33, 5};
  private static final int[] BASES = {20, 60, 55, 100, 15, 170, 90, 40, 95, 70, 35, 12};

  /** The same formulas of Spiegelhalter 2005 and 2012 worked in NumPy (percentile, arcsin). */
  @Test
  void phiAndTauSquaredAreThoseOfAnIndependentCalculation() {
    Funnel funnel = Funnel.of(EVENTS, BASES, RULES);
    assertThat(funnel.target()).isEqualTo(0.7559055118110236, within(1e-12));
    assertThat(funnel.phi()).isEqualTo(7.5007419480495585, within(1e-12));
    assertThat(funnel.tauSquared()).isEqualTo(0.029541111076037862, within(1e-14));
    assertThat(funnel.score(90, 95)).isEqualTo(1.5904502370151747, within(1e-12));
    assertThat(funnel.lower(100, ConfidenceLevel.PERCENT_99_8, true))
        .isEqualTo(0.23059934874660568, within(1e-12));
    assertThat(funnel.upper(100, ConfidenceLevel.PERCENT_99_8, false))
        .isEqualTo(0.874421553964425, within(1e-12));
    assertThat(funnel.lower(100, ConfidenceLevel.PERCENT_99_8, false))
        .isEqualTo(0.6131455380498654, within(1e-12));
  }

  @Test
  void practicesThatDifferByChanceOnlyShowNoOverDispersion() {
    int[] bases = new int[4000];
    int[] events = new int[4000];
    Random dice = new Random(7);
    for (int i = 0; i < bases.length; i++) {
      bases[i] = 50 + dice.nextInt(1000);
      for (int patient = 0; patient < bases[i]; patient++) {
        events[i] += dice.nextInt(100) < 70 ? 1 : 0;
      }
    }
    Funnel funnel = Funnel.of(events, bases, RULES);
    assertThat(funnel.phi())
        .as("0.68 where nothing but chance is drawn in at a tenth of either end")
        .isBetween(0.62, 0.75);
    assertThat(funnel.tauSquared()).isZero();
    long outside = outside(funnel, events, bases, ConfidenceLevel.PERCENT_95);
    assertThat(outside).isBetween(140L, 260L);
  }

  @Test
  void realSpreadWidensTheLimitsSoThatFewLieOutside() {
    int[] bases = new int[2000];
    int[] events = new int[2000];
    Random dice = new Random(11);
    for (int i = 0; i < bases.length; i++) {
      bases[i] = 200 + dice.nextInt(600);
      double rate = 0.7 + 0.05 * dice.nextGaussian();
      for (int patient = 0; patient < bases[i]; patient++) {
        events[i] += dice.nextDouble() < rate ? 1 : 0;
      }
    }
    Funnel funnel = Funnel.of(events, bases, RULES);
    assertThat(funnel.phi()).isGreaterThan(2);
    assertThat(funnel.tauSquared()).isPositive();
    Funnel byChance = new Funnel(funnel.practices(), funnel.target(), 1, 0);
    assertThat(outside(byChance, events, bases, ConfidenceLevel.PERCENT_99_8)).isGreaterThan(200);
    assertThat(outside(funnel, events, bases, ConfidenceLevel.PERCENT_99_8)).isLessThan(40);
  }

  @Test
  void limitsAreWhereTheScoreIsTheLimit() {
    Funnel funnel = Funnel.of(EVENTS, BASES, RULES);
    int base = 400_000;
    double upper = funnel.upper(base, ConfidenceLevel.PERCENT_95, true);
    assertThat(funnel.score((int) Math.round(upper * base), base))
        .isEqualTo(ConfidenceLevel.PERCENT_95.z(), within(1e-3));
  }

  @Test
  void limitsStayWithinNoneAndAll() {
    Funnel funnel = new Funnel(10, 0.98, 5, 0.05);
    assertThat(funnel.upper(3, ConfidenceLevel.PERCENT_99_8, true)).isEqualTo(1);
    assertThat(new Funnel(10, 0.01, 5, 0.05).lower(3, ConfidenceLevel.PERCENT_99_8, true)).isZero();
  }

  private static long outside(Funnel funnel, int[] events, int[] bases, ConfidenceLevel level) {
    return IntStream.range(0, bases.length)
        .filter(i -> Math.abs(funnel.score(events[i], bases[i])) > level.z())
        .count();
  }

  @Test
  void decilesAreInterpolatedBetweenNeighbours() {
    double[] rates = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    assertThat(Decile.of(rates)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
    // NumPy's percentile of ten numbers: 0.9, 1.8, …
    assertThat(Decile.of(Arrays.copyOf(rates, 10))[0]).isEqualTo(0.9, within(1e-12));
  }

  @Test
  void aRateOnADecileBelongsToTheLowerTenth() {
    double[] deciles = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    assertThat(Decile.tenth(0.5, deciles)).isEqualTo(1);
    assertThat(Decile.tenth(1, deciles)).isEqualTo(1);
    assertThat(Decile.tenth(1.01, deciles)).isEqualTo(2);
    assertThat(Decile.tenth(99, deciles)).isEqualTo(10);
  }
}
