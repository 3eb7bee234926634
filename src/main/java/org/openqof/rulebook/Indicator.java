package org.openqof.rulebook;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.IndicatorKind;
import org.openqof.domain.Thresholds;

/**
 * One indicator of one year.
 *
 * @param code the indicator's code, such as {@code AF006}
 * @param groupCode the group it is published under
 * @param kind how its points are earned
 * @param availablePoints points available
 * @param thresholds lower and upper achievement; of a {@link IndicatorKind#STANDARD} the upper one
 *     is the standard and the lower one is 0 and unused; null for registers, answers and breadth of
 *     care, and where no source gives them: such an indicator is named and never priced
 * @param thresholdStatus support of the thresholds; {@link Status#CONFIRMED} where none are needed
 * @param prevalenceAdjusted whether its payment carries the adjusted practice disease factor
 * @param prevalenceGroup the register that gives that factor: the code of a group, or that of a
 *     {@link Register} of its own; null when not adjusted
 * @param additionalListType the list an indicator of a narrower age band is shown with; null if
 *     none
 * @param manual whether the answer is entered by the practice rather than extracted
 * @param description what it measures
 * @param citation where its points and thresholds come from: keys into {@code citations.yaml},
 *     separated by a space
 * @param improvement the route by improvement alongside its thresholds; null without one
 * @param relief what its thresholds are lowered by for practices that were granted relief; null in
 *     a year that lowers none
 */
public record Indicator(
    String code,
    String groupCode,
    IndicatorKind kind,
    BigDecimal availablePoints,
    @Nullable Thresholds thresholds,
    Status thresholdStatus,
    boolean prevalenceAdjusted,
    @Nullable String prevalenceGroup,
    @Nullable String additionalListType,
    boolean manual,
    String description,
    String citation,
    @Nullable Improvement improvement,
    @Nullable ThresholdRelief relief)
    implements Serializable {

  /** An indicator that is paid by its thresholds alone. */
  public Indicator(
      String code,
      String groupCode,
      IndicatorKind kind,
      BigDecimal availablePoints,
      @Nullable Thresholds thresholds,
      Status thresholdStatus,
      boolean prevalenceAdjusted,
      @Nullable String prevalenceGroup,
      @Nullable String additionalListType,
      boolean manual,
      String description,
      String citation) {
    this(
        code,
        groupCode,
        kind,
        availablePoints,
        thresholds,
        thresholdStatus,
        prevalenceAdjusted,
        prevalenceGroup,
        additionalListType,
        manual,
        description,
        citation,
        null,
        null);
  }

  /** The same with a route by improvement, or without one. */
  public Indicator with(@Nullable Improvement route) {
    return new Indicator(
        code,
        groupCode,
        kind,
        availablePoints,
        thresholds,
        thresholdStatus,
        prevalenceAdjusted,
        prevalenceGroup,
        additionalListType,
        manual,
        description,
        citation,
        route,
        relief);
  }

  /** The same with relief for some practices, or with none. */
  public Indicator relievedBy(@Nullable ThresholdRelief lowering) {
    return new Indicator(
        code,
        groupCode,
        kind,
        availablePoints,
        thresholds,
        thresholdStatus,
        prevalenceAdjusted,
        prevalenceGroup,
        additionalListType,
        manual,
        description,
        citation,
        improvement,
        lowering);
  }

  /**
   * The indicator as it is for a practice that was granted relief: with both thresholds lowered;
   * the same where the year lowers none or the thresholds are missing.
   */
  public Indicator relieved() {
    return relief == null || thresholds == null
        ? this
        : new Indicator(
            code,
            groupCode,
            kind,
            availablePoints,
            relief.lowered(thresholds),
            thresholdStatus,
            prevalenceAdjusted,
            prevalenceGroup,
            additionalListType,
            manual,
            description,
            citation,
            improvement,
            relief);
  }

  /**
   * The domains whose groups are the areas of an indicator that rewards breadth of care: clinical
   * ones for holistic care; organisation, patient experience and additional services for quality
   * practice.
   */
  public static SortedSet<String> areaDomains(IndicatorKind kind) {
    return new TreeSet<>(kind == IndicatorKind.HOLISTIC ? Set.of("CL") : Set.of("AS", "ORG", "PE"));
  }

  /** The same with the factor of another register: the code of a group or of a {@link Register}. */
  public Indicator adjustedBy(String register) {
    return new Indicator(
        code,
        groupCode,
        kind,
        availablePoints,
        thresholds,
        thresholdStatus,
        true,
        register,
        additionalListType,
        manual,
        description,
        citation,
        improvement,
        relief);
  }

  /** Whether points can be computed: thresholds are known or not needed. */
  public boolean priceable() {
    return thresholds != null || !kind.isShare();
  }
}
