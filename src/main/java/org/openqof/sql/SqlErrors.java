package org.openqof.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openqof.errors.QofException;
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

  /** A version that the lake does not have; null asks for the current one. */
  public static QofException noVersion(
      String year, @Nullable Integer version, List<String> there, String lake) {
    return QofException.of(
        Kind.ARGUMENTS,
        "The lake %s has no %s of %s."
            .formatted(lake, version == null ? "published version" : "version " + version, year),
        there.isEmpty()
            ? "It has no version of that year."
            : "Versions: " + String.join(", ", there),
        "Name one of these with --version, or run ./qof run over the extracts of " + year + ".");
  }

  /** A version without its year. */
  public static QofException versionWithoutYear() {
    return QofException.of(
        Kind.ARGUMENTS,
        "--version needs --year.",
        "Versions are numbered by year.",
        "Name the year with --year, for example --year 2023-24 --version 1.");
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

  /** Parquet is not a text. */
  public static QofException parquetNeedsAFile() {
    return QofException.of(
        Kind.ARGUMENTS,
        "An answer in Parquet needs a file.",
        "It cannot be shown on a terminal.",
        "Name one with --out.");
  }

  /** A table name that no table has. */
  public static QofException unknownTable(String found, String known) {
    return QofException.of(
        Kind.ARGUMENTS,
        "There is no table '" + found + "' in the lake.",
        "Tables: " + known + ".",
        "Use one of these names, or run ./qof run first.");
  }

  /**
   * A query that Spark refuses.
   *
   * @param near what an unknown name was probably meant to be; may be empty
   */
  public static QofException badQuery(@Nullable String why, String near, Throwable cause) {
    return QofException.of(
        Kind.ARGUMENTS,
        "The query cannot be run.",
        // A message of several lines stays below the first one.
        why == null ? cause.toString() : why.strip().replace("\n", "\n  "),
        (near.isEmpty() ? "" : near + " ")
            + "Tables, columns and functions are listed in docs/data-dictionary.md.",
        cause);
  }

  /**
   * A statement that would do more than read.
   *
   * @param kind what Spark takes it for, or the function that it calls
   */
  public static QofException notAQuery(String kind) {
    return QofException.of(
        Kind.ARGUMENTS,
        "This is not a query, and was not run.",
        "Spark takes it, or a part of it, for: " + kind + ". Nothing was changed.",
        "Ask with select, values, show or describe. Only a run changes the lake;"
            + " what is to be kept of an answer goes through the program that asked.");
  }
}
