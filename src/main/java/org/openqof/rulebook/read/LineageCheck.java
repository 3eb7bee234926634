package org.openqof.rulebook.read;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.IndicatorKind;
import org.openqof.domain.Thresholds;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.LineageLink;
import org.openqof.rulebook.Protection;
import org.openqof.rulebook.Rulebook;

/**
 * Lays the lineage alongside the rulebooks: every code exists in its year, every indicator is
 * continued, retired or new, and what is called a change of points or thresholds is one.
 */
final class LineageCheck {
  private final Problems problems;
  private final NavigableMap<FinancialYear, Rulebook> whole = new TreeMap<>();
  private final NavigableMap<FinancialYear, NavigableSet<String>> codes = new TreeMap<>();
  private final List<Rulebook> rulebooks;

  /**
   * A check against some rulebooks; only those whose indicators add up to the framework's points
   * can say that a code is missing.
   */
  LineageCheck(List<Rulebook> rulebooks, Problems problems) {
    this.problems = problems;
    this.rulebooks = List.copyOf(rulebooks);
    for (Rulebook rulebook : rulebooks) {
      if (isWhole(rulebook)) {
        whole.put(rulebook.year(), rulebook);
        NavigableSet<String> held = new TreeSet<>(rulebook.indicatorsByCode().keySet());
        rulebook.groups().stream()
            .map(Group::registerIndicator)
            .filter(code -> code != null)
            .forEach(held::add);
        codes.put(rulebook.year(), held);
      }
    }
  }

  /** Whether the indicators add up to the points of the framework. */
  static boolean isWhole(Rulebook rulebook) {
    BigDecimal held =
        rulebook.indicators().stream()
            .map(Indicator::availablePoints)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return held.compareTo(rulebook.payment().totalPoints()) == 0;
  }

  /** Codes by year, of the years that are held whole. */
  NavigableMap<FinancialYear, NavigableSet<String>> codes() {
    return codes;
  }

  /** Adds a problem for everything that does not fit. */
  void check(List<LineageReader.Placed> links) {
    Map<FinancialYear, Set<String>> from = new TreeMap<>();
    Map<FinancialYear, Set<String>> to = new TreeMap<>();
    for (LineageReader.Placed placed : links) {
      LineageLink link = placed.link();
      if (exists(placed, link.fromYear(), link.fromCode())
          && exists(placed, link.toYear(), link.toCode())) {
        compareValues(placed);
      }
      if (link.fromCode() != null) {
        from.computeIfAbsent(link.fromYear(), year -> new HashSet<>()).add(link.fromCode());
      }
      if (link.toCode() != null) {
        to.computeIfAbsent(link.toYear(), year -> new HashSet<>()).add(link.toCode());
      }
    }
    for (FinancialYear year : whole.keySet()) {
      if (whole.containsKey(year.next())) {
        findGaps(year, from.getOrDefault(year, Set.of()), to.getOrDefault(year.next(), Set.of()));
      }
    }
  }

  /** Adds a problem for every base indicator of a protection that its base year does not know. */
  void checkBaseIndicators() {
    for (Rulebook rulebook : rulebooks) {
      for (Protection protection : rulebook.protections()) {
        FinancialYear base = protection.baseYear();
        NavigableSet<String> known = base == null ? null : codes.get(base);
        for (String code : protection.baseIndicators()) {
          if (known != null && !known.contains(code)) {
            problems.add(
                rulebook.year() + "/" + ProtectionReader.FILE,
                protection.indicatorCode()
                    + " rests on '"
                    + code
                    + "', which is not in the rulebook of "
                    + base
                    + ".",
                NearestName.advice(code, known, "Remove it from the base indicators."));
          }
        }
      }
    }
  }

  private boolean exists(LineageReader.Placed placed, FinancialYear year, @Nullable String code) {
    NavigableSet<String> held = codes.get(year);
    if (code == null || held == null || held.contains(code)) {
      return true;
    }
    problems.add(
        placed.place(),
        "the indicator '" + code + "' is not in the rulebook of " + year + ".",
        NearestName.advice(code, held, "Remove the row."));
    return false;
  }

  private void findGaps(FinancialYear year, Set<String> linkedFrom, Set<String> linkedTo) {
    NavigableSet<String> before = held(year);
    NavigableSet<String> after = held(year.next());
    for (String code : before) {
      if (!linkedFrom.contains(code) && !after.contains(code)) {
        gap(year, code + " of " + year + " is neither continued nor retired in " + year.next());
      }
    }
    for (String code : after) {
      if (!linkedTo.contains(code) && !before.contains(code)) {
        gap(year, code + " of " + year.next() + " follows nothing in " + year + " and is not new");
      }
      if (!linkedTo.contains(code) && before.contains(code)) {
        String change = change(indicator(year, code), indicator(year.next(), code));
        if (change != null) {
          gap(year, code + " changed its " + change + " from " + year + " to " + year.next());
        }
      }
    }
  }

  private void gap(FinancialYear year, String wrong) {
    problems.add(
        LineageReader.FILE, wrong + ".", "Add a row from " + year + " to " + year.next() + ".");
  }

  private NavigableSet<String> held(FinancialYear year) {
    return codes.getOrDefault(year, new TreeSet<>());
  }

  private @Nullable Indicator indicator(FinancialYear year, @Nullable String code) {
    Rulebook rulebook = whole.get(year);
    return rulebook == null || code == null ? null : rulebook.indicatorsByCode().get(code);
  }

  /** What differs and can be told, in a word; null when nothing does. */
  private static @Nullable String change(@Nullable Indicator before, @Nullable Indicator after) {
    if (before == null && after == null) {
      return null;
    }
    if (before == null || after == null) {
      return "place among the scored indicators";
    }
    if (thresholdsDiffer(before, after)) {
      return "thresholds";
    }
    return pointsDiffer(before, after) ? "points" : null;
  }

  private static boolean pointsDiffer(Indicator before, Indicator after) {
    return before.availablePoints().compareTo(after.availablePoints()) != 0;
  }

  private static boolean thresholdsDiffer(Indicator before, Indicator after) {
    return before.kind() != after.kind()
        || (before.kind() != IndicatorKind.REGISTER
            && before.thresholds() != null
            && after.thresholds() != null
            && differ(before.thresholds(), after.thresholds()));
  }

  private static boolean differ(Thresholds before, Thresholds after) {
    return before.lowerPercent().compareTo(after.lowerPercent()) != 0
        || before.upperPercent().compareTo(after.upperPercent()) != 0
        || before.pointsAtLower().compareTo(after.pointsAtLower()) != 0;
  }

  /** A row that says what changed must be borne out by the two rulebooks. */
  private void compareValues(LineageReader.Placed placed) {
    LineageLink link = placed.link();
    Indicator before = indicator(link.fromYear(), link.fromCode());
    Indicator after = indicator(link.toYear(), link.toCode());
    if (!whole.containsKey(link.fromYear()) || !whole.containsKey(link.toYear())) {
      return;
    }
    String change = change(before, after);
    String wrong =
        switch (link.kind()) {
          case RENAMED -> change == null ? null : "its " + change + " changed as well";
          case POINTS_ONLY ->
              "points".equals(change) ? null : "the rulebooks do not say that only points changed";
          case THRESHOLD_ONLY ->
              "thresholds".equals(change) ? null : "the rulebooks say the same thresholds";
          case MANAGEMENT_INFORMATION ->
              before == null || after == null ? null : "it scores points in both years";
          default -> null;
        };
    if (wrong != null) {
      problems.add(placed.place(), wrong + ".", "Name the kind of change that happened.");
    }
  }
}
