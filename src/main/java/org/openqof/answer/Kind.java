package org.openqof.answer;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * What a value is, and so how people read it. Programs read the value itself: numbers as numbers,
 * fractions as fractions.
 */
public enum Kind {
  /** A short text, as it is. */
  TEXT,
  /** A sentence, which needs room of its own. */
  SENTENCE,
  /** Several sentences. */
  LIST,
  /** A word of the tables, {@code no_base_year}, without its underscores. */
  WORD,
  /** Yes or no. */
  FLAG,
  /** The digest of something. */
  DIGEST,
  /** A number with the decimals it needs. */
  NUMBER,
  /** A number in words: with its unit, where the rows of a column have different ones. */
  MEASURE,
  /** A whole number. */
  COUNT,
  /** The number of a version or an exit code: a whole number that nobody adds up. */
  ORDINAL,
  /** Two decimals. */
  POINTS,
  /** Pounds and pence. */
  POUNDS,
  /** Pounds and pence by which something changes. */
  CHANGE,
  /** Whole pounds by which something changes. */
  WHOLE_CHANGE,
  /** A fraction of 1, as percent with three decimals at most. */
  SHARE,
  /** A factor with all its decimals. */
  FACTOR,
  /** Seconds. */
  SECONDS,
  /** A day. */
  DATE,
  /** A moment, as ISO 8601 in UTC: people see it to the second. */
  MOMENT;

  private static final char NO_BREAK = '\u00a0';

  /** Whether values stand at the right of their column. */
  public boolean isNumber() {
    return ordinal() >= NUMBER.ordinal() && this != DATE && this != MOMENT;
  }

  /** Whether values stand below their row, where a row is a line of text. */
  boolean isLong() {
    return this == SENTENCE || this == LIST;
  }

  /**
   * A value for people.
   *
   * @param value of a Java type that fits, or its canonical text, as the tables write it
   */
  public String shown(Object value) {
    return switch (this) {
      case TEXT, SENTENCE, MEASURE, FACTOR, ORDINAL -> value.toString();
      case LIST -> String.join("; ", texts(value));
      case WORD -> value.toString().toLowerCase(Locale.ROOT).replace('_', ' ');
      case FLAG -> Boolean.parseBoolean(value.toString()) ? "yes" : "no";
      case DIGEST -> Words.digest(value.toString());
      case NUMBER -> Words.number(decimal(value));
      case COUNT -> Words.count(decimal(value).longValue());
      case POINTS -> String.format(Locale.ROOT, "%,.2f", decimal(value));
      case POUNDS -> Words.pounds(decimal(value));
      case CHANGE -> Words.change(decimal(value));
      case WHOLE_CHANGE -> Words.whole(decimal(value));
      case SHARE -> share(decimal(value));
      case SECONDS -> String.format(Locale.ROOT, "%,.1f s", decimal(value));
      case DATE -> Words.day(LocalDate.parse(value.toString()));
      case MOMENT -> Words.moment(Instant.parse(value.toString()));
    };
  }

  static List<String> texts(Object value) {
    return value instanceof List<?> several
        ? several.stream().map(Object::toString).toList()
        : List.of(value.toString());
  }

  private static BigDecimal decimal(Object value) {
    return value instanceof BigDecimal decimal ? decimal : new BigDecimal(value.toString());
  }

  private static String share(BigDecimal fraction) {
    BigDecimal percent = fraction.movePointRight(2).setScale(3, java.math.RoundingMode.HALF_UP);
    return Words.number(percent) + NO_BREAK + '%';
  }
}
