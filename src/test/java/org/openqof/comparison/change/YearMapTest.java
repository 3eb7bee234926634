package org.openqof.comparison.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqof.domain.FinancialYear;
import org.openqof.input.Geography;
import org.openqof.input.Geography.Area;
import org.openqof.rulebook.Comparability;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.read.Rulebooks;
import org.openqof.statistics.AreaLevel;
import org.openqof.statistics.Measure;
import org.openqof.tables.Block;
import org.openqof.tables.PaymentLines;
import org.openqof.tables.PracticeGroups;
import org.openqof.tables.PracticeIndicators;

/** Three practices in two years: one moves to another board, one closes, one opens. */
class YearMapTest {
  private static final FinancialYear BEFORE = FinancialYear.of("2022-23");
  private static final FinancialYear AFTER = FinancialYear.of("2023-24");
  private static final Geography EAST = place("QE1");
  private static final Geography WEST = place("QW1");
  private static final Rulebooks RULEBOOKS = Rulebooks.shipped();

  private static Geography place(String icb) {
    return new Geography(
        new Area("U" + icb, null, "Network of " + icb),
        new Area("S" + icb, null, "Place of " + icb),
        new Area(icb, null, "Board " + icb),
        new Area("Y90", null, "Region"));
  }

  private static YearMap before() {
    return new YearMap(BEFORE, Map.of("A1", EAST, "B1", EAST, "C1", WEST), List.of());
  }

  private static YearMap after(Succession... successions) {
    return new YearMap(AFTER, Map.of("A1", EAST, "B1", WEST, "D1", WEST), List.of(successions));
  }

  private static YearLines lines(FinancialYear year, Map<String, String> pounds) {
    Block rows = new Block(PaymentLines.TABLE);
    pounds.forEach(
        (practice, gbp) ->
            rows.next()
                .text(PaymentLines.PRACTICE_CODE, practice)
                .text(PaymentLines.INDICATOR_CODE, "AF001")
                .decimal(PaymentLines.AVAILABLE_POINTS, BigDecimal.valueOf(5))
                .decimal(PaymentLines.EARNED_POINTS, BigDecimal.valueOf(5))
                .decimal(
                    PaymentLines.POINT_VALUE_GBP, new BigDecimal(gbp).divide(BigDecimal.valueOf(5)))
                .decimal(PaymentLines.CPI, BigDecimal.ONE)
                .decimal(PaymentLines.APDF, BigDecimal.ONE)
                .decimal(PaymentLines.ACHIEVEMENT_PAYMENT_GBP, new BigDecimal(gbp)));
    return new YearLines(year, rows.sorted());
  }

  private static ComparePayments.Result compared(Variant variant, YearMap laterMap) {
    return new ComparePayments(
            lines(BEFORE, Map.of("A1", "100", "B1", "200", "C1", "300")),
            lines(AFTER, Map.of("A1", "110", "B1", "220", "D1", "50")),
            RULEBOOKS.lineage())
        .compare(variant, Division.of(AreaLevel.ICB), before(), laterMap);
  }

  private static Change area(ComparePayments.Result result, String code) {
    return result.areas().stream()
        .filter(area -> area.code().equals(code))
        .findFirst()
        .orElseThrow()
        .change();
  }

  @Test
  void asPublishedEachYearStandsOnItsOwnMapAndAMoveIsOwedToBoundaries() {
    // Trap D8: 544 practices moved commissioner after 2013; which membership is used must be said.
    ComparePayments.Result result = compared(Variant.AS_PUBLISHED, after());
    assertThat(result.addsUp()).isTrue();
    assertThat(area(result, "QE1").beforeGbp()).isEqualByComparingTo("300");
    assertThat(area(result, "QE1").afterGbp()).isEqualByComparingTo("110");
    assertThat(area(result, "QE1").gbp(Part.BOUNDARIES)).isEqualByComparingTo("-200");
    assertThat(area(result, "QW1").gbp(Part.BOUNDARIES)).isEqualByComparingTo("200");
    assertThat(result.england().change().gbp(Part.BOUNDARIES)).isZero();
  }

  @Test
  void onCurrentBoundariesThereIsNoMoveAndAClosedPracticeIsUnallocated() {
    // Fault 9: a practice that the map lacks drops out of regions but not of England.
    ComparePayments.Result result = compared(Variant.CURRENT_BOUNDARIES, after());
    assertThat(result.addsUp()).isTrue();
    assertThat(area(result, "QE1").beforeGbp()).isEqualByComparingTo("100");
    assertThat(area(result, "QW1").beforeGbp()).isEqualByComparingTo("200");
    assertThat(area(result, "UNMAPPED").beforeGbp()).isEqualByComparingTo("300");
    assertThat(result.england().change().changeGbp()).isEqualByComparingTo("-220");
  }

  @Test
  void aMergedPracticeStandsWhereTheLargestShareOfItsPatientsWent() {
    LocalDate merged = LocalDate.of(2023, 6, 1);
    ComparePayments.Result result =
        compared(
            Variant.CURRENT_BOUNDARIES,
            after(
                new Succession("C1", "A1", merged, new BigDecimal("0.4")),
                new Succession("C1", "D1", merged, new BigDecimal("0.6"))));
    assertThat(result.addsUp()).isTrue();
    assertThat(area(result, "QW1").beforeGbp()).isEqualByComparingTo("500");
    assertThat(result.areas()).noneMatch(area -> area.code().equals("UNMAPPED"));
  }

  @Test
  void samePracticesLeavesOutWhoCameWentOrMerged() {
    assertThat(compared(Variant.SAME_PRACTICES, after()).practices())
        .extracting(ComparePayments.PracticeChange::code)
        .containsExactly("A1", "B1");
    assertThat(
            compared(
                    Variant.SAME_PRACTICES,
                    after(new Succession("C1", "A1", LocalDate.of(2023, 6, 1), BigDecimal.ONE)))
                .practices())
        .extracting(ComparePayments.PracticeChange::code)
        .containsExactly("B1");
  }

  @Test
  void aSuccessionThatLeadsInACircleEnds() {
    LocalDate day = LocalDate.of(2023, 6, 1);
    YearMap map =
        after(
            new Succession("C1", "X1", day, BigDecimal.ONE),
            new Succession("X1", "C1", day, BigDecimal.ONE));
    assertThat(map.area("C1", AreaLevel.ICB).odsCode()).isEqualTo("UNMAPPED");
  }

  @Test
  void aMapWithoutAreasHasNoLevelButEngland() {
    YearMap empty = new YearMap(AFTER, Map.of("A1", Geography.NONE), List.of());
    assertThat(empty.has(AreaLevel.ICB)).isFalse();
    assertThat(empty.has(AreaLevel.PCN)).isFalse();
    assertThat(empty.has(AreaLevel.ENGLAND)).isTrue();
  }

  // --------------------------------------------------- rates; traps of re-users, section D6

  private static CompareRates.YearRates rates(Block indicators, Block groups) {
    return new CompareRates.YearRates(indicators.sorted(), groups.sorted());
  }

  private static Block group(String practice, String code, int register, int list) {
    return addGroup(new Block(PracticeGroups.TABLE), practice, code, register, list);
  }

  private static Block addGroup(Block rows, String practice, String code, int register, int list) {
    return rows.next()
        .text(PracticeGroups.PRACTICE_CODE, practice)
        .text(PracticeGroups.GROUP_CODE, code)
        .count(PracticeGroups.REGISTER_SIZE, register)
        .count(PracticeGroups.LIST_SIZE, list)
        .flag(PracticeGroups.NEWLY_DIAGNOSED, false);
  }

  private static List<CompareRates.RateChange> rateChanges(
      Variant variant, CompareRates.YearRates before, CompareRates.YearRates after) {
    Rulebook earlier = RULEBOOKS.load(BEFORE);
    Rulebook later = RULEBOOKS.load(AFTER);
    return new CompareRates(RULEBOOKS.lineage(), earlier, later)
        .compare(variant, Division.of(AreaLevel.ICB), before(), after(), before, after);
  }

  private static CompareRates.RateChange rate(
      List<CompareRates.RateChange> rates, String area, String group) {
    return rates.stream()
        .filter(found -> found.areaCode().equals(area))
        .filter(found -> found.measure() == Measure.RAW_PREVALENCE)
        .filter(found -> found.codeBefore().equals(group) || found.codeAfter().equals(group))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aPracticeAbsentFromAYearIsMissingAndNotZeroDisease() {
    // Trap D6 #5: absent practices treated as zero made an area sixteen times too low.
    Block before = group("A1", "AF", 20, 1000);
    Block after = group("A1", "AF", 20, 1000);
    addGroup(after, "D1", "AF", 30, 1000);
    List<CompareRates.RateChange> rates =
        rateChanges(
            Variant.CURRENT_BOUNDARIES,
            rates(new Block(PracticeIndicators.TABLE), before),
            rates(new Block(PracticeIndicators.TABLE), after));
    assertThat(rate(rates, "QE1", "AF").before()).isEqualByComparingTo("0.02");
    CompareRates.RateChange west = rate(rates, "QW1", "AF");
    assertThat(west.before()).isNull();
    assertThat(west.after()).isEqualByComparingTo("0.03");
    assertThat(west.change()).isNull();
  }

  @Test
  void eachGroupIsMeasuredAgainstItsOwnListAndNeverTheFirstRows() {
    // Traps D6 #42 and #60: all-ages list for banded groups; the list of the first row for all.
    Block groups = group("A1", "AF", 20, 1000);
    addGroup(groups, "A1", "OST", 20, 400);
    CompareRates.YearRates year = rates(new Block(PracticeIndicators.TABLE), groups);
    List<CompareRates.RateChange> rates = rateChanges(Variant.AS_PUBLISHED, year, year);
    assertThat(rate(rates, "ENG", "AF").after()).isEqualByComparingTo("0.02");
    assertThat(rate(rates, "ENG", "OST").after()).isEqualByComparingTo("0.05");
  }

  @Test
  void aRegisterThatCountsSomethingElseHasNoChange() {
    // Trap D4: the depression register of 2023-24 counts new diagnoses.
    Block before = group("A1", "DEP", 107, 1000);
    addGroup(before, "A1", "OB", 100, 1000);
    Block after = new Block(PracticeGroups.TABLE);
    addGroup(after, "A1", "DEP", 12, 1000).flag(PracticeGroups.NEWLY_DIAGNOSED, true);
    addGroup(after, "A1", "OB", 120, 1000);
    List<CompareRates.RateChange> rates =
        rateChanges(
            Variant.AS_PUBLISHED,
            rates(new Block(PracticeIndicators.TABLE), before),
            rates(new Block(PracticeIndicators.TABLE), after));
    CompareRates.RateChange depression = rate(rates, "ENG", "DEP");
    assertThat(depression.before()).isEqualByComparingTo("0.107");
    assertThat(depression.after()).isNull();
    assertThat(depression.comparability()).isEqualTo(Comparability.NOT_COMPARABLE);
    CompareRates.RateChange obesity = rate(rates, "ENG", "OB");
    assertThat(obesity.after()).isEqualByComparingTo("0.12");
    assertThat(obesity.change()).as("redefined in 2023-24").isNull();
  }
}
