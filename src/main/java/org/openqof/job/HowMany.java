package org.openqof.job;

import java.util.Locale;

/** Numbers of things in sentences: {@code 1 practice}, {@code 6,139 practices}. */
final class HowMany {
  private HowMany() {}

  /** A number of practices. */
  static String practices(long number) {
    return of(number, "practice", "practices");
  }

  /** A number of things. */
  static String of(long number, String one, String several) {
    return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : several);
  }
}
