package org.openqof.rulebook;

import java.util.List;
import java.util.SortedMap;
import org.openqof.domain.FinancialYear;

/**
 * What indicators whose points rest on earlier years were called in those years.
 *
 * @param protectedOn codes in its base year by protected indicator; several where they are pooled
 * @param baselines code by baseline year, by indicator with a route of improvement
 */
public record EarlierCodes(
    SortedMap<String, List<String>> protectedOn,
    SortedMap<String, SortedMap<FinancialYear, String>> baselines) {

  /** Whether nothing rests on earlier years. */
  public boolean isEmpty() {
    return protectedOn.isEmpty() && baselines.isEmpty();
  }
}
