package org.openqof.practice;

import java.util.List;
import java.util.Locale;
import org.openqof.tables.Block;
import org.openqof.tables.PracticeCompleteness;

/**
 * Whether one practice has sent all that its payment needs: everything extracted and nothing to be
 * answered by hand; or extracted and answered by hand; or all of it entered by hand.
 *
 * <p>Source: CQRS QOF payments page, for the three cases and for the two states of aspiration that
 * follow from them. What is needed is for {@link NeededData} to say.
 *
 * @param extraction where its values came from
 * @param automaticExpected indicators that an extract should hold
 * @param automaticReceived of those, the indicators with values
 * @param manualExpected indicators that are answered by hand
 * @param manualReceived of those, the indicators with an answer
 * @param missing codes of what is missing, sorted
 */
public record Completeness(
    Extraction extraction,
    int automaticExpected,
    int automaticReceived,
    int manualExpected,
    int manualReceived,
    List<String> missing) {

  /** Where a practice's values came from. */
  enum Extraction {
    /** From an extract, at least in part. */
    AUTOMATIC,
    /** Entered by hand, all of them. */
    MANUAL,
    /** Nothing but answers was sent, or nothing at all. */
    NONE
  }

  /** The state of an aspiration that is a share of this year's achievement. */
  public enum AspirationStatus {
    /** The data behind it is complete. */
    STANDARD,
    /** Something is missing; it is corrected when the data is complete. */
    ESTIMATED;

    /** Its word in tables. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Completeness {
    missing = List.copyOf(missing);
  }

  /** Whether nothing is missing. */
  boolean complete() {
    return missing.isEmpty();
  }

  /** The state of an aspiration that is a share of this year's achievement. */
  AspirationStatus aspirationStatus() {
    return complete() ? AspirationStatus.STANDARD : AspirationStatus.ESTIMATED;
  }

  /** Adds the row of {@code practice_completeness}. */
  public void addTo(Block rows, String practiceCode) {
    rows.next()
        .text(PracticeCompleteness.PRACTICE_CODE, practiceCode)
        .text(PracticeCompleteness.EXTRACTION, extraction.name().toLowerCase(Locale.ROOT))
        .count(PracticeCompleteness.AUTOMATIC_EXPECTED, automaticExpected)
        .count(PracticeCompleteness.AUTOMATIC_RECEIVED, automaticReceived)
        .count(PracticeCompleteness.MANUAL_EXPECTED, manualExpected)
        .count(PracticeCompleteness.MANUAL_RECEIVED, manualReceived)
        .text(PracticeCompleteness.MISSING, complete() ? null : String.join(" ", missing))
        .flag(PracticeCompleteness.COMPLETE, complete())
        .text(PracticeCompleteness.ASPIRATION_STATUS, aspirationStatus().word());
  }
}
