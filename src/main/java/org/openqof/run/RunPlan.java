package org.openqof.run;

import java.util.List;
import java.util.Locale;
import org.openqof.answer.Answer;
import org.openqof.answer.Kind;
import org.openqof.answer.Rows;
import org.openqof.answer.Words;
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

    private String words() {
      return isNothing()
          ? "nothing to do: version %d is up to date".formatted(versionNow)
          : "%s: version %d".formatted(action, versionThen);
    }

    private boolean isNothing() {
      return action.equals(YearDecision.Action.NOTHING.words());
    }
  }

  /** The plan. */
  public Answer answer() {
    long busy = years.stream().filter(year -> !year.isNothing()).count();
    return Answer.of(
            "plan",
            "plan: %d of %s to do; nothing was written"
                .formatted(busy, Words.of(years.size(), "year", "years")))
        .rows(
            Rows.of("years", years)
                .column("year", "", Kind.TEXT, YearPlan::year)
                .people("", Kind.TEXT, YearPlan::words)
                .programs("action", YearPlan::action)
                .programs("version_now", YearPlan::versionNow)
                .programs("version_then", YearPlan::versionThen)
                .column("reasons", "because", Kind.LIST, YearPlan::reasons))
        .rows(
            Rows.of("files", files)
                .programs("name", FileNews::name)
                .programs("news", file -> file.kind().name().toLowerCase(Locale.ROOT))
                .programs("role", FileNews::role)
                .programs("year", FileNews::year)
                .programs("digest_before", FileNews::digestBefore)
                .programs("digest_now", FileNews::digestNow)
                .people("file", Kind.SENTENCE, FileNews::words))
        .notices("notices", "note", notices)
        .answer();
  }
}
