package org.openqof.recalculation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openqof.answer.Words;
import org.openqof.rulebook.MappedIndicator;
import org.openqof.rulebook.Rulebook;
import org.openqof.tables.Block;
import org.openqof.tables.ReceivedIndicators;
import org.openqof.tables.ReceivedOutcomes;

/**
 * What was received that the rulebook and the run know by themselves: a map of indicators, and a
 * list of practices that a publication left out. They are kept, and what differs is said.
 *
 * @param indicators rows of {@code received_indicators}
 * @param outcomes rows of {@code received_outcomes}
 */
public record ReceivedReferences(Block indicators, Block outcomes) {
  private static final int NAMED = 5;

  /** What differs from the rulebook and from the practices that are in the statistics, in words. */
  public List<String> notices(Rulebook rulebook, @Nullable Set<String> inStatistics) {
    List<String> notices = new ArrayList<>();
    SortedMap<String, String> differing = mapDifferences(rulebook);
    if (!differing.isEmpty()) {
      notices.add(
          "the map of indicators received differs from the rulebook in %s, and the rulebook is used: %s"
              .formatted(
                  Words.of(differing.size(), "indicator", "indicators"),
                  named(differing.values(), "; ")));
    }
    if (outcomes.rows() > 0) {
      TreeSet<String> refused = new TreeSet<>();
      for (int row = 0; row < outcomes.rows(); row++) {
        refused.add(outcomes.textAt(ReceivedOutcomes.PRACTICE_CODE, row));
      }
      TreeSet<String> published = new TreeSet<>(refused);
      published.retainAll(inStatistics == null ? Set.of() : inStatistics);
      notices.add(
          "the list received leaves %s out of the publication; %s"
              .formatted(
                  Words.practices(refused.size()),
                  published.isEmpty()
                      ? "none of them is in the statistics here"
                      : "%d of them in the statistics here: %s"
                          .formatted(published.size(), named(published, ", "))));
    }
    return notices;
  }

  /** Indicators that the map and the rulebook do not have alike: by code, in words. */
  private SortedMap<String, String> mapDifferences(Rulebook rulebook) {
    SortedMap<String, String> differing = new TreeMap<>();
    if (indicators.rows() == 0) {
      return differing;
    }
    Map<String, MappedIndicator> ours = new TreeMap<>();
    MappedIndicator.of(rulebook).forEach(indicator -> ours.put(indicator.code(), indicator));
    for (int row = 0; row < indicators.rows(); row++) {
      String code = indicators.textAt(ReceivedIndicators.INDICATOR_CODE, row);
      MappedIndicator known = ours.remove(code);
      if (known == null) {
        differing.put(code, code + " is not in the rulebook");
        continue;
      }
      List<String> parts = new ArrayList<>();
      if (indicators.has(ReceivedIndicators.AVAILABLE_POINTS, row)) {
        BigDecimal points = indicators.decimalAt(ReceivedIndicators.AVAILABLE_POINTS, row);
        if (points.compareTo(known.points()) != 0) {
          parts.add(
              "%s points received, %s in the rulebook"
                  .formatted(plain(points), plain(known.points())));
        }
      }
      add(parts, "group", indicators.textAt(ReceivedIndicators.GROUP_CODE, row), known.groupCode());
      add(
          parts,
          "list",
          indicators.textOrNull(ReceivedIndicators.PATIENT_LIST_TYPE, row),
          known.listType());
      if (!parts.isEmpty()) {
        differing.put(code, code + " " + String.join(", ", parts));
      }
    }
    ours.keySet().forEach(code -> differing.put(code, code + " is not on the map"));
    return differing;
  }

  private static void add(
      List<String> parts, String what, @Nullable String received, String known) {
    // The service writes some group codes in capitals and some not: EoLC and EOLC are one group.
    if (received != null && !received.equalsIgnoreCase(known)) {
      parts.add("%s %s received, %s in the rulebook".formatted(what, received, known));
    }
  }

  private static String plain(BigDecimal points) {
    return points.stripTrailingZeros().toPlainString();
  }

  /** How received maxima differ from those that follow from the registers, in words. */
  public static List<String> maxima(SortedMap<String, String> differing) {
    return differing.isEmpty()
        ? List.of()
        : List.of(
            "the revised maximum received is used, and differs from that of the registers in %s: %s"
                .formatted(Words.practices(differing.size()), named(differing.values(), "; ")));
  }

  private static String named(Iterable<String> all, String separator) {
    List<String> first = new ArrayList<>();
    int more = 0;
    for (String one : all) {
      if (first.size() < NAMED) {
        first.add(one);
      } else {
        more++;
      }
    }
    return String.join(separator, first) + (more == 0 ? "" : separator + more + " more");
  }
}
