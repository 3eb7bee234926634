package org.openqof.whatif.scenario;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openqof.domain.FinancialYear;

/**
 * Indicators that a scenario pays the points of a base year, and that are paid on own performance
 * all the same, because no such points are known.
 *
 * @param baseYear the year whose points were to be paid
 * @param predecessor whether that year has points for the indicators at all; if so it is single
 *     practices that have none
 * @param indicators their lines in the scenario, by code
 */
public record Unprotected(
    FinancialYear baseYear, boolean predecessor, SortedMap<String, LineSums> indicators) {
  public Unprotected {
    indicators = new TreeMap<>(indicators);
  }

  /** What they are paid on own performance, pounds. */
  public BigDecimal paymentGbp() {
    return indicators.values().stream()
        .map(LineSums::withoutBaseYearGbp)
        .reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
  }

  /** What is the matter, in words. */
  public String words() {
    return predecessor
        ? "practices that have no points of %s are paid £%,.2f on own performance, for %d of the indicators"
            .formatted(baseYear, paymentGbp(), indicators.size())
        : "%s has no points for these, nor for a predecessor: £%,.2f are paid on own performance"
            .formatted(baseYear, paymentGbp());
  }

  /**
   * Each indicator with its practices and pounds, in words; none where the year has points for
   * them, since it is the practices then that are without.
   */
  public List<String> each() {
    List<String> each = new ArrayList<>();
    if (!predecessor) {
      indicators.forEach(
          (code, lines) ->
              each.add(
                  "%s, %,d %s, £%,.2f"
                      .formatted(
                          code,
                          lines.withoutBaseYear(),
                          lines.withoutBaseYear() == 1 ? "practice" : "practices",
                          lines.withoutBaseYearGbp())));
    }
    return each;
  }
}
