package org.openqof.statistics;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.openqof.input.Geography;
import org.openqof.input.Geography.Area;

/**
 * Where the practices of an earlier year lie on today's map, so that two years can be set side by
 * side for the same areas.
 *
 * <p>A practice that is still there lies where today's map puts it. One that is gone follows its
 * neighbours: if all survivors of its old sub-ICB location are in one area today, so is it; if they
 * have parted, or none is left, it is put under the explicit place of practices that the map does
 * not know, never dropped. For the network the neighbours are those of the old network. Codes of
 * the two years are never compared with each other. See docs/interpretations.md, I31.
 */
public final class TodaysMap {
  private final Map<String, Geography> places = new HashMap<>();
  private int followed;
  private int unallocated;

  private TodaysMap() {}

  /**
   * Places the practices of an earlier year.
   *
   * @param today geography of today's practices
   * @param then geography of the earlier year's practices, on that year's map
   */
  public static TodaysMap of(
      SortedMap<String, Geography> today, SortedMap<String, Geography> then) {
    TodaysMap map = new TodaysMap();
    Map<String, Area> networks = successors(today, then, Geography::pcn, Geography::pcn);
    Map<String, Area> subIcbs = successors(today, then, Geography::subIcb, Geography::subIcb);
    Map<String, Area> icbs = successors(today, then, Geography::subIcb, Geography::icb);
    Map<String, Area> regions = successors(today, then, Geography::subIcb, Geography::region);
    then.forEach(
        (practice, old) -> {
          Geography now = today.get(practice);
          if (now == null) {
            String from = old.subIcb().odsCode();
            now =
                new Geography(
                    networks.getOrDefault(old.pcn().odsCode(), Geography.NO_PCN),
                    subIcbs.getOrDefault(from, Geography.UNMAPPED),
                    icbs.getOrDefault(from, Geography.UNMAPPED),
                    regions.getOrDefault(from, Geography.UNMAPPED));
            if (now.subIcb().equals(Geography.UNMAPPED)) {
              map.unallocated++;
            } else {
              map.followed++;
            }
          }
          map.places.put(practice, now);
        });
    return map;
  }

  /** The one area of today in which all survivors of an old area lie, by old code. */
  private static Map<String, Area> successors(
      SortedMap<String, Geography> today,
      SortedMap<String, Geography> then,
      Function<Geography, Area> from,
      Function<Geography, Area> to) {
    Map<String, Area> one = new TreeMap<>();
    Set<String> parted = new TreeSet<>();
    // Practices without an area share a code, and no place.
    parted.add(Geography.NO_PCN.odsCode());
    parted.add(Geography.UNMAPPED.odsCode());
    then.forEach(
        (practice, old) -> {
          Geography now = today.get(practice);
          if (now != null) {
            String code = from.apply(old).odsCode();
            Area area = to.apply(now);
            Area before = one.putIfAbsent(code, area);
            if (before != null && !before.odsCode().equals(area.odsCode())) {
              parted.add(code);
            }
          }
        });
    parted.forEach(one::remove);
    return one;
  }

  /** Where a practice of the earlier year lies today. */
  public Geography of(String practice) {
    return places.getOrDefault(practice, Geography.NONE);
  }

  /** Practices that are gone and follow their neighbours. */
  public int followed() {
    return followed;
  }

  /** Practices that are gone and cannot be placed in a sub-ICB location. */
  public int unallocated() {
    return unallocated;
  }
}
