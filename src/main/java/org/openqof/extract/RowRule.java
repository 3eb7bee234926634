package org.openqof.extract;

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
  /** A number is no number. */
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
  TOO_MANY_REFUSED("R20", Severity.FILE, "too many refused rows");

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

  RowRule(String code, Severity severity, String words) {
    this.code = code;
    this.severity = severity;
    this.words = words;
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
}
