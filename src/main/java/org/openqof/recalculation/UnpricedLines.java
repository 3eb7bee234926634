package org.openqof.recalculation;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.openqof.answer.Words;
import org.openqof.rulebook.Indicator;

/**
 * Lines of paid practices that have no payment, for one reason.
 *
 * @param lines how many
 * @param points points that were available for them
 * @param indicators their indicators
 */
public record UnpricedLines(long lines, BigDecimal points, SortedSet<String> indicators)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** One line. */
  static UnpricedLines of(Indicator indicator) {
    return new UnpricedLines(
        1, indicator.availablePoints(), new TreeSet<>(Set.of(indicator.code())));
  }

  UnpricedLines plus(UnpricedLines other) {
    SortedSet<String> all = new TreeSet<>(indicators);
    all.addAll(other.indicators);
    return new UnpricedLines(lines + other.lines, points.add(other.points), all);
  }

  /** For the report of a run. */
  public String words(String why) {
    return "%s, %,.0f points available: %s (%s)"
        .formatted(Words.of(lines, "line", "lines"), points, why, String.join(", ", indicators));
  }
}
