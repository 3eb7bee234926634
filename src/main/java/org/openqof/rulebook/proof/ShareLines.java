package org.openqof.rulebook.proof;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.openqof.domain.AwardRounding;
import org.openqof.domain.GridThresholds;

/**
 * Lines of one indicator that measures a share, ordered so that a rule that does not agree is found
 * out early. Points never fall as achievement rises, so that of those with no points and of those
 * with all of them a search finds where a rule stops agreeing; the others are asked one by one.
 */
final class ShareLines {
  /** Close to the golden section of the number of lines: neighbours are asked far apart. */
  private static final double STRIDE = 0.618;

  private final List<AwardedLine> lines;
  private final long available;
  private final List<AwardedLine> none = new ArrayList<>();
  private final List<AwardedLine> full = new ArrayList<>();
  private final AwardedLine[] between;
  private int impossible;

  /**
   * Lines under a number of points available.
   *
   * @param lines lines with numerator and denominator above zero
   * @param available points available, hundredths
   */
  ShareLines(List<AwardedLine> lines, long available) {
    this.lines = List.copyOf(lines);
    this.available = available;
    List<AwardedLine> some = new ArrayList<>();
    for (AwardedLine line : this.lines) {
      if (line.awarded() == 0) {
        none.add(line);
      } else if (line.awarded() == available) {
        full.add(line);
      } else if (line.awarded() > available || line.awarded() < 0) {
        impossible++;
      } else {
        some.add(line);
      }
    }
    Comparator<AwardedLine> byAchievement = ShareLines::compareAchievement;
    none.sort(byAchievement);
    full.sort(byAchievement);
    some.sort(byAchievement);
    between = spread(some);
  }

  private static int compareAchievement(AwardedLine left, AwardedLine right) {
    return Long.compare(left.reached() * right.patients(), right.reached() * left.patients());
  }

  private static AwardedLine[] spread(List<AwardedLine> some) {
    int size = some.size();
    AwardedLine[] spread = new AwardedLine[size];
    int stride = Math.max(1, (int) (size * STRIDE));
    while (size > 0 && gcd(stride, size) > 1) {
      stride--;
    }
    for (int i = 0, at = 0; i < size; i++, at = (at + stride) % size) {
      spread[i] = some.get(at);
    }
    return spread;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  /** Number of lines. */
  int size() {
    return lines.size();
  }

  /** Lines awarded some points and not all: the ones that speak most. */
  int between() {
    return between.length;
  }

  long available() {
    return available;
  }

  List<AwardedLine> lines() {
    return lines;
  }

  /**
   * How many lines a rule does not give; exact up to the limit, and above it some number above it.
   */
  int disagreeing(GridThresholds rule, AwardRounding rounding, int limit) {
    int disagreeing = impossible;
    int low = 0;
    int high = full.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (shown(rule, rounding, full.get(middle)) == available) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    disagreeing += low;
    if (disagreeing > limit) {
      return disagreeing;
    }
    low = 0;
    high = none.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (shown(rule, rounding, none.get(middle)) > 0) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    disagreeing += none.size() - low;
    for (int i = 0; i < between.length && disagreeing <= limit; i++) {
      if (shown(rule, rounding, between[i]) != between[i].awarded()) {
        disagreeing++;
      }
    }
    return disagreeing;
  }

  private static long shown(GridThresholds rule, AwardRounding rounding, AwardedLine line) {
    return rule.shown(rounding, line.reached(), line.patients());
  }

  /** The lines that a rule does not give, by the formula of the regulation itself. */
  List<AwardedLine> against(GridThresholds rule, AwardRounding rounding) {
    List<AwardedLine> against = new ArrayList<>();
    for (AwardedLine line : lines) {
      if (rounding
              .shown(rule.availablePoints(), rule.thresholds(), line.reached(), line.patients())
              .compareTo(line.points())
          != 0) {
        against.add(line);
      }
    }
    return against;
  }
}
