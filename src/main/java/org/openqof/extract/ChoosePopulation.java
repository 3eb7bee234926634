package org.openqof.extract;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.PopulationDate;
import org.openqof.extract.EntryRows.Correction;
import org.openqof.extract.ReferenceStore.OfYear;
import org.openqof.extract.ReferenceStore.OnDate;
import org.openqof.extract.ReferenceStore.Participating;
import org.openqof.extract.ReferenceStore.Register;
import org.openqof.input.PracticeReference.Population;
import org.openqof.input.PracticeReference.Population.Basis;

/**
 * Chooses the contractor registered population of each practice of a year: all counts of a year
 * have one basis, because a national mean must not mix them; each practice has its own date; a
 * commissioner's correction for that date goes before the count.
 */
final class ChoosePopulation {
  private final ReferenceStore store;
  private final OfYear dated;
  private final FinancialYear year;
  private final LocalDate crpDate;
  private final LocalDate statisticsDate;
  private final SortedMap<LocalDate, SortedMap<String, Entry<Correction>>> corrections;
  private final @Nullable Basis basis;
  private final Map<LocalDate, SortedMap<String, Population>> counted = new HashMap<>();
  private final SortedMap<String, Population> published;

  ChoosePopulation(
      ReferenceStore store,
      FinancialYear year,
      LocalDate crpDate,
      LocalDate statisticsDate,
      SortedMap<LocalDate, SortedMap<String, Entry<Correction>>> corrections) {
    this.store = store;
    this.dated = store.years.getOrDefault(year, new OfYear());
    this.year = year;
    this.crpDate = crpDate;
    this.statisticsDate = statisticsDate;
    this.corrections = corrections;
    this.basis = basisOn(store, crpDate);
    this.published = basis == null ? publishedTotals() : new TreeMap<>();
  }

  /** The kind of count that a date has; null when it has none. */
  private static @Nullable Basis basisOn(ReferenceStore store, LocalDate date) {
    OnDate on = store.dates.get(date);
    if (on == null) {
      return null;
    }
    if (!on.payment.isEmpty()) {
      return Basis.PAYMENT_EXTRACT;
    }
    return on.published.isEmpty() && ages(on).isEmpty() ? null : Basis.REGISTERED_PATIENTS;
  }

  /** Practices that have a count, or a correction, at the year's own date. */
  NavigableSet<String> practices() {
    NavigableSet<String> codes = new TreeSet<>(published.keySet());
    codes.addAll(counts(crpDate).keySet());
    codes.addAll(correctionsOn(crpDate).keySet());
    return codes;
  }

  /** The population of a practice; null when nobody counted it. */
  @Nullable Population of(String practice) {
    Sourced<Participating> sourced = dated.participating.get(practice);
    PopulationDate wanted =
        sourced == null
            ? new PopulationDate(crpDate, false)
            : PopulationDate.of(year, crpDate, sourced.value().from(), sourced.value().to());
    Population population = on(wanted.date(), practice);
    if (population == null && wanted.orFirstLater()) {
      population = firstAfter(wanted.date(), practice);
    }
    return population == null ? published.get(practice) : population;
  }

  private @Nullable Population firstAfter(LocalDate date, String practice) {
    TreeSet<LocalDate> later = new TreeSet<>(store.dates.keySet());
    later.addAll(corrections.keySet());
    for (LocalDate next : later.subSet(date.plusDays(1), true, year.next().start(), true)) {
      Population population = on(next, practice);
      if (population != null) {
        return population;
      }
    }
    return null;
  }

  private @Nullable Population on(LocalDate date, String practice) {
    Entry<Correction> correction = correctionsOn(date).get(practice);
    return correction == null ? counts(date).get(practice) : corrected(correction);
  }

  private SortedMap<String, Entry<Correction>> correctionsOn(LocalDate date) {
    return corrections.getOrDefault(date, new TreeMap<>());
  }

  private static Population corrected(Entry<Correction> correction) {
    return new Population(
        correction.value().patients(),
        correction.value().date(),
        Basis.COMMISSIONER_CORRECTION,
        correction.source());
  }

  /** What the extract counted in a practice on a date, before any correction; null if nothing. */
  @Nullable Integer countedOn(LocalDate date, String practice) {
    Population population = counts(date).get(practice);
    return population == null ? null : (Integer) population.patients();
  }

  private SortedMap<String, Population> counts(LocalDate date) {
    return basis == null
        ? new TreeMap<>()
        : counted.computeIfAbsent(date, any -> counts(store, date, basis));
  }

  /** Populations of all practices at one date, corrected, on the basis of that date. */
  static Map<String, Integer> atDate(
      ReferenceStore store,
      LocalDate date,
      SortedMap<LocalDate, SortedMap<String, Entry<Correction>>> corrections) {
    Map<String, Integer> patients = new HashMap<>();
    Basis basis = basisOn(store, date);
    if (basis != null) {
      counts(store, date, basis)
          .forEach((practice, population) -> patients.put(practice, population.patients()));
    }
    corrections
        .getOrDefault(date, new TreeMap<>())
        .forEach((practice, entry) -> patients.put(practice, entry.value().patients()));
    return patients;
  }

  private static SortedMap<String, Population> counts(
      ReferenceStore store, LocalDate date, Basis basis) {
    SortedMap<String, Population> counts = new TreeMap<>();
    OnDate on = store.dates.get(date);
    if (on == null) {
      return counts;
    }
    (basis == Basis.PAYMENT_EXTRACT ? on.payment : on.published)
        .forEach(
            (code, sourced) ->
                counts.put(code, new Population(sourced.value(), date, basis, sourced.source())));
    if (basis == Basis.REGISTERED_PATIENTS && counts.isEmpty()) {
      ages(on)
          .forEach(
              (code, ages) ->
                  ages.patients(AgeBand.ALL.get(0))
                      .ifPresent(
                          all ->
                              counts.put(code, new Population(all, date, basis, ages.source()))));
    }
    return counts;
  }

  private static SortedMap<String, AgeCounts> ages(OnDate on) {
    return on.ages.isEmpty() ? on.fiveYears : on.ages;
  }

  private SortedMap<String, Population> publishedTotals() {
    SortedMap<String, Population> totals = new TreeMap<>();
    dated.registers.forEach(
        (code, groups) -> {
          for (Sourced<Register> sourced : groups.values()) {
            if (sourced.value().listType().equals(AgeBand.TOTAL)) {
              totals.put(
                  code,
                  new Population(
                      sourced.value().listSize(),
                      statisticsDate,
                      Basis.PUBLISHED_PREVALENCE,
                      sourced.source()));
              break;
            }
          }
        });
    return totals;
  }
}
