package org.openqof.rulebook.proof;

import java.util.List;
import org.openqof.domain.AwardRounding;
import org.openqof.domain.GridThresholds;

/**
 * Practices of which only a small register and the points between none and all are known. The
 * denominator is no larger than the register, and a rule agrees when some fraction of so few
 * patients gives the points.
 */
final class SmallRegisters {
  /** Of more patients too many fractions can be made for any points. */
  private static final int LARGEST = 60;

  private final List<AwardedLine> lines;
  private final AwardRounding rounding;

  SmallRegisters(List<AwardedLine> lines, long available, AwardRounding rounding) {
    this.rounding = rounding;
    this.lines =
        lines.stream()
            .filter(line -> line.denominator() == null && line.numerator() == null)
            .filter(line -> register(line) > 0 && register(line) <= LARGEST)
            .filter(line -> line.awarded() > 0 && line.awarded() < available)
            .toList();
  }

  int size() {
    return lines.size();
  }

  int disagreeing(GridThresholds rule, int limit) {
    int disagreeing = 0;
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
}
