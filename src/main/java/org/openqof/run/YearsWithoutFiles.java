package org.openqof.run;

import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import org.openqof.domain.FinancialYear;
import org.openqof.gate.DroppedVersions;
import org.openqof.recalculation.RunContext;
import org.openqof.settings.JobFile.Step;
import org.openqof.store.Lake;
import org.openqof.store.VersionState.State;
import org.openqof.tables.Versions;

/** Years that the lake has values of and a run over extracts finds no values of. */
final class YearsWithoutFiles {
  private YearsWithoutFiles() {}

  /**
   * Those of the years that the job covers; none where the job does not recalculate, and none that
   * a person dropped.
   *
   * @param withFiles years of which the extracts hold values
   */
  static SortedSet<FinancialYear> of(RunContext context, Collection<FinancialYear> withFiles) {
    Lake lake = context.lake();
    TreeSet<FinancialYear> years = new TreeSet<>();
    if (context.settings().steps().contains(Step.RECALCULATE)) {
      years.addAll(lake.years(Versions.TABLE));
      years.removeAll(withFiles);
      if (context.settings().years() != null) {
        years.retainAll(context.settings().years());
      }
      years.removeIf(
          year ->
              !context.rulebooks().years().contains(year)
                  || context.versions().last(year, State.INGESTED).isEmpty()
                  || DroppedVersions.isLatest(lake, year));
    }
    return years;
  }
}
