package org.openqof.restatement;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openqof.answer.Answer;
import org.openqof.answer.Kind;
import org.openqof.answer.Part.Fact;
import org.openqof.answer.Rows;
import org.openqof.answer.Words;
import org.openqof.comparison.change.Cause;
import org.openqof.comparison.change.Restated;
import org.openqof.publish.chart.WaterfallChart;
import org.openqof.restatement.Restatement.PracticeChange;
import org.openqof.restatement.Restatement.Side;
import org.openqof.store.VersionState;
import org.openqof.tables.Block;
import org.openqof.tables.BlockRows;
import org.openqof.tables.RestatementFiles;

/** What a restatement answers. */
final class RestatementAnswer {
  private static final int FIGURES_SHOWN = 12;

  private final Restatement restatement;
  private final Side before;
  private final Side after;
  private final Restated england;

  RestatementAnswer(Restatement restatement) {
    this.restatement = restatement;
    this.before = restatement.before();
    this.after = restatement.after();
    this.england = restatement.england();
  }

  Answer answer() {
    List<PracticeChange> movers = restatement.movers();
    Map<String, String> names = restatement.names();
    Block figures = RestatementRows.figures(restatement);
    List<Integer> moved = new ArrayList<>();
    for (int row = 0; row < figures.rows(); row++) {
      if (!Objects.equals(
          figures.canonicalAt(RestatementFiles.VALUE_BEFORE, row),
          figures.canonicalAt(RestatementFiles.VALUE_AFTER, row))) {
        moved.add(row);
      }
    }
    Rows.Of<PracticeChange> biggest =
        Rows.of("biggest_movers", restatement.biggestMovers())
            .title("")
            .column("practice_code", "", Kind.TEXT, PracticeChange::code)
            .people("", Kind.CHANGE, practice -> practice.whole().changeGbp())
            .people("", Kind.TEXT, RestatementAnswer::how)
            .column(
                "practice_name",
                "",
                Kind.TEXT,
                practice -> names.getOrDefault(practice.code(), ""));
    List<Fact> ofEngland = amounts(england);
    for (int i = 0; i < ofEngland.size(); i++) {
      int at = i;
      biggest.programs(
          String.valueOf(ofEngland.get(i).name()),
          practice -> amounts(practice.whole()).get(at).value());
    }
    Answer.Builder answer =
        Answer.of(
                "restatement",
                "%s version %d to version %d"
                    .formatted(
                        restatement.year(), before.state().version(), after.state().version()))
            .programs("financial_year", restatement.year())
            .group("before", facts(before.state()))
            .group("after", facts(after.state()))
            .programs("causes", restatement.causes().stream().map(Cause::word).toList())
            .line(sentence(before.state()))
            .line(sentence(after.state()))
            .line("")
            .line(
                "England  %s to %s: %s%s; %s paid before, %s after"
                    .formatted(
                        Words.pounds(england.beforeGbp()),
                        Words.pounds(england.afterGbp()),
                        Words.change(england.changeGbp()),
                        growth(),
                        Words.practices(before.payments().rows()),
                        Words.count(after.payments().rows())))
            .group("england", ofEngland)
            .rows(causes())
            .chart("waterfall", waterfall())
            .line("")
            .rows(
                Rows.of("", moved)
                    .title(
                        "National figures  %d of %d moved".formatted(moved.size(), figures.rows()))
                    .most(FIGURES_SHOWN)
                    .people("", Kind.TEXT, row -> figure(figures, row))
                    .people(
                        "before",
                        Kind.NUMBER,
                        row -> figures.decimalOrNull(RestatementFiles.VALUE_BEFORE, row))
                    .people(
                        "after",
                        Kind.NUMBER,
                        row -> figures.decimalOrNull(RestatementFiles.VALUE_AFTER, row)))
            .rows(BlockRows.of("national_figures", figures))
            .programs("practices_moved", movers.size())
            .programs(
                "practices_moved_by_own_data",
                movers.stream().filter(PracticeChange::movedItself).count())
            .line(moved(movers))
            .rows(biggest)
            .programs("exit_code", restatement.exitCode());
    if (restatement.exitCode() != 0) {
      answer
          .line("")
          .line(
              "UNEXPLAINED  the code that made a version does not give it again: do not rely on it,"
                  + " and report this");
    }
    return answer.answer();
  }

  private String growth() {
    String growth = Words.growth(england.changeGbp(), england.beforeGbp(), 3);
    return growth.isEmpty() ? "" : " (" + growth + ")";
  }

  private static List<Fact> facts(VersionState state) {
    return List.of(
        fact("version", state.version()),
        fact("state", state.state().name().toLowerCase(Locale.ROOT)),
        fact("at", state.happenedAt()),
        fact("run_id", state.runId()),
        fact("engine", state.engine()),
        fact("code_version", state.codeVersion()),
        fact("rulebook_digest", state.rulebookDigest()),
        fact("identity", state.identity()),
        fact("silver_version", state.silverVersion()));
  }

  private static Fact fact(String name, Object value) {
    return new Fact(name, null, Kind.TEXT, value);
  }

  private static String sentence(VersionState state) {
    return "  version %-4d %s, engine %s, OpenQOF %s, rulebook %s, inputs of version %d"
        .formatted(
            state.version(),
            state.happenedAt(),
            state.engine(),
            state.codeVersion(),
            Words.digest(state.rulebookDigest()),
            state.silverVersion());
  }

  private static List<Fact> amounts(Restated change) {
    List<Fact> amounts = new ArrayList<>();
    amounts.add(fact("before_gbp", change.beforeGbp()));
    amounts.add(fact("after_gbp", change.afterGbp()));
    amounts.add(fact("change_gbp", change.changeGbp()));
    RestatementFiles.CAUSES.forEach(
        cause -> amounts.add(fact(cause + "_gbp", RestatementRows.amount(change, cause))));
    return amounts;
  }

  private String waterfall() {
    return WaterfallChart.svg(
        "waterfall",
        "England from version %d to version %d, by cause"
            .formatted(before.state().version(), after.state().version()),
        shown().stream()
            .map(cause -> cause.words() + " " + Words.change(england.gbp(cause)))
            .collect(Collectors.joining("; ")),
        "version " + before.state().version(),
        england.beforeGbp().doubleValue(),
        shown().stream()
            .map(cause -> new WaterfallChart.Step(cause.words(), england.gbp(cause).doubleValue()))
            .toList(),
        "version " + after.state().version());
  }

  private Rows.Of<@Nullable Cause> causes() {
    List<@Nullable Cause> lines = new ArrayList<>(shown());
    lines.add(null);
    return Rows.of("", lines)
        .title("")
        .people("", Kind.TEXT, cause -> cause == null ? "together" : cause.words())
        .people(
            "own data", Kind.CHANGE, cause -> cause == null ? own(england) : england.ownGbp(cause))
        .people(
            "national figures",
            Kind.CHANGE,
            cause ->
                cause == null
                    ? national(england)
                    : cause.movesFigures() ? england.nationalGbp(cause) : null)
        .people(
            "together",
            Kind.CHANGE,
            cause -> cause == null ? england.changeGbp() : england.gbp(cause));
  }

  private static BigDecimal own(Restated restated) {
    return Arrays.stream(Cause.values())
        .map(restated::ownGbp)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal national(Restated restated) {
    return Arrays.stream(Cause.values())
        .map(restated::nationalGbp)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private List<Cause> shown() {
    return Arrays.stream(Cause.values())
        .filter(
            cause ->
                restatement.causes().contains(cause)
                    || restatement.practices().stream()
                        .anyMatch(
                            practice ->
                                practice.whole().gbp(cause).signum() != 0
                                    || england.gbp(cause).signum() != 0)
                    || (cause == Cause.UNEXPLAINED && england.isUnexplained())
                    || (cause == Cause.CODE
                        && !before.state().codeVersion().equals(after.state().codeVersion())))
        .toList();
  }

  private static String figure(Block figures, int row) {
    String group = figures.textAt(RestatementFiles.GROUP_CODE, row);
    return (figures.textAt(RestatementFiles.FIGURE, row).replace('_', ' ') + " " + group).strip();
  }

  private String moved(List<PracticeChange> movers) {
    Restated themselves = new Restated();
    Restated others = new Restated();
    int own = 0;
    for (PracticeChange practice : movers) {
      boolean itself = practice.movedItself();
      own += itself ? 1 : 0;
      (itself ? themselves : others).add(practice.whole());
    }
    return "Practices  %s of %s moved: %s with data or rules of their own, %s; %s by national figures alone, %s"
        .formatted(
            Words.count(movers.size()),
            Words.count(restatement.practices().size()),
            Words.count(own),
            Words.change(themselves.changeGbp()),
            Words.count(movers.size() - own),
            Words.change(others.changeGbp()));
  }

  private static String how(PracticeChange practice) {
    if (practice.paidBefore() != practice.paidAfter()) {
      return practice.paidAfter() ? "paid now, not before" : "not paid any more";
    }
    return !practice.movedItself()
        ? "national figures"
        : practice.movedByFigures() ? "own data, national figures" : "own data or rules";
  }
}
