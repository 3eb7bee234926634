package org.openqof.statistics;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.IndicatorKind;

/**
 * Sums of one indicator or group over practices. A sum stays absent until the first practice brings
 * a value; points are in hundredths.
 */
final class Sums implements Serializable {
  private static final long serialVersionUID = 1L;

  int practices;
  @Nullable Long register;
  @Nullable Long newlyDiagnosed;
  @Nullable Long numerator;
  @Nullable Long denominator;
  @Nullable Long pcas;
  @Nullable Long list;
  @Nullable Long earned;
  long available;

  /** Adds another's sums. */
  void add(Sums other) {
    practices += other.practices;
    register = plus(register, other.register);
    newlyDiagnosed = plus(newlyDiagnosed, other.newlyDiagnosed);
    numerator = plus(numerator, other.numerator);
    denominator = plus(denominator, other.denominator);
    pcas = plus(pcas, other.pcas);
    list = plus(list, other.list);
    earned = plus(earned, other.earned);
    available += other.available;
  }

  /**
   * Counts the practice whose sums these are with an indicator if it has usable values of it: a
   * denominator of one that is paid by a fraction, whatever register comes with it; a register of a
   * register; where neither belongs to the indicator, points, as no answer is no.
   *
   * @param kind kind of the indicator; null for one that the rulebook does not have
   */
  void countPractice(@Nullable IndicatorKind kind) {
    boolean counted;
    if (kind == null) {
      counted = register != null || denominator != null;
    } else if (kind.isShare()) {
      counted = denominator != null;
    } else {
      counted = kind == IndicatorKind.REGISTER ? register != null : earned != null;
    }
    practices = counted ? 1 : 0;
  }

  static @Nullable Long plus(@Nullable Long left, @Nullable Long right) {
    if (left == null) {
      return right;
    }
    return right == null ? left : (Long) (left + right);
  }

  static @Nullable Long of(@Nullable Integer count) {
    return count == null ? null : (Long) count.longValue();
  }
}
