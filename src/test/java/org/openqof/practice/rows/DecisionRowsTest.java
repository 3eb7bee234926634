package org.openqof.practice.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqof.input.FieldKind;
import org.openqof.input.LocalDecisions;
import org.openqof.input.LocalDecisions.Adjustment;
import org.openqof.input.LocalDecisions.AdjustmentKind;
import org.openqof.input.LocalDecisions.AgreedPlan;
import org.openqof.input.LocalDecisions.Basis;
import org.openqof.input.LocalDecisions.ManualEntry;
import org.openqof.input.LocalDecisions.Succession;
import org.openqof.input.PracticeReference;
import org.openqof.input.PracticeReference.Source;
import org.openqof.practice.AssemblePractice;
import org.openqof.practice.PracticeYear;
import org.openqof.tables.Block;
import org.openqof.tables.ManualEntries;
import org.openqof.testing.Given;

class DecisionRowsTest {
  private static final LocalDate DAY = LocalDate.of(2024, 5, 14);

  private static ManualEntry entry(String indicator, String field, LocalDate date, int line) {
    return new ManualEntry(
        indicator,
        field,
        FieldKind.NUMERATOR,
        date,
        7,
        Basis.NO_EXTRACT,
        "J Smith",
        DAY,
        new Source("entries", line));
  }

  private static Adjustment adjustment(String subject, AdjustmentKind kind, String points) {
    BigDecimal number = new BigDecimal(points);
    boolean money = kind == AdjustmentKind.ONE_OFF;
    return new Adjustment(
        subject,
        kind,
        money ? null : number,
        money ? number : null,
        "why",
        "R Jones",
        DAY,
        new Source("adjustments", 3));
  }

  private static PracticeReference with(PracticeReference practice, LocalDecisions decisions) {
    return new PracticeReference(
        practice.practiceCode(),
        practice.name(),
        practice.participation(),
        practice.organisation(),
        practice.geography(),
        practice.population(),
        practice.lists(),
        practice.publishedRegisters(),
        practice.reportedMaximumPoints(),
        decisions);
  }

  private static PracticeYear with(Given practice, LocalDecisions decisions) {
    return new AssemblePractice(Given.YEAR, Given.known(Given.RULEBOOK), null)
        .from(with(practice.reference(), decisions), practice.fragments());
  }

  @Test
  void decisionsComeBackFromTheLakeAsTheyWent() {
    Succession gave =
        new Succession(
            "A81001",
            "A81002",
            LocalDate.of(2024, 1, 1),
            new BigDecimal("0.250000"),
            new Source("successions", 2));
    LocalDecisions first =
        LocalDecisions.sorted(
            List.of(
                entry("QI013", "Numerator", Given.YEAR.end(), 3),
                entry("AF006", "Numerator", Given.YEAR.end(), 2)),
            List.of(
                adjustment("TOTAL", AdjustmentKind.ONE_OFF, "1000.01"),
                adjustment("AF006", AdjustmentKind.DISPUTE, "-1.25")),
            List.of(gave),
            new AgreedPlan(false, "R Jones", DAY, new Source("plans", 9)));
    LocalDecisions second = new LocalDecisions(List.of(), List.of(), List.of(gave), null);
    PracticeYear one = with(Given.practice("A81001", 100), first);
    PracticeYear two = with(Given.practice("A81002", 100), second);

    DecisionRows rows = new DecisionRows();
    rows.add(two.reference());
    rows.add(one.reference());
    List<Block> blocks = rows.blocks().stream().map(Block::sorted).toList();
    assertThat(blocks.get(1).rows()).as("one row of both practices").isEqualTo(1);

    assertThat(
            DecisionRows.read(
                DecisionRows.manualEntries(List.of(two, one)).sorted(),
                blocks.get(0),
                blocks.get(1),
                blocks.get(2)))
        .containsOnlyKeys("A81001", "A81002")
        .containsEntry("A81001", first)
        .containsEntry("A81002", second);
  }

  @Test
  void anEntryIsSupersededByTheExtractsValueOfTheSameIndicatorFieldAndDate() {
    LocalDate before = Given.YEAR.end().minusDays(1);
    LocalDecisions decisions =
        LocalDecisions.sorted(
            List.of(
                entry("AF006", "Denominator", Given.YEAR.end(), 2),
                entry("AF006", "Numerator", Given.YEAR.end(), 3),
                entry("AF006", "Numerator", before, 4),
                entry("AF008", "Numerator", Given.YEAR.end(), 5)),
            List.of(),
            List.of(),
            null);
    PracticeYear practice =
        with(Given.practice("A81001", 100).fraction("AF006", 60, 80), decisions);

    Block rows = DecisionRows.manualEntries(List.of(practice)).sorted();

    assertThat(rows.rows()).isEqualTo(4);
    assertThat(List.of(0, 1, 2, 3))
        .extracting(
            row ->
                rows.textAt(ManualEntries.INDICATOR_CODE, row)
                    + " "
                    + rows.textAt(ManualEntries.FIELD_NAME, row)
                    + " "
                    + rows.dateOrNull(ManualEntries.ACHIEVEMENT_DATE, row)
                    + " "
                    + rows.textAt(ManualEntries.VALUE_USE, row))
        .containsExactly(
            "AF006 Denominator 2024-03-31 superseded",
            "AF006 Numerator 2024-03-30 interim",
            "AF006 Numerator 2024-03-31 superseded",
            "AF008 Numerator 2024-03-31 used");
  }
}
