package org.openqof.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.domain.FinancialYear;
import org.openqof.errors.QofException;
import org.openqof.rulebook.read.Rulebooks;

/** How indicators descend from year to year; the loader itself proves that nothing is left out. */
class LineageTest {
  private static final Lineage LINEAGE = Rulebooks.shipped().lineage();

  @Test
  void everyYearIsHeldWithoutGaps() {
    assertThat(LINEAGE.years()).containsExactlyElementsOf(Rulebooks.shipped().years());
  }

  @Test
  void anIndicatorIsFoundUnderItsEarlierCode() {
    assertThat(LINEAGE.codeIn(year("2022-23"), "COPD014", year("2023-24"))).contains("COPD008");
    assertThat(LINEAGE.codeIn(year("2018-19"), "HYP009", year("2023-24"))).contains("HYP006");
    assertThat(LINEAGE.codeIn(year("2022-23"), "DM034", year("2025-26"))).contains("DM022");
    assertThat(LINEAGE.codeIn(year("2018-19"), "AF001", year("2024-25"))).contains("AF001");
    assertThat(LINEAGE.codeIn(year("2023-24"), "AF001", year("2023-24"))).contains("AF001");
  }

  @Test
  void anIndicatorIsFollowedBackToTheFirstFramework() {
    assertThat(LINEAGE.codeIn(year("2004-05"), "CHD005", year("2026-27"))).contains("CHD 9");
    assertThat(LINEAGE.codeIn(year("2007-08"), "STIA007", year("2018-19"))).contains("STROKE 12");
    assertThat(LINEAGE.codeIn(year("2012-13"), "HYP001", year("2024-25"))).contains("BP01");
    assertThat(LINEAGE.codeIn(year("2025-26"), "AST015", year("2026-27"))).contains("AST007");
    assertThat(LINEAGE.codeIn(year("2025-26"), "OB005", year("2026-27"))).isEmpty();
  }

  @Test
  void aNewIndicatorHasNoEarlierCode() {
    assertThat(LINEAGE.codeIn(year("2022-23"), "CHOL003", year("2024-25"))).isEmpty();
  }

  @Test
  void aCodeThatReturnsAfterItsRetirementIsNotTheSameIndicator() {
    assertThat(LINEAGE.codeIn(year("2018-19"), "MH007", year("2022-23"))).isEmpty();
  }

  @Test
  void nothingIsSaidOfYearsWhoseFrameworksAreNotHeld() {
    Lineage.Comparison comparison =
        LINEAGE.compare(year("2026-27"), "AF006", year("2027-28"), Compared.ACHIEVEMENT);
    assertThat(comparison.comparability()).isEqualTo(Comparability.NOT_COMPARABLE);
    assertThat(comparison.earlierCodes()).isEmpty();
    assertThat(comparison.reasons().get(0))
        .isEqualTo("no lineage of AF006 is held from 2026-27 to 2027-28");
  }

  @Test
  void everyPairOfProtectedAndBaseYearIsJoined() {
    for (FinancialYear year : List.of(year("2021-22"), year("2023-24"), year("2024-25"))) {
      for (Protection protection : Rulebooks.shipped().load(year).protections()) {
        if (protection.baseYear() != null && protection.baseIndicators().isEmpty()) {
          assertThat(LINEAGE.codeIn(protection.baseYear(), protection.indicatorCode(), year))
              .as("%s of %s in %s", protection.indicatorCode(), year, protection.baseYear())
              .isPresent();
        }
      }
    }
  }

  @Test
  void theWorstKindOnTheWayDecides() {
    // Points only, twice: the same patients were counted.
    assertThat(achievement("2020-21", "HF003", "2022-23").comparability())
        .as("the pandemic year itself is never compared")
        .isEqualTo(Comparability.NOT_COMPARABLE);
    assertThat(achievement("2021-22", "HF003", "2022-23").comparability())
        .isEqualTo(Comparability.COMPARABLE);
    assertThat(achievement("2022-23", "VI001", "2023-24").comparability())
        .isEqualTo(Comparability.WITH_CARE);
    // Renamed in one step and redefined in another.
    assertThat(achievement("2022-23", "HYP008", "2024-25").comparability())
        .isEqualTo(Comparability.NOT_COMPARABLE);
    assertThat(achievement("2023-24", "HYP008", "2024-25").comparability())
        .isEqualTo(Comparability.COMPARABLE);
    assertThat(achievement("2023-24", "HYP008", "2025-26").comparability())
        .isEqualTo(Comparability.WITH_CARE);
  }

  @Test
  void theDepressionRegisterOf2023IsComparedWithNoOtherYear() {
    for (String other : List.of("2022-23", "2024-25")) {
      FinancialYear earlier = year(other.equals("2022-23") ? other : "2023-24");
      FinancialYear later = year(other.equals("2022-23") ? "2023-24" : other);
      Lineage.Comparison comparison =
          LINEAGE.compare(earlier, "DEP004", later, Compared.PREVALENCE);
      assertThat(comparison.comparability()).isEqualTo(Comparability.NOT_COMPARABLE);
      assertThat(comparison.reasons()).singleElement().asString().contains("counts");
    }
  }

  @Test
  void thePandemicYearStopsAchievementButNotPrevalence() {
    assertThat(achievement("2019-20", "AF006", "2020-21").reasons())
        .anyMatch(reason -> reason.contains("pandemic"));
    assertThat(
            LINEAGE
                .compare(year("2019-20"), "AF001", year("2020-21"), Compared.PREVALENCE)
                .comparability())
        .isEqualTo(Comparability.COMPARABLE);
    assertThat(achievement("2019-20", "MH002", "2021-22").comparability())
        .as("two years on either side of it")
        .isEqualTo(Comparability.COMPARABLE);
  }

  @Test
  void everyPairOfYearsNamesEveryIndicatorOfBothYears() {
    Rulebooks rulebooks = Rulebooks.shipped();
    for (FinancialYear earlier : LINEAGE.years()) {
      for (FinancialYear later : LINEAGE.years()) {
        if (earlier.compareTo(later) < 0) {
          List<Lineage.Comparison> all = LINEAGE.compareAll(earlier, later, Compared.ACHIEVEMENT);
          assertThat(all.stream().map(Lineage.Comparison::laterCode).collect(Collectors.toSet()))
              .containsAll(rulebooks.load(later).indicatorsByCode().keySet());
          assertThat(
                  all.stream()
                      .flatMap(comparison -> comparison.earlierCodes().stream())
                      .collect(Collectors.toSet()))
              .containsAll(rulebooks.load(earlier).indicatorsByCode().keySet());
          assertThat(all)
              .allSatisfy(
                  comparison ->
                      assertThat(comparison.reasons().isEmpty())
                          .isEqualTo(comparison.comparability() == Comparability.COMPARABLE));
        }
      }
    }
  }

  @Test
  void aSplitHasSeveralSuccessorsAndAMergerSeveralForebears() {
    for (LineageLink link : LINEAGE.links()) {
      if (link.kind() == LineageKind.SPLIT) {
        assertThat(
                LINEAGE.links().stream()
                    .filter(other -> other.fromYear().equals(link.fromYear()))
                    .filter(other -> Objects.equals(other.fromCode(), link.fromCode())))
            .as(link.words())
            .hasSizeGreaterThan(1);
      }
      if (link.kind() == LineageKind.MERGED) {
        assertThat(
                LINEAGE.links().stream()
                    .filter(other -> other.toYear().equals(link.toYear()))
                    .filter(other -> Objects.equals(other.toCode(), link.toCode())))
            .as(link.words())
            .hasSizeGreaterThan(1);
      }
    }
  }

  @Test
  void everyRegisterThatChangedItsListOrItsCountingIsABreak() {
    Rulebooks rulebooks = Rulebooks.shipped();
    for (FinancialYear year : LINEAGE.years()) {
      if (!LINEAGE.years().contains(year.next())) {
        continue;
      }
      for (Group after : rulebooks.load(year.next()).groups()) {
        Group before = rulebooks.load(year).group(after.code()).orElse(null);
        boolean changed =
            before != null
                && (!before.listType().equals(after.listType())
                    || before.newlyDiagnosed() != after.newlyDiagnosed());
        if (changed && after.publishesPrevalence() && after.registerIndicator() != null) {
          assertThat(
                  LINEAGE
                      .compare(year, after.registerIndicator(), year.next(), Compared.PREVALENCE)
                      .comparability())
              .as("%s from %s", after.code(), year)
              .isEqualTo(Comparability.NOT_COMPARABLE);
        }
      }
    }
  }

  @Test
  void aRowThatDoesNotFitTheRulebooksIsNamedWithItsLine(@TempDir Path folder) throws IOException {
    String shipped = ShippedText.of("lineage.csv");
    Files.writeString(
        folder.resolve("lineage.csv"),
        shipped
            .replace(
                "2022-23,COPD008,2023-24,COPD014,renamed",
                "2022-23,COPD008,2023-24,COPD041,renamed")
            .replace("2022-23,RA002,2023-24,,retired,confirmed,,nhsd-qof-control-2023-24\n", "")
            .replace(
                "2022-23,AF007,2023-24,AF008,definition_break",
                "2022-23,AF007,2023-24,AF008,points_only"));
    assertThatThrownBy(() -> Rulebooks.withOverlay(folder).lineage())
        .isInstanceOfSatisfying(
            QofException.class,
            e -> {
              assertThat(e.problem()).isEqualTo("The lineage of indicators: 4 problems.");
              assertThat(e.details())
                  .anyMatch(
                      d ->
                          d.contains("line")
                              && d.contains("'COPD041' is not in the rulebook of 2023-24"))
                  .anyMatch(d -> d.contains("COPD014 of 2023-24 follows nothing"))
                  .anyMatch(d -> d.contains("RA002 of 2022-23 is neither continued nor retired"))
                  .anyMatch(d -> d.contains("do not say that only points changed"));
            });
  }

  private static Lineage.Comparison achievement(String earlier, String code, String later) {
    return LINEAGE.compare(year(earlier), code, year(later), Compared.ACHIEVEMENT);
  }

  private static FinancialYear year(String text) {
    return FinancialYear.of(text);
  }
}
