package org.openqof.synthetic;

import java.io.Closeable;
import java.io.IOException;

/**
 * One year's truth: {@code truth_practices_YYYY.csv}, a line a practice, and {@code
 * truth_counts_YYYY.csv}, a line a practice and indicator. A blank is a number that does not exist.
 */
final class TruthFiles implements Closeable {
  private final YearPlan plan;
  private final Lines practices;
  private final Lines counts;

  TruthFiles(ExtractFolder folder, YearPlan plan) throws IOException {
    this.plan = plan;
    String suffix = "_" + plan.year().shortForm() + ".csv";
    practices = folder.open("truth/truth_practices" + suffix);
    practices.row(
        "practice_code",
        "outcome",
        "fault",
        "crp",
        "crp_year_before",
        "list_size",
        "pcn_code",
        "sub_icb_code",
        "icb_code",
        "region_code",
        "earned_points");
    counts = folder.openBig("truth/truth_counts" + suffix);
    counts.row(
        "practice_code",
        "indicator_code",
        "crp",
        "register_size",
        "numerator",
        "denominator",
        "pca_count",
        "answer",
        "earned_points");
  }

  /** A practice's lines. */
  void write(PracticeTruth truth, PracticeFault fault, Outcome outcome) throws IOException {
    boolean noList = fault == PracticeFault.NO_LIST_SIZE;
    boolean unmapped = fault == PracticeFault.UNMAPPED;
    long sum = 0;
    for (int i = 0; i < plan.indicators().size(); i++) {
      PlannedIndicator planned = plan.indicators().get(i);
      if (planned.managementInformation()) {
        continue;
      }
      int register =
          planned.register() < 0 ? PracticeTruth.NONE : truth.register(planned.register());
      counts.field(truth.code()).field(planned.code());
      counts.optional(noList ? PracticeTruth.NONE : truth.crp()).optional(register);
      counts.optional(truth.numerator(i)).optional(truth.denominator(i));
      counts.optional(truth.adjusted(i)).optional(truth.answer(i));
      int points = truth.points(i);
      counts.hundredths(points).end();
      sum += Math.max(0, points);
    }
    practices.field(truth.code()).field(outcome.name());
    practices.field(fault == PracticeFault.NONE ? "" : fault.name());
    practices.optional(noList ? PracticeTruth.NONE : truth.crp());
    practices.optional(noList ? PracticeTruth.NONE : truth.crpYearBefore());
    practices.optional(noList ? PracticeTruth.NONE : truth.listSize());
    practices.field(unmapped ? "" : truth.place().pcnCode());
    practices.field(unmapped ? "" : truth.place().subIcbCode());
    practices.field(unmapped ? "" : truth.place().icbCode());
    practices.field(unmapped ? "" : truth.place().regionCode());
    practices.hundredths(sum).end();
  }

  @Override
  public void close() throws IOException {
    try (practices;
        counts) {
      // Both are closed, the second even when the first fails.
    }
  }
}
