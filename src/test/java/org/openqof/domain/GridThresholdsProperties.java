package org.openqof.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The integers of a search give what the formula of the regulation gives. */
class GridThresholdsProperties {
  @Property(tries = 3000)
  void whatIsTriedInIntegersIsWhatTheFormulaGives(
      @ForAll AwardRounding rounding,
      @ForAll @IntRange(min = 1, max = 2) int parts,
      @ForAll @IntRange(min = 0, max = 198) int lower,
      @ForAll @IntRange(min = 1, max = 100) int width,
      @ForAll @IntRange(min = 1, max = 5000) int available,
      @ForAll @IntRange(min = 0, max = 99) int blockPercent,
      @ForAll @IntRange(min = 1, max = 30_000) int denominator,
      @ForAll @IntRange(min = 0, max = 1000) int share) {
    int least = lower % (100 * parts);
    int upper = Math.min(100 * parts, least + width);
    long numerator = (long) denominator * share / 1000;
    GridThresholds rule =
        new GridThresholds(least, upper, (long) available * blockPercent / 100, available, parts);
    assertThat(BigDecimal.valueOf(rule.shown(rounding, numerator, denominator), 2))
        .isEqualByComparingTo(
            rounding.shown(rule.availablePoints(), rule.thresholds(), numerator, denominator));
    assertThat(GridThresholds.of(rule.thresholds(), rule.availablePoints()).thresholds())
        .isEqualTo(rule.thresholds());
  }

  /** Exact halves are where the forms of rounding part: 1 of 8 between 0 and 100 is 0.125. */
  @Test
  void aHalfGoesWhereTheFormOfRoundingSays() {
    GridThresholds rule = new GridThresholds(0, 100, 0, 100, 1);
    assertThat(rule.shown(AwardRounding.HALF_UP, 1, 8)).isEqualTo(13);
    assertThat(rule.shown(AwardRounding.HALF_DOWN, 1, 8)).isEqualTo(12);
    assertThat(rule.shown(AwardRounding.HALF_EVEN, 1, 8)).isEqualTo(12);
    assertThat(rule.shown(AwardRounding.HALF_EVEN, 3, 8)).isEqualTo(38);
    assertThat(rule.shown(AwardRounding.DOWN, 1, 8)).isEqualTo(12);
    assertThat(rule.shown(AwardRounding.UP, 1, 800)).isEqualTo(1);
    assertThat(rule.shown(AwardRounding.WHOLE_PERCENT, 1, 8)).isEqualTo(13);
    assertThat(rule.shown(AwardRounding.WHOLE_PERCENT, 1, 300)).isEqualTo(0);
  }
}
