package org.openqof.rulebook.proof;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.openqof.domain.AwardRounding;
import org.openqof.domain.GridThresholds;

/**
 * Practices of which only a register and points between none and all are known. The denominator is
 * no larger than the register, and a rule agrees with a small one when some fraction of so few
 * patients gives the points. With a large one it agrees when any fraction at all gives them: points
 * below the block are never earned.
 */
final class SmallRegisters {
  /** Of more patients too many fractions can be made for any points. */
  private static final int LARGEST = 60;

  private static final long HUNDRED = 100;
  private static final double LEAST_CHANCE = -12;

  private final List<AwardedLine> lines;
  private final int[] ofLarge;
  private final AwardRounding rounding;

  SmallRegisters(List<AwardedLine> lines, long available, AwardRounding rounding) {
    this.rounding = rounding;
    List<AwardedLine> all =
        lines.stream()
            .filter(line -> line.denominator() == null && line.numerator() == null)
            .filter(line -> register(line) > 0)
            .filter(line -> line.awarded() > 0 && line.awarded() < available)
            .toList();
    this.lines = all.stream().filter(line -> register(line) <= LARGEST).toList();
    this.ofLarge =
        all.stream()
            .filter(line -> register(line) > LARGEST)
            .mapToInt(AwardedLine::awarded)
            .sorted()
            .toArray();
  }

  /** Practices with a small register. */
  int size() {
    return lines.size();
  }

  int disagreeing(GridThresholds rule, int limit) {
    long least = rule.shown(rounding, rule.lower(), HUNDRED * rule.parts());
    int disagreeing = 0;
    while (disagreeing < ofLarge.length && ofLarge[disagreeing] < least) {
      disagreeing++;
    }
    if (disagreeing > limit) {
      return disagreeing;
    }
    for (AwardedLine line : lines) {
      if (!agrees(rule, line)) {
        disagreeing++;
        if (disagreeing > limit) {
          break;
        }
      }
    }
    return disagreeing;
  }

  private static int register(AwardedLine line) {
    Integer register = line.register();
    return register == null ? 0 : register;
  }

  private boolean agrees(GridThresholds rule, AwardedLine line) {
    for (int denominator = 1; denominator <= register(line); denominator++) {
      int low = 0;
      int high = denominator;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (rule.shown(rounding, middle, denominator) >= line.awarded()) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      if (rule.shown(rounding, low, denominator) == line.awarded()) {
        return true;
      }
    }
    return false;
  }

  /**
   * The rules that remain of some that agree, when one that would hardly have given these points is
   * dropped. Two rules can share all points seen: doubling both distances from 100 % maps each
   * fraction of 57–97 % to one of 14–94 %, with twice the patients not reached. Under the wider one
   * half of all practices would have points that the narrower never gives. Where points of one rule
   * would all be points of another by a chance of less than one in 10^12, it is dropped.
   */
  List<GridThresholds> likely(List<GridThresholds> agreeing) {
    List<GridThresholds> likely = new ArrayList<>();
    for (GridThresholds rule : agreeing) {
      boolean dropped = false;
      for (GridThresholds other : agreeing) {
        dropped |= !other.equals(rule) && logChance(rule, other) < LEAST_CHANCE;
      }
      if (!dropped) {
        likely.add(rule);
      }
    }
    return likely;
  }

  /** Logarithm of the chance that points under one rule are all points of another, too. */
  private double logChance(GridThresholds rule, GridThresholds other) {
    BitSet possible = new BitSet();
    double[] share = new double[LARGEST + 1];
    for (int patients = 1; patients <= LARGEST; patients++) {
      for (int reached = 0; reached <= patients; reached++) {
        possible.set((int) other.shown(rounding, reached, patients));
      }
      int most = 0;
      int both = 0;
      for (int denominator = (patients + 1) / 2; denominator <= patients; denominator++) {
        for (int reached = 0; reached <= denominator; reached++) {
          long points = rule.shown(rounding, reached, denominator);
          if (points > 0 && points < rule.available()) {
            most++;
            both += possible.get((int) points) ? 1 : 0;
          }
        }
      }
      share[patients] = most == 0 ? 1 : (double) Math.max(1, both) / most;
    }
    double log = 0;
    for (AwardedLine line : lines) {
      log += Math.log10(share[register(line)]);
    }
    return log;
  }
}
