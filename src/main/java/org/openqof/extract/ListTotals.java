package org.openqof.extract;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openqof.extract.ReferenceStore.OnDate;

/**
 * The lists of registered patients of one date: by single ages, by five years of age, and as one
 * number. All are counted from one register, so where a practice's totals differ, one of the files
 * is another date's, whatever date stands in it.
 */
final class ListTotals {
  private final OnDate on;

  ListTotals(OnDate on) {
    this.on = on;
  }

  /** That files contradict each other, and about whom first, in words; empty where none do. */
  Optional<String> contradiction(LocalDate date) {
    TreeSet<String> practices = new TreeSet<>(on.ages.keySet());
    practices.addAll(on.fiveYears.keySet());
    practices.addAll(on.published.keySet());
    int several = 0;
    List<String> contradicted = new ArrayList<>();
    for (String practice : practices) {
      Map<String, Integer> totals = totals(practice);
      several += totals.size() > 1 ? 1 : 0;
      if (totals.values().stream().distinct().count() > 1) {
        contradicted.add(practice + " has " + words(totals));
      }
    }
    return contradicted.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "the lists of registered patients on %s contradict each other in %,d of %,d practices: %s"
                .formatted(date, contradicted.size(), several, contradicted.get(0)));
  }

  /** Patients of all ages of a practice, by the file that says so. */
  private Map<String, Integer> totals(String practice) {
    Map<String, Integer> totals = new LinkedHashMap<>();
    add(totals, on.ages.get(practice));
    add(totals, on.fiveYears.get(practice));
    Sourced<Integer> asOneNumber = on.published.get(practice);
    if (asOneNumber != null) {
      totals.put(asOneNumber.fileName(), asOneNumber.value());
    }
    return totals;
  }

  private static void add(Map<String, Integer> totals, @Nullable AgeCounts ages) {
    OptionalInt all = ages == null ? OptionalInt.empty() : ages.patients(AgeBand.ALL.get(0));
    if (ages != null && all.isPresent()) {
      totals.put(ages.fileName(), all.getAsInt());
    }
  }

  private static String words(Map<String, Integer> totals) {
    return totals.entrySet().stream()
        .map(total -> "%,d patients in %s".formatted(total.getValue(), total.getKey()))
        .collect(Collectors.joining(", "));
  }
}
