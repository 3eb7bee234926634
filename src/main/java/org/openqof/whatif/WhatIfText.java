package org.openqof.whatif;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.openqof.store.VersionState;
import org.openqof.whatif.scenario.GroupChange;
import org.openqof.whatif.scenario.IndicatorChange;
import org.openqof.whatif.scenario.Outcome;
import org.openqof.whatif.scenario.OutcomeRows;
import org.openqof.whatif.scenario.PracticeChange;
import org.openqof.whatif.scenario.PracticeGrouping;
import org.openqof.whatif.scenario.Unprotected;

/** An answer of a what-if in lines for people. */
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
  private final List<String> lines = new ArrayList<>();

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

  List<String> lines(List<Outcome> asked) {
    BigDecimal total =
        baseTotals.values().stream().reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
    lines.add(
        "%s version %d, %,d practices paid: £%,.2f of total achievement, %s"
            .formatted(
                base.year(),
                base.version(),
                baseTotals.size(),
                total,
                sameRulebook
                    ? "each to the penny as the lake holds it"
                    : "priced with another rulebook than that version's"));
    lines.add("");
    int width =
        Math.max(
            8, outcomes.stream().mapToInt(each -> each.scenario().name().length()).max().orElse(0));
    String form = "%-" + width + "s  %20s %8s %7s %7s %7s";
    lines.add(form.formatted("scenario", "change", "%", "gain", "lose", "same"));
    for (Outcome outcome : outcomes) {
      GroupChange england = outcome.england();
      lines.add(
          form.formatted(
                  outcome.scenario().name(),
                  pounds(england.changeGbp()),
                  percent(england),
                  "%,d".formatted(england.winners()),
                  "%,d".formatted(england.losers()),
                  "%,d".formatted(england.unchanged()))
              + (england.leftOut() == 0 ? "" : "  %,d left out".formatted(england.leftOut()))
              + (outcome.unprotected().isEmpty() ? "" : "  see its notice"));
    }
    List<Outcome> told = asked.isEmpty() && outcomes.size() <= TOLD_UNASKED ? outcomes : asked;
    told.forEach(this::tell);
    if (told.isEmpty()) {
      lines.add("");
      lines.add("--details with the name of a scenario tells it in full; --out writes all of them");
    }
    return lines;
  }

  private void tell(Outcome outcome) {
    GroupChange england = outcome.england();
    lines.add("");
    lines.add(outcome.scenario().name());
    if (!outcome.scenario().description().isEmpty()) {
      lines.add("  " + outcome.scenario().description());
    }
    List<String> changes = outcome.scenario().changes();
    if (changes.isEmpty()) {
      label("changes", "nothing");
    }
    for (int i = 0; i < Math.min(CHANGES_SHOWN, changes.size()); i++) {
      label(i == 0 ? "changes" : "", changes.get(i));
    }
    if (changes.size() > CHANGES_SHOWN) {
      label("", "… %d more".formatted(changes.size() - CHANGES_SHOWN));
    }
    label(
        "England",
        "£%,.2f to £%,.2f: %s (%s %%)"
            .formatted(
                england.baseGbp(),
                england.scenarioGbp(),
                pounds(england.changeGbp()),
                percent(england)));
    label(
        "practices",
        "%,d gain %s, %,d lose %s, %,d as before%s"
            .formatted(
                england.winners(),
                pounds(england.gainedGbp()),
                england.losers(),
                pounds(england.lostGbp()),
                england.unchanged(),
                england.leftOut() == 0 ? "" : ", %,d left out".formatted(england.leftOut())));
    List<BigDecimal> tenths = outcome.distribution().tenths();
    if (!tenths.isEmpty()) {
      label(
          "deciles",
          tenths.stream()
              .map(tenth -> String.format(Locale.ROOT, "%,.0f", tenth).replace('-', '−'))
              .collect(Collectors.joining("  ", "£ ", "  (least to largest change)")));
    }
    outcome.unprotected().forEach(this::notice);
    indicators(outcome);
    groupings.forEach(grouping -> groups(outcome, grouping));
    movers("Largest gains", outcome.largestGains(OutcomeRows.MOVERS));
    movers("Largest losses", outcome.largestLosses(OutcomeRows.MOVERS));
  }

  private void notice(Unprotected notice) {
    label("notice", notice.words());
    List<String> each = notice.each();
    each.stream().limit(INDICATORS_SHOWN).forEach(indicator -> label("", indicator));
    if (each.size() > INDICATORS_SHOWN) {
      label("", "… %d more".formatted(each.size() - INDICATORS_SHOWN));
    }
  }

  private void indicators(Outcome outcome) {
    List<IndicatorChange> touched =
        outcome.indicators().stream().filter(IndicatorChange::isTouched).toList();
    lines.add("");
    lines.add(
        "  %-10s%18s%18s%18s   %s"
            .formatted("indicator", "base £", "scenario £", "change", "paid in full"));
    for (IndicatorChange change : touched.subList(0, Math.min(INDICATORS_SHOWN, touched.size()))) {
      lines.add(
          "  %-10s%,18.2f%,18.2f%18s   %,d → %,d practices"
              .formatted(
                  change.code(),
                  change.baseLines().paymentGbp(),
                  change.scenarioLines().paymentGbp(),
                  pounds(
                      change
                          .scenarioLines()
                          .paymentGbp()
                          .subtract(change.baseLines().paymentGbp())),
                  change.baseLines().inFull(),
                  change.scenarioLines().inFull()));
    }
    if (touched.size() > INDICATORS_SHOWN) {
      lines.add("  … %d more indicators".formatted(touched.size() - INDICATORS_SHOWN));
    }
  }

  private void groups(Outcome outcome, PracticeGrouping grouping) {
    lines.add("");
    lines.add(
        "  %-12s%10s%8s%8s%8s%18s%8s"
            .formatted(
                grouping.dimension().replace('_', ' '),
                "practices",
                "gain",
                "lose",
                "same",
                "change",
                "%"));
    for (GroupChange group : outcome.by(grouping)) {
      lines.add(
          "  %-12s%,10d%,8d%,8d%,8d%18s%8s  %s"
              .formatted(
                  group.groupCode(),
                  group.practices(),
                  group.winners(),
                  group.losers(),
                  group.unchanged(),
                  pounds(group.changeGbp()),
                  percent(group),
                  group.groupName()));
    }
  }

  private void movers(String title, List<PracticeChange> practices) {
    lines.add("");
    lines.add("  " + title + (practices.isEmpty() ? ": none" : ""));
    for (PracticeChange practice : practices) {
      lines.add(
          "    %-8s%,8d patients%18s  of £%,.2f  %s"
              .formatted(
                  practice.practiceCode(),
                  practice.population(),
                  pounds(practice.changeGbp()),
                  practice.baseGbp(),
                  names.getOrDefault(practice.practiceCode(), "")));
    }
  }

  private void label(String label, String text) {
    lines.add("  %-10s %s".formatted(label, text));
  }

  private static String pounds(BigDecimal amount) {
    String sign = amount.signum() < 0 ? "−" : amount.signum() > 0 ? "+" : "";
    return sign + "£%,.2f".formatted(amount.abs());
  }

  private static String percent(GroupChange change) {
    return change.baseGbp().signum() == 0
        ? ""
        : change.changeGbp().signum() == 0
            ? "0.00"
            : String.format(
                    Locale.ROOT,
                    "%+.2f",
                    change
                        .changeGbp()
                        .multiply(BigDecimal.valueOf(100))
                        .divide(change.baseGbp(), 2, RoundingMode.HALF_UP))
                .replace('-', '−');
  }
}
