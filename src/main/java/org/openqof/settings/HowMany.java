package org.openqof.settings;

import java.math.BigDecimal;
import java.util.Locale;

/** Numbers in sentences: {@code 1 practice}, {@code 6,139 practices}, {@code −£273,854.98}. */
public final class HowMany {
  private HowMany() {}

  /** A number of practices. */
  public static String practices(long number) {
    return of(number, "practice", "practices");
  }

  /** A number of things. */
  public static String of(long number, String one, String several) {
    return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : several);
  }

  /** An amount with its sign before the pound. */
  public static String pounds(BigDecimal amount) {
    return String.format(Locale.ROOT, "%s£%,.2f", amount.signum() < 0 ? "−" : "", amount.abs());
  }
}
