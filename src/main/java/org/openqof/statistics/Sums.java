package org.openqof.statistics;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Sums of one indicator or group over practices. A sum stays absent until the first practice brings
 * a value; points are in hundredths.
 */
final class Sums implements Serializable {
  private static final long serialVersionUID = 1L;

  int practices;
  @Nullable Long register;
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
    numerator = plus(numerator, other.numerator);
    denominator = plus(denominator, other.denominator);
    pcas = plus(pcas, other.pcas);
    list = plus(list, other.list);
    earned = plus(earned, other.earned);
    available += other.available;
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
