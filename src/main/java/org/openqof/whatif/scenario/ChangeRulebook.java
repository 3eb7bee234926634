package org.openqof.whatif.scenario;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.PrevalenceMethod;
import org.openqof.rulebook.Cited;
import org.openqof.rulebook.FileWord;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.PaymentRules;
import org.openqof.rulebook.PaymentRules.NationalPrevalence;
import org.openqof.rulebook.PaymentRules.PayingAverage;
import org.openqof.rulebook.Protection;
import org.openqof.rulebook.Protection.Treatment;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.Status;
import org.openqof.rulebook.read.Cell;
import org.openqof.rulebook.read.CellReader;
import org.openqof.rulebook.read.NearestName;
import org.openqof.rulebook.read.Problems;
import org.openqof.rulebook.read.YamlFile.Entry;
import org.openqof.whatif.scenario.Scenario.Swept;

/**
 * Lays the changes of one scenario over a rulebook. What cannot be done becomes a problem, and the
 * rest is still looked at.
 *
 * <p>One file because each key of a rulebook that a scenario may change is read, checked and worded
 * alike.
 */
final class ChangeRulebook {
  /** Stands for a source where a scenario says so and nobody else. */
  static final String CITATION = "what-if";

  private static final String POINT_VALUE = "point_value_gbp";
  private static final String AVERAGE = "average_list_size";
  private static final String ADJUSTMENT = "prevalence_adjustment";
  private static final String METHOD = "prevalence_method";
  private static final String NATIONAL = "national_prevalence";
  private static final String FIGURES = "national_figures";
  private static final String BASE_YEAR = "protection_base_year";
  private static final String CENTILE_DECIMALS = "centile_decimals";
  private static final String INDICATORS = "indicators";
  private static final String PRACTICES = "practices";
  private static final List<String> KEYS =
      List.of(
          POINT_VALUE,
          AVERAGE,
          ADJUSTMENT,
          METHOD,
          NATIONAL,
          FIGURES,
          BASE_YEAR,
          CENTILE_DECIMALS,
          INDICATORS,
          PRACTICES);

  /** Where national figures come from. */
  private enum Figures {
    RECALCULATED,
    FROZEN
  }

  private final Rulebook base;
  private final Evidence evidence;
  private final Problems problems;
  private final CellReader cells;
  private final List<String> said = new ArrayList<>();
  private final Map<String, Indicator> indicators = new LinkedHashMap<>();
  private final TreeMap<String, Protection> protections = new TreeMap<>();
  private final Map<String, String> valuesOf = new TreeMap<>();
  private final Set<String> leftOut = new TreeSet<>();
  private PaymentRules payment;
  private boolean figuresFrozen;

  ChangeRulebook(Rulebook base, Evidence evidence, Problems problems, CellReader cells) {
    this.base = base;
    this.evidence = evidence;
    this.problems = problems;
    this.cells = cells;
    this.payment = base.payment();
    base.indicators().forEach(indicator -> indicators.put(indicator.code(), indicator));
    base.protections()
        .forEach(protection -> protections.put(protection.indicatorCode(), protection));
  }

  /** Applies what a file says below {@code changes}. */
  void apply(Map<String, Entry> changes) {
    refuseUnknown(changes, KEYS);
    changePayment(changes);
    switchPrevalence(changes.get(ADJUSTMENT));
    figures(changes.get(FIGURES));
    baseYear(changes.get(BASE_YEAR));
    int decimals = centileDecimals(changes.get(CENTILE_DECIMALS));
    Entry ofIndicators = changes.get(INDICATORS);
    if (ofIndicators != null) {
      new ChangeIndicators(this, decimals).apply(ofIndicators);
    }
    Entry practices = changes.get(PRACTICES);
    if (practices != null) {
      practices(practices);
    }
  }

  /** The scenario, once everything has been applied. */
  Scenario scenario(String name, String family, @Nullable Swept swept, String description) {
    return new Scenario(
        name,
        family,
        swept,
        description,
        said,
        new Rulebook(
            base.year(),
            base.complete(),
            payment,
            List.copyOf(indicators.values()),
            base.groups(),
            protections.values().stream()
                .filter(protection -> indicators.containsKey(protection.indicatorCode()))
                .sorted(Comparator.comparing(Protection::indicatorCode))
                .toList(),
            base.registers(),
            base.digest(),
            base.unconfirmedValues()),
        leftOut,
        figuresFrozen,
        valuesOf);
  }

  Rulebook base() {
    return base;
  }

  Evidence evidence() {
    return evidence;
  }

  Problems problems() {
    return problems;
  }

  CellReader cells() {
    return cells;
  }

  /** Indicators as changed so far, by code. */
  Map<String, Indicator> indicators() {
    return indicators;
  }

  /** For new indicators, whose counts they take. */
  Map<String, String> valuesOf() {
    return valuesOf;
  }

  /** Notes a change in words. */
  void say(String change) {
    said.add(change);
  }

  /** Names keys that are not known. */
  void refuseUnknown(Map<String, Entry> entries, List<String> known) {
    entries.forEach(
        (key, entry) -> {
          if (!known.contains(key)) {
            problems.add(
                entry.own(),
                "is unknown.",
                NearestName.advice(key, known, "Write one of " + String.join(", ", known) + "."));
          }
        });
  }

  private void changePayment(Map<String, Entry> changes) {
    PaymentRules rules = base.payment();
    Cited<BigDecimal> price = rules.pointValueGbp();
    Entry ofPrice = changes.get(POINT_VALUE);
    if (ofPrice != null) {
      BigDecimal value = cells.positive(ofPrice.own());
      price = value == null ? price : cited(value);
      saidOf("price of a point", rules.pointValueGbp().value(), value);
    }
    Cited<Integer> average = rules.averageListSize();
    PayingAverage paying = rules.payingAverage();
    Entry ofAverage = changes.get(AVERAGE);
    if (ofAverage != null && isWord(ofAverage.own())) {
      PayingAverage value =
          cells.constant(ofAverage.own(), PayingAverage.class, "average list size");
      paying = value == null ? paying : value;
      if (value == PayingAverage.COMPUTED && !evidence.hasComputedAverage()) {
        problems.add(
            ofAverage.own(),
            "%s has no list of %s, from which an average could be computed."
                .formatted(base.year(), rules.averageListDate()),
            "Write a number, or take in the lists of that date first.");
      }
      say("average list size: the " + FileWord.of(paying) + " one pays");
    } else if (ofAverage != null) {
      Integer value = cells.positiveWhole(ofAverage.own());
      average = value == null ? average : cited(value);
      paying = PayingAverage.PUBLISHED;
      saidOf("average list size", rules.averageListSize().value(), value);
    }
    PrevalenceMethod method = rules.prevalenceMethod();
    Entry ofMethod = changes.get(METHOD);
    if (ofMethod != null) {
      PrevalenceMethod value =
          cells.constant(ofMethod.own(), PrevalenceMethod.class, "method of prevalence");
      method = value == null ? method : value;
      say("prevalence by " + FileWord.of(method).replace('_', ' '));
    }
    NationalPrevalence form =
        method.rebasesAroundTheMean()
            ? NationalPrevalence.MEAN_OF_RATIOS
            : rules.nationalPrevalence();
    Entry ofNational = changes.get(NATIONAL);
    if (ofNational != null) {
      NationalPrevalence value =
          cells.constant(ofNational.own(), NationalPrevalence.class, "form of national prevalence");
      if (value == NationalPrevalence.RATIO_OF_SUMS && method.rebasesAroundTheMean()) {
        problems.add(
            ofNational.own(),
            "the method " + FileWord.of(method) + " rebases around the mean of practices.",
            "Write mean_of_ratios, or leave it out.");
      }
      form = value == null ? form : value;
      say("national prevalence: " + FileWord.of(form).replace('_', ' '));
    }
    payment =
        new PaymentRules(
            price,
            average,
            rules.averageListDate(),
            rules.crpDate(),
            rules.prevalenceDay(),
            method,
            form,
            paying,
            rules.totalPoints(),
            rules.aspirationRatePercent(),
            rules.pointsRounding(),
            rules.moneyRounding(),
            rules.statisticsListDate(),
            rules.targetPopulationFactor(),
            rules.upratingIndex(),
            rules.protectedPointsScaling(),
            rules.protectionNeedsPlan());
  }

  private static <T extends Serializable> Cited<T> cited(T value) {
    return new Cited<>(value, Status.UNCONFIRMED, CITATION);
  }

  private static boolean isWord(Cell cell) {
    return !cell.text().matches("[0-9].*");
  }

  private void saidOf(String what, Object before, @Nullable Object after) {
    if (after != null) {
      say(what + " " + before + " → " + after);
    }
  }

  private void switchPrevalence(@Nullable Entry entry) {
    if (entry == null) {
      return;
    }
    Boolean on = cells.onOff(entry.own());
    if (Boolean.TRUE.equals(on)) {
      problems.add(
          entry.own(),
          "which indicators are adjusted for prevalence is said one by one.",
          "Leave it out, or write prevalence_adjustment: on below an indicator.");
    } else if (on != null) {
      indicators.replaceAll((code, indicator) -> adjusted(indicator, false, null));
      say("no indicator is adjusted for prevalence");
    }
  }

  /** An indicator with or without the adjusted practice disease factor. */
  static Indicator adjusted(Indicator indicator, boolean on, @Nullable String group) {
    return new Indicator(
            indicator.code(),
            indicator.groupCode(),
            indicator.kind(),
            indicator.availablePoints(),
            indicator.thresholds(),
            indicator.thresholdStatus(),
            on,
            on ? group : null,
            indicator.additionalListType(),
            indicator.manual(),
            indicator.description(),
            indicator.citation())
        .with(indicator.improvement())
        .relievedBy(indicator.relief());
  }

  private void figures(@Nullable Entry entry) {
    if (entry != null) {
      Figures figures = cells.constant(entry.own(), Figures.class, "choice");
      figuresFrozen = figures == Figures.FROZEN;
      boolean formedOtherwise =
          payment.prevalenceMethod() != base.payment().prevalenceMethod()
              || payment.nationalPrevalence() != base.payment().nationalPrevalence();
      if (figuresFrozen && formedOtherwise) {
        problems.add(
            entry.own(),
            "another method of prevalence cannot be compared with the base year's figures.",
            "Remove it, or leave the method as it is.");
      } else if (figuresFrozen) {
        say("national figures stay those of the base year");
      }
    }
  }

  private int centileDecimals(@Nullable Entry entry) {
    BigDecimal decimals = entry == null ? BigDecimal.ZERO : cells.decimal(entry.own());
    if (decimals == null
        || decimals.stripTrailingZeros().scale() > 0
        || decimals.compareTo(BigDecimal.valueOf(2)) > 0) {
      if (decimals != null && entry != null) {
        problems.add(
            entry.own(), "'" + entry.own().text() + "' is not 0, 1 or 2.", "Write one of them.");
      }
      return 0;
    }
    return decimals.intValueExact();
  }

  private void baseYear(@Nullable Entry entry) {
    if (entry == null) {
      return;
    }
    if (protections.isEmpty()) {
      problems.add(
          entry.own(),
          base.year() + " protects no indicator.",
          "Write protected_from below each indicator that is to be protected.");
      return;
    }
    if (entry.own().text().equals("none")) {
      protections.clear();
      say("no income protection: all points of own performance");
      return;
    }
    FinancialYear year = earlierYear(entry.own());
    if (year != null) {
      protections.replaceAll(
          (code, protection) ->
              protection.treatment() == Treatment.PROTECTED ? on(code, year) : protection);
      say("protected points are those of " + year);
    }
  }

  private static Protection on(String code, FinancialYear year) {
    return new Protection(code, Treatment.PROTECTED, year, List.of(), Status.UNCONFIRMED, CITATION);
  }

  /** Protects one indicator with the points of another year, or no longer. */
  void protect(String code, Cell cell) {
    if (cell.text().equals("none")) {
      protections.remove(code);
      say(code + " is paid on own performance");
      return;
    }
    FinancialYear year = earlierYear(cell);
    if (year != null) {
      protections.put(code, on(code, year));
      say(code + " is paid the points of " + year);
    }
  }

  private @Nullable FinancialYear earlierYear(Cell cell) {
    FinancialYear year = heldYear(cell, cell.text());
    if (year != null && year.compareTo(base.year()) >= 0) {
      problems.add(
          cell,
          year + " is not before the base year " + base.year() + ".",
          "Write an earlier year, or none.");
      return null;
    }
    return year;
  }

  /** A year whose results are at hand. */
  @Nullable FinancialYear heldYear(Cell cell, String text) {
    FinancialYear year = cells.year(new Cell(cell.file(), cell.line(), cell.name(), text));
    if (year != null && !evidence.years().contains(year)) {
      problems.add(
          cell,
          "the lake holds no results of " + year + "; it holds " + evidence.years() + ".",
          "Name one of these, or run ./qof run over the extracts of " + year + " first.");
      return null;
    }
    return year;
  }

  private void practices(Entry entry) {
    refuseUnknown(entry.parts(), List.of("include", "exclude"));
    Set<String> paid = evidence.practices();
    Entry include = entry.parts().get("include");
    Entry exclude = entry.parts().get("exclude");
    if (include == null && exclude == null) {
      problems.add(
          entry.own(), "names no practice.", "Write include or exclude with a list of codes.");
      return;
    }
    if (include != null) {
      Set<String> kept = known(include, paid);
      paid.stream().filter(code -> !kept.contains(code)).forEach(leftOut::add);
    }
    if (exclude != null) {
      leftOut.addAll(known(exclude, paid));
    }
    if (leftOut.containsAll(paid)) {
      problems.add(entry.own(), "leaves no practice.", "Keep one at least.");
    }
    say("%,d of %,d practices take part".formatted(paid.size() - leftOut.size(), paid.size()));
  }

  private Set<String> known(Entry list, Set<String> paid) {
    Set<String> codes = new TreeSet<>();
    if (list.items().isEmpty()) {
      problems.add(
          list.own(), "is not a list of practices.", "Write codes in brackets: [A81001, A81002].");
    }
    for (Cell cell : list.items()) {
      if (paid.contains(cell.text())) {
        codes.add(cell.text());
      } else {
        problems.add(
            cell,
            "no practice '" + cell.text() + "' is paid in " + base.year() + ".",
            NearestName.advice(cell.text(), paid, "Remove it."));
      }
    }
    return codes;
  }
}
