package org.openqof.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a report of a stopped year says must be one story: table, causes and advice. */
final class OneStory {
  private static final Pattern ROW =
      Pattern.compile("(?m)^ +(\\w+) .* ([+−])[\\d.]+ % +[+−].* one (supplier|practice): (\\w+)$");
  private static final Pattern CAUSE =
      Pattern.compile("(?m)^ +\\d+\\. (supplier|practice) (\\w+) ");

  private OneStory() {}

  /**
   * What to do comes first and is about the first cause; a supplier or practice is a cause only
   * where the table has it, and moves a figure the way that the table says.
   *
   * @param report the block of one year
   */
  static void in(String report) {
    int causes = report.indexOf("most probable causes");
    assertThat(report.indexOf("what to do: ")).isPositive().isLessThan(causes);
    Matcher first = Pattern.compile("(?m)^ +1\\. (.*?) {2,}\\d").matcher(report);
    assertThat(first.find()).as(report).isTrue();
    if (first.group(1).matches("(supplier|practice) \\w+|missing practices")) {
      assertThat(report).containsPattern("what to do: .*" + first.group(1));
    }
    Set<String> inTheTable = new TreeSet<>();
    Matcher row = ROW.matcher(report);
    while (row.find()) {
      String part = row.group(3) + " " + row.group(4);
      inTheTable.add(part);
      int cause = report.indexOf(". " + part + " ");
      if (cause < 0) {
        continue;
      }
      Matcher moved =
          Pattern.compile("moves " + row.group(1) + " by ([+−])").matcher(report.substring(cause));
      if (moved.find()) {
        assertThat(moved.group(1)).as(row.group()).isEqualTo(row.group(2));
      }
    }
    boolean ofParts = !inTheTable.isEmpty() || report.contains("  missing practices");
    boolean ofTheWhole =
        report.matches("(?s).* (last year|last run: \\S+ \\d+|practices without it.*)\n.*");
    Matcher cause = CAUSE.matcher(report);
    while (ofParts && !ofTheWhole && cause.find()) {
      assertThat(inTheTable).as(report).contains(cause.group(1) + " " + cause.group(2));
    }
  }
}
