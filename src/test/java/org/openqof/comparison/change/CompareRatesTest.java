package org.openqof.comparison.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqof.comparison.change.CompareRates.RateChange;
import org.openqof.comparison.change.CompareRates.YearRates;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.Ratio;
import org.openqof.input.FieldKind;
import org.openqof.practice.EarnedPoints;
import org.openqof.practice.NationalValues;
import org.openqof.practice.PracticeRegisters;
import org.openqof.practice.PracticeYear;
import org.openqof.practice.PricePractice;
import org.openqof.rulebook.read.Rulebooks;
import org.openqof.statistics.AreaLevel;
import org.openqof.statistics.AreaSums;
import org.openqof.statistics.Measure;
import org.openqof.statistics.PracticeStatistics;
import org.openqof.tables.AreaIndicators;
import org.openqof.tables.Block;
import org.openqof.tables.PracticeGroups;
import org.openqof.tables.PracticeIndicators;
import org.openqof.tables.PracticePoints;
import org.openqof.testing.Given;

class CompareRatesTest {

  @Test
  void aRateOfEnglandIsTheOnePublishedThoughAPracticeSentNoAdjustments() {
    Block indicators = new Block(PracticeIndicators.TABLE);
    Block groups = new Block(PracticeGroups.TABLE);
    Block points = new Block(PracticePoints.TABLE);
    AreaSums areas = new AreaSums();
    // 10 adjustments alongside 100 patients, and 100 patients without any: 10 of 210, not of 110.
    for (Given given :
        List.of(
            Given.practice("Z90001", 1_000)
                .fraction("AF006", 80, 100)
                .value("AF006", FieldKind.PCAS, 10),
            Given.practice("Z90002", 1_000).fraction("AF006", 50, 100))) {
      PracticeYear practice = given.assembled();
      List<EarnedPoints> earned =
          new PricePractice(Given.RULEBOOK, new NationalValues(Ratio.of(9639, 1), Map.of()))
              .points(practice);
      PracticeStatistics statistics =
          PracticeStatistics.of(
              practice, Given.RULEBOOK, earned, PracticeRegisters.of(practice, Given.RULEBOOK));
      statistics.addRows(indicators, groups, points);
      areas.add(practice.reference().geography(), statistics);
    }
    YearMap map = new YearMap(Given.YEAR, Map.of(), List.of());
    YearRates rates = new YearRates(indicators, groups);

    BigDecimal compared =
        new CompareRates(
                Rulebooks.shipped().lineage(),
                Rulebooks.shipped().load(FinancialYear.of("2022-23")),
                Given.RULEBOOK)
                .compare(
                    Variant.AS_PUBLISHED, Division.of(AreaLevel.ENGLAND), map, map, rates, rates)
                .stream()
                .filter(rate -> rate.measure() == Measure.PCA_RATE)
                .filter(rate -> rate.codeAfter().equals("AF006"))
                .map(RateChange::after)
                .findFirst()
                .orElseThrow();

    Block england = areas.indicatorRows(Given.RULEBOOK);
    for (int row = 0; row < england.rows(); row++) {
      if (england.textAt(AreaIndicators.LEVEL, row).equals("england")
          && england.textAt(AreaIndicators.INDICATOR_CODE, row).equals("AF006")) {
        assertThat(compared)
            .isEqualByComparingTo(england.decimalAt(AreaIndicators.PCA_RATE, row))
            .isEqualByComparingTo("0.0476190476");
        return;
      }
    }
    throw new AssertionError("no row of AF006");
  }
}
