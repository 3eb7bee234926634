package org.openqof.whatif.scenario;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One way to put practices into groups, by which winners and losers are counted: bands of list
 * size, areas, deciles of deprivation, or groups of somebody's own. A practice can be in several
 * groups of one grouping, or in none.
 */
public final class PracticeGrouping {
  /** Where a practice stands that no group holds. */
  public static final String NO_GROUP = "NONE";

  private static final Comparator<String> SHORT_FIRST =
      Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

  private final String dimension;
  private final Map<String, List<String>> groupsOf = new TreeMap<>();
  private final SortedMap<String, String> names = new TreeMap<>(SHORT_FIRST);

  /**
   * A grouping without practices yet.
   *
   * @param dimension its name in tables, {@code region}
   */
  public PracticeGrouping(String dimension) {
    this.dimension = dimension;
  }

  /**
   * The bands of list size that have these bounds.
   *
   * @param bounds contractor registered populations at which a band begins, ascending
   * @param populations contractor registered population by practice
   */
  public static PracticeGrouping bySize(List<Integer> bounds, Map<String, Integer> populations) {
    PracticeGrouping sizes = new PracticeGrouping("list_size");
    populations.forEach(
        (practice, patients) -> {
          int band = 0;
          while (band < bounds.size() && patients >= bounds.get(band)) {
            band++;
          }
          String name =
              band == 0
                  ? "under %,d".formatted(bounds.get(0))
                  : band == bounds.size()
                      ? "%,d and over".formatted(bounds.get(band - 1))
                      : "%,d to %,d".formatted(bounds.get(band - 1), bounds.get(band) - 1);
          sizes.put(practice, Integer.toString(band + 1), name);
        });
    return sizes;
  }

  /** Puts a practice into a group. */
  public PracticeGrouping put(String practiceCode, String groupCode, String groupName) {
    groupsOf.computeIfAbsent(practiceCode, any -> new ArrayList<>()).add(groupCode);
    names.put(groupCode, groupName);
    return this;
  }

  /** Its name in tables. */
  public String dimension() {
    return dimension;
  }

  /** The groups of a practice; that without a group where it is in none. */
  List<String> groupsOf(String practiceCode) {
    return groupsOf.getOrDefault(practiceCode, List.of(NO_GROUP));
  }

  /** The name of a group. */
  String name(String groupCode) {
    return names.getOrDefault(groupCode, "not given");
  }

  /** Practices that are in a group. */
  public List<String> practices() {
    return List.copyOf(groupsOf.keySet());
  }

  /** The order of groups: shorter codes first, so that 2 comes before 10. */
  static Comparator<String> order() {
    return SHORT_FIRST;
  }
}
