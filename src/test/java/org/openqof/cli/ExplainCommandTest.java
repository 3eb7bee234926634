package org.openqof.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.domain.FinancialYear;
import org.openqof.explanation.ExplainPayment;
import org.openqof.publish.statement.Explanation;
import org.openqof.publish.statement.Explanation.Line;
import org.openqof.publish.statement.Explanation.Outcome;
import org.openqof.publish.statement.Explanation.Place;
import org.openqof.publish.statement.Explanation.Value;
import org.openqof.rulebook.read.Rulebooks;
import org.openqof.store.Bronze;
import org.openqof.store.Lake;
import org.openqof.store.VersionLog;
import org.openqof.store.VersionState;
import org.openqof.store.VersionState.State;
import org.openqof.tables.Block;
import org.openqof.tables.ContentDigest;
import org.openqof.tables.PaymentLines;
import org.openqof.tables.PracticeChecks;
import org.openqof.tables.PracticePayments;
import org.openqof.tables.Practices;
import org.openqof.testing.Qof;
import org.openqof.testing.Slow;

/** Why this amount: asked of every practice of the samples, and as a user asks it. */
@Slow
class ExplainCommandTest {
  private static final FinancialYear YEAR = FinancialYear.of("2023-24");

  private static final Map<String, Explanation> EXPLAINED = new HashMap<>();

  private static Path room;
  private static Lake lake;

  @BeforeAll
  static void run(@TempDir Path folder) {
    room = folder;
    run("lake");
    lake = new Lake(folder.resolve("lake").toUri());
  }

  private static void run(String lakeName, Object... more) {
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                "run",
                "--engine",
                "local",
                "--lake",
                room.resolve(lakeName),
                "--published",
                room.resolve(lakeName + "-published")));
    arguments.addAll(List.of(more));
    if (!arguments.contains("--extracts")) {
      arguments.addAll(List.of("--extracts", "data-samples"));
    }
    Qof.Answer answer = Qof.run(arguments.toArray());
    assertThat(answer.exitCode()).as(answer.err()).isZero();
  }

  private static Qof.Answer explain(String practice, Object... more) {
    List<Object> arguments = new ArrayList<>(List.of("explain", practice));
    arguments.addAll(List.of(more));
    if (!arguments.contains("--year")) {
      arguments.addAll(List.of("--year", YEAR));
    }
    arguments.addAll(List.of("--lake", room.resolve("lake")));
    return Qof.run(arguments.toArray());
  }

  private static ExplainPayment explaining(Lake of) {
    return new ExplainPayment(of, Rulebooks.shipped(), () -> "development");
  }

  /** What a practice of the lake is told; each is worked out once for all tests. */
  private static Explanation explained(String practice, FinancialYear year) {
    return EXPLAINED.computeIfAbsent(
        practice + " " + year, asked -> explaining(lake).of(practice, year, null));
  }

  private static List<String> practices(FinancialYear year) {
    Block rows = lake.read(Practices.TABLE, year, 1);
    List<String> codes = new ArrayList<>();
    for (int row = 0; row < rows.rows(); row++) {
      codes.add(rows.textAt(Practices.PRACTICE_CODE, row));
    }
    return codes;
  }

  private static String paid() {
    return lake.read(PracticePayments.TABLE, YEAR, 1).textAt(PracticePayments.PRACTICE_CODE, 0);
  }

  @Test
  void everyAmountOfEveryPracticeIsExplainedToThePennyAndAddsUp() {
    for (FinancialYear year : List.of(YEAR.previous(), YEAR)) {
      Map<String, BigDecimal> held = new TreeMap<>();
      Block lines = lake.read(PaymentLines.TABLE, year, 1);
      for (int row = 0; row < lines.rows(); row++) {
        held.put(
            lines.textAt(PaymentLines.PRACTICE_CODE, row)
                + " "
                + lines.textAt(PaymentLines.INDICATOR_CODE, row),
            lines.decimalOrNull(PaymentLines.ACHIEVEMENT_PAYMENT_GBP, row));
      }
      Map<String, BigDecimal> explained = new TreeMap<>();
      BigDecimal total = BigDecimal.ZERO;
      for (String practice : practices(year)) {
        Explanation explanation = explained(practice, year);
        assertThat(explanation.differences()).as(practice).isEmpty();
        assertThat(explanation.outcome())
            .as(practice)
            .isEqualTo(explanation.lines().isEmpty() ? Outcome.REFUSED : Outcome.PAID);
        BigDecimal sum = BigDecimal.ZERO;
        for (Line line : explanation.lines()) {
          explained.put(practice + " " + line.indicatorCode(), line.explainedGbp());
          assertThat(line.steps()).as(practice + " " + line.indicatorCode()).isNotEmpty();
          sum = line.explainedGbp() == null ? sum : sum.add(line.explainedGbp());
        }
        if (explanation.outcome() == Outcome.PAID) {
          assertThat(explanation.amounts().get(0).explainedGbp()).isEqualByComparingTo(sum);
          total = total.add(sum);
        }
      }
      assertThat(explained).isEqualTo(held);
      Block payments = lake.read(PracticePayments.TABLE, year, 1);
      BigDecimal nation = BigDecimal.ZERO;
      for (int row = 0; row < payments.rows(); row++) {
        nation = nation.add(payments.decimalOrNull(PracticePayments.ACHIEVEMENT_PAYMENT_GBP, row));
      }
      assertThat(total).isPositive().isEqualByComparingTo(nation);
    }
  }

  @Test
  void everyLineNamedHoldsTheValueThatIsTold() {
    Map<String, List<String>> contents = new HashMap<>();
    int values = 0;
    for (String practice : practices(YEAR)) {
      Explanation explanation = explained(practice, YEAR);
      List<Value> told = new ArrayList<>(explanation.setAside());
      explanation.lines().forEach(line -> told.addAll(line.values()));
      for (Value value : told) {
        assertThat(line(contents, value.file(), value.line()))
            .contains(practice)
            .contains(value.indicatorCode())
            .contains(
                value.value() == null ? "" : value.value().stripTrailingZeros().toPlainString());
        values++;
      }
      for (Line line : explanation.lines()) {
        line.steps()
            .forEach(
                step -> {
                  for (Place place : step.read()) {
                    assertThat(line(contents, place.file(), place.line())).contains(practice);
                  }
                });
      }
    }
    assertThat(values).isGreaterThan(30_000);
  }

  /** A line of a file as it was received, from the copy that the lake keeps. */
  private static String line(Map<String, List<String>> contents, String file, int line) {
    return contents
        .computeIfAbsent(
            file,
            name -> {
              Block files = lake.read(org.openqof.tables.Files.TABLE, YEAR, 1);
              for (int row = 0; row < files.rows(); row++) {
                if (files.textAt(org.openqof.tables.Files.FILE_NAME, row).equals(name)) {
                  return bronze(files.textAt(org.openqof.tables.Files.FILE_DIGEST, row));
                }
              }
              throw new AssertionError("no file " + name);
            })
        .get(line - 1);
  }

  private static List<String> bronze(String digest) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (Bronze.Frame frame : lake.bronze().kept(digest).frames()) {
      content.writeBytes(lake.bronze().read(digest, frame));
    }
    return content.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void oneIndicatorIsToldStepByStepWithItsLinesAndSources() {
    Qof.Answer answer = explain(paid().toLowerCase(java.util.Locale.ROOT), "--indicator", "af006");
    assertThat(answer.exitCode()).as(answer.err()).isZero();
    assertThat(answer.out())
        .contains("Paid.")
        .contains("INDICATOR_VALUES_2324.csv.gz line")
        .contains("CONTRACTOR_REGISTERED_POPULATION_2324.csv line")
        .contains("contractor population index")
        .contains("national prevalence of AF")
        .contains("thresholds 40 and 90 %")
        .contains("half-up to the penny")
        .contains("part of the year")
        .contains("achievement due")
        .contains("cqrs-payments")
        .contains("CQRS, QOF payments page.")
        .contains("equal to the last digit")
        .doesNotContain("AF008");
    assertThat(answer.out().lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void theWholePracticeIsOneLineAnIndicatorAndAllIsEveryStep() {
    Qof.Answer whole = explain(paid());
    assertThat(whole.exitCode()).isZero();
    assertThat(whole.out()).contains("AF008").contains("--indicator all");
    assertThat(whole.out().lines()).allMatch(line -> line.length() <= 100).hasSizeLessThan(160);
    Qof.Answer all = explain(paid(), "--indicator", "all");
    assertThat(all.exitCode()).isZero();
    assertThat(all.out().lines()).hasSizeGreaterThan(1_000);
  }

  @Test
  void aRefusedPracticeIsToldEveryFailedCheckWithWhatWasFound() {
    Block checks = lake.read(PracticeChecks.TABLE, YEAR, 1);
    Map<String, List<Integer>> failed = new TreeMap<>();
    for (int row = 0; row < checks.rows(); row++) {
      if (List.of("refused", "payment").contains(checks.textAt(PracticeChecks.SEVERITY, row))) {
        failed
            .computeIfAbsent(
                checks.textAt(PracticeChecks.PRACTICE_CODE, row), code -> new ArrayList<>())
            .add(row);
      }
    }
    assertThat(failed).isNotEmpty();
    failed.forEach(
        (practice, rows) -> {
          Qof.Answer answer = explain(practice);
          assertThat(answer.exitCode()).isZero();
          String oneLine = answer.out().replaceAll("\\s+", " ");
          assertThat(oneLine).contains("Not paid: it failed a check that stops payment.");
          for (int row : rows) {
            assertThat(oneLine)
                .contains(checks.textAt(PracticeChecks.CHECK_CODE, row) + " ")
                .contains("Found: " + checks.textAt(PracticeChecks.FOUND, row));
          }
        });
  }

  @Test
  void valuesThatWereSetAsideAreToldWhenAskedFor() {
    for (String practice : practices(YEAR)) {
      for (Value value : explained(practice, YEAR).setAside()) {
        if (value.valueUse().equals("management_information")) {
          Qof.Answer answer = explain(practice, "--indicator", value.indicatorCode());
          assertThat(answer.exitCode()).as(answer.err()).isZero();
          assertThat(answer.out().replaceAll("\\s+", " "))
              .contains("management information, set aside")
              .contains(value.file() + " line " + value.line())
              .doesNotContain("achievement due");
          return;
        }
      }
    }
    fail("the samples hold no management information");
  }

  @Test
  void whatIsNotThereIsSaidWithWhatIsNearest() {
    String practice = paid();
    String mistyped = practice.substring(0, practice.length() - 1) + "X";
    assertThat(explain(mistyped))
        .satisfies(
            answer -> {
              assertThat(answer.exitCode()).isEqualTo(2);
              assertThat(answer.err())
                  .contains("No practice " + mistyped + " in 2023-24.")
                  .contains("Did you mean ");
            });
    assertThat(explain(practice, "--indicator", "AF06"))
        .satisfies(
            answer -> {
              assertThat(answer.exitCode()).isEqualTo(2);
              assertThat(answer.out()).isEmpty();
              assertThat(answer.err())
                  .contains("No indicator AF06 in 2023-24")
                  .contains("Did you mean AF006");
            });
    assertThat(explain(practice, "--year", "2012-13").err())
        .contains("holds nothing of 2012-13.")
        .contains("It holds 2022-23, 2023-24.");
    assertThat(explain(practice, "--version", 7).err()).contains("Versions with results: 1.");
    assertThat(Qof.run("explain", practice, "--year", YEAR, "--lake", room.resolve("none")))
        .satisfies(
            answer -> {
              assertThat(answer.exitCode()).isEqualTo(2);
              assertThat(answer.err()).contains("It holds no year.");
            });
    assertThat(Qof.run("explain", "--help").out()).contains("Examples:").contains("Exit codes:");
  }

  @Test
  void aPennyOfDifferenceEndsInExitCodeThree() {
    String practice = paid();
    Block lines = lake.read(PaymentLines.TABLE, YEAR, 1);
    Block changed = new Block(PaymentLines.TABLE);
    for (int row = 0; row < lines.rows(); row++) {
      changed.addAll(lines.pick(new int[] {row}, 1));
      if (row == 0) {
        changed.unscaled(
            PaymentLines.ACHIEVEMENT_PAYMENT_GBP,
            lines.unscaledAt(PaymentLines.ACHIEVEMENT_PAYMENT_GBP, 0) + 1);
      }
    }
    Map<String, String> digests = new TreeMap<>();
    for (Block rows :
        List.of(
            changed,
            lake.read(PracticePayments.TABLE, YEAR, 1),
            lake.read(org.openqof.tables.NationalFigures.TABLE, YEAR, 1))) {
      commit(rows);
      digests.put(rows.table().name(), ContentDigest.of(rows).hex());
    }
    VersionState first = new VersionLog(lake).last(YEAR, State.RECALCULATED).orElseThrow();
    new VersionLog(lake)
        .record(
            new VersionState(
                YEAR,
                2,
                State.RECALCULATED,
                "test",
                first.happenedAt(),
                "local",
                1,
                "test",
                first.rulebookDigest(),
                "older code",
                digests));
    Qof.Answer answer = explain(practice, "--version", 2);
    assertThat(answer.exitCode()).isEqualTo(3);
    assertThat(answer.err())
        .contains("do not rely on either")
        .contains(
            lines.textAt(PaymentLines.INDICATOR_CODE, 0)
                + " achievement_payment_gbp: explained "
                + lines.canonicalAt(PaymentLines.ACHIEVEMENT_PAYMENT_GBP, 0))
        .contains("What to do:");
    assertThat(answer.out())
        .contains("this version was made by OpenQOF older code")
        .contains("DIFFERS");
    assertThat(explain(practice).exitCode()).as("the current version is another").isZero();
  }

  private static void commit(Block rows) {
    lake.commit(
        rows.table(),
        YEAR,
        2,
        List.of(lake.stage(rows.table(), YEAR, 2, "test", List.of(rows))),
        "test");
  }

  @Test
  void aVersionOfAnotherRulebookIsExplainedByTheOneThatTheLakeKept() throws IOException {
    Path folder = overlay("other", "value: 213.43", "value: 213.44");
    Qof.Answer answer = explain(paid(), "--rulebook", folder, "--indicator", "AF006");
    assertThat(answer.exitCode()).as(answer.err()).isZero();
    assertThat(answer.out().replaceAll("\\s+", " "))
        .contains(
            "Explained by the rulebook that made it, 2023-24 "
                + madeBy(lake, 1).substring(0, 12)
                + ", as the lake kept it; the one at hand is another.")
        .contains("£213.43")
        .contains("equal to the last digit")
        .doesNotContain("213.44");
    assertThat(explain(paid()).out().replaceAll("\\s+", " "))
        .contains(madeBy(lake, 1).substring(0, 12) + ", which is the one at hand.");
  }

  /** Digest of the rulebook that made a version of 2023-24. */
  private static String madeBy(Lake of, int version) {
    return new VersionLog(of)
        .states(YEAR).stream()
            .filter(state -> state.version() == version && state.state() == State.RECALCULATED)
            .findFirst()
            .orElseThrow()
            .rulebookDigest();
  }

  /** A rulebook folder that changes one line of the year's parameters of payment. */
  private static Path overlay(String name, String found, String replacement) throws IOException {
    Path file = room.resolve(name).resolve(YEAR + "/payment.yaml");
    Files.createDirectories(file.getParent());
    String shipped =
        Files.readString(Path.of("src/main/resources/rulebook/" + YEAR + "/payment.yaml"));
    assertThat(shipped).contains(found);
    Files.writeString(file, shipped.replace(found, replacement));
    return room.resolve(name);
  }

  @Test
  void aCorrectionIsFollowedToItsLineAndApproverAndMovesItsOwnPoundsOnly() throws IOException {
    String practice = paid();
    Path extracts = Files.createDirectories(room.resolve("corrected"));
    try (Stream<Path> files = Files.list(Path.of("data-samples/2023-24/payment"))) {
      for (Path file : files.toList()) {
        Files.copy(file, extracts.resolve(String.valueOf(file.getFileName())));
      }
    }
    Files.writeString(
        extracts.resolve("ADJUSTMENTS_2324.csv"),
        """
        QUALITY_SERVICE,PRACTICE_CODE,IND_CODE,KIND,POINTS,AMOUNT_GBP,REASON,APPROVER,APPROVED_ON
        QOF2324,%1$s,AF006,commissioner,0.27,,Late answer,A. Elm,02/05/2024
        QOF2324,%1$s,,pms_deduction,,-250.00,Held elsewhere,B. Oak,03/05/2024
        """
            .formatted(practice));
    run("corrected-lake", "--extracts", extracts);
    Lake corrected = new Lake(room.resolve("corrected-lake").toUri());
    Explanation explanation = explaining(corrected).of(practice, YEAR, null);
    assertThat(explanation.differences()).isEmpty();
    Map<String, BigDecimal> amounts = new TreeMap<>();
    explanation.amounts().forEach(amount -> amounts.put(amount.name(), amount.explainedGbp()));
    Block lines = corrected.read(PaymentLines.TABLE, YEAR, 1);
    BigDecimal deduction = new BigDecimal("-250.00");
    assertThat(amounts.get("adjustments_gbp"))
        .isGreaterThan(deduction)
        .isLessThan(deduction.add(lines.decimalOrNull(PaymentLines.POINT_VALUE_GBP, 0)));
    assertThat(amounts.get("total_achievement_gbp"))
        .isEqualByComparingTo(
            amounts
                .getOrDefault("achievement_payment_gbp", BigDecimal.ZERO)
                .add(amounts.getOrDefault("adjustments_gbp", BigDecimal.ZERO)));
    Object place = room.resolve("corrected-lake");
    Qof.Answer told = Qof.run("explain", practice, "--year", YEAR, "--lake", place);
    assertThat(told.exitCode()).as(told.err()).isZero();
    assertThat(told.out().replaceAll("\\s+", " "))
        .contains("adjustment of AF006")
        .contains("Late answer")
        .contains("A. Elm")
        .contains("ADJUSTMENTS_2324.csv line 2")
        .contains("ADJUSTMENTS_2324.csv line 3");
    Qof.Answer summary =
        Qof.run(
            "report",
            "achievement-summary",
            "--practice",
            practice,
            "--year",
            YEAR,
            "--lake",
            place);
    assertThat(summary.out()).contains("Late answer").contains("−£250.00");
  }

  @Test
  void nationalFiguresThatAreMeansAreFormedAgainFromAllPractices() throws IOException {
    Path folder = overlay("means", "value: ratio_of_sums", "value: mean_of_ratios");
    run("means-lake", "--years", YEAR, "--rulebook", folder);
    Lake means = new Lake(room.resolve("means-lake").toUri());
    Rulebooks rulebooks = Rulebooks.withOverlay(folder);
    Block payments = means.read(PracticePayments.TABLE, YEAR, 1);
    assertThat(payments.rows()).isPositive();
    for (int row = 0; row < payments.rows(); row += 10) {
      String practice = payments.textAt(PracticePayments.PRACTICE_CODE, row);
      Explanation explanation =
          new ExplainPayment(means, rulebooks, () -> "development").of(practice, YEAR, null);
      assertThat(explanation.made().sameRulebook()).isTrue();
      assertThat(explanation.differences()).as(practice).isEmpty();
    }
    String practice = payments.textAt(PracticePayments.PRACTICE_CODE, 0);
    run("means-lake", "--years", YEAR);
    everyVersionIsExplainedByItsOwnRulebook(means, practice, folder);
  }

  /** Version 1 was made by a folder's rulebook and version 2 by the program's. */
  private static void everyVersionIsExplainedByItsOwnRulebook(Lake of, String practice, Path folder)
      throws IOException {
    Qof.Answer old = explainMeans(practice, 1);
    Qof.Answer current = explainMeans(practice, 2);
    assertThat(old.exitCode()).as(old.err()).isZero();
    assertThat(current.exitCode()).as(current.err()).isZero();
    assertThat(old.out().replaceAll("\\s+", " "))
        .contains(madeBy(of, 1).substring(0, 12) + ", as the lake kept it")
        .contains("equal to the last digit");
    assertThat(current.out().replaceAll("\\s+", " "))
        .contains(madeBy(of, 2).substring(0, 12) + ", which is the one at hand")
        .contains("equal to the last digit");

    Files.delete(room.resolve("means-lake/rulebooks").resolve(madeBy(of, 1) + ".json"));
    Qof.Answer refused = explainMeans(practice, 1);
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err())
        .contains("The rulebook that made version 1 of 2023-24 is not at hand.")
        .contains("Its digest is " + madeBy(of, 1))
        .contains("Name the folder of that rulebook with --rulebook.");
    assertThat(explainMeans(practice, 1, "--rulebook", folder).exitCode()).isZero();
    assertThat(explainMeans(practice, 2).exitCode()).isZero();
  }

  private static Qof.Answer explainMeans(String practice, int version, Object... more) {
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                "explain",
                practice,
                "--year",
                YEAR,
                "--version",
                version,
                "--lake",
                room.resolve("means-lake")));
    arguments.addAll(List.of(more));
    return Qof.run(arguments.toArray());
  }

  @Test
  void jsonHoldsTheSameAmountsUnderKeysThatDoNotChange() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    String practice = paid();
    Qof.Answer answer = explain(practice, "--json");
    assertThat(answer.exitCode()).as(answer.err()).isZero();
    JsonNode json = mapper.readTree(answer.out());
    TreeSet<String> keys = new TreeSet<>();
    collect(json, "", keys);
    Path golden = Path.of("src/test/resources/explain/keys.txt");
    if (Boolean.getBoolean("qof.regenerate")) {
      Files.createDirectories(golden.getParent());
      Files.write(golden, keys);
    }
    assertThat(keys).containsExactlyElementsOf(Files.readAllLines(golden));
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode line : json.path("lines")) {
      assertThat(line.path("explained_gbp").decimalValue())
          .isEqualByComparingTo(line.path("achievement_payment_gbp").decimalValue());
      sum = sum.add(line.path("achievement_payment_gbp").decimalValue());
    }
    assertThat(json.path("amounts").get(0).path("held_gbp").decimalValue())
        .isEqualByComparingTo(sum);
    assertThat(
            mapper
                .readTree(explain(practice, "--json", "--indicator", "AF006").out())
                .path("lines"))
        .hasSize(1);
  }

  /**
   * Paths of all keys with the kind of their values; texts under {@code sources} are keys of
   * others.
   */
  private static void collect(JsonNode node, String path, Set<String> keys) {
    if (path.equals(".sources") || path.equals(".values_by_use")) {
      keys.add(path + " object");
    } else if (node.isObject()) {
      node.properties()
          .forEach(entry -> collect(entry.getValue(), path + "." + entry.getKey(), keys));
    } else if (node.isArray()) {
      node.forEach(item -> collect(item, path + "[]", keys));
    } else if (!node.isNull()) {
      keys.add(path + " " + node.getNodeType().toString().toLowerCase(java.util.Locale.ROOT));
    }
  }
}
