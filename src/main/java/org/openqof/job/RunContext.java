package org.openqof.job;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.errors.JobErrors;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.Rulebooks;
import org.openqof.store.Lake;

/**
 * What all years of a run share.
 *
 * @param settings settings of the run
 * @param lake the lake
 * @param rulebooks rulebooks, an operator's laid over the shipped ones
 * @param runId identifier of the run
 * @param progress told how far the run has come
 */
record RunContext(
    RunSettings settings, Lake lake, Rulebooks rulebooks, String runId, Progress progress) {

  /** The rulebook of a year; refused when the job wants confirmed values and it has others. */
  Rulebook rulebook(FinancialYear year) {
    Rulebook rulebook = rulebooks.load(year);
    if (settings.requireConfirmed()) {
      rulebooks.requireConfirmed(rulebook);
    }
    return rulebook;
  }

  /** Years that the lake holds, of those asked for. */
  List<FinancialYear> yearsInTheLake(@Nullable List<FinancialYear> asked) {
    TreeSet<FinancialYear> found = new TreeSet<>(versions().years());
    if (found.isEmpty()) {
      throw JobErrors.nothingInTheLake("year", settings.lake(), "jobs/ingest.yaml");
    }
    if (asked == null) {
      return List.copyOf(found);
    }
    List<FinancialYear> wanted = new ArrayList<>();
    for (FinancialYear year : new TreeSet<>(asked)) {
      if (!found.contains(year)) {
        throw JobErrors.noYears(year.toString(), found.toString());
      }
      wanted.add(year);
    }
    return wanted;
  }

}
