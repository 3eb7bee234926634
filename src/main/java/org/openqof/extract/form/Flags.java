package org.openqof.extract.form;

import java.util.Locale;

/** Yes and no as extracts write them. */
public final class Flags {
  private Flags() {}

  /** 1 for yes, 0 for no, -1 for anything else. */
  public static int of(String text) {
    return switch (text.trim().toUpperCase(Locale.ROOT)) {
      case "Y", "YES", "1", "1.0" -> 1;
      case "N", "NO", "0", "0.0" -> 0;
      default -> -1;
    };
  }
}
