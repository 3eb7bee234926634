package org.openqof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.domain.FinancialYear;
import org.openqof.store.Lake;
import org.openqof.store.parquet.Selection;
import org.openqof.tables.Block;
import org.openqof.tables.PracticeChecks;
import org.openqof.tables.PracticeCompleteness;
import org.openqof.tables.PracticePayments;
import org.openqof.tables.Practices;
import org.openqof.testing.Qof;
import org.openqof.testing.Slow;

/** The payment service's reports on the samples, as a user asks for them. */
@Slow
class ReportCommandTest {
  private static final FinancialYear YEAR = FinancialYear.of("2023-24");

  private static Path room;

  @BeforeAll
  static void run(@TempDir Path folder) {
    room = folder;
    Qof.Answer answer =
        Qof.run(
            "run",
            "--engine",
            "local",
            "--years",
            YEAR,
            "--extracts",
            "data-samples",
            "--lake",
            folder.resolve("lake"),
            "--published",
            folder.resolve("published"));
    assertThat(answer.exitCode()).as(answer.err()).isZero();
    if (lake().read(PracticeCompleteness.TABLE, YEAR, 1).rows() == 0) {
      stageCompleteness();
    }
  }

  /** Every second practice lacks its last manual answer. */
  private static void stageCompleteness() {
    Block practices = lake().read(Practices.TABLE, YEAR, 1);
    Block rows = new Block(PracticeCompleteness.TABLE);
    for (int row = 0; row < practices.rows(); row++) {
      rows.next()
          .text(PracticeCompleteness.PRACTICE_CODE, practices.textAt(Practices.PRACTICE_CODE, row))
          .text(PracticeCompleteness.EXTRACTION, "automatic")
          .count(PracticeCompleteness.AUTOMATIC_EXPECTED, 70)
          .count(PracticeCompleteness.AUTOMATIC_RECEIVED, 70)
          .count(PracticeCompleteness.MANUAL_EXPECTED, 4)
          .count(PracticeCompleteness.MANUAL_RECEIVED, 4 - row % 2)
          .text(PracticeCompleteness.MISSING, row % 2 == 0 ? null : "QI019")
          .flag(PracticeCompleteness.COMPLETE, row % 2 == 0)
          .text(PracticeCompleteness.ASPIRATION_STATUS, row % 2 == 0 ? "standard" : "estimated");
    }
    lake()
        .commit(
            PracticeCompleteness.TABLE,
            YEAR,
            1,
            List.of(
                lake().stage(PracticeCompleteness.TABLE, YEAR, 1, "test", List.of(rows.sorted()))),
            "test");
  }

  private static Lake lake() {
    return new Lake(room.resolve("lake").toUri());
  }

  private static Qof.Answer report(Object... more) {
    List<Object> arguments = new ArrayList<>(List.of("report"));
    arguments.addAll(List.of(more));
    arguments.addAll(List.of("--lake", room.resolve("lake")));
    if (!arguments.contains("--year")) {
      arguments.addAll(List.of("--year", YEAR));
    }
    return Qof.run(arguments.toArray());
  }

  private static String summary(String practice, String form) {
    Qof.Answer answer = report("achievement-summary", "--practice", practice, "--format", form);
    assertThat(answer.exitCode()).as(answer.err()).isZero();
    return answer.out();
  }

  private static List<NamedCsvRecord> csv(String text) {
    return CsvReader.builder().ofNamedCsvRecord(new StringReader(text)).stream().toList();
  }

  @Test
  void inCsvIndicatorsMakeGroupsGroupsMakeDomainsAndDomainsThePracticesPayment() {
    Block payments = lake().read(PracticePayments.TABLE, YEAR, 1);
    assertThat(payments.rows()).isPositive();
    for (int row = 0; row < payments.rows(); row++) {
      String practice = payments.textAt(PracticePayments.PRACTICE_CODE, row);
      Map<String, BigDecimal> sums = new TreeMap<>();
      Map<String, BigDecimal> held = new TreeMap<>();
      BigDecimal domains = BigDecimal.ZERO;
      for (NamedCsvRecord item : csv(summary(practice, "csv"))) {
        BigDecimal amount =
            Optional.of(item.getField("amount_gbp"))
                .filter(text -> !text.isEmpty())
                .map(BigDecimal::new)
                .orElse(BigDecimal.ZERO);
        String level = item.getField("level");
        if (level.equals("domain") || level.equals("group")) {
          held.put(level + " " + item.getField("code"), amount);
        }
        switch (level) {
          case "indicator" ->
              sums.merge("group " + item.getField("parent"), amount, BigDecimal::add);
          case "group" -> sums.merge("domain " + item.getField("parent"), amount, BigDecimal::add);
          case "domain" -> domains = domains.add(amount);
          default -> {}
        }
      }
      assertThat(sums).as(practice).isEqualTo(held);
      assertThat(domains)
          .as(practice)
          .isEqualTo(payments.decimalOrNull(PracticePayments.ACHIEVEMENT_PAYMENT_GBP, row));
    }
  }

  @Test
  void theThreeFormsSayTheSameAmounts() {
    String practice = paid();
    List<String> amounts = new ArrayList<>();
    for (NamedCsvRecord item : csv(summary(practice, "csv"))) {
      if (!item.getField("amount_gbp").isEmpty()) {
        BigDecimal amount = new BigDecimal(item.getField("amount_gbp"));
        amounts.add((amount.signum() < 0 ? "−£" : "£") + "%,.2f".formatted(amount.abs()));
      }
    }
    String text = summary(practice, "text");
    assertThat(found(text, "(-?£[0-9,.]+)(?=\\n)")).containsExactlyElementsOf(amounts);
    assertThat(text.lines()).allMatch(line -> line.length() <= 100);
    assertThat(
            found(
                summary(practice, "html"),
                "<span class=\"label\">Amount</span>(-?£[0-9,.]+)</span>"))
        .filteredOn(amount -> !amount.isEmpty())
        .containsSubsequence(amounts.subList(6, amounts.size()));
  }

  private static List<String> found(String text, String pattern) {
    List<String> found = new ArrayList<>();
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  private static String paid() {
    return lake().read(PracticePayments.TABLE, YEAR, 1).textAt(PracticePayments.PRACTICE_CODE, 0);
  }

  @Test
  void itIsWrittenToAFileWhereOneIsNamed() throws IOException {
    Path file = room.resolve("summary.html");
    Qof.Answer answer =
        report("achievement-summary", "--practice", paid(), "--format", "html", "--out", file);
    assertThat(answer.exitCode()).as(answer.err()).isZero();
    assertThat(answer.out()).isEmpty();
    assertThat(Files.readString(file)).startsWith("<!DOCTYPE html>");
  }

  @Test
  void aPracticeWithoutPaymentIsToldWhichChecksItFailed() {
    Block checks = lake().read(PracticeChecks.TABLE, YEAR, 1);
    for (int row = 0; row < checks.rows(); row++) {
      if (checks.textAt(PracticeChecks.CHECK_CODE, row).equals("P3")) {
        String practice = checks.textAt(PracticeChecks.PRACTICE_CODE, row);
        Qof.Answer answer = report("achievement-summary", "--practice", practice);
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err())
            .contains("Practice " + practice + " has no payment in 2023-24.")
            .contains("check P3 failed: Contractor registered population above 0; found ")
            .contains("What to do: ./qof explain " + practice);
        return;
      }
    }
    throw new AssertionError("the samples hold no practice that fails P3");
  }

  @Test
  void whatIsNotThereIsSaidWithWhatIsNearest() {
    String practice = paid();
    String mistyped = practice.substring(0, practice.length() - 1) + "X";
    Qof.Answer unknown = report("achievement-summary", "--practice", mistyped);
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err())
        .contains("No practice " + mistyped + " in 2023-24.")
        .contains("Did you mean ");
    Qof.Answer year = report("achievement-summary", "--practice", practice, "--year", "2019-20");
    assertThat(year.exitCode()).isEqualTo(2);
    assertThat(year.err()).contains("holds nothing of 2019-20").contains("It holds 2023-24.");
    Qof.Answer version = report("achievement-summary", "--practice", practice, "--version", 9);
    assertThat(version.exitCode()).isEqualTo(2);
    assertThat(version.err()).contains("version 9").contains("Versions with results: 1.");
    Qof.Answer commissioner = report("data-complete", "--commissioner", "nowhere");
    assertThat(commissioner.exitCode()).isEqualTo(2);
    assertThat(commissioner.err()).contains("commissioner NOWHERE").contains("What to do:");
    assertThat(Qof.run("report", "data-complete", "--help").out()).contains("Example:");
  }

  @Test
  void everyParticipatingPracticeIsInExactlyOneOfCompleteAndMissing() {
    Block practices = lake().read(Practices.TABLE, YEAR, 1);
    String commissioner = practices.textAt(Practices.SUB_ICB_CODE, 0);
    List<String> complete = codes("data-complete", commissioner);
    List<String> missing = codes("data-missing", commissioner);
    List<String> expected = new ArrayList<>();
    for (int row = 0; row < practices.rows(); row++) {
      String practice = practices.textAt(Practices.PRACTICE_CODE, row);
      if (practices.textAt(Practices.SUB_ICB_CODE, row).equals(commissioner)
          && lake()
                  .read(PracticeCompleteness.TABLE, YEAR, 1, Selection.everything().where(practice))
                  .rows()
              == 1) {
        expected.add(practice);
      }
    }
    List<String> all = new ArrayList<>(complete);
    all.addAll(missing);
    assertThat(all).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expected);
    assertThat(complete).isNotEmpty();
  }

  private static List<String> codes(String report, String commissioner) {
    Qof.Answer answer = report(report, "--commissioner", commissioner, "--format", "csv");
    assertThat(answer.exitCode()).as(answer.err()).isZero();
    return csv(answer.out()).stream().map(row -> row.getField("code")).toList();
  }
}
