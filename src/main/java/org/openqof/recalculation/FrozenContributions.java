package org.openqof.recalculation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.openqof.practice.Contribution;
import org.openqof.practice.PracticeCheck;
import org.openqof.store.parquet.Selection;
import org.openqof.tables.Block;
import org.openqof.tables.PatientLists;
import org.openqof.tables.PracticeChecks;
import org.openqof.tables.PracticeFactors;
import org.openqof.tables.PracticePayments;

/** What all practices brought to the national figures of a version, read back from the lake. */
public final class FrozenContributions {
  private FrozenContributions() {}

  /** One contribution a practice that entered the figures, by code, target populations too. */
  public static List<Contribution> of(YearResults results) {
    return of(results, lists(results));
  }

  /** The same without target populations, of which no prevalence and no average asks. */
  public static List<Contribution> ofNationalFigures(YearResults results) {
    return of(results, Map.of());
  }

  private static List<Contribution> of(
      YearResults results, Map<String, Map<String, Integer>> lists) {
    Set<String> leftOut = leftOut(results);
    Map<String, Integer> populations = new TreeMap<>();
    Map<String, Map<String, Integer>> registers = new HashMap<>();
    Block payments =
        results.results(
            PracticePayments.TABLE,
            Selection.of(PracticePayments.PRACTICE_CODE, PracticePayments.CRP));
    for (int row = 0; row < payments.rows(); row++) {
      populations.put(
          payments.textAt(PracticePayments.PRACTICE_CODE, row),
          payments.countAt(PracticePayments.CRP, row));
    }
    Block factors =
        results.results(
            PracticeFactors.TABLE,
            Selection.of(
                PracticeFactors.PRACTICE_CODE,
                PracticeFactors.GROUP_CODE,
                PracticeFactors.CRP,
                PracticeFactors.REGISTER_SIZE));
    for (int row = 0; row < factors.rows(); row++) {
      String practice = factors.textAt(PracticeFactors.PRACTICE_CODE, row);
      populations.put(practice, factors.countAt(PracticeFactors.CRP, row));
      registers
          .computeIfAbsent(practice, code -> new HashMap<>())
          .put(
              factors.textAt(PracticeFactors.GROUP_CODE, row),
              factors.countAt(PracticeFactors.REGISTER_SIZE, row));
    }
    List<Contribution> contributions = new ArrayList<>();
    populations.forEach(
        (practice, crp) -> {
          if (!leftOut.contains(practice)) {
            contributions.add(
                new Contribution(
                    practice,
                    crp,
                    registers.getOrDefault(practice, Map.of()),
                    lists.getOrDefault(practice, Map.of())));
          }
        });
    return contributions;
  }

  /** Practices that are paid and do not enter the national figures. */
  private static Set<String> leftOut(YearResults results) {
    Set<String> codes = new HashSet<>();
    for (PracticeCheck check : PracticeCheck.values()) {
      if (check.stopsNationalFigures()) {
        codes.add(check.code());
      }
    }
    Block checks =
        results.results(
            PracticeChecks.TABLE,
            Selection.of(PracticeChecks.PRACTICE_CODE, PracticeChecks.CHECK_CODE));
    Set<String> practices = new HashSet<>();
    for (int row = 0; row < checks.rows(); row++) {
      if (codes.contains(checks.textAt(PracticeChecks.CHECK_CODE, row))) {
        practices.add(checks.textAt(PracticeChecks.PRACTICE_CODE, row));
      }
    }
    return practices;
  }

  private static Map<String, Map<String, Integer>> lists(YearResults results) {
    Block rows = results.inputs(PatientLists.TABLE, Selection.everything());
    Map<String, Map<String, Integer>> lists = new HashMap<>();
    for (int row = 0; row < rows.rows(); row++) {
      lists
          .computeIfAbsent(
              rows.textAt(PatientLists.PRACTICE_CODE, row), practice -> new HashMap<>())
          .putIfAbsent(
              rows.textAt(PatientLists.PATIENT_LIST_TYPE, row),
              rows.countAt(PatientLists.LIST_SIZE, row));
    }
    return lists;
  }
}
