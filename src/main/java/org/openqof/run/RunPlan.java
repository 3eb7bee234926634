package org.openqof.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openqof.intake.FileNews;

/**
 * What a run would do, for people and for programs.
 *
 * @param years what it would do with each year, in order
 * @param files files that are not as they were when these extracts were last read
 * @param notices what else a person should know
 */
public record RunPlan(List<YearPlan> years, List<FileNews> files, List<String> notices) {
  public RunPlan {
    years = List.copyOf(years);
    files = List.copyOf(files);
    notices = List.copyOf(notices);
  }

  /**
   * What would be done with one year.
   *
   * @param year the financial year
   * @param action {@code nothing}, {@code publish}, {@code recalculate} or {@code read and
   *     recalculate}
   * @param versionNow its latest version in the lake; 0 when there is none
   * @param versionThen its latest version after the run
   * @param reasons why, in words; none when nothing is to be done
   */
  public record YearPlan(
      String year, String action, int versionNow, int versionThen, List<String> reasons) {
    public YearPlan {
      reasons = List.copyOf(reasons);
    }

    private boolean isNothing() {
      return action.equals(YearDecision.Action.NOTHING.words());
    }
  }

  /** The plan for people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (YearPlan year : years) {
      lines.add(
          year.isNothing()
              ? "%s  nothing to do: version %d is up to date"
                  .formatted(year.year(), year.versionNow())
              : "%s  %s: version %d".formatted(year.year(), year.action(), year.versionThen()));
      year.reasons().forEach(reason -> lines.add("  because        " + reason));
    }
    files.forEach(file -> lines.add("file      " + file.words()));
    notices.forEach(notice -> lines.add("note      " + notice));
    long busy = years.stream().filter(year -> !year.isNothing()).count();
    lines.add("");
    lines.add("plan: %d of %d year(s) to do; nothing was written".formatted(busy, years.size()));
    return lines;
  }

  /** The plan for programs: one JSON object. */
  public String json() {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("event", "plan");
    ArrayNode planned = root.putArray("years");
    for (YearPlan year : years) {
      ObjectNode one = planned.addObject();
      one.put("year", year.year());
      one.put("action", year.action());
      one.put("version_now", year.versionNow());
      one.put("version_then", year.versionThen());
      ArrayNode reasons = one.putArray("reasons");
      year.reasons().forEach(reasons::add);
    }
    ArrayNode changed = root.putArray("files");
    for (FileNews file : files) {
      ObjectNode one = changed.addObject();
      one.put("name", file.name());
      one.put("news", file.kind().name().toLowerCase(Locale.ROOT));
      one.put("role", file.role());
      one.put("year", file.year() == null ? null : file.year().toString());
      one.put("digest_before", file.digestBefore());
      one.put("digest_now", file.digestNow());
    }
    ArrayNode noted = root.putArray("notices");
    notices.forEach(noted::add);
    return root.toString();
  }
}
