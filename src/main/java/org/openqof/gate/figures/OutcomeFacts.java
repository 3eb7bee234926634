package org.openqof.gate.figures;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a year gives alongside what it gave before.
 *
 * @param now this year, priced and not yet paid
 * @param lastYear the year before, its last version with results; null where the lake has none
 * @param lastRun the current published version of this year; null for none
 * @param lastRunVersion its number; 0 for none
 * @param framework how this year's framework differs from last year's
 * @param inProgress whether the year has not ended and has interim collections alone, so that it
 *     pays and shows nothing yet
 * @param subIcbsBefore code of the sub-ICB location (CCG) of each practice in the current version,
 *     else last year
 * @param listsBefore registered patients of each practice by list type, as last year froze them
 *     from lists by age; none where the lake does not have them
 */
public record OutcomeFacts(
    YearOutcome now,
    @Nullable YearOutcome lastYear,
    @Nullable YearOutcome lastRun,
    int lastRunVersion,
    FrameworkChange framework,
    boolean inProgress,
    Map<String, String> subIcbsBefore,
    Map<String, Map<String, Integer>> listsBefore) {
  public OutcomeFacts {
    subIcbsBefore = Map.copyOf(subIcbsBefore);
    listsBefore = Map.copyOf(listsBefore);
  }
}
