package org.openqof.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openqof.testing.LakeRows.amount;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.tables.PaymentLines;
import org.openqof.tables.PracticePayments;
import org.openqof.tables.SuccessionLines;
import org.openqof.tables.SuccessionResults;
import org.openqof.tables.Table;
import org.openqof.testing.LakeRows;
import org.openqof.testing.Qof;
import org.openqof.testing.WholeExtract;

/** A practice that closes and goes to two others in unequal shares, through the command line. */
@SuppressWarnings("NullAway.Init") // JUnit and the set-up fill the fields before any test
class SuccessionTest {
  @TempDir static Path room;
  private static LakeRows lake;
  private static LakeRows without;
  private static String out;

  @BeforeAll
  static void mergeAndDoNot() throws IOException {
    // Z90009 closes on 31 January, after the population date of its successors.
    WholeExtract extract =
        WholeExtract.of("2023-24")
            .practice("Z90001", 10_000, 70)
            .practice("Z90002", 8_000, 60)
            .practice("Z90003", 5_000, 50)
            .practice("Z90009", 3_001)
            .participation("Z90009", "20200401", "20240131")
            .collection("Z90009", "20240131", 3_001, 45)
            .value("Z90009", "20240131", "AF006", "Denominator", "33")
            .value("Z90009", "20240131", "AF006", "Numerator", "21")
            .value("Z90009", "20240131", "AF008", "Numerator", "100");
    run(extract.in(room.resolve("plain")), "without");
    Path extracts =
        extract
            .file(
                "SUCCESSIONS",
                "FROM_PRACTICE,TO_PRACTICE,SUCCESSION_DATE,SHARE",
                "Z90009,Z90001,20240201,0.75",
                "Z90009,Z90002,20240201,0.25")
            .in(room.resolve("extracts"));
    out = run(extracts, "with");
    lake = new LakeRows(room.resolve("with"));
    without = new LakeRows(room.resolve("without"));
  }

  private static String run(Path extracts, String into) {
    Qof.Answer answer =
        Qof.run(
            "run",
            "--engine",
            "local",
            "--extracts",
            extracts,
            "--lake",
            room.resolve(into),
            "--published",
            room.resolve(into + "-published"),
            "--debug");
    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isZero();
    return answer.out();
  }

  private static Map<String, String> line(String practice, String indicator) {
    return lake.of(SuccessionLines.TABLE, "2023-24", 1, practice).stream()
        .filter(row -> indicator.equals(row.get("indicator_code")))
        .findFirst()
        .orElseThrow();
  }

  /** Three quarters of 33 are 24.75 and of 21 are 15.75; a quarter 8.25 and 5.25. */
  @Test
  void theSharesOfTheClosedPracticesCountsAreTakenOffInWholePatients() {
    assertThat(line("Z90001", "AF006"))
        .containsEntry("numerator", "70")
        .containsEntry("numerator_removed", "16")
        .containsEntry("denominator", "100")
        .containsEntry("denominator_removed", "25");
    assertThat(line("Z90002", "AF006"))
        .containsEntry("numerator_removed", "5")
        .containsEntry("denominator_removed", "8");
    // 54 of 75 between 40 and 90: 12 × 32 ÷ 50.
    assertThat(line("Z90001", "AF006")).containsEntry("earned_points_with_succession", "7.68");
  }

  /** 75 of its 100 are more than the 70 that the successor counts in all. */
  @Test
  void neverMoreIsTakenOffThanTheSuccessorHas() {
    assertThat(line("Z90001", "AF008"))
        .containsEntry("numerator_removed", "70")
        .containsEntry("denominator_removed", "75")
        .containsEntry("earned_points_with_succession", "0.00");
  }

  @Test
  void theListIsRaisedByTheShareWhenTheSuccessionCameAfterItsCount() {
    assertThat(lake.one(SuccessionResults.TABLE, "2023-24", 1, "Z90001"))
        .containsEntry("from_practice_codes", "Z90009")
        .containsEntry("succession_date", "2024-02-01")
        .containsEntry("crp", "10000")
        .containsEntry("crp_with_succession", "12251");
    assertThat(lake.one(SuccessionResults.TABLE, "2023-24", 1, "Z90002"))
        .containsEntry("crp_with_succession", "8750");
  }

  @Test
  void theResultStandsBesideThePaymentAndChangesNothingOfIt() {
    for (String practice : List.of("Z90001", "Z90002")) {
      Map<String, String> result = lake.one(SuccessionResults.TABLE, "2023-24", 1, practice);
      Map<String, String> payment = lake.one(PracticePayments.TABLE, "2023-24", 1, practice);
      BigDecimal paid = amount(payment, PracticePayments.ACHIEVEMENT_PAYMENT_GBP);
      BigDecimal with = amount(result, SuccessionResults.ACHIEVEMENT_PAYMENT_WITH_SUCCESSION_GBP);
      assertThat(amount(result, SuccessionResults.ACHIEVEMENT_PAYMENT_GBP))
          .isEqualByComparingTo(paid);
      assertThat(amount(result, SuccessionResults.DIFFERENCE_GBP))
          .isEqualByComparingTo(with.subtract(paid));
      assertThat(sum(lake, SuccessionLines.TABLE, practice, "with_succession"))
          .isEqualByComparingTo(with);
    }
    for (String table : List.of("practice_payments", "payment_lines", "national_figures")) {
      assertThat(lake.digests("2023-24").get(table))
          .isEqualTo(without.digests("2023-24").get(table));
    }
    assertThat(without.of(SuccessionResults.TABLE, "2023-24", 1)).isEmpty();
    assertThat(out).contains("successions   2 shown alongside the payments");
  }

  @Test
  void protectedRegistersAndPracticesThatTookNobodyAreLeftAlone() {
    assertThat(lake.of(SuccessionResults.TABLE, "2023-24", 1, "Z90003")).isEmpty();
    assertThat(line("Z90001", "AF001"))
        .doesNotContainKey("numerator_removed")
        .containsEntry(
            "earned_points",
            String.valueOf(line("Z90001", "AF001").get("earned_points_with_succession")));
    assertThat(lake.of(PaymentLines.TABLE, "2023-24", 1, "Z90001")).isNotEmpty();
  }

  private static BigDecimal sum(LakeRows rows, Table table, String practice, String ending) {
    return rows.of(table, "2023-24", 1, practice).stream()
        .map(row -> row.get("achievement_payment_" + ending + "_gbp"))
        .map(text -> text == null ? BigDecimal.ZERO : new BigDecimal(text))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
