package org.openqof.gate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openqof.answer.Answer;
import org.openqof.answer.Kind;
import org.openqof.answer.Part;
import org.openqof.answer.Rows;
import org.openqof.domain.FinancialYear;
import org.openqof.errors.PrintedCommand;
import org.openqof.gate.HeldReport.Cause;
import org.openqof.gate.HeldReport.Figure;
import org.openqof.gate.HeldReport.Influence;
import org.openqof.publish.chart.LimitsChart;
import org.openqof.store.Lake;

/** What the person on call is shown of a held year: what to do first, then why, then figures. */
final class HeldAnswer {
  private static final int LINES = 12;
  private static final int CAUSES = 5;
  private static final int DAYS = 30;

  private HeldAnswer() {}

  /**
   * The answer.
   *
   * @param headline what happened
   * @param accept the line that lets the figures through
   * @param report what is known; null where its files are gone
   */
  static Answer of(
      Lake lake,
      FinancialYear year,
      int version,
      String headline,
      String accept,
      @Nullable HeldReport report) {
    String page = HeldFolder.of(lake, year, version).page();
    String drop = dropping(lake.root(), year);
    Answer.Builder answer =
        Answer.of("gate_closed", headline)
            .programs("financial_year", year.toString())
            .programs("version", version)
            .programs("accept", accept)
            .programs("drop", drop)
            .programs("page", page);
    if (report == null) {
      return answer.line("  " + accept).answer();
    }
    return answer
        .programs("values", report.values())
        .programs("remedy", report.remedy())
        .line("what to do: " + report.remedy())
        .line("then run again; or, where the figures are right all the same:")
        .line("  " + accept)
        .line("or, where the files of the year were withdrawn: " + drop)
        .line("page: " + page)
        .rows(causes(report.causes()))
        .parts(chart(report))
        .rows(
            comparisons("figures", report.figures())
                .title("figures outside their tolerance")
                .most(LINES))
        .rows(influences(report.influences()))
        .rows(
            comparisons("others", report.others())
                .title("comparisons that hold nothing")
                .most(0)
                .column("verdict", "verdict", Kind.WORD, Figure::verdict))
        .answer();
  }

  /** The line that lets held values of a year through. */
  static String accepting(Lake lake, FinancialYear year, String values, LocalDate today) {
    return PrintedCommand.on(
        lake.root(),
        "gate accept --year %s --figure all --values %s --by %s --reason %s --until %s"
            .formatted(
                year, values, GateAcceptance.NAME, GateAcceptance.WHY, today.plusDays(DAYS)));
  }

  /** The line that drops a version whose files were withdrawn. */
  static String dropping(String lake, FinancialYear year) {
    return PrintedCommand.on(
        lake,
        "gate drop --year %s --by %s --reason %s"
            .formatted(year, GateAcceptance.NAME, GateAcceptance.WHY));
  }

  private static Rows.Of<Cause> causes(List<Cause> causes) {
    return Rows.of("causes", causes)
        .title("most probable causes")
        .most(CAUSES)
        .programs("cause", Cause::cause)
        .programs("kind", Cause::kind)
        .programs("name", Cause::name)
        .people("", Kind.TEXT, cause -> (causes.indexOf(cause) + 1) + ". " + cause.cause())
        .column("practices", "practices", Kind.COUNT, Cause::practices)
        .column("explained", null, Kind.SHARE, Cause::explained)
        .people("explains", Kind.MEASURE, cause -> GateWords.share(cause.explained()))
        .column("evidence", "evidence", Kind.LIST, Cause::evidence)
        .people("pounds", Kind.SENTENCE, HeldAnswer::pounds)
        .column("remedy", null, Kind.SENTENCE, Cause::remedy)
        .programs("found_gbp", cause -> of(cause, Stake::foundGbp))
        .programs("net_gbp", cause -> of(cause, Stake::netGbp))
        .programs("moved_gbp", cause -> of(cause, Stake::movedGbp))
        .programs("practices_moved", cause -> of(cause, Stake::practices))
        .programs("most_practice", cause -> of(cause, Stake::mostPractice))
        .programs("most_gbp", cause -> of(cause, Stake::mostGbp));
  }

  private static @Nullable String pounds(Cause cause) {
    return cause.stake() == null ? null : cause.stake().words();
  }

  private static <T> @Nullable T of(Cause cause, java.util.function.Function<Stake, T> value) {
    return cause.stake() == null ? null : value.apply(cause.stake());
  }

  private static Rows.Of<Figure> comparisons(String name, List<Figure> figures) {
    return Rows.of(name, figures)
        .column("name", "figure", Kind.TEXT, Figure::name)
        .programs("figure", Figure::figure)
        .programs("group_code", Figure::groupCode)
        .programs("comparison", Figure::comparison)
        .programs("subject", Figure::subject)
        .programs("exact_value", Figure::exactValue)
        .programs("figure_value", Figure::figureValue)
        .programs("compared_with", Figure::comparedWith)
        .programs("last_year", Figure::lastYear)
        .programs("published", Figure::published)
        .programs("last_run", Figure::lastRun)
        .programs("change", Figure::change)
        .programs("least_change", Figure::leastChange)
        .programs("greatest_change", Figure::greatestChange)
        .people("found", Kind.MEASURE, figure -> GateWords.value(figure, figure.figureValue()))
        .people("last year", Kind.MEASURE, figure -> GateWords.value(figure, figure.lastYear()))
        .people("published", Kind.MEASURE, figure -> GateWords.value(figure, figure.published()))
        .people("last run", Kind.MEASURE, figure -> GateWords.value(figure, figure.lastRun()))
        .people("change", Kind.MEASURE, figure -> GateWords.change(figure.change()))
        .people("limit", Kind.TEXT, GateWords::limit)
        .people("compared with", Kind.TEXT, GateWords::comparison);
  }

  /** The held figures against their limits, where they have any. */
  private static List<Part> chart(HeldReport report) {
    List<LimitsChart.Figure> figures = new ArrayList<>();
    for (Figure figure : report.byName().values()) {
      if (figure.change() != null
          && figure.leastChange() != null
          && figure.greatestChange() != null
          && figures.size() < LINES) {
        figures.add(
            new LimitsChart.Figure(
                figure.name(),
                figure.change().doubleValue(),
                figure.leastChange().doubleValue(),
                figure.greatestChange().doubleValue(),
                GateWords.change(figure.change())));
      }
    }
    if (figures.isEmpty()) {
      return List.of();
    }
    String words =
        figures.stream()
            .map(figure -> figure.label() + " " + figure.words())
            .collect(Collectors.joining("; "));
    String id = "limits-" + report.financialYear();
    return List.of(
        new Part.Chart(
            "limits", LimitsChart.svg(id, "Held figures against their limits", words, figures)));
  }

  private static Rows.Of<Influence> influences(List<Influence> influences) {
    return Rows.of("influences", influences)
        .title("what moves them most since last year")
        .most(0)
        .column("figure", "figure", Kind.TEXT, Influence::figure)
        .column("part", "part of the nation", Kind.TEXT, Influence::part)
        .column("practices", "practices", Kind.COUNT, Influence::practices)
        .programs("influence", Influence::influence)
        .people("influence", Kind.MEASURE, part -> GateWords.change(part.influence()));
  }
}
