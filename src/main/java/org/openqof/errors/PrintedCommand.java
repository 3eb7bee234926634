package org.openqof.errors;

import java.util.regex.Pattern;

/** Commands of this program as messages print them: to be copied into a shell as they stand. */
public final class PrintedCommand {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+=,-]+");

  private PrintedCommand() {}

  /**
   * A command on a lake.
   *
   * @param command the command without the program, as {@code lake restore --year 2023-24}
   * @param lake where the lake is: always named, whatever the default is where the line is used
   */
  public static String on(String lake, String command) {
    return "./qof " + command + " --lake " + word(lake);
  }

  /** A place as one word of a command line: in quotation marks where a shell would part it. */
  public static String word(String place) {
    return PLAIN.matcher(place).matches() ? place : "'" + place.replace("'", "'\\''") + "'";
  }
}
