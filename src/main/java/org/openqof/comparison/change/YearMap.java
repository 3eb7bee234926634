package org.openqof.comparison.change;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.openqof.domain.FinancialYear;
import org.openqof.input.Geography;
import org.openqof.input.Geography.Area;
import org.openqof.statistics.AreaLevel;

/** Where practices lie on one year's map; one that the map lacks is followed to its successor. */
public final class YearMap {
  private final FinancialYear year;
  private final Map<String, Geography> places;
  private final List<Succession> successions;

  /**
   * A map.
   *
   * @param year the year it speaks for
   * @param places areas by practice
   * @param successions mergers and splits; none where they are not known
   */
  public YearMap(FinancialYear year, Map<String, Geography> places, List<Succession> successions) {
    this.year = year;
    this.places = Map.copyOf(places);
    this.successions = List.copyOf(successions);
  }

  /**
   * The area of a practice: its own, or that of the practice which took the largest share of its
   * patients; {@code UNMAPPED} when neither is on the map.
   */
  public Area area(String practice, AreaLevel level) {
    Area unmapped = new Area(Geography.UNMAPPED.odsCode(), null, "Not on the map of " + year);
    if (level == AreaLevel.ENGLAND) {
      return level.of(Geography.NONE);
    }
    return followed(practice, this::isPlaced)
        .flatMap(found -> Optional.ofNullable(places.get(found)))
        .map(level::of)
        .orElse(unmapped);
  }

  private boolean isPlaced(String practice) {
    Geography place = places.get(practice);
    return place != null && !place.region().equals(Geography.UNMAPPED);
  }

  /**
   * The first of a practice, the one that took the largest share of its patients, that one's
   * successor and so on, which somebody knows; nothing when none of them is known.
   */
  Optional<String> followed(String practice, Predicate<String> known) {
    Set<String> visited = new HashSet<>();
    Optional<String> at = Optional.of(practice);
    while (at.isPresent() && visited.add(at.get())) {
      if (known.test(at.get())) {
        return at;
      }
      at = largestSuccessor(at.get());
    }
    return Optional.empty();
  }

  private Optional<String> largestSuccessor(String practice) {
    return successions.stream()
        .filter(succession -> succession.from().equals(practice))
        .max(
            Comparator.comparing(Succession::share)
                .thenComparing(Comparator.comparing(Succession::to).reversed()))
        .map(Succession::to);
  }

  /** Whether any practice has a place of its own at this level. */
  public boolean has(AreaLevel level) {
    return level == AreaLevel.ENGLAND
        || places.values().stream()
            .map(level::of)
            .anyMatch(area -> !area.equals(Geography.UNMAPPED) && !area.equals(Geography.NO_PCN));
  }

  /** Whether a practice gave or took patients after one day, up to another. */
  boolean succeeded(String practice, LocalDate after, LocalDate until) {
    return successions.stream()
        .filter(succession -> succession.date().isAfter(after))
        .filter(succession -> !succession.date().isAfter(until))
        .anyMatch(
            succession -> succession.from().equals(practice) || succession.to().equals(practice));
  }

  FinancialYear year() {
    return year;
  }
}
