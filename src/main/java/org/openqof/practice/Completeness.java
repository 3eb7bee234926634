package org.openqof.practice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.IndicatorKind;
import org.openqof.practice.LocalDecisions.ManualEntry;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Protection;
import org.openqof.rulebook.Protection.Treatment;
import org.openqof.rulebook.Rulebook;
import org.openqof.tables.Block;
import org.openqof.tables.PracticeCompleteness;

/**
 * Whether one practice has sent all that its payment needs: everything extracted and nothing to be
 * answered by hand; or extracted and answered by hand; or all of it entered by hand.
 *
 * <p>Source: CQRS QOF payments page, for the three cases and for the two states of aspiration that
 * follow from them. Which data a protected indicator still needs is ours: its register, nothing
 * else (see {@code docs/interpretations.md}, I34).
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
  public enum Extraction {
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

  /** What one practice sent, against what the year needs of it. */
  public static Completeness of(PracticeYear practice, Rulebook rulebook) {
    Map<String, IndicatorCounts> counts = new HashMap<>();
    practice.counts().forEach(sent -> counts.put(sent.indicatorCode(), sent));
    Set<String> byHand = new HashSet<>();
    for (ManualEntry entry : practice.reference().decisions().manualEntries()) {
      byHand.add(entry.indicatorCode());
    }
    Map<String, Protection> protections = rulebook.protectionsByCode();
    boolean mayBeProtected =
        !rulebook.payment().protectionNeedsPlan() || practice.reference().decisions().planAgreed();
    int[] expected = new int[2];
    int[] received = new int[2];
    boolean anyExtracted = false;
    boolean anyByHand = false;
    List<String> missing = new ArrayList<>();
    for (Indicator indicator : rulebook.indicatorsInCodeOrder()) {
      if (mayBeProtected && isSettledElsewhere(indicator, protections.get(indicator.code()))) {
        continue;
      }
      int manual = indicator.manual() ? 1 : 0;
      expected[manual]++;
      if (isSent(indicator, counts.get(indicator.code()))) {
        received[manual]++;
        anyExtracted |= manual == 0 && !byHand.contains(indicator.code());
        anyByHand |= manual == 0 && byHand.contains(indicator.code());
      } else {
        missing.add(indicator.code());
      }
    }
    return new Completeness(
        anyExtracted ? Extraction.AUTOMATIC : anyByHand ? Extraction.MANUAL : Extraction.NONE,
        expected[0],
        received[0],
        expected[1],
        received[1],
        missing);
  }

  /** Whether the year's payment needs nothing of the practice for this indicator. */
  private static boolean isSettledElsewhere(Indicator indicator, @Nullable Protection protection) {
    return protection != null
        && protection.treatment() != Treatment.PERFORMANCE
        && indicator.kind() != IndicatorKind.REGISTER;
  }

  /**
   * Whether a practice sent what an indicator needs. Where the published points stand for a manual
   * answer, they count as one.
   */
  private static boolean isSent(Indicator indicator, @Nullable IndicatorCounts counts) {
    if (counts == null) {
      return false;
    }
    return switch (indicator.kind()) {
      case REGISTER -> counts.register() != null;
      case YES_NO -> counts.answer() != null || counts.reportedPoints() != null;
      default -> counts.numerator() != null && counts.denominator() != null;
    };
  }

  /** Whether nothing is missing. */
  public boolean complete() {
    return missing.isEmpty();
  }

  /** The state of an aspiration that is a share of this year's achievement. */
  public AspirationStatus aspirationStatus() {
    return complete() ? AspirationStatus.STANDARD : AspirationStatus.ESTIMATED;
  }

  /** Adds the row of {@code practice_completeness}. */
  void addTo(Block rows, String practiceCode) {
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
