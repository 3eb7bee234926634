package org.openqof.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.openqof.testing.LakeRows.amount;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.tables.AspirationPayments;
import org.openqof.tables.AspirationSchedule;
import org.openqof.tables.InterimProgress;
import org.openqof.tables.PaymentLines;
import org.openqof.tables.PointsDifferences;
import org.openqof.tables.PracticeCompleteness;
import org.openqof.tables.PracticePayments;
import org.openqof.tables.Reconciliation;
import org.openqof.testing.LakeRows;
import org.openqof.testing.Qof;
import org.openqof.testing.Slow;
import org.openqof.testing.WholeExtract;

/** What stands alongside the payments of a year, through the command line on small extracts. */
@Slow
class SupplementaryResultsTest {
  private final Path room;
  private final LakeRows lake;

  SupplementaryResultsTest(@TempDir Path room) {
    this.room = room;
    this.lake = new LakeRows(room.resolve("lake"));
  }

  private Qof.Answer run(Path extracts) {
    return run(extracts, "lake", "local");
  }

  private Qof.Answer run(Path extracts, String into, String engine) {
    Qof.Answer answer =
        Qof.run(
            "run",
            "--engine",
            engine,
            "--extracts",
            extracts,
            "--lake",
            room.resolve(into),
            "--published",
            room.resolve(into + "-published"),
            "--debug");
    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isZero();
    return answer;
  }

  private Path extracts() {
    return room.resolve("extracts");
  }

  private void everyEquationHolds(String year) {
    assertThat(lake.of(Reconciliation.TABLE, year, 1))
        .filteredOn(row -> "true".equals(row.get("must_hold")))
        .extracting(row -> row.get("check_name"))
        .contains(
            "the monthly schedule is the aspiration paid",
            "twelve months are the annual aspiration",
            "each payment takes off the aspiration paid to its practice",
            "total achievement less aspiration paid is what is due",
            "a succession leaves the payment as it is");
  }

  private static BigDecimal penny(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP);
  }

  /** Two years: one practice complete, one without an answer, one that closes, one that opens. */
  private WholeExtract firstYear() {
    return WholeExtract.of("2022-23")
        .practice("Z90001", 10_000, 70)
        .practice("Z90002", 8_000, 60)
        .without("Z90002", "QIPDD009")
        .practice("Z90003", 6_000, 65);
  }

  private WholeExtract secondYear() {
    return WholeExtract.of("2023-24")
        .practice("Z90001", 10_100, 72)
        .practice("Z90002", 8_100, 61)
        .practice("Z90003", 6_000)
        .participation("Z90003", "20220401", "20230930")
        .collection("Z90003", "20230930", 6_000, 64)
        .practice("Z90004", 5_000)
        .participation("Z90004", "20230702", "20240331")
        .collection("Z90004", "20240331", 5_000, 80);
  }

  @Test
  void aspirationIsAShareOfLastYearsPaymentAndIsTakenOff() throws IOException {
    firstYear().in(extracts());
    secondYear().in(extracts());

    Qof.Answer answer = run(extracts());

    everyEquationHolds("2022-23");
    everyEquationHolds("2023-24");
    assertThat(lake.of(AspirationPayments.TABLE, "2022-23", 1)).isEmpty();
    assertThat(answer.out())
        .contains("complete      2 of 3 practices sent all that is needed")
        .contains("aspiration    none: the lake holds no payments of the year before");

    // 213.43 ÷ 9,639 over 207.56 ÷ 9,374, undivided; 70 %.
    BigDecimal achieved =
        amount(
            lake.one(PracticePayments.TABLE, "2022-23", 1, "Z90001"),
            PracticePayments.ACHIEVEMENT_PAYMENT_GBP);
    Map<String, String> standard = lake.one(AspirationPayments.TABLE, "2023-24", 1, "Z90001");
    BigDecimal annual =
        penny(
            achieved
                .multiply(new BigDecimal("213.43"))
                .multiply(new BigDecimal("9374"))
                .multiply(new BigDecimal("0.7"))
                .divide(
                    new BigDecimal("9639").multiply(new BigDecimal("207.56")),
                    20,
                    RoundingMode.HALF_UP));
    assertThat(achieved).isPositive();
    assertThat(standard)
        .containsEntry("aspiration_status", "standard")
        .containsEntry("base_year", "2022-23")
        .containsEntry("aspiration_rate", "0.7000")
        .containsEntry("months_paid", "12");
    assertThat(amount(standard, AspirationPayments.ANNUAL_ASPIRATION_GBP))
        .isEqualByComparingTo(annual);
    assertThat(amount(standard, AspirationPayments.ASPIRATION_PAID_GBP))
        .isEqualByComparingTo(annual);

    // Its data of 2022-23 lacks one answer: no aspiration then, so the rate alone, not uprated.
    BigDecimal incomplete =
        amount(
            lake.one(PracticePayments.TABLE, "2022-23", 1, "Z90002"),
            PracticePayments.ACHIEVEMENT_PAYMENT_GBP);
    Map<String, String> estimated = lake.one(AspirationPayments.TABLE, "2023-24", 1, "Z90002");
    assertThat(estimated)
        .containsEntry("aspiration_status", "estimated")
        .containsEntry("uprating_index", "1.0000000000");
    assertThat(amount(estimated, AspirationPayments.ANNUAL_ASPIRATION_GBP))
        .isEqualByComparingTo(penny(incomplete.multiply(new BigDecimal("0.7"))));

    // It closes on 30 September: paid on the first of April to September.
    assertThat(lake.of(AspirationSchedule.TABLE, "2023-24", 1, "Z90003"))
        .extracting(row -> row.get("month_start"))
        .containsExactly(
            "2023-04-01", "2023-05-01", "2023-06-01", "2023-07-01", "2023-08-01", "2023-09-01");

    // It opened on 2 July: no base, and in force on eight firsts of months.
    assertThat(lake.one(AspirationPayments.TABLE, "2023-24", 1, "Z90004"))
        .containsEntry("annual_aspiration_gbp", "0.00")
        .containsEntry("months_paid", "8")
        .doesNotContainKey("base_year");

    for (Map<String, String> payment : lake.of(PracticePayments.TABLE, "2023-24", 1)) {
      BigDecimal paid =
          amount(
              lake.one(
                  AspirationPayments.TABLE,
                  "2023-24",
                  1,
                  String.valueOf(payment.get("practice_code"))),
              AspirationPayments.ASPIRATION_PAID_GBP);
      assertThat(amount(payment, PracticePayments.ASPIRATION_PAID_GBP)).isEqualByComparingTo(paid);
      assertThat(amount(payment, PracticePayments.ACHIEVEMENT_DUE_GBP))
          .isEqualByComparingTo(
              amount(payment, PracticePayments.TOTAL_ACHIEVEMENT_GBP).subtract(paid));
    }
    assertThat(answer.out()).contains("paid to 4 practices; estimated for 2");
  }

  @Test
  void anEstimateRepeatsLastYearsAspirationUnchanged() throws IOException {
    WholeExtract.of("2021-22").practice("Z90001", 10_000, 70).in(extracts());
    WholeExtract.of("2022-23")
        .practice("Z90001", 10_000, 70)
        .without("Z90001", "QIPDD009")
        .practice("Z90002", 10_000, 70)
        .without("Z90002", "QIPDD009")
        .in(extracts());
    WholeExtract.of("2023-24")
        .practice("Z90001", 10_000, 70)
        .practice("Z90002", 10_000, 70)
        .in(extracts());

    run(extracts());

    Map<String, String> before = lake.one(AspirationPayments.TABLE, "2022-23", 1, "Z90001");
    Map<String, String> estimated = lake.one(AspirationPayments.TABLE, "2023-24", 1, "Z90001");
    assertThat(before).containsEntry("aspiration_status", "standard");
    assertThat(estimated)
        .containsEntry("aspiration_status", "estimated")
        .containsEntry("annual_aspiration_gbp", before.get("annual_aspiration_gbp"))
        .containsEntry("basis", "annual aspiration of 2022-23, unchanged");
    assertThat(amount(before, AspirationPayments.ANNUAL_ASPIRATION_GBP)).isPositive();

    // Z90002 began in 2022-23 with an aspiration of nothing: there is none to repeat.
    Map<String, String> first = lake.one(AspirationPayments.TABLE, "2022-23", 1, "Z90002");
    assertThat(amount(first, AspirationPayments.ANNUAL_ASPIRATION_GBP)).isZero();
    Map<String, String> second = lake.one(AspirationPayments.TABLE, "2023-24", 1, "Z90002");
    assertThat(second)
        .containsEntry("aspiration_status", "estimated")
        .containsEntry("basis", "incomplete achievement payment of 2022-23, times rate");
    assertThat(amount(second, AspirationPayments.ANNUAL_ASPIRATION_GBP))
        .isEqualByComparingTo(
            amount(second, AspirationPayments.UNADJUSTED_ACHIEVEMENT_PAYMENT_GBP)
                .multiply(amount(second, AspirationPayments.ASPIRATION_RATE))
                .setScale(2, RoundingMode.HALF_UP));
  }

  @Test
  void completenessSaysWhatIsMissing() throws IOException {
    WholeExtract.of("2023-24")
        .practice("Z90001", 10_000, 70)
        .practice("Z90002", 8_000, 60)
        .without("Z90002", "QI013")
        .without("Z90002", "AF006")
        .practice("Z90003", 6_000)
        .participation("Z90003", "20230401", "20240331")
        .value("Z90003", "QI013", "Yes/No Flag", "1")
        .value("Z90001", "HYP003", "Denominator", "100")
        .value("Z90002", "HYP003", "Denominator", "100")
        .value("Z90002", "DM034", "Denominator", "100")
        .in(extracts());

    // HYP003 ended with 2022-23; of a code that no neighbouring year has nothing is said.
    assertThat(run(extracts()).out())
        .contains(
            "note          HYP003 of 2022-23, sent by 2 practices, is not an indicator of 2023-24: set"
                + " aside, paying nothing; see whether the file is of the year it names, or add"
                + " what is missing to a rulebook folder of your own (--rulebook)")
        .doesNotContain("DM034");

    assertThat(lake.one(PracticeCompleteness.TABLE, "2023-24", 1, "Z90001"))
        .containsEntry("extraction", "automatic")
        .containsEntry("complete", "true")
        .containsEntry("aspiration_status", "standard")
        .doesNotContainKey("missing");
    assertThat(lake.one(PracticeCompleteness.TABLE, "2023-24", 1, "Z90002"))
        .containsEntry("missing", "AF006 QI013")
        .containsEntry("complete", "false")
        .containsEntry("aspiration_status", "estimated");
    Map<String, String> nothing = lake.one(PracticeCompleteness.TABLE, "2023-24", 1, "Z90003");
    assertThat(nothing)
        .containsEntry("extraction", "none")
        .containsEntry("automatic_received", "0")
        .containsEntry("manual_received", "1");
    assertThat(List.of(String.valueOf(nothing.get("missing")).split(" ")))
        .hasSize(
            Integer.parseInt(nothing.get("automatic_expected"))
                + Integer.parseInt(nothing.get("manual_expected"))
                - 1);
  }

  /** Nothing is paid before 31 March, and the year can still be followed. */
  @Test
  void aYearWithInterimCollectionsOnlyHasProgressAndNoPayments() throws IOException {
    WholeExtract.of("2023-24")
        .participation("Z90001", "20230401", "20240331")
        .participation("Z90002", "20230401", "20240331")
        .population("Z90001", "20230101", 10_000)
        .population("Z90002", "20230101", 8_000)
        .collection("Z90001", "20230930", 10_000, 40)
        .collection("Z90001", "20231231", 10_000, 60)
        .collection("Z90002", "20231231", 8_000, 70)
        .in(extracts());

    Qof.Answer answer = run(extracts());

    assertThat(lake.of(PracticePayments.TABLE, "2023-24", 1)).isEmpty();
    assertThat(lake.of(PaymentLines.TABLE, "2023-24", 1)).isEmpty();
    List<Map<String, String>> progress = lake.of(InterimProgress.TABLE, "2023-24", 1, "Z90001");
    assertThat(progress)
        .extracting(row -> row.get("achievement_date"), row -> row.get("days_elapsed"))
        .containsExactly(tuple("2023-09-30", "183"), tuple("2023-12-31", "275"));
    Map<String, String> first = progress.get(0);
    Map<String, String> second = progress.get(1);
    assertThat(first).doesNotContainKey("points_since").doesNotContainKey("since_gbp");
    assertThat(amount(second, InterimProgress.POINTS_SINCE))
        .isEqualByComparingTo(
            amount(second, InterimProgress.EARNED_POINTS)
                .subtract(amount(first, InterimProgress.EARNED_POINTS)))
        .isPositive();
    assertThat(amount(second, InterimProgress.SINCE_GBP))
        .isEqualByComparingTo(
            amount(second, InterimProgress.TO_DATE_GBP)
                .subtract(amount(first, InterimProgress.TO_DATE_GBP)));
    // 40 of 100 after 183 of 366 days are 80 of 100 at the end; 60 after 275 are 80 as well.
    assertThat(amount(first, InterimProgress.FORECAST_POINTS))
        .isEqualByComparingTo(amount(second, InterimProgress.FORECAST_POINTS));
    assertThat(first.get("forecast_method"))
        .contains("numerators × 366 ÷ 183 days")
        .endsWith("population of 2023-01-01");
    assertThat(answer.out())
        .containsPattern("2023-12-31 +2 +[\\d,.]+ ")
        .contains("complete      0 of 2 practices");
  }

  @Test
  void theFinalCollectionIsNoProgressAndInterimOnesAreNeverPaid() throws IOException {
    WholeExtract.of("2023-24")
        .practice("Z90001", 10_000, 70)
        .collection("Z90001", "20230930", 10_000, 99)
        .practice("Z90002", 8_000, 70)
        .in(extracts());
    run(extracts());

    assertThat(lake.of(InterimProgress.TABLE, "2023-24", 1))
        .extracting(row -> row.get("achievement_date"))
        .containsExactly("2023-09-30");
    Path without = room.resolve("without");
    WholeExtract.of("2023-24")
        .practice("Z90001", 10_000, 70)
        .practice("Z90002", 8_000, 70)
        .in(without);
    run(without, "other", "local");
    assertThat(new LakeRows(room.resolve("other")).digests("2023-24").get("practice_payments"))
        .isEqualTo(lake.digests("2023-24").get("practice_payments"));
  }

  @Test
  void differencesFromThePointsAwardedNameTheirCause() throws IOException {
    // 70 of 100 is 7.20 of 12 points between 40 and 90 (AF006); values below are tried by hand.
    WholeExtract.of("2023-24")
        .practice("Z90001", 10_000, 70)
        .awarded("Z90001", "AF006", "7.20")
        .awarded("Z90001", "HYP008", "0.00")
        .value("Z90001", "SMOK002", "Denominator", "0")
        .value("Z90001", "SMOK002", "Numerator", "0")
        .awarded("Z90001", "SMOK002", "25.00")
        .awarded("Z90001", "QI013", "0.00")
        .value("Z90001", "QI014", "Yes/No Flag", "0")
        .awarded("Z90001", "QI014", "10.00")
        .value("Z90001", "STIA007", "Numerator", "101")
        .awarded("Z90001", "STIA007", "0.00")
        .superseded("Z90001", "AF008", "Numerator", "80")
        .superseded("Z90001", "AF008", "Denominator", "100")
        .awarded("Z90001", "AF008", "4.80")
        .without("Z90001", "CAN004")
        .awarded("Z90001", "CAN004", "3.00")
        .collection("Z90001", "20230930", 10_000, 70)
        .value("Z90001", "20230930", "DM020", "Numerator", "60")
        .awarded("Z90001", "DM020", "10.63")
        .value("Z90001", "VI001", "Numerator", "93")
        .awarded("Z90001", "VI001", "12.00")
        .value("Z90001", "NDH002", "Denominator", "300")
        .value("Z90001", "NDH002", "Numerator", "200")
        .awarded("Z90001", "NDH002", "7.65")
        .in(extracts());

    Qof.Answer answer = run(extracts());

    Map<String, String> causes =
        lake.of(PointsDifferences.TABLE, "2023-24", 1, "Z90001").stream()
            .collect(
                Collectors.toMap(
                    row -> row.get("indicator_code"),
                    row -> row.get("likely_cause"),
                    (left, right) -> left,
                    HashMap::new));
    assertThat(causes)
        .doesNotContainKey("AF006")
        .containsEntry("HYP008", "not explained")
        .containsEntry("SMOK002", "zero denominator awarded all points")
        .containsEntry("QI013", "manual answer yes, and not awarded")
        .containsEntry("QI014", "manual answer missing, late or no, and awarded all points")
        .containsEntry("CAN004", "no values in the extract behind the points awarded")
        .containsEntry("VI001", "thresholds or points available of 2022-23")
        .containsEntry("NDH002", "percentage rounded before the points")
        .containsEntry("STIA007", "numerator above denominator awarded nothing")
        .containsEntry("AF008", "superseded submission awarded")
        .containsEntry("DM020", "interim collection awarded");
    Map<String, String> hypertension =
        lake.of(PointsDifferences.TABLE, "2023-24", 1, "Z90001").stream()
            .filter(row -> "HYP008".equals(row.get("indicator_code")))
            .findFirst()
            .orElseThrow();
    Map<String, String> line =
        lake.of(PaymentLines.TABLE, "2023-24", 1, "Z90001").stream()
            .filter(row -> "HYP008".equals(row.get("indicator_code")))
            .findFirst()
            .orElseThrow();
    // Nothing was awarded, so that the difference is the whole line.
    assertThat(amount(hypertension, PointsDifferences.DIFFERENCE_GBP))
        .isEqualByComparingTo(amount(line, PaymentLines.ACHIEVEMENT_PAYMENT_GBP))
        .isPositive();
    assertThat(answer.out()).contains(" lines differ from the points awarded, ");
  }
}
