package org.openqof.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.ImprovementBand;
import org.openqof.domain.ImprovementBand.Reach;
import org.openqof.domain.ImprovementBaseline.Average;
import org.openqof.domain.ImprovementBaseline.Rounding;
import org.openqof.domain.IndicatorKind;
import org.openqof.domain.Ratio;
import org.openqof.domain.Thresholds;
import org.openqof.input.Geography;
import org.openqof.input.LocalDecisions;
import org.openqof.input.LocalDecisions.Succession;
import org.openqof.input.PracticeReference;
import org.openqof.input.PracticeReference.Source;
import org.openqof.rulebook.Improvement;
import org.openqof.rulebook.Improvement.Mergers;
import org.openqof.rulebook.Improvement.Needed;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Status;

/**
 * Both routes of VI001 as in 2026-27, worked by hand: 18 points, thresholds of 89 and 96 %, gains
 * of 5 and 18 percentage points.
 */
class ImprovementRouteTest {
  private static final FinancialYear FIRST = FinancialYear.of("2024-25");
  private static final FinancialYear SECOND = FinancialYear.of("2025-26");
  private static final BigDecimal POINTS = new BigDecimal("18");
  private static final String PRACTICE = "Z90001";

  /** The settings as shipped, but for those that a case names. */
  private static Improvement route(String settings) {
    return new Improvement(
        new ImprovementBand(
            new BigDecimal("5"),
            new BigDecimal("18"),
            settings.contains("block") ? new BigDecimal("3") : BigDecimal.ZERO,
            settings.contains("up to all") ? Reach.UP_TO_ALL_PATIENTS : Reach.AS_WRITTEN),
        List.of(FIRST, SECOND),
        settings.contains("pooled") ? Average.POOLED_COUNTS : Average.MEAN_OF_RATES,
        settings.contains("any") ? Needed.ANY : Needed.ALL,
        settings.contains("whole") ? Rounding.WHOLE_PERCENT : Rounding.EXACT,
        settings.contains("mergers") ? Mergers.COUNTS_OF_ALL : Mergers.OWN_COUNTS,
        Status.UNCONFIRMED,
        "given");
  }

  private static Indicator indicator(Improvement route) {
    return new Indicator(
            "VI001",
            "VI",
            IndicatorKind.FRACTION,
            POINTS,
            new Thresholds(new BigDecimal("89"), new BigDecimal("96"), BigDecimal.ZERO),
            Status.CONFIRMED,
            false,
            null,
            null,
            false,
            "Three doses by eight months",
            "given")
        .with(route);
  }

  @ParameterizedTest(name = "{0}: {1} and {2}, now {3}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          # what                            | 2024-25    | 2025-26   | now      | route       | baseline | thresholds | improvement
          # 18 x (91.5 - 89) / 7; 18 x (11.5 - 5) / 13
          more by improvement               | 80 of 100  | 80 of 100 | 183 of 200 | improvement | 80       | 6.43  | 9.00
          # below the lower gain, and below the lower threshold
          gain of 4                         | 80 of 100  | 80 of 100 | 84 of 100  | thresholds  | 80       | 0.00  | 0.00
          gain of exactly 5                 | 80 of 100  | 80 of 100 | 85 of 100  | thresholds  | 80       | 0.00  | 0.00
          gain of exactly 5, block          | 80 of 100  | 80 of 100 | 85 of 100  | improvement | 80       | 0.00  | 3.00
          # 18 x 0.1 / 13 = 0.138; with a block 3 + 15 x 0.1 / 13 = 3.115
          gain of 5.1                       | 80 of 100  | 80 of 100 | 851 of 1000 | improvement | 80      | 0.00  | 0.14
          gain of 5.1, block                | 80 of 100  | 80 of 100 | 851 of 1000 | improvement | 80      | 0.00  | 3.12
          # 18 x 12.9 / 13 = 17.862
          gain of 17.9                      | 70 of 100  | 70 of 100 | 879 of 1000 | improvement | 70      | 0.00  | 17.86
          gain of exactly 18                | 70 of 100  | 70 of 100 | 88 of 100  | improvement | 70       | 0.00  | 18.00
          gain of 25                        | 50 of 100  | 50 of 100 | 75 of 100  | improvement | 50       | 0.00  | 18.00
          # 18 x 6 / 7 = 15.429; 18 x (9 - 5) / 13 = 5.538
          more by thresholds                | 86 of 100  | 86 of 100 | 95 of 100  | thresholds  | 86       | 15.43 | 5.54
          all points by both                | 70 of 100  | 70 of 100 | 96 of 100  | thresholds  | 70       | 18.00 | 18.00
          fell behind its baseline          | 90 of 100  | 90 of 100 | 88 of 100  | thresholds  | 90       | 0.00  | 0.00
          # mean of 50 and 90 %; 100 of 120 patients are 83.33 %
          mean of rates                     | 10 of 20   | 90 of 100 | 88 of 100  | improvement | 70       | 0.00  | 18.00
          pooled counts                     | 10 of 20   | 90 of 100 | 88 of 100  | thresholds  | 83.3333  | 0.00  | 0.00
          # 18 x 3.5 / 7
          one year only                     | -          | 80 of 100 | 925 of 1000 | no_baseline | -       | 9.00  | -
          # 18 / 7 = 2.571; 18 x (10 - 5) / 13 = 6.923
          one year only, any                | -          | 80 of 100 | 90 of 100  | improvement | 80       | 2.57  | 6.92
          nobody eligible in one year       | 0 of 0     | 80 of 100 | 925 of 1000 | no_baseline | -       | 9.00  | -
          more treated than eligible        | 105 of 100 | 80 of 100 | 925 of 1000 | no_baseline | -       | 9.00  | -
          more treated than eligible, any   | 105 of 100 | 80 of 100 | 90 of 100  | improvement | 80       | 2.57  | 6.92
          no year at all, any               | -          | -         | 90 of 100  | no_baseline | -        | 2.57  | -
          nobody eligible now               | 80 of 100  | 80 of 100 | 0 of 0     | thresholds  | 80       | 0.00  | 0.00
          nothing sent now                  | 80 of 100  | 80 of 100 | -          | thresholds  | 80       | 0.00  | 0.00
          # 18 x (8.3333 - 5) / 13 = 4.615; from 67 %: 18 x 3 / 13 = 4.154
          exact baseline                    | 2 of 3     | 2 of 3    | 75 of 100  | improvement | 66.6667  | 0.00  | 4.62
          whole percent                     | 2 of 3     | 2 of 3    | 75 of 100  | improvement | 67       | 0.00  | 4.15
          # above 82 %: a gain of 18 is out of reach. 18 x (7 - 5) / 13 = 2.769; to 100 %: 18 x 2 / 8 = 4.5
          out of reach                      | 87 of 100  | 87 of 100 | 94 of 100  | thresholds  | 87       | 12.86 | 2.77
          out of reach, up to all           | 87 of 100  | 87 of 100 | 94 of 100  | thresholds  | 87       | 12.86 | 4.50
          # from 95 % on even the lower gain is: the band stays
          at 96, up to all                  | 96 of 100  | 96 of 100 | 100 of 100 | thresholds  | 96       | 18.00 | 0.00
          """)
  void paysTheHigherOfBothRoutes(
      String what,
      @Nullable String first,
      @Nullable String second,
      @Nullable String now,
      String route,
      @Nullable BigDecimal baseline,
      BigDecimal byThresholds,
      @Nullable BigDecimal byImprovement) {
    ImprovementBaselines baselines = new ImprovementBaselines();
    put(baselines, PRACTICE, FIRST, first);
    put(baselines, PRACTICE, SECOND, second);
    EarnedPoints earned = earned(route(what), baselines, now, LocalDecisions.NONE);
    ByImprovement both = Objects.requireNonNull(earned.byImprovement());
    assertThat(both.route().word()).isEqualTo(route);
    assertThat(both.thresholdPoints().rounded(2)).isEqualByComparingTo(byThresholds);
    if (byImprovement == null) {
      assertThat(both.improvementPoints()).isNull();
      assertThat(both.baseline()).isNull();
    } else {
      assertThat(Objects.requireNonNull(both.improvementPoints()).rounded(2))
          .isEqualByComparingTo(byImprovement);
      assertThat(Objects.requireNonNull(both.baseline()).times(new BigDecimal("100")).rounded(4))
          .isEqualByComparingTo(Objects.requireNonNull(baseline));
    }
    assertThat(Objects.requireNonNull(earned.points()).rounded(2))
        .isEqualByComparingTo(
            byImprovement == null ? byThresholds : byThresholds.max(byImprovement));
    assertThat(both.aboveAll().isEmpty()).isEqualTo(!what.startsWith("more treated"));
  }

  /**
   * Z90002 closed in October 2025 and gave three quarters of its patients: its 40 of 80 of 2024-25
   * are 30 of 60 here; at the end of 2025-26 they were counted here already. Z90003 closed in June
   * 2026 and gave all of them.
   */
  @Test
  void aBaselineAfterMergersHasTheCountsOfAllWhereTheRulebookSaysSo() {
    ImprovementBaselines baselines = new ImprovementBaselines();
    put(baselines, PRACTICE, FIRST, "90 of 100");
    put(baselines, PRACTICE, SECOND, "80 of 100");
    put(baselines, "Z90002", FIRST, "40 of 80");
    put(baselines, "Z90002", SECOND, "1 of 50");
    put(baselines, "Z90003", FIRST, "10 of 40");
    put(baselines, "Z90003", SECOND, "20 of 100");
    baselines.put(succession("Z90002", LocalDate.of(2025, 10, 1), "0.75"));
    LocalDecisions decisions =
        new LocalDecisions(
            List.of(),
            List.of(),
            List.of(succession("Z90003", LocalDate.of(2026, 6, 1), "1")),
            null);
    // 90 + 30 + 10 of 100 + 60 + 40; 80 + 20 of 100 + 100
    ByImprovement all = both(route("mergers"), baselines, decisions);
    assertThat(all.years()).containsExactly("130 of 200 in 2024-25", "100 of 200 in 2025-26");
    ByImprovement own = both(route(""), baselines, decisions);
    assertThat(own.years()).containsExactly("90 of 100 in 2024-25", "80 of 100 in 2025-26");
  }

  /**
   * Z90004 was split in halves between Z90002 and Z90003, and both came here: its patients came by
   * two ways. Z90005 joined Z90002 only after that was here, and is none of ours. A file of the
   * base year and one of this year name the same merger.
   */
  @Test
  void patientsThatCameByTwoWaysCountByBothAndAMergerInTwoFilesOnce() {
    ImprovementBaselines baselines = new ImprovementBaselines();
    put(baselines, PRACTICE, FIRST, "90 of 100");
    put(baselines, "Z90002", FIRST, "10 of 20");
    put(baselines, "Z90003", FIRST, "10 of 30");
    put(baselines, "Z90004", FIRST, "60 of 80");
    put(baselines, "Z90005", FIRST, "500 of 500");
    LocalDate split = LocalDate.of(2025, 6, 1);
    LocalDate merger = LocalDate.of(2025, 10, 1);
    baselines.put(succession("Z90004", "Z90002", split, "0.5"));
    baselines.put(succession("Z90004", "Z90003", split, "0.50"));
    baselines.put(succession("Z90002", merger, "1"));
    baselines.put(succession("Z90003", merger, "1"));
    baselines.put(succession("Z90005", "Z90002", merger.plusDays(1), "1"));
    // Its own name again, as after a change of contract: no way goes round in a circle.
    baselines.put(succession(PRACTICE, "Z90002", split, "1"));
    LocalDecisions decisions =
        new LocalDecisions(
            List.of(),
            List.of(),
            List.of(
                new Succession(
                    "Z90002", PRACTICE, merger, new BigDecimal("1.00"), new Source("t", 9))),
            null);
    // 90 + 10 + 10 + 30 + 30 of 100 + 20 + 30 + 40 + 40
    assertThat(both(route("mergers"), baselines, decisions).years())
        .first()
        .isEqualTo("170 of 230 in 2024-25");
  }

  private static Succession succession(String from, LocalDate date, String share) {
    return succession(from, PRACTICE, date, share);
  }

  private static Succession succession(String from, String to, LocalDate date, String share) {
    return new Succession(from, to, date, new BigDecimal(share), new Source("s", 2));
  }

  private static ByImprovement both(
      Improvement route, ImprovementBaselines baselines, LocalDecisions decisions) {
    return Objects.requireNonNull(earned(route, baselines, "90 of 100", decisions).byImprovement());
  }

  @Property
  void onePatientMoreNeverEarnsLessAndNobodyEarnsMoreThanAll(
      @ForAll @IntRange(min = 1, max = 300) int denominator,
      @ForAll @IntRange(max = 100) int percentThen,
      @ForAll @IntRange(max = 100) int percentNow) {
    ImprovementBaselines baselines = new ImprovementBaselines();
    put(baselines, PRACTICE, FIRST, percentThen + " of 100");
    put(baselines, PRACTICE, SECOND, percentThen + " of 100");
    int numerator = denominator * percentNow / 100;
    Ratio before = points(baselines, numerator, denominator);
    Ratio after = points(baselines, Math.min(denominator, numerator + 1), denominator);
    assertThat(before.isAbove(after)).isFalse();
    assertThat(after.isAbove(Ratio.of(POINTS))).isFalse();
    assertThat(Ratio.ZERO.isAbove(before)).isFalse();
  }

  private static Ratio points(ImprovementBaselines baselines, int numerator, int denominator) {
    return Objects.requireNonNull(
        earned(route(""), baselines, numerator + " of " + denominator, LocalDecisions.NONE)
            .points());
  }

  private static void put(
      ImprovementBaselines baselines,
      String practice,
      FinancialYear year,
      @Nullable String counted) {
    if (counted != null) {
      int[] of = numbers(counted);
      baselines.put(practice, "VI001", year, of[0], of[1]);
    }
  }

  private static int[] numbers(String counted) {
    int of = counted.indexOf(" of ");
    return new int[] {
      Integer.parseInt(counted.substring(0, of)), Integer.parseInt(counted.substring(of + 4))
    };
  }

  private static EarnedPoints earned(
      Improvement route,
      ImprovementBaselines baselines,
      @Nullable String now,
      LocalDecisions decisions) {
    IndicatorCounts counts = null;
    if (now != null) {
      int[] of = numbers(now);
      counts = new IndicatorCounts("VI001", of[0], of[1], null, null, null, null, null, null);
    }
    PracticeReference practice =
        new PracticeReference(
            PRACTICE,
            "Elm Surgery",
            null,
            null,
            Geography.NONE,
            null,
            List.of(),
            List.of(),
            null,
            decisions);
    return new ImprovementRoute(baselines).of(EarnedPoints.of(indicator(route), counts), practice);
  }
}
