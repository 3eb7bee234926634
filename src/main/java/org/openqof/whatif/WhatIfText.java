package org.openqof.whatif;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.openqof.answer.Answer;
import org.openqof.answer.Kind;
import org.openqof.answer.Rows;
import org.openqof.answer.Words;
import org.openqof.store.VersionState;
import org.openqof.whatif.scenario.GroupChange;
import org.openqof.whatif.scenario.IndicatorChange;
import org.openqof.whatif.scenario.Outcome;
import org.openqof.whatif.scenario.OutcomeRows;
import org.openqof.whatif.scenario.PracticeChange;
import org.openqof.whatif.scenario.PracticeGrouping;
import org.openqof.whatif.scenario.Unprotected;

/** What an answer of a what-if says to people. */
final class WhatIfText {
  private static final int TOLD_UNASKED = 3;
  private static final int CHANGES_SHOWN = 6;
  private static final int INDICATORS_SHOWN = 12;

  private final VersionState base;
  private final boolean sameRulebook;
  private final SortedMap<String, BigDecimal> baseTotals;
  private final List<Outcome> outcomes;
  private final List<PracticeGrouping> groupings;
  private final Map<String, String> names;

  WhatIfText(
      VersionState base,
      boolean sameRulebook,
      SortedMap<String, BigDecimal> baseTotals,
      List<Outcome> outcomes,
      List<PracticeGrouping> groupings,
      Map<String, String> names) {
    this.base = base;
    this.sameRulebook = sameRulebook;
    this.baseTotals = baseTotals;
    this.outcomes = outcomes;
    this.groupings = groupings;
    this.names = names;
  }

  /** Adds a line for each scenario, then in full those that are asked for. */
  void addTo(Answer.Builder answer, List<Outcome> asked) {
    answer
        .line("")
        .rows(
            Rows.of("", outcomes)
                .people("scenario", Kind.TEXT, outcome -> outcome.scenario().name())
                .people("change", Kind.CHANGE, outcome -> outcome.england().changeGbp())
                .people("%", Kind.TEXT, outcome -> percent(outcome.england()))
                .people("gain", Kind.COUNT, outcome -> outcome.england().winners())
                .people("lose", Kind.COUNT, outcome -> outcome.england().losers())
                .people("same", Kind.COUNT, outcome -> outcome.england().unchanged())
                .people("", Kind.TEXT, WhatIfText::aside));
    List<Outcome> told = asked.isEmpty() && outcomes.size() <= TOLD_UNASKED ? outcomes : asked;
    told.forEach(outcome -> tell(answer, outcome));
    if (told.isEmpty()) {
      answer
          .line("")
          .line("--details with the name of a scenario tells it in full; --out writes all of them");
    }
  }

  /** What the whole answer rests on. */
  String headline() {
    BigDecimal total =
        baseTotals.values().stream().reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
    return "%s version %d, %s paid: %s of total achievement, %s"
        .formatted(
            base.year(),
            base.version(),
            Words.practices(baseTotals.size()),
            Words.pounds(total),
            sameRulebook
                ? "each to the penny as the lake holds it"
                : "priced with another rulebook than that version's");
  }

  private static String aside(Outcome outcome) {
    GroupChange england = outcome.england();
    List<String> said = new ArrayList<>();
    if (england.leftOut() != 0) {
      said.add(Words.count(england.leftOut()) + " left out");
    }
    if (!outcome.unprotected().isEmpty()) {
      said.add("see its notice");
    }
    return String.join("  ", said);
  }

  private void tell(Answer.Builder answer, Outcome outcome) {
    GroupChange england = outcome.england();
    answer.line("").line(outcome.scenario().name());
    if (!outcome.scenario().description().isEmpty()) {
      answer.line("  " + outcome.scenario().description());
    }
    List<String> changes = outcome.scenario().changes();
    several(answer, "changes", changes.isEmpty() ? List.of("nothing") : changes, CHANGES_SHOWN);
    answer
        .people(
            "England",
            "%s to %s: %s (%s)"
                .formatted(
                    Words.pounds(england.baseGbp()),
                    Words.pounds(england.scenarioGbp()),
                    Words.change(england.changeGbp()),
                    percent(england)))
        .people(
            "practices",
            "%s gain %s, %s lose %s, %s as before%s"
                .formatted(
                    Words.count(england.winners()),
                    Words.change(england.gainedGbp()),
                    Words.count(england.losers()),
                    Words.change(england.lostGbp()),
                    Words.count(england.unchanged()),
                    england.leftOut() == 0
                        ? ""
                        : ", " + Words.count(england.leftOut()) + " left out"));
    List<BigDecimal> tenths = outcome.distribution().tenths();
    if (!tenths.isEmpty()) {
      answer.people(
          "deciles",
          tenths.stream()
              .map(Words::whole)
              .collect(Collectors.joining("  ", "£ ", "  (least to largest change)")));
    }
    for (Unprotected notice : outcome.unprotected()) {
      answer.people("notice", notice.words());
      several(answer, "", notice.each(), INDICATORS_SHOWN);
    }
    answer
        .line("")
        .rows(
            Rows.of("", outcome.indicators().stream().filter(IndicatorChange::isTouched).toList())
                .title("")
                .most(INDICATORS_SHOWN)
                .people("indicator", Kind.TEXT, IndicatorChange::code)
                .people("base", Kind.POUNDS, change -> change.baseLines().paymentGbp())
                .people("scenario", Kind.POUNDS, change -> change.scenarioLines().paymentGbp())
                .people(
                    "change",
                    Kind.CHANGE,
                    change ->
                        change
                            .scenarioLines()
                            .paymentGbp()
                            .subtract(change.baseLines().paymentGbp()))
                .people("paid in full", Kind.COUNT, change -> change.baseLines().inFull())
                .people("then", Kind.COUNT, change -> change.scenarioLines().inFull()));
    for (PracticeGrouping grouping : groupings) {
      answer
          .line("")
          .rows(
              Rows.of("", outcome.by(grouping))
                  .title("")
                  .people(grouping.dimension().replace('_', ' '), Kind.TEXT, GroupChange::groupCode)
                  .people("practices", Kind.COUNT, GroupChange::practices)
                  .people("gain", Kind.COUNT, GroupChange::winners)
                  .people("lose", Kind.COUNT, GroupChange::losers)
                  .people("same", Kind.COUNT, GroupChange::unchanged)
                  .people("change", Kind.CHANGE, GroupChange::changeGbp)
                  .people("%", Kind.TEXT, WhatIfText::percent)
                  .people("name", Kind.TEXT, GroupChange::groupName));
    }
    movers(answer, "Largest gains", outcome.largestGains(OutcomeRows.MOVERS));
    movers(answer, "Largest losses", outcome.largestLosses(OutcomeRows.MOVERS));
  }

  private static void several(
      Answer.Builder answer, String label, List<String> sentences, int most) {
    for (int i = 0; i < Math.min(most, sentences.size()); i++) {
      answer.people(i == 0 ? label : "", sentences.get(i));
    }
    if (sentences.size() > most) {
      answer.people("", "… %d more".formatted(sentences.size() - most));
    }
  }

  private void movers(Answer.Builder answer, String title, List<PracticeChange> practices) {
    answer
        .line("")
        .rows(
            Rows.of("", practices)
                .title(title + (practices.isEmpty() ? ": none" : ""))
                .people("practice", Kind.TEXT, PracticeChange::practiceCode)
                .people("patients", Kind.COUNT, PracticeChange::population)
                .people("change", Kind.CHANGE, PracticeChange::changeGbp)
                .people("base", Kind.POUNDS, PracticeChange::baseGbp)
                .people(
                    "name",
                    Kind.TEXT,
                    practice -> names.getOrDefault(practice.practiceCode(), "")));
  }

  private static String percent(GroupChange change) {
    return Words.growth(change.changeGbp(), change.baseGbp(), 2);
  }
}
