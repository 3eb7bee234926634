package org.openqof.publish.report;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openqof.publish.chart.Markup;
import org.openqof.publish.chart.Series;
import org.openqof.rulebook.ConfidenceLevel;
import org.openqof.statistics.Interval;
import org.openqof.tables.Block;
import org.openqof.tables.Field;

/** How figures stand in the cells of a page, and where their rows are found. */
final class Shown {
  private Shown() {}

  /** A whole number with separators. */
  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** A fraction as percent to one decimal; {@code [x]} where there is none. */
  static String percent(@Nullable BigDecimal fraction) {
    return percent(fraction, 1);
  }

  /** A fraction as percent; {@code [x]} where there is none. */
  static String percent(@Nullable BigDecimal fraction, int decimals) {
    return fraction == null ? "[x]" : Markup.percent(fraction.doubleValue(), decimals);
  }

  /** Wilson's limits of a proportion; {@code [z]} where there are none. */
  static String limits(long events, long base, ConfidenceLevel level, int decimals) {
    return Interval.wilson(events, base, level)
        .map(
            interval ->
                Markup.percent(interval.lower(), decimals).replace(" %", "")
                    + " – "
                    + Markup.percent(interval.upper(), decimals))
        .orElse("[z]");
  }

  /** What a series says, in a sentence a year, for those who cannot see it. */
  static String described(List<Series.Point> points) {
    StringBuilder text = new StringBuilder();
    for (Series.Point point : points) {
      double value = point.values().get(point.values().size() / 2);
      text.append(point.breaksBefore() ? "Break. " : "")
          .append(point.year())
          .append(": ")
          .append(Markup.percent(value, 2))
          .append(". ");
    }
    return text.toString().trim();
  }

  /** A number; 0 where there is none. */
  static double value(Block rows, Field field, int row) {
    @Nullable BigDecimal value = rows.decimalOrNull(field, row);
    return value == null ? 0 : value.doubleValue();
  }

  /** The row in which fields hold texts: pairs of field and text. */
  static Optional<Integer> find(Block rows, Object... pairs) {
    for (int row = 0; row < rows.rows(); row++) {
      boolean same = true;
      for (int i = 0; i < pairs.length && same; i += 2) {
        same = rows.textAt((Field) pairs[i], row).equals(pairs[i + 1]);
      }
      if (same) {
        return Optional.of(row);
      }
    }
    return Optional.empty();
  }
}
