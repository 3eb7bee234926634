package org.openqof.extract;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.extract.ReferenceData.IndicatorMapRow;
import org.openqof.extract.ReferenceStore.Mapped;
import org.openqof.extract.ReferenceStore.OfYear;
import org.openqof.extract.ReferenceStore.OnDate;
import org.openqof.extract.ReferenceStore.Participating;
import org.openqof.extract.ReferenceStore.Register;
import org.openqof.practice.Geography;
import org.openqof.practice.PracticeReference;
import org.openqof.practice.PracticeReference.ListSize;
import org.openqof.practice.PracticeReference.Organisation;
import org.openqof.practice.PracticeReference.Participation;
import org.openqof.practice.PracticeReference.Population;
import org.openqof.practice.PracticeReference.Population.Basis;
import org.openqof.practice.PracticeReference.PublishedRegister;
import org.openqof.practice.PracticeReference.Source;

/** Chooses, by date and year, what is known of each practice of one year. */
final class ReferenceBuild {
  /** Lists older than this at the date of the statistics are not used (publication rule 4). */
  private static final int MONTHS_BEFORE = 3;

  private final ReferenceStore store;
  private final OfYear dated;
  private final OfYear map;
  private final LocalDate crpDate;
  private final LocalDate statisticsDate;

  ReferenceBuild(
      ReferenceStore store, FinancialYear year, LocalDate crpDate, LocalDate statisticsDate) {
    this.store = store;
    this.dated = store.years.getOrDefault(year, new OfYear());
    // The hand-kept map carries no year: it serves the years that have no map of their own.
    this.map = dated.hasGeography ? dated : store.undated;
    this.crpDate = crpDate;
    this.statisticsDate = statisticsDate;
  }

  ReferenceData build(@Nullable LocalDate averageListDate) {
    Map<String, Population> populations = populations(crpDate);
    if (populations.isEmpty()) {
      populations = publishedTotals();
    }
    NavigableSet<String> codes = new TreeSet<>(dated.participating.keySet());
    codes.addAll(dated.mapped.keySet());
    codes.addAll(dated.registers.keySet());
    codes.addAll(dated.maximumPoints.keySet());
    codes.addAll(populations.keySet());
    OnDate statistics = store.dates.get(statisticsDate);
    if (statistics != null) {
      codes.addAll(statistics.published.keySet());
      codes.addAll(statistics.ages.keySet());
      codes.addAll(statistics.fiveYears.keySet());
    }
    SortedMap<String, PracticeReference> practices = new TreeMap<>();
    for (String code : codes) {
      practices.put(code, practice(code, populations.get(code)));
    }
    Map<String, Integer> average = new HashMap<>();
    if (averageListDate != null) {
      populations(averageListDate)
          .forEach((code, population) -> average.put(code, population.patients()));
    }
    return new ReferenceData(
        practices,
        reasons(),
        average,
        indicators(),
        dated.areaFigures.sorted(),
        dated.outcomes,
        dated.hasParticipationList,
        store.hasOrganisations,
        map.hasGeography);
  }

  private List<IndicatorMapRow> indicators() {
    List<IndicatorMapRow> rows = new ArrayList<>();
    dated.indicators.forEach(
        (code, held) -> {
          Long points = held.value().points();
          rows.add(
              new IndicatorMapRow(
                  code,
                  points == null ? null : BigDecimal.valueOf(points, 2),
                  held.value().group(),
                  held.value().listType(),
                  held.source()));
        });
    return rows;
  }

  private @Nullable Map<String, Boolean> reasons() {
    if (!dated.hasReasons && !store.undated.hasReasons) {
      return null;
    }
    Map<String, Boolean> reasons = new HashMap<>();
    store.undated.reasons.forEach((name, held) -> reasons.put(name, held.value()));
    // What a file of the year says goes before what a file without a year says.
    dated.reasons.forEach((name, held) -> reasons.put(name, held.value()));
    return reasons;
  }

  private PracticeReference practice(String code, @Nullable Population population) {
    Held<Participating> participating = dated.participating.get(code);
    Held<Mapped> mapped = map.mapped.get(code);
    Held<ReferenceStore.Organisation> organisation = store.organisations.get(code);
    Held<Integer> maximum = dated.maximumPoints.get(code);
    return new PracticeReference(
        code,
        name(code, mapped, participating),
        participating == null
            ? null
            : new Participation(
                participating.value().from(), participating.value().to(), participating.source()),
        organisation == null
            ? null
            : new Organisation(
                organisation.value().status(),
                organisation.value().openDate(),
                organisation.value().closeDate(),
                organisation.value().prescribingSetting(),
                organisation.source()),
        mapped == null ? Geography.NONE : mapped.value().geography(),
        population,
        lists(code),
        registers(code),
        maximum == null ? null : maximum.value());
  }

  private static String name(
      String code, @Nullable Held<Mapped> mapped, @Nullable Held<Participating> participating) {
    if (mapped != null && !mapped.value().name().isEmpty()) {
      return mapped.value().name();
    }
    if (participating != null && !participating.value().name().isEmpty()) {
      return participating.value().name();
    }
    return code;
  }

  /** Populations at exactly a date, all on one basis: a national mean must not mix them. */
  private Map<String, Population> populations(LocalDate date) {
    OnDate on = store.dates.get(date);
    Map<String, Population> populations = new TreeMap<>();
    if (on == null) {
      return populations;
    }
    Basis basis = on.payment.isEmpty() ? Basis.REGISTERED_PATIENTS : Basis.PAYMENT_EXTRACT;
    (on.payment.isEmpty() ? on.published : on.payment)
        .forEach(
            (code, held) ->
                populations.put(code, new Population(held.value(), date, basis, held.source())));
    if (populations.isEmpty()) {
      ages(on)
          .forEach(
              (code, counts) ->
                  counts
                      .patients(AgeBand.ALL.get(0))
                      .ifPresent(
                          all ->
                              populations.put(
                                  code, new Population(all, date, basis, counts.source()))));
    }
    return populations;
  }

  private static SortedMap<String, AgeCounts> ages(OnDate on) {
    return on.ages.isEmpty() ? on.fiveYears : on.ages;
  }

  private Map<String, Population> publishedTotals() {
    Map<String, Population> populations = new TreeMap<>();
    dated.registers.forEach(
        (code, groups) -> {
          for (Held<Register> held : groups.values()) {
            if (held.value().listType().equals(AgeBand.TOTAL)) {
              populations.put(
                  code,
                  new Population(
                      held.value().listSize(),
                      statisticsDate,
                      Basis.PUBLISHED_PREVALENCE,
                      held.source()));
              break;
            }
          }
        });
    return populations;
  }

  private List<ListSize> lists(String code) {
    SortedMap<String, ListSize> lists = new TreeMap<>();
    LocalDate earliest = statisticsDate.minusMonths(MONTHS_BEFORE);
    List<LocalDate> latestFirst = new ArrayList<>();
    store
        .dates
        .subMap(earliest, statisticsDate.plusDays(1))
        .keySet()
        .forEach(date -> latestFirst.add(0, date));
    for (LocalDate date : latestFirst) {
      OnDate on = store.dates.getOrDefault(date, new OnDate());
      bands(lists, date, on.ages.get(code));
      bands(lists, date, on.fiveYears.get(code));
      Held<Integer> total = on.published.get(code);
      if (total != null) {
        add(lists, AgeBand.TOTAL, date, total.value(), total.source());
      }
    }
    SortedMap<String, Held<Register>> groups = dated.registers.get(code);
    if (groups != null) {
      for (Held<Register> held : groups.values()) {
        add(lists, held.value().listType(), null, held.value().listSize(), held.source());
      }
    }
    return List.copyOf(lists.values());
  }

  private static void bands(
      SortedMap<String, ListSize> lists, LocalDate date, @Nullable AgeCounts counts) {
    if (counts == null) {
      return;
    }
    for (AgeBand band : AgeBand.ALL) {
      OptionalInt patients = counts.patients(band);
      if (patients.isPresent()) {
        add(lists, band.listType(), date, patients.getAsInt(), counts.source());
      }
    }
  }

  private static void add(
      SortedMap<String, ListSize> lists,
      String listType,
      @Nullable LocalDate date,
      int patients,
      Source source) {
    lists.putIfAbsent(listType, new ListSize(listType, date, patients, source));
  }

  private List<PublishedRegister> registers(String code) {
    List<PublishedRegister> registers = new ArrayList<>();
    SortedMap<String, Held<Register>> groups = dated.registers.get(code);
    if (groups != null) {
      groups.forEach(
          (group, held) ->
              registers.add(
                  new PublishedRegister(
                      group,
                      held.value().patients(),
                      held.value().listType(),
                      held.value().listSize(),
                      held.source())));
    }
    return registers;
  }
}
