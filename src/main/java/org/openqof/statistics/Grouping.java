package org.openqof.statistics;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.openqof.input.Geography.Area;

/**
 * Practices put together by somebody else than the year's map: federations, places, a research
 * sample. A group is named by its text, which is its code as well.
 *
 * @param name what the grouping is called, {@code federation}
 * @param groups the groups of each practice that is in any, by practice code; several only where
 *     groups may overlap
 */
public record Grouping(String name, SortedMap<String, SortedSet<String>> groups) {
  /** The level of its groups in tables. */
  public static final String LEVEL = "group";

  /** Code of the place of practices that are in no group. */
  public static final String UNALLOCATED = "UNALLOCATED";

  public Grouping {
    TreeMap<String, SortedSet<String>> copy = new TreeMap<>();
    groups.forEach((practice, theirs) -> copy.put(practice, new TreeSet<>(theirs)));
    groups = copy;
  }

  /** The groups of a practice; the explicit place of those that are in none, never nothing. */
  public List<Area> areas(String practice) {
    SortedSet<String> theirs = groups.get(practice);
    return theirs == null
        ? List.of(new Area(UNALLOCATED, null, "In no group of " + name))
        : theirs.stream().map(group -> new Area(group, null, group)).toList();
  }

  /** Whether a practice is in any group. */
  public boolean has(String practice) {
    return groups.containsKey(practice);
  }

  /** Whether a practice is in more than one group, so that groups do not add up to England. */
  public boolean overlaps() {
    return groups.values().stream().anyMatch(theirs -> theirs.size() > 1);
  }
}
