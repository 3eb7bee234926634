package org.openqof.whatif.scenario;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.openqof.domain.FinancialYear;
import org.openqof.practice.BaseYearPoints;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Protection;
import org.openqof.rulebook.Rulebook;

/** What one scenario does. All amounts are total achievement, pounds to the penny. */
public final class Outcome {
  private static final Comparator<PracticeChange> BY_CHANGE =
      Comparator.comparing(PracticeChange::changeGbp).thenComparing(PracticeChange::practiceCode);

  private final Scenario scenario;
  private final Rulebook base;
  private final List<PracticeChange> practices;
  private final GroupChange england;
  private final Map<String, LineSums> baseLines;
  private final Map<String, LineSums> differences;
  private final int pricedAnew;
  private final BaseYearPoints bases;

  Outcome(
      Scenario scenario,
      Rulebook base,
      BaseYearPoints bases,
      List<PracticeChange> practices,
      Map<String, LineSums> baseLines,
      Map<String, LineSums> differences,
      int pricedAnew) {
    this.scenario = scenario;
    this.base = base;
    this.bases = bases;
    this.practices = List.copyOf(practices);
    this.england = GroupChange.of("england", "ENG", "England", this.practices);
    this.baseLines = baseLines;
    this.differences = differences;
    this.pricedAnew = pricedAnew;
  }

  /** The outcomes of all scenarios, in their order, from the blocks in theirs. */
  public static List<Outcome> of(PriceScenarios pricing, List<BlockPounds> blocks) {
    List<Scenario> scenarios = pricing.scenarios();
    BlockPounds all = new BlockPounds(scenarios.size());
    blocks.forEach(all::add);
    List<Outcome> outcomes = new ArrayList<>(scenarios.size());
    for (int i = 0; i < scenarios.size(); i++) {
      List<PracticeChange> practices = new ArrayList<>(all.practices.size());
      for (int k = 0; k < all.practices.size(); k++) {
        long due = all.scenarios.get(i).get(k);
        practices.add(
            new PracticeChange(
                all.practices.get(k),
                all.populations.get(k),
                BigDecimal.valueOf(all.base.get(k), 2),
                due == BlockPounds.LEFT_OUT ? null : BigDecimal.valueOf(due, 2)));
      }
      outcomes.add(
          new Outcome(
              scenarios.get(i),
              pricing.base().rulebook(),
              pricing.terms(i).bases(),
              practices,
              all.baseLines,
              all.differences.get(i),
              pricing.pricedAnew(i)));
    }
    return outcomes;
  }

  /** The scenario. */
  public Scenario scenario() {
    return scenario;
  }

  /** All practices together. */
  public GroupChange england() {
    return england;
  }

  /** Each practice paid in the base year, by code. */
  public List<PracticeChange> practices() {
    return practices;
  }

  /** Lines of each practice that were priced again; the others are those of the base year. */
  public int linesPricedAnew() {
    return pricedAnew;
  }

  /** Winners and losers by group, in the order of the groups' codes. */
  public List<GroupChange> by(PracticeGrouping grouping) {
    Map<String, List<PracticeChange>> members = new TreeMap<>(PracticeGrouping.order());
    for (PracticeChange practice : practices) {
      for (String group : grouping.groupsOf(practice.practiceCode())) {
        members.computeIfAbsent(group, any -> new ArrayList<>()).add(practice);
      }
    }
    List<GroupChange> groups = new ArrayList<>();
    members.forEach(
        (group, changes) ->
            groups.add(GroupChange.of(grouping.dimension(), group, grouping.name(group), changes)));
    return groups;
  }

  /** How the changes are spread over the practices that take part. */
  public Distribution distribution() {
    return Distribution.of(
        practices.stream()
            .filter(practice -> !practice.leftOut())
            .map(PracticeChange::changeGbp)
            .toList());
  }

  /** The largest gains, largest first; of equal ones the lower code first. */
  public List<PracticeChange> largestGains(int count) {
    return practices.stream()
        .filter(practice -> practice.changeGbp().signum() > 0)
        .sorted(
            Comparator.comparing(PracticeChange::changeGbp)
                .reversed()
                .thenComparing(PracticeChange::practiceCode))
        .limit(count)
        .toList();
  }

  /** The largest losses, largest first, without practices that are left out. */
  public List<PracticeChange> largestLosses(int count) {
    return practices.stream()
        .filter(practice -> !practice.leftOut() && practice.changeGbp().signum() < 0)
        .sorted(BY_CHANGE)
        .limit(count)
        .toList();
  }

  /** Every indicator of the base year or the scenario, by code. */
  public List<IndicatorChange> indicators() {
    Map<String, Indicator> before = base.indicatorsByCode();
    Map<String, Indicator> after = scenario.rulebook().indicatorsByCode();
    TreeSet<String> codes = new TreeSet<>(before.keySet());
    codes.addAll(after.keySet());
    List<IndicatorChange> changes = new ArrayList<>();
    for (String code : codes) {
      LineSums base = baseLines.getOrDefault(code, new LineSums());
      changes.add(
          new IndicatorChange(
              code, before.get(code), after.get(code), base, base.plus(differences.get(code))));
    }
    return changes;
  }

  /**
   * What the scenario newly pays the points of a base year, and pays on own performance all the
   * same: first indicators without a predecessor there, then single practices without points, each
   * by base year. What the base year protects already is not told again.
   */
  public List<Unprotected> unprotected() {
    Map<String, Protection> before = base.protectionsByCode();
    Map<String, Protection> after = scenario.rulebook().protectionsByCode();
    TreeMap<FinancialYear, TreeMap<String, LineSums>> noForebear = new TreeMap<>();
    TreeMap<FinancialYear, TreeMap<String, LineSums>> noPoints = new TreeMap<>();
    for (IndicatorChange change : indicators()) {
      String code = change.code();
      LineSums lines = change.scenarioLines();
      Protection protection = after.get(code);
      FinancialYear year = protection == null ? null : protection.baseYear();
      if (year != null
          && lines.withoutBaseYear() > 0
          && !Objects.equals(protection, before.get(code))) {
        (bases.origin(code) == null ? noForebear : noPoints)
            .computeIfAbsent(year, any -> new TreeMap<>())
            .put(code, lines);
      }
    }
    List<Unprotected> all = new ArrayList<>();
    noForebear.forEach((year, lines) -> all.add(new Unprotected(year, false, lines)));
    noPoints.forEach((year, lines) -> all.add(new Unprotected(year, true, lines)));
    return all;
  }
}
