package org.openqof.rulebook.proof;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.openqof.domain.GridThresholds;
import org.openqof.rulebook.proof.FindThresholds.Found;

/** Rules, and what cannot be told apart, as people read them. */
final class RuleWords {
  private RuleWords() {}

  static String words(GridThresholds rule) {
    return range(rule.lowerPercent(), rule.upperPercent(), "–")
        + (rule.block() == 0 ? "" : " with " + points(rule.block()) + " points at the lower one");
  }

  static String range(BigDecimal from, BigDecimal to, String always) {
    String between = always.isEmpty() ? " to " : always;
    return from.compareTo(to) == 0 && always.isEmpty()
        ? from.toPlainString() + " %"
        : from.toPlainString() + between + to.toPlainString() + " %";
  }

  static String points(long hundredths) {
    return BigDecimal.valueOf(hundredths, 2).stripTrailingZeros().toPlainString();
  }

  /** Points with their word. */
  static String pointsInWords(BigDecimal points) {
    return points.stripTrailingZeros().toPlainString()
        + (points.compareTo(BigDecimal.ONE) == 0 ? " point" : " points");
  }

  /** What cannot be told apart: a few rules by name, more of them threshold by threshold. */
  static String ranges(Found found) {
    if (found.count() <= FindThresholds.NAMED) {
      return found.some().stream().map(RuleWords::words).collect(Collectors.joining(" or "));
    }
    FindThresholds.Ranges ranges = found.ranges();
    String blocks =
        ranges.greatestBlock().block() == 0
            ? ""
            : ", at the lower one "
                + points(ranges.leastBlock().block())
                + " to "
                + points(ranges.greatestBlock().block())
                + " points";
    return "any of %,d with a lower threshold of %s and an upper one of %s%s"
        .formatted(
            found.count(),
            range(ranges.leastLower().lowerPercent(), ranges.greatestLower().lowerPercent(), ""),
            range(ranges.leastUpper().upperPercent(), ranges.greatestUpper().upperPercent(), ""),
            blocks);
  }

  /** What kind of practice would tell the rules apart. */
  static String settles(Found found) {
    FindThresholds.Ranges ranges = found.ranges();
    List<String> open = new ArrayList<>();
    BigDecimal from = ranges.leastLower().lowerPercent();
    BigDecimal to = ranges.greatestUpper().upperPercent();
    if (ranges.leastLower().lower() != ranges.greatestLower().lower()) {
      open.add(
          "one with an achievement of "
              + range(from, ranges.greatestLower().lowerPercent(), "")
              + " for the lower threshold");
    }
    if (ranges.leastUpper().upper() != ranges.greatestUpper().upper()) {
      open.add(
          "one with an achievement of "
              + range(ranges.leastUpper().upperPercent(), to, "")
              + " for the upper threshold");
    }
    if (open.isEmpty()) {
      open.add("one just above a lower threshold of " + from.toPlainString() + " %");
    }
    return "A practice would settle it: " + String.join(", ", open) + ".";
  }
}
