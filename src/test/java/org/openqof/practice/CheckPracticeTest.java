package org.openqof.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openqof.input.FieldKind;
import org.openqof.input.Geography;
import org.openqof.input.PracticeReference;
import org.openqof.input.PracticeReference.Organisation;
import org.openqof.input.PracticeReference.Source;
import org.openqof.testing.Given;

class CheckPracticeTest {
  private static final CheckPractice ALL =
      new CheckPractice(true, true, true, true, true, BigDecimal.valueOf(74));

  @Test
  void aGoodPracticeFailsNothing() {
    assertThat(codes(good(), BigDecimal.valueOf(500))).isEmpty();
  }

  @Test
  void everyCheckFailedIsReportedAndNotOnlyTheFirst() {
    PracticeYear practice =
        organised(
            Given.practice("Z90001", 5000).withoutPopulation().notParticipating(),
            "C",
            LocalDate.of(2023, 11, 30));
    assertThat(codes(practice, BigDecimal.ZERO)).containsExactly("P1", "P3", "P4", "1", "2", "3");
  }

  @Test
  void aPracticeThatClosedAfterTheYearStaysIn() {
    // Fault 2 of the present publication code: any closed status removes the practice, whatever its
    // date.
    PracticeYear practice = organised(goodValues(), "C", LocalDate.of(2024, 4, 1));
    assertThat(codes(practice, BigDecimal.valueOf(500))).isEmpty();
    assertThat(
            codes(organised(goodValues(), "C", LocalDate.of(2024, 3, 31)), BigDecimal.valueOf(500)))
        .containsExactly("2", "3");
  }

  @Test
  void aDormantPracticeIsLeftOutOfTheStatistics() {
    assertThat(codes(organised(goodValues(), "D", null), BigDecimal.valueOf(500)))
        .containsExactly("3");
  }

  @Test
  void pointsFromManualAnswersAloneAreNotEnoughForTheStatistics() {
    assertThat(codes(good(), BigDecimal.valueOf(74))).containsExactly("1");
    assertThat(codes(good(), new BigDecimal("74.01"))).isEmpty();
  }

  @Test
  void aPracticeThatLeftIsPaidFromTheCollectionOfItsLastDayAndCountsForNothingElse() {
    PracticeYear practice = closed(LocalDate.of(2023, 9, 30), LocalDate.of(2023, 9, 30));
    assertThat(codes(practice, BigDecimal.valueOf(500))).containsExactly("P2");
    PracticeCheck left = PracticeCheck.LEFT_BEFORE_YEAR_END;
    assertThat(left.stopsPayment()).isFalse();
    assertThat(left.stopsNationalFigures()).isTrue();
    assertThat(left.stopsStatistics()).isTrue();
  }

  @Test
  void aPracticeThatLeftWithoutACollectionOfItsLastDayIsRefused() {
    PracticeYear practice = closed(LocalDate.of(2024, 3, 30), LocalDate.of(2024, 3, 31));
    List<CheckPractice.Failed> failed = ALL.apply(practice, null);
    assertThat(failed).extracting(found -> found.check().code()).containsExactly("P2", "P4");
    assertThat(failed.get(1).found()).isEqualTo("no value dated 2024-03-30");
  }

  @Test
  void pointsAwardedAloneAreNoCollectionOfAPracticeThatLeft() {
    LocalDate end = LocalDate.of(2023, 9, 30);
    PracticeYear practice =
        Given.practice("Z90001", 5000)
            .participatingUntil(end)
            .value("AF001", "POINTS", FieldKind.ACHIEVED_POINTS, 500, end, 0, false)
            .assembled();
    assertThat(codes(practice, BigDecimal.valueOf(500))).containsExactly("P2", "P4");
  }

  @Test
  void participationThatDoesNotTouchTheYearIsNone() {
    for (Given given :
        List.of(
            goodValues().participating(LocalDate.of(2020, 4, 1), LocalDate.of(2023, 3, 31)),
            goodValues().participating(LocalDate.of(2024, 4, 1), LocalDate.of(2025, 3, 31)))) {
      assertThat(codes(given.assembled(), BigDecimal.valueOf(500))).containsExactly("P1");
    }
  }

  @Test
  void aPracticeThatOpenedDuringTheYearIsCheckedLikeAnyOther() {
    PracticeYear practice =
        goodValues()
            .participating(LocalDate.of(2024, 3, 31), LocalDate.of(2030, 3, 31))
            .assembled();
    assertThat(codes(practice, BigDecimal.valueOf(500))).isEmpty();
  }

  private static PracticeYear closed(LocalDate end, LocalDate collection) {
    return Given.practice("Z90001", 5000)
        .participatingUntil(end)
        .value("AF001", "AF Register", FieldKind.REGISTER, 90, collection, 0, true)
        .assembled();
  }

  @Test
  void aCheckWhoseInputIsMissingIsNotApplied() {
    CheckPractice few = new CheckPractice(false, false, false, false, false, BigDecimal.ZERO);
    PracticeYear practice =
        Given.practice("Z90001", 5000).notParticipating().in(Geography.NONE).assembled();
    assertThat(few.apply(practice, null)).isEmpty();
  }

  @Test
  void aPracticeThatTheMapDoesNotKnowIsReportedAndKept() {
    PracticeYear practice = goodValues().in(Geography.NONE).assembled();
    List<CheckPractice.Failed> failed = ALL.apply(practice, BigDecimal.valueOf(500));
    assertThat(failed).hasSize(1);
    assertThat(failed.get(0).check()).isEqualTo(PracticeCheck.NOT_ON_THE_MAP);
    assertThat(failed.get(0).check().stopsPayment()).isFalse();
    assertThat(failed.get(0).check().stopsStatistics()).isFalse();
  }

  private static Given goodValues() {
    return Given.practice("Z90001", 5000).register("AF001", 90).fraction("AF006", 50, 80);
  }

  private static PracticeYear good() {
    return goodValues().assembled();
  }

  private static List<String> codes(PracticeYear practice, BigDecimal points) {
    return ALL.apply(practice, points).stream().map(failed -> failed.check().code()).toList();
  }

  private static PracticeYear organised(Given given, String status, @Nullable LocalDate closeDate) {
    PracticeYear practice = given.assembled();
    PracticeReference reference = practice.reference();
    return new PracticeYear(
        practice.year(),
        new PracticeReference(
            reference.practiceCode(),
            reference.name(),
            reference.participation(),
            new Organisation(status, null, closeDate, "4", null, new Source("epraccur", 1)),
            reference.geography(),
            reference.population(),
            reference.lists(),
            reference.publishedRegisters(),
            reference.reportedMaximumPoints()),
        practice.values(),
        practice.counts());
  }
}
