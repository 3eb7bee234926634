package org.openqof.extract.form;

/**
 * What can be wrong with a row of an extract. Codes are stable: they are stored with refused rows
 * and never given to another rule.
 */
public enum RowRule {
  /** A row has too few or too many columns. */
  COLUMN_COUNT("R01", Severity.ROW, "wrong number of columns"),
  /** A practice code is not a letter and five digits. */
  PRACTICE_CODE("R02", Severity.ROW, "practice code has another form"),
  /** An indicator code is not letters followed by digits. */
  INDICATOR_CODE("R03", Severity.ROW, "indicator code has another form"),
  /** A field that must be filled is blank. */
  BLANK("R04", Severity.ROW, "required field is blank"),
  /** A number is not a number. */
  NOT_A_NUMBER("R05", Severity.ROW, "not a number"),
  /** A count has a fraction, or points have more than two decimals. */
  NOT_INTEGRAL("R06", Severity.ROW, "not a whole number"),
  /** A count or points are below zero. */
  NEGATIVE("R07", Severity.ROW, "negative"),
  /** A number is larger than any count of patients or points can be. */
  OUT_OF_RANGE("R08", Severity.ROW, "out of range"),
  /** A date or time does not exist or has another form. */
  BAD_DATE("R09", Severity.ROW, "not a date or time"),
  /** A date lies outside of the file's financial year. */
  DATE_OUTSIDE_YEAR("R10", Severity.ROW, "date outside of the file's financial year"),
  /** A flag or answer is neither yes nor no. */
  BAD_FLAG("R11", Severity.ROW, "neither yes nor no"),
  /** A control character stands in the row. */
  CONTROL_CHARACTER("R12", Severity.ROW, "control character"),
  /** A field is longer than any field of an extract. */
  TOO_LONG("R13", Severity.ROW, "field too long"),
  /** Text stands behind a closing quote. */
  STRAY_QUOTE("R14", Severity.ROW, "text behind a closing quote"),
  /** A measure, type, sex or age is none of the known ones. */
  UNKNOWN_WORD("R15", Severity.ROW, "unknown word"),
  /** A quality service is not a year of the framework. */
  QUALITY_SERVICE("R16", Severity.ROW, "not a quality service of the framework"),
  /** A second row gives another value for the same key. */
  CONTRADICTION("R17", Severity.ROW, "contradicts an earlier row"),
  /** A row belongs to another financial year than the file: the file is refused. */
  ANOTHER_YEAR("R18", Severity.FILE, "another financial year"),
  /** The last row is cut off: the file is refused. */
  TRUNCATED("R19", Severity.FILE, "file cut off in its last row"),
  /** Too many rows are refused: the file is refused. */
  TOO_MANY_REFUSED("R20", Severity.FILE, "too many refused rows"),
  /** Nobody is named who approved, decided or entered it. */
  NOBODY_NAMED(
      "R21",
      Severity.ROW,
      "nobody is named who answers for it",
      "name who decided or entered it, and send the row again"),
  /** An adjustment gives neither points nor pounds, or both. */
  POINTS_OR_POUNDS(
      "R22",
      Severity.ROW,
      "not exactly one of points and pounds",
      "fill in either POINTS or AMOUNT_GBP, and send the row again"),
  /** A PMS deduction would add money. */
  DEDUCTION_ABOVE_ZERO(
      "R23",
      Severity.ROW,
      "a deduction above zero",
      "write a deduction with a minus sign, or use another kind"),
  /** The shares of a practice that was succeeded are not its whole, on one day. */
  SHARES(
      "R24",
      Severity.ROW,
      "shares of the practice do not add up to 1 on one day",
      "give every successor with its share, and send all rows of the practice again"),
  /** A practice succeeds itself. */
  SAME_PRACTICE(
      "R25",
      Severity.ROW,
      "a practice cannot succeed itself",
      "name the practice that took the patients"),
  /** A manual answer was entered for an indicator that the extract answers. */
  NOT_MANUAL(
      "R26",
      Severity.ROW,
      "the indicator is not answered by hand",
      "leave it to the extract, or give the basis on which it had to be entered"),
  /** The year's rulebook does not have the indicator. */
  UNKNOWN_INDICATOR(
      "R27",
      Severity.ROW,
      "the year has no such indicator",
      "look the code up with ./qof rulebook check, and send the row again"),
  /** The year's reference files do not have the practice. */
  UNKNOWN_PRACTICE(
      "R28",
      Severity.ROW,
      "the year has no such practice",
      "correct the code, or send the list that names the practice"),
  /** Two rows that people filled in cannot both be meant: both are refused. */
  BOTH_REFUSED(
      "R29",
      Severity.ROW,
      "contradicts another row, and both are refused",
      "decide which one is meant, and send that one alone"),
  /** A relief of thresholds in a year that lowers none, or with an indicator, points or pounds. */
  RELIEF(
      "R30",
      Severity.ROW,
      "no relief of thresholds as the year's rulebook has it",
      "see the year's relief with ./qof rulebook check, and leave IND_CODE, POINTS and AMOUNT_GBP"
          + " blank"),
  /** A practice of another country stands in an extract of England. */
  ANOTHER_COUNTRY(
      "R31",
      Severity.ROW,
      "practice of Wales in an extract of England",
      "leave it out: Wales has a framework of its own");

  /** What a broken rule does. */
  public enum Severity {
    /** The row is refused and kept with its reasons; the file goes on. */
    ROW,
    /** The file is refused whole. */
    FILE
  }

  private final String code;
  private final Severity severity;
  private final String words;
  private final String remedy;

  RowRule(String code, Severity severity, String words) {
    this(code, severity, words, "");
  }

  RowRule(String code, Severity severity, String words, String remedy) {
    this.code = code;
    this.severity = severity;
    this.words = words;
    this.remedy = remedy;
  }

  /** Its stable code. */
  public String code() {
    return code;
  }

  /** What it does. */
  public Severity severity() {
    return severity;
  }

  /** What is wrong, in words. */
  public String words() {
    return words;
  }

  /**
   * What the person who filled the row in should do, in words; empty for rules about what systems
   * send, where the expected form says it.
   */
  public String remedy() {
    return remedy;
  }
}
