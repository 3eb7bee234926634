package org.openqof.errors;

import org.openqof.errors.QofException.Kind;

/** Messages about queries of the lake: its catalogue, its tables and its functions. */
public final class SqlErrors {
  private SqlErrors() {}

  /** A value that a formula divides by. */
  public static QofException notAboveZero(String where, String found) {
    return QofException.of(
        Kind.ARGUMENTS,
        "qof." + where + " is " + found + ".",
        "The formula divides by it, so it must be above 0.",
        "Leave such rows out with a condition, or give NULL to get NULL.");
  }

  /** A session whose catalogue does not know where its lake is. */
  public static QofException noLakeSet(String setting) {
    return QofException.of(
        Kind.ARGUMENTS,
        "The catalogue does not know which lake to read.",
        "The setting " + setting + " is empty.",
        "Set it to the lake's place, for example set " + setting + "=/data/lake.");
  }

  /** Nothing was asked. */
  public static QofException noQuery() {
    return QofException.of(
        Kind.ARGUMENTS,
        "There is no query.",
        "None was given, or the text holds nothing but comments.",
        "Write it in quotation marks, name a file with --file, or give - to read standard input.");
  }

  /** A query and a file of queries. */
  public static QofException twoQueries() {
    return QofException.of(
        Kind.ARGUMENTS,
        "Both a query and a file of queries were given.",
        "Only one of them can be run.",
        "Leave out the query or --file.");
  }

  /** Several answers where the format holds one. */
  public static QofException oneQueryOnly(int queries, String format) {
    return QofException.of(
        Kind.ARGUMENTS,
        "There are " + queries + " queries, and " + format + " holds the answer to one.",
        "Nothing was run.",
        "Ask them one by one, or leave out --format to get tables.");
  }

  /** Parquet is no text. */
  public static QofException parquetNeedsAFile() {
    return QofException.of(
        Kind.ARGUMENTS,
        "An answer in Parquet needs a file.",
        "It cannot be shown on a terminal.",
        "Name one with --out.");
  }
}
