package org.openqof.comparison.change;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openqof.input.Geography.Area;
import org.openqof.statistics.AreaLevel;
import org.openqof.statistics.Grouping;

/** What England is divided into for a comparison: areas of a level of the map, or groups. */
public final class Division {
  private final AreaLevel level;
  private final @Nullable Grouping grouping;

  private Division(AreaLevel level, @Nullable Grouping grouping) {
    this.level = level;
    this.grouping = grouping;
  }

  /** The areas of a level. */
  public static Division of(AreaLevel level) {
    return new Division(level, null);
  }

  /**
   * The groups of a grouping, the same in both years.
   *
   * @param grouping groups that do not overlap: the parts of a change must add up
   */
  public static Division of(Grouping grouping) {
    if (grouping.overlaps()) {
      throw new IllegalArgumentException(grouping.name() + " overlaps");
    }
    return new Division(AreaLevel.PCN, grouping);
  }

  /** Its name in files, {@code sub_icb} or {@code group}. */
  public String word() {
    return grouping == null ? level.word() : Grouping.LEVEL;
  }

  /** Whether it is the whole country, with no areas alongside it. */
  public boolean isEngland() {
    return grouping == null && level == AreaLevel.ENGLAND;
  }

  /** Whether any practice of a map has a place of its own in it. */
  public boolean isOn(YearMap map) {
    return grouping != null || map.has(level);
  }

  /**
   * The area or group of a practice. One that is not on the map, or in no group, is followed to the
   * practice that took the largest share of its patients; then it is unallocated.
   */
  Area area(YearMap map, String practice) {
    Grouping groups = grouping;
    if (groups == null) {
      return map.area(practice, level);
    }
    Optional<String> at = map.followed(practice, groups::has);
    List<Area> areas = groups.areas(at.orElse(practice));
    return areas.get(0);
  }
}
