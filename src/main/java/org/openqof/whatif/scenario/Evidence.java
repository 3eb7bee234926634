package org.openqof.whatif.scenario;

import java.util.List;
import java.util.SortedSet;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.Ratio;

/** What a scenario asks of the results at hand. */
public interface Evidence {

  /** Years with results, from which points can be protected or achievement taken. */
  SortedSet<FinancialYear> years();

  /** Codes of the practices paid in the base year. */
  SortedSet<String> practices();

  /**
   * Achievement of the practices paid in a year, as fractions, in ascending order: those with a
   * denominator above 0.
   *
   * @param year one of {@link #years}
   * @param indicatorCode an indicator of the base year, or of that year; followed back through the
   *     lineage
   */
  List<Ratio> achievements(FinancialYear year, String indicatorCode);

  /** Whether the base year has lists of the date of its average, so that one can be computed. */
  boolean hasComputedAverage();

  /** Whether any practice sent values for a code in the base year. */
  boolean isSent(String indicatorCode);
}
