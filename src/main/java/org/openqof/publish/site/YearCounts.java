package org.openqof.publish.site;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openqof.publish.Level;
import org.openqof.publish.LevelFigures;
import org.openqof.publish.YearFigures;

/**
 * The counts of one kind in one year, packed: of practices, of areas, of England and of the tenths
 * of practices by size. A national year takes some megabytes.
 */
final class YearCounts {
  /** Stands for a count that there is not. */
  static final int NONE = -1;

  private static final List<Level> AREAS =
      List.of(Level.PCN, Level.SUB_ICB, Level.ICB, Level.REGION);

  private final Kind kind;
  private final List<String> subjects;
  private final SortedMap<String, int[]> places = new TreeMap<>();
  private final SortedMap<String, int[]> tenths = new TreeMap<>();
  private final int[] england;

  /**
   * The counts of a year.
   *
   * @param figures the year, on the map that areas are shown on
   * @param bySize the same practices, each tenth of them as if it were an integrated care board
   */
  YearCounts(Kind kind, YearFigures figures, YearFigures bySize) {
    this.kind = kind;
    LevelFigures nation = figures.at(Level.ENGLAND);
    this.subjects =
        nation.areas().isEmpty() ? List.of() : kind.subjects(figures.rulebook(), nation);
    this.england = nation.areas().isEmpty() ? new int[0] : packed(nation, 0);
    LevelFigures practices = figures.at(Level.PRACTICE);
    for (int area = 0; area < practices.areas().size(); area++) {
      places.put(practices.areas().get(area).code(), packed(practices, area));
    }
    for (Level level : AREAS) {
      LevelFigures areas = figures.at(level);
      for (int area = 0; area < areas.areas().size(); area++) {
        places.put(Directory.place(level, areas.areas().get(area).code()), packed(areas, area));
      }
    }
    LevelFigures sizes = bySize.at(Level.ICB);
    for (int area = 0; area < sizes.areas().size(); area++) {
      tenths.put(sizes.areas().get(area).code(), packed(sizes, area));
    }
  }

  private int[] packed(LevelFigures figures, int area) {
    int width = kind.width();
    int[] counts = new int[subjects.size() * width];
    Arrays.fill(counts, NONE);
    for (int i = 0; i < subjects.size(); i++) {
      @Nullable Long[] found = kind.counts(figures, area, subjects.get(i));
      if (found != null) {
        for (int k = 0; k < width; k++) {
          Long count = found[k];
          counts[i * width + k] = count == null ? NONE : Math.toIntExact(count);
        }
      }
    }
    return counts;
  }

  /** Codes that England has counts of. */
  List<String> subjects() {
    return subjects;
  }

  /** Counts of a subject in a place, {@link #NONE} for those missing; null where all are. */
  int @Nullable [] of(String place, int subject) {
    return slice(places.get(place), subject);
  }

  /** The same of England. */
  int @Nullable [] ofEngland(int subject) {
    return slice(england, subject);
  }

  /** The same of the practices of a tenth, 1 to 10. */
  int @Nullable [] ofTenth(int tenth, int subject) {
    return slice(tenths.get("%02d".formatted(tenth)), subject);
  }

  private int @Nullable [] slice(int @Nullable [] all, int subject) {
    if (all == null) {
      return null;
    }
    int from = subject * kind.width();
    for (int i = from; i < from + kind.width(); i++) {
      if (all[i] != NONE) {
        return Arrays.copyOfRange(all, from, from + kind.width());
      }
    }
    return null;
  }

  /** Number of subjects that a place has counts of. */
  int rows(String place) {
    int rows = 0;
    for (int i = 0; i < subjects.size(); i++) {
      rows += of(place, i) == null ? 0 : 1;
    }
    return rows;
  }
}
