package org.openqof.extract.layout;

import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openqof.domain.FinancialYear;

/**
 * The financial year that a file name carries: {@code _2324}, {@code _1819_v2}, {@code QOF2324},
 * {@code 2024-25}. The file's own name is asked first, then its folders or archive from the inside.
 */
public final class YearInName {
  private static final Pattern LONG_FORM = Pattern.compile("(?<!\\d)(20\\d\\d)[-_](\\d\\d)(?!\\d)");
  private static final Pattern SHORT_FORM =
      Pattern.compile("(?<![\\dA-Za-z-])(?:QOF|qof|Qof)?(\\d{4})(?![\\d-])");

  private YearInName() {}

  /** The year in the file's own name, without folders and archive. */
  static Optional<FinancialYear> ofOwnName(String fileName) {
    String[] segments = segments(fileName);
    NavigableSet<FinancialYear> found = years(segments[segments.length - 1]);
    return found.size() == 1 ? Optional.of(found.first()) : Optional.empty();
  }

  private static String[] segments(String fileName) {
    return fileName.replace('\\', '/').split("[/!]", -1);
  }

  public static Optional<FinancialYear> of(String fileName) {
    String[] segments = segments(fileName);
    for (int i = segments.length - 1; i >= 0; i--) {
      NavigableSet<FinancialYear> found = years(segments[i]);
      if (found.size() == 1) {
        return Optional.of(found.first());
      }
      if (found.size() > 1) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static NavigableSet<FinancialYear> years(String segment) {
    NavigableSet<FinancialYear> found = new TreeSet<>();
    Matcher longForm = LONG_FORM.matcher(segment);
    while (longForm.find()) {
      consecutive(longForm.group(1).substring(2) + longForm.group(2)).ifPresent(found::add);
    }
    if (!found.isEmpty()) {
      return found;
    }
    Matcher shortForm = SHORT_FORM.matcher(segment);
    while (shortForm.find()) {
      consecutive(shortForm.group(1)).ifPresent(found::add);
    }
    return found;
  }

  private static Optional<FinancialYear> consecutive(String fourDigits) {
    return FinancialYear.ofShortForm(fourDigits);
  }
}
