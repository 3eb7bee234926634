package org.openqof.synthetic;

import org.openqof.errors.QofException;
import org.openqof.errors.QofException.Kind;

/** Messages of the generator of synthetic extracts. */
public final class SyntheticErrors {
  private SyntheticErrors() {}

  /** A number of practices that cannot be generated. */
  public static QofException practicesOutOfRange(long found, int most) {
    return QofException.of(
        Kind.ARGUMENTS,
        "Extracts of " + found + " practices cannot be generated.",
        "Expected a number from 1 to " + most + ", found " + found + ".",
        "Give another number with --practices; England has about 6,400.");
  }

  /** No year was asked for. */
  public static QofException noYears() {
    return QofException.of(
        Kind.ARGUMENTS,
        "No financial year was given.",
        "Expected at least one year.",
        "Write --years 2023-24, or a range as --years 2021-22..2024-25.");
  }

  /** A year in which nothing happened that can be replayed. */
  public static QofException unknownIncident(int found) {
    return QofException.of(
        Kind.ARGUMENTS,
        "There is no incident of " + found + " to replay.",
        "Expected 2014, 2015 or 2017.",
        "Write --incident 2014, --incident 2015 or --incident 2017.");
  }

  /** A year whose rulebook does not hold all indicators. */
  public static QofException yearWithoutIndicators(String year) {
    return QofException.of(
        Kind.ARGUMENTS,
        "An extract of " + year + " cannot be generated.",
        "The rulebook of " + year + " is a reference rulebook without all of its indicators.",
        "Choose years whose rulebook is complete; './qof rulebook check' lists them.");
  }

  /** The folder to write into already holds something. */
  public static QofException folderNotEmpty(String folder) {
    return QofException.of(
        Kind.ARGUMENTS,
        "The folder " + folder + " is not empty.",
        "Extracts are written into a new or an empty folder, so that old and new never mix.",
        "Give another folder with --out, or empty this one.");
  }

  /** A file could not be written. */
  public static QofException cannotWrite(String path, Throwable cause) {
    return QofException.of(
        Kind.FAILED,
        "The extract could not be written.",
        "Writing below " + path + " failed: " + cause.getMessage(),
        "Check that the folder can be written to and that the disk has room, then generate again.",
        cause);
  }
}
