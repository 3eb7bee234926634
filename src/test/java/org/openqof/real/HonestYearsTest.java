package org.openqof.real;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.Ratio;
import org.openqof.gate.figures.GateFacts;
import org.openqof.gate.figures.JudgeFigures;
import org.openqof.gate.figures.JudgeInputs;
import org.openqof.gate.figures.Judgement;
import org.openqof.gate.figures.Judgement.Comparison;
import org.openqof.gate.figures.Judgement.Verdict;
import org.openqof.gate.figures.Leverage;
import org.openqof.gate.figures.NationBefore;
import org.openqof.gate.figures.PracticeStanding;
import org.openqof.nation.NationalYear;
import org.openqof.practice.Contribution;
import org.openqof.rulebook.Comparability;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.read.Rulebooks;
import org.openqof.testing.Slow;

/** What the gate says of years that were really published: nothing that would hold them. */
@Slow
class HonestYearsTest {
  private static final Rulebooks RULEBOOKS = Rulebooks.shipped();
  private static final Map<String, List<Contribution>> READ = new HashMap<>();

  @ParameterizedTest
  @CsvSource({
    "2017-18, PREVALENCE_1718.csv, PREVALENCE_1617.csv",
    "2018-19, PREVALENCE_1819_v2.csv, PREVALENCE_1718.csv",
    "2019-20, PREVALENCE_1920.csv, PREVALENCE_1819_v2.csv"
  })
  void aPublishedYearAfterAPublishedYearIsNotHeld(String name, String now, String before) {
    FinancialYear year = FinancialYear.of(name);
    Rulebook rulebook = RULEBOOKS.load(year);
    List<Contribution> last = contributions(before);
    List<Judgement> judged =
        judged(
            rulebook,
            contributions(now),
            new NationBefore(
                1,
                last,
                Ratio.of(RULEBOOKS.load(year.previous()).payment().averageListSize().value(), 1),
                true,
                Map.of()));
    assertThat(judged).hasSizeGreaterThan(40);
    assertThat(judged).filteredOn(Judgement::isOutside).isEmpty();
    assertThat(judged)
        .filteredOn(judgement -> judgement.verdict() == Verdict.WITHIN)
        .hasSize(judged.size());
  }

  /** Of some 6,500 practices in each of three years: not one is held for its inputs. */
  @ParameterizedTest
  @CsvSource({
    "2017-18, PREVALENCE_1718.csv, PREVALENCE_1617.csv",
    "2018-19, PREVALENCE_1819_v2.csv, PREVALENCE_1718.csv",
    "2019-20, PREVALENCE_1920.csv, PREVALENCE_1819_v2.csv"
  })
  void noInputOfAPublishedYearIsHeldThatOtherListsDoNotContradict(
      String name, String now, String before) {
    List<Contribution> contributions = contributions(now);
    // The published list is of all ages: as the list by age it agrees with itself.
    GateFacts facts =
        facts(
            RULEBOOKS.load(FinancialYear.of(name)),
            contributions,
            Map.of(),
            new NationBefore(1, contributions(before), null, true, Map.of()),
            contributions.stream().map(HonestYearsTest::standing).toList());
    List<Judgement> judged = JudgeInputs.of(facts, List.of());
    assertThat(judged).filteredOn(Judgement::isOutside).isEmpty();
    Contribution first = contributions.get(0);
    List<Contribution> wrong = new ArrayList<>(contributions);
    wrong.set(0, new Contribution(first.practiceCode(), first.crp() * 10, first.registers()));
    GateFacts withADigitTooMany =
        facts(
            RULEBOOKS.load(FinancialYear.of(name)),
            wrong,
            Map.of(),
            facts.before(),
            facts.standings());
    assertThat(JudgeInputs.of(withADigitTooMany, List.of()))
        .filteredOn(Judgement::isOutside)
        .extracting(Judgement::name)
        .containsExactly("practice_list_" + first.practiceCode());
  }

  private static PracticeStanding standing(Contribution practice) {
    LocalDate date = LocalDate.of(2018, 1, 1);
    return new PracticeStanding(
        practice.practiceCode(),
        true,
        date,
        date,
        true,
        null,
        null,
        PracticeStanding.Listed.NOT,
        true,
        practice.crp());
  }

  /** Published files do not tell a register that was not sent from one with nobody on it. */
  @ParameterizedTest
  @CsvSource({
    "2018-19, PREVALENCE_1819_v2.csv, PREVALENCE_1718.csv",
    "2019-20, PREVALENCE_1920.csv, PREVALENCE_1819_v2.csv"
  })
  void evenIfNobodyOnARegisterMeantThatItWasNotSentNoPublishedYearWouldBeHeld(
      String name, String now, String before) {
    List<Judgement> judged =
        judged(
            RULEBOOKS.load(FinancialYear.of(name)),
            withoutEmptyRegisters(now),
            new NationBefore(1, withoutEmptyRegisters(before), null, true, Map.of()));
    assertThat(judged)
        .filteredOn(judgement -> judgement.comparison() == Comparison.WITHOUT_REGISTER)
        .isNotEmpty()
        .allSatisfy(judgement -> assertThat(judgement.change()).isLessThan(new BigDecimal("0.005")))
        .noneMatch(Judgement::isOutside);
  }

  private static List<Contribution> withoutEmptyRegisters(String file) {
    List<Contribution> contributions = new ArrayList<>();
    for (Contribution practice : contributions(file)) {
      Map<String, Integer> registers = new TreeMap<>(practice.registers());
      registers.values().removeIf(patients -> patients == 0);
      contributions.add(new Contribution(practice.practiceCode(), practice.crp(), registers));
    }
    return contributions;
  }

  @Test
  void aPublishedYearByItselfIsNotHeld() {
    List<Judgement> judged =
        judged(
            RULEBOOKS.load(FinancialYear.of("2016-17")),
            contributions("PREVALENCE_1617.csv"),
            new NationBefore(0, List.of(), null, true, Map.of()));
    assertThat(judged).hasSizeGreaterThan(20);
    assertThat(judged).filteredOn(Judgement::isOutside).isEmpty();
  }

  /** A tenth of every register is lost in one practice of five: two per cent of the nation. */
  @Test
  void aFifthOfThePracticesShortByATenthHoldsThem() {
    FinancialYear year = FinancialYear.of("2018-19");
    List<Contribution> before = contributions("PREVALENCE_1718.csv");
    List<Contribution> now = new ArrayList<>();
    Map<String, String> suppliers = new HashMap<>();
    for (Contribution practice : contributions("PREVALENCE_1819_v2.csv")) {
      boolean late = Math.floorMod(practice.practiceCode().hashCode(), 5) == 0;
      suppliers.put(practice.practiceCode(), late ? "late" : "other");
      Map<String, Integer> registers = new TreeMap<>(practice.registers());
      if (late) {
        registers.replaceAll((group, patients) -> patients * 9 / 10);
      }
      now.add(new Contribution(practice.practiceCode(), practice.crp(), registers));
    }
    List<Judgement> judged =
        judged(
            RULEBOOKS.load(year),
            now,
            suppliers,
            new NationBefore(1, before, null, true, Map.of()));
    assertThat(judged)
        .filteredOn(Judgement::isOutside)
        .hasSizeGreaterThan(12)
        .allSatisfy(judgement -> assertThat(judgement.subject()).isEqualTo("late"))
        .allSatisfy(
            judgement -> assertThat(judgement.change()).isLessThan(new BigDecimal("-0.011")));
  }

  private static List<Judgement> judged(
      Rulebook rulebook, List<Contribution> now, NationBefore before) {
    return judged(rulebook, now, Map.of(), before);
  }

  private static List<Judgement> judged(
      Rulebook rulebook,
      List<Contribution> now,
      Map<String, String> suppliers,
      NationBefore before) {
    GateFacts facts = facts(rulebook, now, suppliers, before, List.of());
    return JudgeFigures.of(facts, new Leverage(facts));
  }

  private static GateFacts facts(
      Rulebook rulebook,
      List<Contribution> now,
      Map<String, String> suppliers,
      NationBefore before,
      List<PracticeStanding> standings) {
    NationalYear national = NationalYear.of(rulebook, now, List.of());
    Map<String, Comparability> comparable = new HashMap<>();
    national
        .prevalence()
        .forEach(figure -> comparable.put(figure.groupCode(), Comparability.COMPARABLE));
    return new GateFacts(
        RULEBOOKS.gate(),
        true,
        national,
        now,
        standings,
        suppliers,
        Map.of(),
        Map.of(),
        Map.of(),
        before,
        comparable,
        null,
        null);
  }

  /** Practices with their registers; the list of all ages stands for the population. */
  private static List<Contribution> contributions(String file) {
    return READ.computeIfAbsent(file, HonestYearsTest::read);
  }

  private static List<Contribution> read(String file) {
    Map<String, Map<String, Integer>> registers = new TreeMap<>();
    Map<String, Integer> lists = new HashMap<>();
    for (NamedCsvRecord row : RealData.rows("prevalence/" + file)) {
      String practice = row.getField("PRACTICE_CODE");
      String register = row.getField("REGISTER");
      // Columns: practice, group, register, list type, list size; their names have changed.
      if (row.getField("PATIENT_LIST_TYPE").equals("TOTAL")) {
        lists.put(practice, Integer.parseInt(row.getField(4)));
      }
      registers
          .computeIfAbsent(practice, any -> new TreeMap<>())
          .put(row.getField(1), register.isBlank() ? 0 : new BigDecimal(register).intValueExact());
    }
    List<Contribution> contributions = new ArrayList<>();
    registers.forEach(
        (practice, groups) -> {
          int crp = lists.getOrDefault(practice, 0);
          // No such file has the second register of heart failure: the first stands for it here.
          Integer heartFailure = groups.get("HF");
          if (heartFailure != null) {
            groups.put("LVSD", heartFailure);
          }
          if (crp > 0) {
            contributions.add(new Contribution(practice, crp, groups));
          }
        });
    return contributions;
  }
}
