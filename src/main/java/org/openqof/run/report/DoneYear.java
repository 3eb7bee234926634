package org.openqof.run.report;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openqof.answer.Answer;

/**
 * What a run did for one year: the version it made or found, and what that holds.
 *
 * @param year the financial year
 * @param version version made, or found unchanged
 * @param unchanged whether nothing had changed, so that nothing was done
 * @param counts practices and rows
 * @param figures national figures, name and value as text
 * @param money what it pays
 * @param outcome what to know of it, and where it is published
 * @param supplementary what it gave alongside its payments; null where it has none
 */
public record DoneYear(
    String year,
    int version,
    boolean unchanged,
    CountsReport counts,
    Map<String, String> figures,
    MoneyReport money,
    OutcomeReport outcome,
    @Nullable SupplementaryReport supplementary) {

  /** A version that is as it should be; the folder is null where it is not published. */
  public static DoneYear unchanged(String year, int version, @Nullable String published) {
    return withoutResults(year, version, true, published);
  }

  /** A version made earlier that was published and not read; null where the gate held it. */
  public static DoneYear publishedOnly(String year, int version, @Nullable String published) {
    return withoutResults(year, version, false, published);
  }

  private static DoneYear withoutResults(
      String year, int version, boolean unchanged, @Nullable String published) {
    return new DoneYear(
        year,
        version,
        unchanged,
        CountsReport.NONE,
        Map.of(),
        MoneyReport.NONE,
        OutcomeReport.in(published),
        null);
  }

  /** The first line for people. */
  String headline() {
    return unchanged
        ? "%s  version %d is up to date: nothing new in the extracts, rulebook or code"
            .formatted(year, version)
        : "%s  version %d%s".formatted(year, version, money.unsupported());
  }

  /** Adds what was read, judged and found for the nation. */
  void addCounted(Answer.Builder answer) {
    counts.addTo(answer);
    answer.group("figures", figures);
    figures.forEach(answer::people);
  }

  /** Adds what is paid and what was given alongside it. */
  void addPaid(Answer.Builder answer) {
    money.addTo(answer);
    if (supplementary != null) {
      supplementary.addTo(answer);
    }
  }
}
