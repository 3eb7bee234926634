package org.openqof.publish.chart;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.openqof.answer.SafeText;

/** Text and numbers as HTML and SVG may hold them. */
public final class Markup {
  private Markup() {}

  /** Text in which nothing is markup any more, and nothing is hidden. */
  public static String text(String raw) {
    return SafeText.inMarkup(raw);
  }

  /** Text as the value of an id: letters, digits and hyphens. */
  public static String id(String raw) {
    return raw.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }

  /** A coordinate with at most one decimal. */
  static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  /** A fraction as percent with so many decimals, {@code 6.55 %}. */
  public static String percent(double fraction, int decimals) {
    // Its shortest decimal, which gives back a rate of ten decimals as it is stored.
    return percentDigits(BigDecimal.valueOf(fraction), decimals) + " %";
  }

  /**
   * A rate in percent, half-up, as digits without a sign: the rounding rule of all that people
   * read, which the look-up page follows as well (docs/method.md, section 33).
   */
  public static String percentDigits(BigDecimal fraction, int decimals) {
    return fraction.movePointRight(2).setScale(decimals, RoundingMode.HALF_UP).toPlainString();
  }

  /** An amount in short, {@code −£1.2m}, {@code £350k}, {@code £40}. */
  static String pounds(double amount) {
    double size = Math.abs(amount);
    String sign = amount < 0 ? "−" : "";
    if (size >= 1_000_000) {
      return sign + "£" + number(size / 1_000_000) + "m";
    }
    return size >= 10_000
        ? sign + "£" + number(size / 1_000) + "k"
        : sign + String.format(Locale.ROOT, "£%,.0f", size);
  }
}
