package org.openqof.extract.form;

import java.util.Locale;

/** Forms of the service's codes. */
public final class Codes {
  private Codes() {}

  /** A practice: a letter and five digits. */
  public static boolean isPractice(String code) {
    return code.length() == 6 && isLetter(code.charAt(0)) && digits(code, 1) == 6;
  }

  /** A practice of Wales: its code begins with W. The framework paid here is England's. */
  public static boolean isWelsh(String code) {
    return isPractice(code) && code.charAt(0) == 'W';
  }

  /** A practice that England's framework can pay. */
  public static boolean isOfEngland(String code) {
    return isPractice(code) && !isWelsh(code);
  }

  /** An organisation of the Organisation Data Service: three to eight letters and digits. */
  public static boolean isOrganisation(String code) {
    if (code.length() < 3 || code.length() > 8 || !isLetter(code.charAt(0))) {
      return false;
    }
    return code.chars().allMatch(c -> isLetter((char) c) || (c >= '0' && c <= '9'));
  }

  /**
   * An indicator or management-information code: letters, at most one blank, digits, and then
   * letters and digits, such as {@code AF001} and {@code COPD009MI1}.
   */
  public static boolean isIndicator(String code) {
    int p = 0;
    while (p < code.length() && isLetter(code.charAt(p))) {
      p++;
    }
    if (p == 0 || code.length() > 20) {
      return false;
    }
    if (p < code.length() && code.charAt(p) == ' ') {
      p++;
    }
    int end = digits(code, p);
    if (end == p) {
      return false;
    }
    while (end < code.length() && (isLetter(code.charAt(end)) || digits(code, end) > end)) {
      end++;
    }
    return end == code.length();
  }

  /**
   * The same before the year's own way to write it is known: in capitals or not, and also a word
   * without a number, as {@code ACCESS} of the first years.
   */
  public static boolean isWrittenIndicator(String code) {
    String capitals = code.toUpperCase(Locale.ROOT);
    return isIndicator(capitals) || code.matches("[A-Z]{6,}( [A-Z]+)?");
  }

  private static int digits(String code, int from) {
    int p = from;
    while (p < code.length() && code.charAt(p) >= '0' && code.charAt(p) <= '9') {
      p++;
    }
    return p;
  }

  private static boolean isLetter(char c) {
    return c >= 'A' && c <= 'Z';
  }
}
