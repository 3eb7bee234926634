package org.openqof.rulebook;

import static java.util.Objects.requireNonNull;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.IndicatorKind;
import org.openqof.domain.Thresholds;
import org.openqof.rulebook.read.Rulebooks;

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

  /** Years whose indicators have a file of facts of their own. */
  static Stream<FinancialYear> yearsWithFacts() {
    return Rulebooks.shipped().years().stream()
        .filter(year -> !Set.of(2019, 2020).contains(year.startYear()));
  }

  @ParameterizedTest
  @MethodSource("yearsWithFacts")
  void indicatorsAreTheFacts(FinancialYear year) throws IOException {
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

  @ParameterizedTest
  @CsvSource({"2018-19,53", "2019-20,45", "2020-21,14"})
  void thresholdsFoundLaterAreTaken(String of, int expected) throws IOException {
    Rulebook rulebook = Rulebooks.shipped().load(FinancialYear.of(of));
    int compared = 0;
    for (NamedCsvRecord fact : read("thresholds-2018-2026.csv")) {
      String code = fact.getField("indicator");
      if (!fact.getField("year").equals(of)) {
        continue;
      }
      Indicator indicator = rulebook.indicator(code).orElseThrow();
      if (indicator.kind() == IndicatorKind.STEP) {
        continue; // Their block at the lower threshold is not known.
      }
      compared++;
      Thresholds thresholds = requireNonNull(indicator.thresholds(), code);
      assertThat(thresholds.lowerPercent()).as(code).isEqualByComparingTo(fact.getField("lower"));
      assertThat(thresholds.upperPercent()).as(code).isEqualByComparingTo(fact.getField("upper"));
      String source = fact.getField("source");
      // A fit on sums accepts a range, and general knowledge is not a source: neither confirms.
      if (source.startsWith("weak")) {
        assertThat(indicator.thresholdStatus()).as(code).isNotIn(Status.CONFIRMED, Status.DERIVED);
      } else if (source.startsWith("general")) {
        assertThat(indicator.thresholdStatus()).as(code).isIn(Status.CONSISTENT, Status.INFERRED);
      }
    }
    assertThat(compared).isEqualTo(expected);
  }

  /** Whether the points of 2017-18 and 2018-19 fit the thresholds, and not weakly. */
  private static boolean fits(String code) throws IOException {
    return read("thresholds-2018-2026.csv").stream()
        .filter(fact -> fact.getField("year").equals("2018-19"))
        .filter(fact -> fact.getField("indicator").equals(code))
        .anyMatch(fact -> !fact.getField("source").startsWith("weak"));
  }

  private static Status status(FinancialYear year, String code, NamedCsvRecord fact)
      throws IOException {
    // Their block at the lower threshold is derived, so the whole is, whatever the percentages are.
    if (Set.of(2021, 2022).contains(year.startYear()) && Set.of("VI002", "VI003").contains(code)) {
      return Status.DERIVED;
    }
    if (Set.of(2017, 2018).contains(year.startYear()) && fits(code)) {
      return fact.getField("threshold_status").equals("unconfirmed")
          ? Status.CONSISTENT
          : Status.valueOf(fact.getField("threshold_status").toUpperCase(Locale.ROOT));
    }
    String status = fact.getField("threshold_status");
    return status.isEmpty() ? Status.CONFIRMED : Status.valueOf(status.toUpperCase(Locale.ROOT));
  }

  private static IndicatorKind kind(FinancialYear year, String kind) {
    return switch (kind) {
      case "fraction" -> IndicatorKind.FRACTION;
      case "register" -> IndicatorKind.REGISTER;
      case "holistic" -> IndicatorKind.HOLISTIC;
      case "quality_practice" -> IndicatorKind.QUALITY_PRACTICE;
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
