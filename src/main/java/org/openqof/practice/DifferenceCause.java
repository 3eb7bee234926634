package org.openqof.practice;

/**
 * What explains that points computed and points awarded differ. But for the last two, each is a
 * hypothesis that was tried: with it, the points come out as they were awarded.
 */
enum DifferenceCause {
  /** Points were awarded, and the extract holds no values behind them. */
  VALUES_NOT_SENT("no values in the extract behind the points awarded"),
  /** All points were awarded where nobody is in the denominator. */
  ZERO_DENOMINATOR("zero denominator awarded all points"),
  /** All points were awarded for a register without patients. */
  REGISTER_BLANK("blank or empty register awarded all points"),
  /** All points were awarded without the answer yes. */
  ANSWER_MISSING("manual answer missing, late or no, and awarded all points"),
  /** No points were awarded although the answer is yes. */
  ANSWER_NOT_AWARDED("manual answer yes, and not awarded"),
  /** Nothing was awarded because the numerator is above the denominator. */
  NUMERATOR_ABOVE("numerator above denominator awarded nothing"),
  /** Awarded on the year's own performance; we pay protected points. */
  OWN_PERFORMANCE("own performance awarded, protected points paid"),
  /** Awarded by the thresholds; we pay the gain over the practice's own baseline. */
  THRESHOLDS_ALONE("points by thresholds awarded, improvement paid"),
  /** Awarded by improvement on a baseline that gives no more than the thresholds. */
  IMPROVEMENT("points by improvement awarded, thresholds paid"),
  /** Awarded with the points of the base year as they were, not scaled. */
  NOT_SCALED("protected points awarded without scaling"),
  /** Awarded with all points, as if protected in full. */
  PAID_IN_FULL("all points awarded, as if paid in full"),
  /** Awarded from a submission that a later one replaced. */
  SUPERSEDED_SUBMISSION("superseded submission awarded"),
  /** Awarded from the largest of several submitted values. */
  LARGEST_VALUE("largest of several submissions awarded"),
  /** Awarded from an interim collection. */
  INTERIM_COLLECTION("interim collection awarded"),
  /** Awarded with the percentage rounded before the points. */
  PERCENTAGE_ROUNDED_FIRST("percentage rounded before the points"),
  /** Awarded with points cut off or rounded another way. */
  POINTS_ROUNDED_OTHERWISE("points rounded otherwise"),
  /** Awarded with thresholds or points available of another year. */
  OTHER_YEARS_RULES("thresholds or points available of"),
  /** To be protected, and the lake holds no points of the base year: could not be tried. */
  NO_BASE_YEAR("protected points of a base year that the lake does not hold"),
  /** Nothing that was tried gives the points awarded. */
  NOT_EXPLAINED("not explained");

  private final String words;

  DifferenceCause(String words) {
    this.words = words;
  }

  /** The cause in words. */
  String words() {
    return words;
  }
}
