package org.openqof.practice;

/** Rules that a credible value obeys; breaking one is reported, and acted on only where stated. */
public enum Plausibility {
  /** More patients on a register than on the list it is measured against; really occurs. */
  REGISTER_ABOVE_LIST("W01", Severity.WARNING),
  /** A register ten times its own value of the year before. */
  REGISTER_TENFOLD("W02", Severity.WARNING),
  /** More than half of the list on one register. */
  PREVALENCE_ABOVE_HALF("W03", Severity.WARNING),
  /** Indicators of the year that were not sent. */
  INDICATOR_COUNT("W04", Severity.WARNING),
  /** Points as awarded exceed the points available. */
  POINTS_ABOVE_MAXIMUM("W05", Severity.WARNING),
  /** More patients received the intervention than were eligible; really occurs. */
  NUMERATOR_ABOVE_DENOMINATOR("W06", Severity.WARNING),
  /** A numerator without its denominator, or the reverse. */
  HALF_A_FRACTION("W07", Severity.WARNING),
  /** A prevalence-adjusted indicator whose register was not sent. */
  NO_REGISTER("W08", Severity.INDICATOR),
  /** To be protected, but the practice has no points of the base year: paid on its own. */
  NO_BASE_YEAR("W09", Severity.WARNING),
  /** A value entered by hand for which the extract has one: the extract's counts. */
  ENTRY_SUPERSEDED("W10", Severity.WARNING),
  /** A year of the improvement baseline counted more patients treated than eligible: not used. */
  BASELINE_ABOVE_ALL("W11", Severity.WARNING),
  /** Two values of one field with the same submission: which one is meant, nobody can tell. */
  SAME_SUBMISSION("W12", Severity.WARNING);

  /** What a broken rule means. */
  public enum Severity {
    /** Reported only. */
    WARNING,
    /** The indicator is not priced and not counted for the practice. */
    INDICATOR
  }

  private final String code;
  private final Severity severity;

  Plausibility(String code, Severity severity) {
    this.code = code;
    this.severity = severity;
  }

  /** Stable code. */
  public String code() {
    return code;
  }

  /** What breaking it means. */
  public Severity severity() {
    return severity;
  }
}
