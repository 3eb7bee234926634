package org.openqof.run.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * As much of one year's report as a terminal has room for.
 *
 * @param lines the lines shown
 * @param left how many lines are left out
 */
record ShortYear(List<String> lines, int left) {
  /** What is shown of a year that went well: its lines end at the first detail. */
  private static final Pattern WANTED =
      Pattern.compile("  (practices|rows|gate|payments|achievement|let through|tables) .*");

  /** Shown whole, whatever its length. */
  private static final Pattern WRONG = Pattern.compile("  CHECK FAILED.*");

  private static final Pattern STOPPED = Pattern.compile("  GATE CLOSED.*");

  /** Where the particulars of a stopped year begin; they are on its page too. */
  private static final Pattern PARTICULARS = Pattern.compile("  figures? .*|  figures outside.*");

  private static final int CAUSES = 12;

  private static final Pattern DETAIL =
      Pattern.compile(
          " of national figures and of the year as a whole|; failed checks.*|(?<=refused); .*|(?<=noted): .*");

  ShortYear {
    lines = List.copyOf(lines);
  }

  /** What is shown of the lines of a year. */
  static ShortYear of(List<String> all) {
    List<String> shown = new ArrayList<>();
    int stopped = 0;
    for (String line : all) {
      boolean first = shown.isEmpty();
      if (STOPPED.matcher(line).matches()) {
        stopped = CAUSES;
      } else if (PARTICULARS.matcher(line).matches()) {
        stopped = 0;
      }
      if (first || stopped > 0 || WRONG.matcher(line).matches()) {
        shown.add(line);
        stopped--;
      } else if (WANTED.matcher(line).matches()) {
        shown.add(DETAIL.matcher(line).replaceAll(""));
      }
    }
    return new ShortYear(shown, all.size() - shown.size());
  }
}
