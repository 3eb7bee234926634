package org.openqof.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.IndicatorKind;
import org.openqof.domain.Thresholds;

/** The rulebooks against the collected facts they were made from. */
class SourceFactsTest {
  private static final Path FACTS = Path.of("..", "shared", "domain");

  @Test
  void pricesListsAndTotalsAreTheFacts() throws IOException {
    for (NamedCsvRecord fact : read("national-parameters.csv")) {
      FinancialYear year = FinancialYear.of(fact.getField("qof_year"));
      PaymentRules payment = Rulebooks.shipped().load(year).payment();
      assertThat(payment.pointValueGbp().value())
          .isEqualByComparingTo(fact.getField("pound_per_point"));
      assertThat(payment.averageListSize().value())
          .isEqualTo(Integer.valueOf(fact.getField("average_list_size")));
      assertThat(payment.totalPoints()).isEqualByComparingTo(fact.getField("total_points"));
      assertThat(payment.aspirationRatePercent().value())
          .isEqualByComparingTo(fact.getField("aspiration_pct"));
      assertThat(payment.averageListSize().status().name().toLowerCase(Locale.ROOT))
          .isEqualTo(fact.getField("average_confidence").split(" ", -1)[0]);
      String price = fact.getField("pound_confidence");
      assertThat(payment.pointValueGbp().status())
          .as("%s: %s", year, price)
          .isEqualTo(
              price.contains("unconfirmed")
                  ? Status.UNCONFIRMED
                  : price.startsWith("derived") ? Status.DERIVED : Status.CONFIRMED);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2004-05", "2005-06", "2006-07", "2007-08", "2009-10", "2010-11", "2013-14", "2015-16",
        "2016-17", "2021-22", "2022-23", "2023-24", "2024-25", "2025-26"
      })
  void indicatorsAreTheFacts(String of) throws IOException {
    FinancialYear year = FinancialYear.of(of);
    Rulebook rulebook = Rulebooks.shipped().load(year);
    List<NamedCsvRecord> facts = read("indicators/indicators-" + year + ".csv");
    assertThat(facts).hasSameSizeAs(rulebook.indicators());
    for (NamedCsvRecord fact : facts) {
      String code = fact.getField("indicator_code");
      Indicator indicator = rulebook.indicator(code).orElseThrow();
      assertThat(indicator.groupCode()).as(code).isEqualTo(fact.getField("group_code"));
      assertThat(indicator.availablePoints())
          .as(code)
          .isEqualByComparingTo(fact.getField("points"));
      assertThat(indicator.kind()).as(code).isEqualTo(kind(year, fact.getField("kind")));
      assertThat(indicator.prevalenceAdjusted())
          .as(code)
          .isEqualTo(fact.getField("prevalence_adjusted").equals("Y"));
      assertThat(indicator.thresholdStatus()).as(code).isEqualTo(status(year, code, fact));
      Thresholds thresholds = indicator.thresholds();
      if (thresholds == null) {
        assertThat(
                fact.getField("lower_threshold_pct").isEmpty()
                    || fact.getField("upper_threshold_pct").isEmpty())
            .as(code)
            .isTrue();
      } else {
        assertThat(thresholds.lowerPercent())
            .as(code)
            .isEqualByComparingTo(fact.getField("lower_threshold_pct"));
        assertThat(thresholds.upperPercent())
            .as(code)
            .isEqualByComparingTo(fact.getField("upper_threshold_pct"));
        String base = fact.getField("points_at_lower_threshold");
        assertThat(thresholds.pointsAtLower())
            .as(code)
            .isEqualByComparingTo(base.isEmpty() ? BigDecimal.ZERO : new BigDecimal(base));
      }
    }
  }

  private static Status status(FinancialYear year, String code, NamedCsvRecord fact) {
    // Their block at the lower threshold is derived, so the whole is, whatever the percentages are.
    if (Set.of(2021, 2022).contains(year.startYear()) && Set.of("VI002", "VI003").contains(code)) {
      return Status.DERIVED;
    }
    String status = fact.getField("threshold_status");
    return status.isEmpty() ? Status.CONFIRMED : Status.valueOf(status.toUpperCase(Locale.ROOT));
  }

  private static IndicatorKind kind(FinancialYear year, String kind) {
    return switch (kind) {
      case "fraction" -> IndicatorKind.FRACTION;
      case "register" -> IndicatorKind.REGISTER;
      case "V&I" -> year.startYear() < 2023 ? IndicatorKind.STEP : IndicatorKind.FRACTION;
      default -> IndicatorKind.YES_NO;
    };
  }

  private static List<NamedCsvRecord> read(String file) throws IOException {
    Path path = FACTS.resolve(file);
    Assumptions.assumeTrue(Files.exists(path), () -> path + " is not here; nothing to compare");
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(path)) {
      return reader.stream().toList();
    }
  }
}
