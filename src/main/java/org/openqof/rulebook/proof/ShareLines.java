package org.openqof.rulebook.proof;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import org.openqof.domain.AwardRounding;
import org.openqof.domain.GridThresholds;
import org.openqof.domain.Thresholds;

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
  private final int impossible;
  private final List<AwardedLine> neverGiven = new ArrayList<>();

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
        neverGiven.add(line);
      } else {
        some.add(line);
      }
    }
    impossible = neverGiven.size();
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
    return disagreeing(rule, rule, rounding, limit);
  }

  /**
   * How many lines no rule between two gives; limited in the same way.
   *
   * @param generous gives no line fewer points than a rule of the range does
   * @param strict gives no line more
   */
  int disagreeing(
      GridThresholds generous, GridThresholds strict, AwardRounding rounding, int limit) {
    Points most = line -> generous.shown(rounding, line.reached(), line.patients());
    Points least = line -> strict.shown(rounding, line.reached(), line.patients());
    int disagreeing = impossible;
    disagreeing += belowAll(most, limit - disagreeing);
    if (disagreeing <= limit) {
      disagreeing += aboveNone(least, limit - disagreeing);
    }
    for (int i = 0; i < between.length && disagreeing <= limit; i++) {
      long awarded = between[i].awarded();
      if (most.of(between[i]) < awarded || least.of(between[i]) > awarded) {
        disagreeing++;
      }
    }
    return disagreeing;
  }

  /** The lines that a rule does not give, by the formula of the regulation itself. */
  List<AwardedLine> against(GridThresholds rule, AwardRounding rounding) {
    BigDecimal points = rule.availablePoints();
    Thresholds thresholds = rule.thresholds();
    Points formula =
        line ->
            GridThresholds.hundredths(
                rounding.shown(points, thresholds, line.reached(), line.patients()));
    List<AwardedLine> against = new ArrayList<>(neverGiven);
    against.addAll(full.subList(0, belowAll(formula, full.size())));
    against.addAll(none.subList(none.size() - aboveNone(formula, none.size()), none.size()));
    for (AwardedLine line : between) {
      if (formula.of(line) != line.awarded()) {
        against.add(line);
      }
    }
    return against;
  }

  /** Of the lines awarded all points, those to which a rule gives less: they come first. */
  private int belowAll(Points points, int limit) {
    return firstWhere(full.size(), limit, at -> points.of(full.get(at)) == available);
  }

  /** Of the lines awarded no points, those to which a rule gives some: they come last. */
  private int aboveNone(Points points, int limit) {
    int last = none.size() - 1;
    return firstWhere(none.size(), limit, at -> points.of(none.get(last - at)) == 0);
  }

  /**
   * The first place that is so, of places of which all that follow are so too; the size where none
   * is. Above the limit it is some number above the limit.
   */
  private static int firstWhere(int size, int limit, IntPredicate isSo) {
    int low = 0;
    int high = size;
    // A limit below nought is passed already, with or without any place.
    if (size > 0 && limit < size) {
      // Nearly every rule that is tried leaves far too many lines: one question finds it out.
      if (!isSo.test(Math.max(0, limit))) {
        return Math.max(0, limit) + 1;
      }
      high = Math.max(0, limit);
    }
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isSo.test(middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** Points that a rule gives to a line, hundredths. */
  private interface Points {
    long of(AwardedLine line);
  }
}
