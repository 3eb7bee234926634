package org.openqof.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openqof.domain.Ratio;
import org.openqof.practice.EarnedPoints;
import org.openqof.practice.NationalValues;
import org.openqof.practice.PracticeRegisters;
import org.openqof.practice.PracticeYear;
import org.openqof.practice.PricePractice;
import org.openqof.rulebook.StatisticsRules;
import org.openqof.rulebook.read.Rulebooks;
import org.openqof.tables.AreaIntervals;
import org.openqof.tables.Block;
import org.openqof.tables.Deciles;
import org.openqof.tables.Field;
import org.openqof.tables.Funnels;
import org.openqof.tables.PracticeComparators;
import org.openqof.tables.PracticeOutliers;
import org.openqof.testing.Given;

/** Practices alongside each other: eleven of them, list sizes 1,000 to 11,000, then odd ones. */
class ComparePracticesTest {
  private static final StatisticsRules RULES = Rulebooks.shipped().statistics();

  @Test
  void shippedParametersAreTheDocumentedOnes() {
    assertThat(RULES.interval().percent()).isEqualByComparingTo("95");
    assertThat(RULES.outlier().percent()).isEqualByComparingTo("99.8");
    assertThat(RULES.winsorisedPercent()).isEqualByComparingTo("10");
    assertThat(RULES.smallPracticePatients()).isEqualTo(750);
    assertThat(RULES.leastPractices()).isEqualTo(10);
  }

  @Test
  void decilesOfElevenEvenlySpacedPracticesAreTheNineBetweenTheEnds() {
    Block deciles = compared(eleven()).get(0);
    for (int k = 1; k <= 9; k++) {
      int row = row(deciles, Deciles.POPULATION, "england", Deciles.SUBJECT_CODE, "AF006", k);
      // Achievements 40 %, 44 %, … 80 %.
      assertThat(deciles.decimalOrNull(Deciles.RATE, row))
          .isEqualByComparingTo(BigDecimal.valueOf(40 + 4L * k, 2));
      assertThat(deciles.countAt(Deciles.PRACTICES, row)).isEqualTo(11);
    }
  }

  @Test
  void tooFewPracticesHaveNoDecilesAndNoFunnel() {
    Given[] nine = Arrays.copyOf(eleven(), 9);
    List<Block> rows = compared(nine);
    assertThat(rows.get(0).rows()).isZero();
    assertThat(rows.get(1).rows()).isZero();
    assertThat(rows.get(3).rows()).isEqualTo(9);
  }

  @Test
  void aSmallPracticeIsFlaggedAndMovesNeitherDecilesNorFunnel() {
    Given[] twelve = Arrays.copyOf(eleven(), 12);
    twelve[11] = Given.practice("Z90999", 749).fraction("AF006", 0, 500).register("AF001", 700);
    List<Block> with = compared(twelve);
    List<Block> without = compared(eleven());
    assertThat(texts(with.get(0), Deciles.RATE)).isEqualTo(texts(without.get(0), Deciles.RATE));
    assertThat(texts(with.get(1), Funnels.TARGET)).isEqualTo(texts(without.get(1), Funnels.TARGET));
    Block comparators = with.get(3);
    int last = comparators.rows() - 1;
    assertThat(comparators.flagAt(PracticeComparators.SMALL_PRACTICE, last)).isTrue();
    assertThat(comparators.textOrNull(PracticeComparators.LIST_SIZE_TENTH, last)).isNull();
    assertThat(comparators.countAt(PracticeComparators.LOW_OUTLIERS, last)).isEqualTo(1);
  }

  @Test
  void aPrevalenceNearAHundredPercentIsNeverPublishedWithoutAFlag() {
    // Trap D7: two practices of 2019-20 near 100 % stood in the publication unmarked.
    Given[] twelve = Arrays.copyOf(eleven(), 12);
    twelve[11] = Given.practice("Z90999", 4000).register("AF001", 3900);
    Block outliers = compared(twelve).get(2);
    int row =
        IntStream.range(0, outliers.rows())
            .filter(i -> outliers.textAt(PracticeOutliers.PRACTICE_CODE, i).equals("Z90999"))
            .filter(i -> outliers.textAt(PracticeOutliers.MEASURE, i).equals("raw_prevalence"))
            .filter(i -> outliers.textAt(PracticeOutliers.SUBJECT_CODE, i).equals("AF"))
            .findFirst()
            .orElseThrow();
    assertThat(outliers.textAt(PracticeOutliers.SIDE, row)).isEqualTo("high");
    assertThat(outliers.decimalOrNull(PracticeOutliers.RATE, row)).isEqualByComparingTo("0.975");
  }

  @Test
  void practicesOfSimilarSizeAreTenthsOfTheListSizesInOrder() {
    Block comparators = compared(eleven()).get(3);
    assertThat(comparators.textAt(PracticeComparators.LIST_SIZE_TENTH, 0)).isEqualTo("01");
    assertThat(comparators.textAt(PracticeComparators.LIST_SIZE_TENTH, 10)).isEqualTo("10");
  }

  @Test
  void blocksAddedInOrderGiveWhatOneBlockGives() {
    Given[] all = eleven();
    PracticeFigures first = figures(Arrays.copyOf(all, 5));
    first.add(figures(Arrays.copyOfRange(all, 5, 11)));
    List<Block> parts = ComparePractices.of(first, RULES).rows();
    List<Block> whole = compared(all);
    for (int i = 0; i < parts.size(); i++) {
      for (Field field : parts.get(i).table().fields()) {
        assertThat(texts(parts.get(i), field)).isEqualTo(texts(whole.get(i), field));
      }
    }
  }

  @Test
  void anAreaSaysHowItsLimitsWereFormedAndThatTheyCannotBe() {
    AreaSums sums = new AreaSums();
    Given odd =
        Given.practice("Z90001", 1000)
            .fraction("AF006", 331, 322)
            .register("AF001", 30)
            .register("DEP004", 12);
    sums.add(odd.reference().geography(), statistics(odd));
    Block rows =
        AreaLimits.rows(sums.indicatorRows(Given.RULEBOOK), sums.groupRows(Given.RULEBOOK), RULES);
    int above = area(rows, "achievement", "AF006");
    assertThat(rows.textAt(AreaIntervals.METHOD, above)).isEqualTo("none");
    assertThat(rows.has(AreaIntervals.LOWER_LIMIT, above)).isFalse();
    int prevalence = area(rows, "raw_prevalence", "AF");
    assertThat(rows.textAt(AreaIntervals.METHOD, prevalence)).isEqualTo("wilson");
    // 30 of 1,000: Wilson 0.0211 to 0.0425.
    assertThat(rows.decimalOrNull(AreaIntervals.LOWER_LIMIT, prevalence))
        .isBetween(new BigDecimal("0.02105"), new BigDecimal("0.02115"));
    assertThat(rows.decimalOrNull(AreaIntervals.UPPER_LIMIT, prevalence))
        .isBetween(new BigDecimal("0.0424"), new BigDecimal("0.0426"));
    assertThat(IntStream.range(0, rows.rows()).mapToObj(i -> rows.textAt(AreaIntervals.LEVEL, i)))
        .doesNotContain("pcn");
  }

  private static int area(Block rows, String measure, String subject) {
    return IntStream.range(0, rows.rows())
        .filter(i -> rows.textAt(AreaIntervals.LEVEL, i).equals("england"))
        .filter(i -> rows.textAt(AreaIntervals.MEASURE, i).equals(measure))
        .filter(i -> rows.textAt(AreaIntervals.SUBJECT_CODE, i).equals(subject))
        .findFirst()
        .orElseThrow();
  }

  private static int row(
      Block rows, Field population, String word, Field subject, String code, int decile) {
    return IntStream.range(0, rows.rows())
        .filter(i -> rows.textAt(population, i).equals(word))
        .filter(i -> rows.textAt(Deciles.MEASURE, i).equals("achievement"))
        .filter(i -> rows.textAt(subject, i).equals(code))
        .filter(i -> rows.countAt(Deciles.DECILE, i) == decile)
        .findFirst()
        .orElseThrow();
  }

  private static List<String> texts(Block rows, Field field) {
    return IntStream.range(0, rows.rows())
        .mapToObj(i -> String.valueOf(rows.canonicalAt(field, i)))
        .toList();
  }

  /** Practices of 1,000 to 11,000 patients that reach 40 %, 44 %, … 80 % of AF006. */
  private static Given[] eleven() {
    return IntStream.range(0, 11)
        .mapToObj(
            i ->
                Given.practice(String.format(Locale.ROOT, "Z901%02d", i), 1000 * (i + 1))
                    .register("AF001", 20 * (i + 1))
                    .fraction("AF006", 40 + 4 * i, 100))
        .toArray(Given[]::new);
  }

  private static List<Block> compared(Given[] practices) {
    return ComparePractices.of(figures(practices), RULES).rows();
  }

  private static PracticeFigures figures(Given[] practices) {
    PracticeFigures figures = new PracticeFigures(Given.RULEBOOK);
    for (Given given : practices) {
      figures.add(
          given.reference().practiceCode(), given.reference().geography(), statistics(given));
    }
    return figures;
  }

  private static PracticeStatistics statistics(Given given) {
    PracticeYear practice = given.assembled();
    List<EarnedPoints> earned =
        new PricePractice(Given.RULEBOOK, new NationalValues(Ratio.ONE, Map.of())).points(practice);
    return PracticeStatistics.of(
        practice, Given.RULEBOOK, earned, PracticeRegisters.of(practice, Given.RULEBOOK));
  }
}
