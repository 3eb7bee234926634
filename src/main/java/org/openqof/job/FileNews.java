package org.openqof.job;

import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;

/**
 * A file of the extracts that is not as it was when they were last read.
 *
 * @param name its name as received
 * @param kind what became of it
 * @param role what it is for
 * @param year the year it names; null when it names none
 * @param digestBefore content digest last time; null for a new file
 * @param digestNow content digest this time; null for a file that is gone
 */
public record FileNews(
    String name,
    Kind kind,
    String role,
    @Nullable FinancialYear year,
    @Nullable String digestBefore,
    @Nullable String digestNow) {
  private static final int DIGITS = 12;

  /** What can become of a file. */
  public enum Kind {
    /** It was not there last time. */
    NEW,
    /** Its name is there with other content, which takes the place of the former. */
    CHANGED,
    /** It is not there any more. */
    GONE
  }

  /** In words. */
  public String words() {
    return switch (kind) {
      case NEW -> "%s is new (%s)".formatted(name, digits(digestNow));
      case CHANGED ->
          "%s changed (%s before, %s now)".formatted(name, digits(digestBefore), digits(digestNow));
      case GONE -> "%s is gone (%s before)".formatted(name, digits(digestBefore));
    };
  }

  private static String digits(@Nullable String digest) {
    return digest == null ? "" : digest.substring(0, Math.min(DIGITS, digest.length()));
  }
}
