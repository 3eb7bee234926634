package org.openqof.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqof.domain.FinancialYear;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.Status;
import org.openqof.rulebook.read.Rulebooks;
import org.openqof.settings.Place;
import org.openqof.store.Lake;
import org.openqof.store.VersionLog;
import org.openqof.tables.Block;
import org.openqof.tables.PaymentLines;
import org.openqof.tables.PointsDifferences;
import org.openqof.tables.PracticePayments;
import org.openqof.tables.Table;
import org.openqof.testing.Qof;
import org.openqof.testing.Slow;

/** The frameworks of 2004-05, 2011-12 and 2020-21, generated and run as a user runs them. */
@SuppressWarnings("NullAway.Init") // JUnit and the set-up fill the fields before any test
@Slow
class FirstYearsTest {
  private static final FinancialYear FIRST = FinancialYear.FIRST;
  private static final FinancialYear BANDS = FinancialYear.of("2011-12");

  @TempDir static Path room;
  private static Qof.Answer first;

  @BeforeAll
  static void generateAndRun() {
    Qof.Answer generated =
        Qof.run(
            "generate",
            "--practices",
            12,
            "--years",
            "2004-05,2011-12,2018-19..2020-21",
            "--seed",
            3,
            "--out",
            room.resolve("extracts"));
    assertThat(generated.exitCode()).as(generated.err()).isZero();
    first = run("extracts", "lake", "2004-05,2011-12,2018-19..2020-21");
  }

  @Test
  void holisticCareAndQualityPracticeFollowTheThirdLowestArea() {
    Rulebook rulebook = Rulebooks.shipped().load(FIRST);
    Map<String, Map<String, BigDecimal>> points = pointsByPractice(FIRST);
    assertThat(points).isNotEmpty();
    points.forEach(
        (practice, earned) -> {
          assertThat(earned.get("HOLISTIC"))
              .as("%s, holistic care", practice)
              .isEqualByComparingTo(thirdLowest(rulebook, earned, Set.of("CL"), 10, 100));
          assertThat(earned.get("QUALITY PRACTICE"))
              .as("%s, quality practice", practice)
              .isEqualByComparingTo(
                  thirdLowest(rulebook, earned, Set.of("ORG", "PE", "AS"), 10, 30));
        });
    // The awarded points of the generated files come from the same rule.
    assertThat(read("lake", FIRST, PointsDifferences.TABLE).rows()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2004-05", "2020-21"})
  void theFirstLineSaysHowManyPoundsRestOnValuesThatNothingConfirms(String year)
      throws IOException {
    Set<String> doubtful = new HashSet<>(doubtful(year, "indicators.csv"));
    doubtful.addAll(doubtful(year, "protection.csv"));
    Block lines = read("lake", FinancialYear.of(year), PaymentLines.TABLE);
    BigDecimal unsupported = BigDecimal.ZERO;
    BigDecimal all = BigDecimal.ZERO;
    for (int row = 0; row < lines.rows(); row++) {
      BigDecimal payment = lines.decimalOrNull(PaymentLines.ACHIEVEMENT_PAYMENT_GBP, row);
      if (payment != null) {
        String code = lines.textAt(PaymentLines.INDICATOR_CODE, row);
        unsupported = doubtful.contains(code) ? unsupported.add(payment) : unsupported;
        all = all.add(payment);
      }
    }
    assertThat(unsupported).isPositive().isLessThan(all);
    assertThat(first.out())
        .contains(
            "%s  version 1: £%,.2f of £%,.2f rest on values that nothing confirms"
                .formatted(year, unsupported, all));
  }

  /** Every pound is a multiple of the price of a point, and that of 2009-10 has no source. */
  @Test
  void everyPoundRestsOnAPriceThatNothingConfirms() {
    Rulebook rulebook = Rulebooks.shipped().load(FinancialYear.of("2009-10"));
    assertThat(rulebook.payment().pointValueGbp().status()).isEqualTo(Status.UNCONFIRMED);
    assertThat(rulebook.unsupportedIndicators())
        .containsExactlyInAnyOrderElementsOf(rulebook.indicatorsByCode().keySet());
  }

  /** Indicators with a status below consistent in a file of the year, by the text of the file. */
  private static Set<String> doubtful(String year, String file) throws IOException {
    Pattern doubt = Pattern.compile(".*,(unconfirmed|missing)(,.*)?");
    try (InputStream text =
        Objects.requireNonNull(
            FirstYearsTest.class.getResourceAsStream("/rulebook/" + year + "/" + file))) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> doubt.matcher(line).matches())
          .map(line -> line.substring(0, line.indexOf(',')))
          .collect(Collectors.toSet());
    }
  }

  @Test
  void indicatorsOfLocalBandsAreNamedAndNotPriced() {
    Block lines = read("lake", BANDS, PaymentLines.TABLE);
    List<String> unpriced = new ArrayList<>();
    for (int row = 0; row < lines.rows(); row++) {
      if (!lines.has(PaymentLines.ACHIEVEMENT_PAYMENT_GBP, row)) {
        unpriced.add(lines.textAt(PaymentLines.INDICATOR_CODE, row));
      }
    }
    assertThat(unpriced).contains("QP03", "QP04", "QP05");
    assertThat(Set.copyOf(unpriced)).containsExactlyInAnyOrder("QP03", "QP04", "QP05");
  }

  @Test
  void codesWrittenInOtherWaysAreTheSameIndicators() throws IOException {
    Path other = room.resolve("other");
    Pattern code = Pattern.compile("(,)([A-Z]{2,}) ?0*([0-9]+)(,)");
    try (Stream<Path> files = Files.walk(room.resolve("extracts"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path to = other.resolve(room.resolve("extracts").relativize(file));
        Files.createDirectories(to.getParent());
        String text = Files.readString(file);
        boolean values =
            file.getFileName().toString().matches("INDICATOR_(VALUES|ACHIEVED).*1112.*");
        Files.writeString(
            to, values ? code.matcher(text).replaceAll(FirstYearsTest::otherwise) : text);
      }
    }
    run("other", "other-lake", BANDS.toString());
    assertThat(payments("other-lake", BANDS)).isEqualTo(payments("lake", BANDS)).isNotEmpty();
    assertThat(read("other-lake", BANDS, PaymentLines.TABLE).rows())
        .isEqualTo(read("lake", BANDS, PaymentLines.TABLE).rows());
  }

  /** {@code CHD02} as {@code CHD 2}, {@code EPILEP05} as {@code EPILEPSY5}. */
  private static String otherwise(MatchResult match) {
    String word = match.group(2).equals("EPILEP") ? "EPILEPSY" : match.group(2) + " ";
    return match.group(1) + word + match.group(3) + match.group(4);
  }

  private static BigDecimal thirdLowest(
      Rulebook rulebook,
      Map<String, BigDecimal> earned,
      Set<String> domains,
      int areas,
      int available) {
    Map<String, BigDecimal> got = new TreeMap<>();
    Map<String, BigDecimal> most = new TreeMap<>();
    Map<String, Group> groups = rulebook.groupsByCode();
    rulebook
        .indicators()
        .forEach(
            indicator -> {
              Group group = groups.get(indicator.groupCode());
              if (group != null && domains.contains(group.domainCode())) {
                // Left ventricular dysfunction counts with coronary heart disease.
                String area = group.code().equals("LVD") ? "CHD" : group.code();
                got.merge(
                    area, earned.getOrDefault(indicator.code(), BigDecimal.ZERO), BigDecimal::add);
                most.merge(area, indicator.availablePoints(), BigDecimal::add);
              }
            });
    assertThat(most).hasSize(areas);
    List<BigDecimal> shares = new ArrayList<>();
    most.forEach(
        (area, points) ->
            shares.add(
                Objects.requireNonNull(got.get(area)).divide(points, 30, RoundingMode.HALF_UP)));
    return shares.stream()
        .sorted()
        .toList()
        .get(2)
        .multiply(BigDecimal.valueOf(available))
        .setScale(2, RoundingMode.HALF_UP);
  }

  private static Map<String, Map<String, BigDecimal>> pointsByPractice(FinancialYear year) {
    Block lines = read("lake", year, PaymentLines.TABLE);
    Map<String, Map<String, BigDecimal>> points = new TreeMap<>();
    for (int row = 0; row < lines.rows(); row++) {
      BigDecimal earned = lines.decimalOrNull(PaymentLines.EARNED_POINTS, row);
      if (earned != null) {
        points
            .computeIfAbsent(
                lines.textAt(PaymentLines.PRACTICE_CODE, row), practice -> new HashMap<>())
            .put(lines.textAt(PaymentLines.INDICATOR_CODE, row), earned);
      }
    }
    return points;
  }

  private static Map<String, BigDecimal> payments(String lake, FinancialYear year) {
    Block rows = read(lake, year, PracticePayments.TABLE);
    Map<String, BigDecimal> payments = new TreeMap<>();
    for (int row = 0; row < rows.rows(); row++) {
      payments.put(
          rows.textAt(PracticePayments.PRACTICE_CODE, row),
          rows.decimalOrNull(PracticePayments.TOTAL_ACHIEVEMENT_GBP, row));
    }
    return payments;
  }

  private static Block read(String lake, FinancialYear year, Table table) {
    Lake held = new Lake(Place.uri(room.resolve(lake).toString()));
    return held.read(table, year, new VersionLog(held).published(year).orElseThrow().version());
  }

  private static Qof.Answer run(String extracts, String lake, String years) {
    Qof.Answer answer =
        Qof.run(
            "run",
            "--extracts",
            room.resolve(extracts),
            "--lake",
            room.resolve(lake),
            "--published",
            room.resolve(lake + "-published"),
            "--engine",
            "local",
            "--years",
            years);
    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isZero();
    return answer;
  }
}
