package org.openqof.input;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openqof.input.PracticeReference.Source;
import org.openqof.rulebook.Indicator;

/**
 * What people entered or decided about one practice in one year, alongside the extract: each with
 * who and when, and where it was read.
 *
 * @param manualEntries values entered by hand
 * @param adjustments corrections applied after the calculation, and relief of thresholds
 * @param successions mergers and splits in which the practice gave or took patients
 * @param plan whether the plan on which income protection depends was agreed; null when nobody
 *     said, which counts as agreed
 */
public record LocalDecisions(
    List<ManualEntry> manualEntries,
    List<Adjustment> adjustments,
    List<Succession> successions,
    @Nullable AgreedPlan plan)
    implements Serializable {

  /** Nothing was entered or decided. */
  public static final LocalDecisions NONE =
      new LocalDecisions(List.of(), List.of(), List.of(), null);

  public LocalDecisions {
    manualEntries = List.copyOf(manualEntries);
    adjustments = List.copyOf(adjustments);
    successions = List.copyOf(successions);
  }

  /**
   * Decisions in the order of their tables, whatever order they are given in, so that what is read
   * from extracts equals what is read from the lake.
   */
  public static LocalDecisions sorted(
      List<ManualEntry> manualEntries,
      List<Adjustment> adjustments,
      List<Succession> successions,
      @Nullable AgreedPlan plan) {
    return new LocalDecisions(
        manualEntries.stream()
            .sorted(
                Comparator.comparing(ManualEntry::indicatorCode)
                    .thenComparing(ManualEntry::fieldName)
                    .thenComparing(ManualEntry::achievementDate))
            .toList(),
        adjustments.stream()
            .sorted(
                Comparator.comparing(Adjustment::subject)
                    .thenComparing(adjustment -> adjustment.kind().name())
                    .thenComparing(Adjustment::reason))
            .toList(),
        successions.stream()
            .sorted(
                Comparator.comparing(Succession::fromPractice)
                    .thenComparing(Succession::toPractice))
            .toList(),
        plan);
  }

  /** Whether income protection may apply: true unless a decision says that no plan was agreed. */
  public boolean planAgreed() {
    return plan == null || plan.agreed();
  }

  /** Corrections that move points or pounds after the calculation. */
  public List<Adjustment> corrections() {
    return adjustments.stream()
        .filter(adjustment -> adjustment.kind() != AdjustmentKind.THRESHOLD_RELIEF)
        .toList();
  }

  /** The decision that grants the practice the year's lower thresholds; the first of several. */
  public Optional<Adjustment> thresholdRelief() {
    return adjustments.stream()
        .filter(adjustment -> adjustment.kind() == AdjustmentKind.THRESHOLD_RELIEF)
        .findFirst();
  }

  /** An indicator as it is for this practice: with lower thresholds where relief was granted. */
  public Indicator rules(Indicator indicator) {
    return indicator.relief() == null || thresholdRelief().isEmpty()
        ? indicator
        : indicator.relieved();
  }

  /** Why a value was entered by hand. */
  public enum Basis {
    /** The indicator is answered by hand in this year (quality improvement). */
    MANUAL_INDICATOR,
    /** The practice shares a clinical system, and the extract covers another practice only. */
    SHARED_SYSTEM,
    /** The practice's supplier sends no extract. */
    NO_EXTRACT,
    /** The contract ended before the extract of 31 March. */
    CLOSURE
  }

  /**
   * One value entered by hand.
   *
   * @param indicatorCode indicator
   * @param fieldName field, in the words of {@code INDICATOR_VALUES}
   * @param kind what the field is
   * @param achievementDate date the entry speaks for
   * @param value patients; 1 or 0 for a yes/no answer
   * @param basis why it was entered
   * @param enteredBy who entered it
   * @param enteredOn the day
   * @param source where it was read
   */
  public record ManualEntry(
      String indicatorCode,
      String fieldName,
      FieldKind kind,
      LocalDate achievementDate,
      int value,
      Basis basis,
      String enteredBy,
      LocalDate enteredOn,
      Source source)
      implements Serializable {}

  /** What kind of correction an adjustment is. */
  public enum AdjustmentKind {
    /** A correction that the commissioner decided. */
    COMMISSIONER,
    /** The outcome of a dispute. */
    DISPUTE,
    /** Points that a PMS practice holds in other payments; never above zero. */
    PMS_DEDUCTION,
    /** A payment of one year only, such as the top-up of 2019-20. */
    ONE_OFF,
    /**
     * The lower thresholds that the year's rulebook has for some practices; moves no sum itself.
     */
    THRESHOLD_RELIEF
  }

  /**
   * One correction; exactly one of points and pounds is given, and neither with a relief of
   * thresholds, which is about the whole practice.
   *
   * @param subject the indicator it is about, or {@link #TOTAL}
   * @param kind what kind of correction
   * @param points points added or, below zero, taken away, priced at the practice's own value of a
   *     point; null when pounds are given, and with a relief
   * @param amountGbp pounds added or, below zero, taken away; null when points are given, and with
   *     a relief
   * @param reason why
   * @param approver who approved it
   * @param approvedOn the day
   * @param source where it was read
   */
  public record Adjustment(
      String subject,
      AdjustmentKind kind,
      @Nullable BigDecimal points,
      @Nullable BigDecimal amountGbp,
      String reason,
      String approver,
      LocalDate approvedOn,
      Source source)
      implements Serializable {

    /** The subject of a correction of the practice's total. */
    public static final String TOTAL = "TOTAL";
  }

  /**
   * One share of a practice's patients that went to another practice.
   *
   * @param fromPractice ODS code of the practice that gave patients
   * @param toPractice ODS code of the practice that took them
   * @param date first day on which they belong to the successor
   * @param share above 0 and up to 1; shares of one practice add up to 1
   * @param source where it was read
   */
  public record Succession(
      String fromPractice, String toPractice, LocalDate date, BigDecimal share, Source source)
      implements Serializable {}

  /**
   * One decision about the agreed plan.
   *
   * @param agreed whether the plan was agreed
   * @param approver who decided
   * @param decidedOn the day
   * @param source where it was read
   */
  public record AgreedPlan(boolean agreed, String approver, LocalDate decidedOn, Source source)
      implements Serializable {}
}
