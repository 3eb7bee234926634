package org.openqof.comparison.change;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.openqof.input.Geography.Area;
import org.openqof.rulebook.Lineage;

/**
 * The payments of two years side by side: for England, every area of a level, every practice and
 * every indicator, with what the change is owed to. All sums are in whole pence, so that areas,
 * practices and indicators each add up to England.
 */
public final class ComparePayments {
  private static final int PRACTICES_AT_ONCE = 256;

  private final YearLines earlier;
  private final YearLines later;
  private final Matching matching;
  private final Lineage lineage;

  /**
   * A comparison.
   *
   * @param earlier payment lines of the earlier year
   * @param later payment lines of the later year
   * @param lineage how indicators descend
   */
  public ComparePayments(YearLines earlier, YearLines later, Lineage lineage) {
    this.earlier = earlier;
    this.later = later;
    this.lineage = lineage;
    NavigableSet<String> codes = new TreeSet<>();
    for (String practice : later.practices()) {
      int[] span = later.span(practice);
      for (int row = span[0]; row < span[1]; row++) {
        codes.add(later.indicator(row));
      }
    }
    this.matching = new Matching(lineage, earlier.year(), later.year(), codes);
  }

  /**
   * One area.
   *
   * @param code ODS code
   * @param name name on the map it stands on
   * @param practicesBefore practices paid in the earlier year
   * @param practicesAfter practices paid in the later year
   * @param change pounds
   */
  public record AreaChange(
      String code, String name, int practicesBefore, int practicesAfter, Change change) {}

  /**
   * One practice.
   *
   * @param code ODS code
   * @param areaBefore its area in the earlier year
   * @param areaAfter its area in the later year
   * @param paidBefore whether the earlier year pays it
   * @param paidAfter whether the later year pays it
   * @param change pounds
   */
  public record PracticeChange(
      String code,
      String areaBefore,
      String areaAfter,
      boolean paidBefore,
      boolean paidAfter,
      Change change) {}

  /**
   * One indicator over all practices.
   *
   * @param codeBefore its code in the earlier year; empty when only the later one has it
   * @param codeAfter its code in the later year; empty when only the earlier one has it
   * @param change pounds
   */
  public record IndicatorChange(String codeBefore, String codeAfter, Change change) {}

  /**
   * What a comparison gave.
   *
   * @param england the whole country
   * @param areas areas of the level, by code
   * @param practices practices, by code
   * @param indicators indicators, by code
   */
  public record Result(
      AreaChange england,
      List<AreaChange> areas,
      List<PracticeChange> practices,
      List<IndicatorChange> indicators) {
    public Result {
      areas = List.copyOf(areas);
      practices = List.copyOf(practices);
      indicators = List.copyOf(indicators);
    }

    /** Whether every change is the sum of its parts and every list adds up to England. */
    public boolean addsUp() {
      return england.change().addsUp()
          && isEngland(areas.stream().map(AreaChange::change).toList(), true)
          && isEngland(practices.stream().map(PracticeChange::change).toList(), false)
          && isEngland(indicators.stream().map(IndicatorChange::change).toList(), false);
    }

    private boolean isEngland(List<Change> changes, boolean withBoundaries) {
      Change sum = new Change();
      changes.forEach(sum::add);
      boolean same =
          sum.beforePence() == england.change().beforePence()
              && sum.afterPence() == england.change().afterPence();
      for (Part part : Part.values()) {
        same &= sum.pence(part) == england.change().pence(part);
      }
      return same
          && changes.stream().allMatch(Change::addsUp)
          && (withBoundaries || sum.pence(Part.BOUNDARIES) == 0);
    }

    /** The practices whose payment moved most, largest first; of equal ones the lower code. */
    public List<PracticeChange> biggestMovers(int count) {
      return practices.stream()
          .sorted(
              Comparator.<PracticeChange>comparingLong(
                      practice ->
                          -Math.abs(
                              practice.change().afterPence() - practice.change().beforePence()))
                  .thenComparing(PracticeChange::code))
          .limit(count)
          .toList();
    }
  }

  /**
   * Compares.
   *
   * @param variant which practices, on which map
   * @param division what England is divided into
   * @param earlierMap map of the earlier year
   * @param laterMap map of the later year
   */
  public Result compare(Variant variant, Division division, YearMap earlierMap, YearMap laterMap) {
    List<String> practices = practices(variant, laterMap);
    int blocks = (practices.size() + PRACTICES_AT_ONCE - 1) / PRACTICES_AT_ONCE;
    List<Changes> found =
        IntStream.range(0, blocks)
            .parallel()
            .mapToObj(
                block ->
                    changes(
                        practices.subList(
                            block * PRACTICES_AT_ONCE,
                            Math.min(practices.size(), (block + 1) * PRACTICES_AT_ONCE))))
            .toList();
    YearMap mapBefore = variant == Variant.AS_PUBLISHED ? earlierMap : laterMap;
    return result(found, division, mapBefore, laterMap);
  }

  private List<String> practices(Variant variant, YearMap map) {
    NavigableSet<String> practices = new TreeSet<>(earlier.practices());
    if (variant != Variant.SAME_PRACTICES) {
      practices.addAll(later.practices());
      return List.copyOf(practices);
    }
    practices.retainAll(later.practices());
    LocalDate after = earlier.year().start();
    LocalDate until = later.year().end();
    practices.removeIf(practice -> map.succeeded(practice, after, until));
    return List.copyOf(practices);
  }

  /** Changes of some practices and of their indicators. */
  private static final class Changes {
    final Map<String, Change> practices = new TreeMap<>();
    final Map<String, Change> indicators = new HashMap<>();

    Change practice(String code) {
      return practices.computeIfAbsent(code, key -> new Change());
    }

    Change indicator(String key) {
      return indicators.computeIfAbsent(key, unused -> new Change());
    }
  }

  private Changes changes(List<String> practices) {
    Changes changes = new Changes();
    Decomposition decomposition = new Decomposition();
    for (String practice : practices) {
      int[] before = earlier.span(practice);
      int[] after = later.span(practice);
      boolean both = before[0] < before[1] && after[0] < after[1];
      Map<String, Integer> rows = new HashMap<>();
      for (int row = before[0]; row < before[1]; row++) {
        rows.put(matching.later(earlier.indicator(row)), row);
      }
      for (int row = after[0]; row < after[1]; row++) {
        String key = later.indicator(row);
        Integer partner = rows.remove(key);
        Change line = new Change();
        if (partner == null) {
          line.addAfter(later.pence(row));
          line.add(both ? Part.INDICATORS : Part.PRACTICES, later.pence(row));
        } else if (earlier.isPriced(partner) && later.isPriced(row)) {
          decomposition.add(earlier.factors(partner), later.factors(row), line);
          long protectedBefore = earlier.protectionPence(partner);
          long protectedAfter = later.protectionPence(row);
          line.addBefore(protectedBefore);
          line.addAfter(protectedAfter);
          line.add(Part.PROTECTION, protectedAfter - protectedBefore);
        } else {
          line.addBefore(earlier.pence(partner));
          line.addAfter(later.pence(row));
          line.add(Part.OTHER, later.pence(row) - earlier.pence(partner));
        }
        changes.practice(practice).add(line);
        changes.indicator(key).add(line);
      }
      rows.forEach(
          (key, row) -> {
            Change line = new Change();
            line.addBefore(earlier.pence(row));
            line.add(both ? Part.INDICATORS : Part.PRACTICES, -earlier.pence(row));
            changes.practice(practice).add(line);
            changes.indicator(key).add(line);
          });
    }
    return changes;
  }

  private Result result(
      List<Changes> found, Division division, YearMap mapBefore, YearMap mapAfter) {
    Map<String, AreaSum> areas = new TreeMap<>();
    Map<String, Change> indicators = new TreeMap<>();
    List<PracticeChange> practices = new ArrayList<>();
    AreaSum england = new AreaSum("England");
    Set<String> paidBefore = earlier.practices();
    Set<String> paidAfter = later.practices();
    for (Changes changes : found) {
      changes.indicators.forEach(
          (key, change) -> indicators.computeIfAbsent(key, unused -> new Change()).add(change));
      changes.practices.forEach(
          (practice, change) -> {
            boolean before = paidBefore.contains(practice);
            boolean after = paidAfter.contains(practice);
            Area areaBefore = division.area(before ? mapBefore : mapAfter, practice);
            Area areaAfter = division.area(after ? mapAfter : mapBefore, practice);
            england.count(before, after);
            england.change.add(change);
            AreaSum to = areas.computeIfAbsent(areaAfter.odsCode(), key -> new AreaSum(areaAfter));
            AreaSum from =
                areas.computeIfAbsent(areaBefore.odsCode(), key -> new AreaSum(areaBefore));
            from.count(before, false);
            to.count(false, after);
            to.change.add(change);
            if (from != to) {
              move(change.beforePence(), from.change, to.change);
            }
            practices.add(
                new PracticeChange(
                    practice, areaBefore.odsCode(), areaAfter.odsCode(), before, after, change));
          });
    }
    List<AreaChange> areaChanges = new ArrayList<>();
    areas.forEach((code, area) -> areaChanges.add(area.of(code)));
    return new Result(england.of("ENG"), areaChanges, practices, indicatorChanges(indicators));
  }

  /** A practice took what it was paid before from one area to another. */
  private static void move(long pence, Change from, Change to) {
    from.addBefore(pence);
    from.add(Part.BOUNDARIES, -pence);
    to.addBefore(-pence);
    to.add(Part.BOUNDARIES, pence);
  }

  private List<IndicatorChange> indicatorChanges(Map<String, Change> changes) {
    List<IndicatorChange> indicators = new ArrayList<>();
    changes.forEach(
        (key, change) -> {
          boolean gone = key.startsWith("< ");
          String before =
              gone
                  ? key.substring(2)
                  : lineage
                      .codeIn(earlier.year(), key, later.year())
                      .filter(code -> matching.later(code).equals(key))
                      .orElse("");
          indicators.add(new IndicatorChange(before, gone ? "" : key, change));
        });
    return indicators;
  }

  private static final class AreaSum {
    final String name;
    final Change change = new Change();
    int practicesBefore;
    int practicesAfter;

    AreaSum(String name) {
      this.name = name;
    }

    AreaSum(Area area) {
      this(area.name());
    }

    void count(boolean before, boolean after) {
      practicesBefore += before ? 1 : 0;
      practicesAfter += after ? 1 : 0;
    }

    AreaChange of(String code) {
      return new AreaChange(code, name, practicesBefore, practicesAfter, change);
    }
  }
}
