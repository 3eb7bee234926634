package org.openqof.extract.form;

import java.util.Locale;

/**
 * Text that people and programs left blanks and signs in that nobody sees: no-break spaces, other
 * blanks of typography, characters without width and marks of direction.
 */
public final class LenientText {
  private LenientText() {}

  /** The text without blanks of any kind around it and without characters that have no width. */
  public static String stripped(String text) {
    boolean plain = true;
    for (int i = 0; i < text.length() && plain; i++) {
      plain = text.charAt(i) < 0x80;
    }
    if (plain) {
      return text.trim();
    }
    StringBuilder kept = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isWithoutWidth(c)) {
        kept.append(c);
      }
    }
    int from = 0;
    int to = kept.length();
    while (from < to && isBlank(kept.charAt(from))) {
      from++;
    }
    while (from < to && isBlank(kept.charAt(to - 1))) {
      to--;
    }
    return kept.substring(from, to);
  }

  /** A code as the service writes it: in capitals, without blanks around it. */
  public static String code(String text) {
    return stripped(text).toUpperCase(Locale.ROOT);
  }

  /** The text with every character that nobody sees written out, as in {@code ␣U+00A0}. */
  static String visible(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > 0x7f && (isBlank(c) || isWithoutWidth(c))) {
        shown.append("␣U+%04X".formatted((int) c));
      } else {
        shown.append(c);
      }
    }
    return shown.toString();
  }

  private static boolean isBlank(char c) {
    return c <= ' ' || c == '\u00a0' || c == '\u3000' || Character.isSpaceChar(c);
  }

  private static boolean isWithoutWidth(char c) {
    return c == '\u00ad' || c == '\ufeff' || Character.getType(c) == Character.FORMAT;
  }
}
