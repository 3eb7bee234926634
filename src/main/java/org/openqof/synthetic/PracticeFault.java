package org.openqof.synthetic;

/**
 * A fault of one practice in one year, with what a reader of the extract is expected to make of it.
 */
enum PracticeFault {
  /** No fault; not listed. */
  NONE("", ""),

  NOT_A_NUMBER("a value that is not a number, in a copy of a good row", "row_refused"),
  STRAY_QUOTE("a stray quote after a value, in a copy of a good row", "row_refused"),
  NEGATIVE_VALUE("a negative count, in a copy of a good row", "row_refused"),
  NOT_INTEGRAL("a count with a fraction, in a copy of a good row", "row_refused"),
  OUT_OF_RANGE("a count beyond all patients, in a copy of a good row", "row_refused"),
  TOO_FEW_COLUMNS("the last columns missing, in a copy of a good row", "row_refused"),
  TOO_MANY_COLUMNS("a column too many, in a copy of a good row", "row_refused"),
  IMPOSSIBLE_DATE("submitted on 31 February, in a copy of a good row", "row_refused"),
  NO_PRACTICE_CODE("no practice code, in a copy of a good row", "row_refused"),
  UNKNOWN_PRACTICE("a code that is in no list of practices", "practice_refused"),
  UNKNOWN_INDICATOR("an indicator that the year does not have", "set_aside"),

  DECIMAL_COUNT("a whole number written with decimals", "read"),
  QUOTED_VALUE("a value in quotes", "read"),
  DAY_ABOVE_TWELVE(
      "two submissions marked as last, of the 12th and the 13th: the later one, which is smaller,"
          + " counts; this one does not",
      "superseded"),
  SAME_DAY_TWICE(
      "two submissions of one day, both marked as last: the later time counts; this one does not",
      "superseded"),
  REPEATED_ROW("the same row twice", "superseded"),
  ROWS_APART("the practice's rows in two places of the file", "read"),
  BLANK_REGISTER("a register sent blank: not sent, so out of that national prevalence", "read"),

  REGISTER_ABOVE_LIST("a register above the list", "warning"),
  REGISTER_TENFOLD("a register ten times its last value", "warning"),
  NUMERATOR_ABOVE_DENOMINATOR("a numerator above its denominator: all points", "warning"),

  REPEATED_PRACTICE("the practice's line twice in the list of practices", "read"),
  QUOTED_NAME("a name with a comma, in quotes", "read"),
  WINDOWS_1252_NAME("a name with a curly apostrophe in Windows-1252", "read"),
  UNMAPPED("not on the map: paid, and shown under no area", "warning"),
  MANUAL_POINTS_ONLY(
      "no points but those entered by hand (practice check 1)", "left_out_of_statistics"),
  CLOSED("closed before the year's end (practice check 2)", "left_out_of_statistics"),
  NOT_ACTIVE("dormant on 31 March (practice check 3)", "left_out_of_statistics"),
  NO_LIST_SIZE("no registered patients at any date (practice check 4)", "practice_refused"),

  BLANK_PUBLISHED_REGISTER("a register published blank: counts as 0, its list stays", "read"),
  BLANK_MAXIMUM_POINTS("no maximum points", "read"),
  MISSING_ACHIEVED_POINTS("no row of achieved points for this indicator", "read"),
  MISSING_ADJUSTMENTS("no row of adjustments for this indicator", "read");

  private final String description;
  private final String treatment;

  PracticeFault(String description, String treatment) {
    this.description = description;
    this.treatment = treatment;
  }

  /** What is wrong, in words. */
  String description() {
    return description;
  }

  /** What a reader is expected to do about it. */
  String treatment() {
    return treatment;
  }

  /** Whether it shows only in the published family of layout. */
  boolean isPublished() {
    return ordinal() >= BLANK_PUBLISHED_REGISTER.ordinal();
  }

  /** Whether it can be told only from the year before. */
  boolean needsYearBefore() {
    return this == REGISTER_TENFOLD;
  }

  /**
   * Whether it is planted in the first year only. A dormant practice has no date, and the reference
   * of organisations of a later year would make it dormant in the years before as well.
   */
  boolean isOfFirstYear() {
    return this == NOT_ACTIVE;
  }

  /** Whether it shows as a broken or unexpected copy of a row, alongside the good row. */
  boolean isExtraRow() {
    return ordinal() >= NOT_A_NUMBER.ordinal() && ordinal() <= UNKNOWN_INDICATOR.ordinal();
  }
}
