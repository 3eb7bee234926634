package org.openqof.matrix;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.openqof.domain.FinancialYear;
import org.openqof.settings.Place;
import org.openqof.store.Lake;
import org.openqof.store.VersionLog;
import org.openqof.store.VersionState;
import org.openqof.tables.AreaGroups;
import org.openqof.tables.AreaLists;
import org.openqof.tables.AreaPoints;
import org.openqof.tables.Block;
import org.openqof.tables.PracticePayments;
import org.openqof.tables.PracticePoints;

/**
 * What a version pays and shows.
 *
 * @param pounds total achievement of England
 * @param practices practices in the statistics
 * @param shown other figures of the statistics by name: prevalence and lists of England, lists of
 *     regions, practices of every area
 */
record Figures(BigDecimal pounds, Set<String> practices, Map<String, BigDecimal> shown) {
  static final Figures NONE = new Figures(BigDecimal.ZERO, Set.of(), Map.of());

  /** A figure may differ so far from the truth without a word. */
  private static final BigDecimal MOST = new BigDecimal("0.001");

  /** Of the published version of a year. */
  static Figures of(Path folder, String of) {
    Lake lake = new Lake(Place.uri(folder.toString()));
    FinancialYear year = FinancialYear.of(of);
    int version =
        new VersionLog(lake).last(year, VersionState.State.PUBLISHED).orElseThrow().version();
    Block paid = lake.read(PracticePayments.TABLE, year, version);
    BigDecimal pounds = BigDecimal.ZERO;
    for (int row = 0; row < paid.rows(); row++) {
      if (paid.has(PracticePayments.TOTAL_ACHIEVEMENT_GBP, row)) {
        pounds = pounds.add(paid.decimalAt(PracticePayments.TOTAL_ACHIEVEMENT_GBP, row));
      }
    }
    Block points = lake.read(PracticePoints.TABLE, year, version);
    Set<String> practices = new HashSet<>();
    for (int row = 0; row < points.rows(); row++) {
      practices.add(points.textAt(PracticePoints.PRACTICE_CODE, row));
    }
    return new Figures(pounds, practices, shown(lake, year, version));
  }

  private static Map<String, BigDecimal> shown(Lake lake, FinancialYear year, int version) {
    Map<String, BigDecimal> shown = new HashMap<>();
    Block groups = lake.read(AreaGroups.TABLE, year, version);
    for (int row = 0; row < groups.rows(); row++) {
      if (groups.textAt(AreaGroups.LEVEL, row).equals("england")
          && groups.has(AreaGroups.RAW_PREVALENCE, row)) {
        shown.put(
            "prevalence " + groups.textAt(AreaGroups.GROUP_CODE, row),
            groups.decimalAt(AreaGroups.RAW_PREVALENCE, row));
      }
    }
    Block lists = lake.read(AreaLists.TABLE, year, version);
    for (int row = 0; row < lists.rows(); row++) {
      String level = lists.textAt(AreaLists.LEVEL, row);
      if (level.equals("england") || level.equals("region")) {
        shown.put(
            "list %s %s"
                .formatted(
                    lists.textAt(AreaLists.PATIENT_LIST_TYPE, row),
                    lists.textAt(AreaLists.AREA_CODE, row)),
            BigDecimal.valueOf(lists.unscaledAt(AreaLists.LIST_SIZE, row)));
      }
    }
    Block points = lake.read(AreaPoints.TABLE, year, version);
    for (int row = 0; row < points.rows(); row++) {
      shown.put(
          "practices of %s %s"
              .formatted(
                  points.textAt(AreaPoints.LEVEL, row), points.textAt(AreaPoints.AREA_CODE, row)),
          BigDecimal.valueOf(points.countAt(AreaPoints.PRACTICES, row)));
    }
    return shown;
  }

  /** Those of England alone. */
  Figures withoutAreas() {
    Map<String, BigDecimal> england = new HashMap<>(shown);
    england.keySet().removeIf(name -> !name.startsWith("prevalence ") && !name.endsWith(" ENG"));
    return new Figures(pounds, practices, england);
  }

  /** Practices of the truth that are not in these statistics. */
  Set<String> lost(Figures truth) {
    Set<String> lost = new TreeSet<>(truth.practices());
    lost.removeAll(practices);
    return lost;
  }

  boolean hasTheVery(Figures truth) {
    return pounds.compareTo(truth.pounds) == 0
        && lost(truth).isEmpty()
        && shown.keySet().equals(truth.shown.keySet())
        && truth.shown.entrySet().stream()
            .allMatch(
                figure ->
                    shown
                            .getOrDefault(figure.getKey(), BigDecimal.ZERO)
                            .compareTo(figure.getValue())
                        == 0);
  }

  /** Whether nothing differs by more than a thousandth. */
  boolean isNear(Figures truth) {
    return lost(truth).isEmpty() && !isApart(pounds, truth.pounds) && apart(truth).isEmpty();
  }

  /** Figures of the statistics that differ by more than a thousandth, with both values. */
  private Map<String, String> apart(Figures truth) {
    Map<String, String> apart = new TreeMap<>();
    Set<String> names = new TreeSet<>(truth.shown.keySet());
    names.addAll(shown.keySet());
    for (String name : names) {
      BigDecimal now = Optional.ofNullable(shown.get(name)).orElse(BigDecimal.ZERO);
      BigDecimal then = Optional.ofNullable(truth.shown.get(name)).orElse(BigDecimal.ZERO);
      if (isApart(now, then)) {
        apart.put(
            name,
            now.stripTrailingZeros().toPlainString()
                + " for "
                + then.stripTrailingZeros().toPlainString());
      }
    }
    return apart;
  }

  private static boolean isApart(BigDecimal now, BigDecimal then) {
    return now.subtract(then).abs().compareTo(then.abs().multiply(MOST)) > 0;
  }

  /** How far they are from the truth. */
  String beside(Figures truth) {
    BigDecimal apart = pounds.subtract(truth.pounds);
    Map<String, String> figures = apart(truth);
    String words =
        "£%,.2f (%s %%), %d practices lost"
            .formatted(
                apart,
                apart.movePointRight(2).divide(truth.pounds, 3, RoundingMode.HALF_UP),
                lost(truth).size());
    return figures.isEmpty()
        ? words
        : "%s, %d figures of the statistics, as %s %s"
            .formatted(
                words,
                figures.size(),
                figures.keySet().iterator().next(),
                figures.values().iterator().next());
  }
}
