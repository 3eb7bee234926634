package org.openqof.gate;

import java.util.Collection;
import org.openqof.errors.PrintedCommand;
import org.openqof.errors.QofException;
import org.openqof.errors.QofException.Kind;

/** Messages about the national gate: what cannot be accepted, and why. */
public final class GateErrors {
  private GateErrors() {}

  /** A year of which the gate holds nothing. */
  public static QofException nothingHeld(String year, String lake, Collection<String> held) {
    return QofException.of(
        Kind.ARGUMENTS,
        "The national gate holds nothing of " + year + " in the lake " + lake + ".",
        held.isEmpty() ? "It holds no year." : "Held: " + String.join(", ", held) + ".",
        "Look with " + PrintedCommand.on(lake, "gate show") + ", or name another lake.");
  }

  /** A year that is stopped by something that cannot be accepted for it. */
  public static QofException waits(String year, String why, Collection<String> remedies) {
    return QofException.of(
        Kind.ARGUMENTS,
        "Nothing of " + year + " can be accepted: it is stopped, and not by its own figures.",
        year + " " + why + ".",
        "To go on: " + String.join("; ", remedies) + ".");
  }

  /** An acceptance of values that are not those held. */
  public static QofException otherValues(String lake, String year, String given, String held) {
    return QofException.of(
        Kind.ARGUMENTS,
        "The values to be accepted are not those that are held of " + year + ".",
        "Given --values " + given + "; held " + held + ".",
        "The figures have changed since that line was printed: look with "
            + PrintedCommand.on(lake, "gate show --year " + year)
            + " and decide again.");
  }

  /** A figure that is not held. */
  public static QofException figureNotHeld(String figure, String year, Collection<String> held) {
    return QofException.of(
        Kind.ARGUMENTS,
        "'" + figure + "' is not a figure that is held in " + year + ".",
        "Held: " + String.join(", ", held) + ".",
        "Name some of these with --figure, separated by commas, or write --figure all.");
  }

  /** An acceptance without a name, a reason or a day in the future behind it. */
  public static QofException incompleteAcceptance(String option, String found, String expected) {
    return QofException.of(
        Kind.ARGUMENTS,
        "The acceptance is not complete: " + option + " is '" + shortened(found) + "'.",
        "Expected " + expected + ".",
        "Give it with " + option + "; an acceptance says who, why and until when.");
  }

  private static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }

  /** What was written about a held year and can no longer be read. */
  public static QofException unreadableHeld(String file, Throwable cause) {
    return QofException.of(
        Kind.FAILED,
        "The report of a held year cannot be read: " + file + ".",
        String.valueOf(cause.getMessage()),
        "Run ./qof run again: it writes the report again.",
        cause);
  }
}
