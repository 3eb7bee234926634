package org.openqof.domain;

import java.io.Serializable;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A financial year of the framework, 1 April to 31 March, always written {@code 2024-25}.
 *
 * @param startYear the calendar year in which it begins
 */
public record FinancialYear(int startYear) implements Comparable<FinancialYear>, Serializable {
  private static final Pattern LONG_FORM = Pattern.compile("(20\\d\\d)[-/](\\d\\d)");
  private static final Pattern SHORT_FORM = Pattern.compile("(?:QOF)?(\\d\\d)(\\d\\d)");

  /** The first year of the framework, 2004-05. */
  public static final FinancialYear FIRST = new FinancialYear(2004);

  public FinancialYear {
    // The year before the first is one, so that every year has a year before; no text names it.
    if (startYear < 2003 || startYear > 2098) {
      throw DomainErrors.notAFinancialYear(Integer.toString(startYear));
    }
  }

  /**
   * Reads {@code 2023-24} or {@code 2023/24}.
   *
   * @throws org.openqof.errors.QofException when the text has another form or the two years do not
   *     follow each other
   */
  public static FinancialYear of(String text) {
    return find(LONG_FORM, text).orElseThrow(() -> DomainErrors.notAFinancialYear(text));
  }

  /**
   * Reads the payment service's quality service code ({@code QOF2324}) or the suffix of a published
   * file ({@code 2324}); empty when the text is neither.
   */
  public static Optional<FinancialYear> ofShortForm(String text) {
    return find(SHORT_FORM, text);
  }

  /** The financial year in which a date falls. */
  public static FinancialYear containing(LocalDate date) {
    return new FinancialYear(date.getMonthValue() >= 4 ? date.getYear() : date.getYear() - 1);
  }

  private static Optional<FinancialYear> find(Pattern form, String text) {
    Matcher matcher = form.matcher(text.trim());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int first = Integer.parseInt(matcher.group(1));
    int second = Integer.parseInt(matcher.group(2));
    int start = first < 100 ? 2000 + first : first;
    return (start + 1) % 100 == second && start >= 2004 && start <= 2098
        ? Optional.of(new FinancialYear(start))
        : Optional.empty();
  }

  /** 1 April, the first day. */
  public LocalDate start() {
    return LocalDate.of(startYear, 4, 1);
  }

  /** 31 March, the last day and the achievement date of the final collection. */
  public LocalDate end() {
    return LocalDate.of(startYear + 1, 3, 31);
  }

  /** 1 January inside the year, the start of its final quarter. */
  public LocalDate startOfFinalQuarter() {
    return LocalDate.of(startYear + 1, 1, 1);
  }

  /** 365, or 366 in a leap financial year. */
  public int days() {
    return (int) ChronoUnit.DAYS.between(start(), end()) + 1;
  }

  /** The year before. */
  public FinancialYear previous() {
    return new FinancialYear(startYear - 1);
  }

  /** The year after. */
  public FinancialYear next() {
    return new FinancialYear(startYear + 1);
  }

  /** The four digits used in names of published files, {@code 2324}. */
  public String shortForm() {
    return String.format(Locale.ROOT, "%02d%02d", startYear % 100, (startYear + 1) % 100);
  }

  @Override
  public int compareTo(FinancialYear other) {
    return Integer.compare(startYear, other.startYear);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%d-%02d", startYear, (startYear + 1) % 100);
  }
}
