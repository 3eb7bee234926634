package org.openqof.publish.statement;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How a canonical value is shown to people. CSV keeps the canonical value. */
public enum Kind {
  /** As it is. */
  TEXT,
  /** A word of the tables, {@code no_base_year}, without its underscores. */
  WORD,
  /** A number with the decimals it needs, thousands set apart. */
  NUMBER,
  /** A whole number, thousands set apart. */
  COUNT,
  /** Two decimals. */
  POINTS,
  /** Pounds and pence, {@code £1,234.50}; below zero {@code -£1,234.50}. */
  POUNDS,
  /** A fraction of 1 as percent, three decimals at most. */
  SHARE,
  /** A factor with all decimals it is stored with. */
  FACTOR,
  /** A date, {@code 31 March 2024}. */
  DATE;

  private static final char NO_BREAK = '\u00a0';
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);

  /** Whether values stand to the right of their column. */
  boolean numeric() {
    return this != TEXT && this != WORD && this != DATE;
  }

  /** The value for people. */
  String shown(String canonical) {
    return switch (this) {
      case TEXT -> canonical;
      case WORD -> canonical.replace('_', ' ');
      case NUMBER -> number(new BigDecimal(canonical));
      case COUNT -> String.format(Locale.ROOT, "%,d", new BigDecimal(canonical).toBigInteger());
      case POINTS -> String.format(Locale.ROOT, "%,.2f", new BigDecimal(canonical));
      case POUNDS -> pounds(new BigDecimal(canonical));
      case SHARE -> percent(new BigDecimal(canonical));
      case FACTOR -> canonical;
      case DATE -> LocalDate.parse(canonical).format(DAY);
    };
  }

  private static String pounds(BigDecimal amount) {
    return (amount.signum() < 0 ? "-£" : "£") + String.format(Locale.ROOT, "%,.2f", amount.abs());
  }

  private static String number(BigDecimal value) {
    BigDecimal shortest = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    return String.format(Locale.ROOT, "%,." + Math.max(0, shortest.scale()) + "f", shortest);
  }

  private static String percent(BigDecimal fraction) {
    BigDecimal percent = fraction.movePointRight(2).setScale(3, RoundingMode.HALF_UP);
    return number(percent) + NO_BREAK + '%';
  }
}
