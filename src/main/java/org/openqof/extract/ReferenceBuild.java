package org.openqof.extract;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.extract.EntryRows.Correction;
import org.openqof.extract.ReferenceData.IndicatorMapRow;
import org.openqof.extract.ReferenceData.PopulationCorrection;
import org.openqof.extract.ReferenceStore.Mapped;
import org.openqof.extract.ReferenceStore.OfYear;
import org.openqof.extract.ReferenceStore.OnDate;
import org.openqof.extract.ReferenceStore.Participating;
import org.openqof.extract.ReferenceStore.Register;
import org.openqof.input.Geography;
import org.openqof.input.LocalDecisions;
import org.openqof.input.PracticeReference;
import org.openqof.input.PracticeReference.ListSize;
import org.openqof.input.PracticeReference.Organisation;
import org.openqof.input.PracticeReference.Participation;
import org.openqof.input.PracticeReference.PublishedRegister;
import org.openqof.input.PracticeReference.Source;
import org.openqof.tables.Block;
import org.openqof.tables.PracticeSuppliers;

/** Chooses, by date and year, what is known of each practice of one year. */
final class ReferenceBuild {
  /** Lists older than this at the date of the statistics are not used (publication rule 4). */
  private static final int MONTHS_BEFORE = 3;

  private final ReferenceStore store;
  private final OfYear dated;
  private final OfYear map;
  private final @Nullable OfYear monthly;
  private final FinancialYear year;
  private final LocalDate statisticsDate;
  private final JudgeEntries entries;
  private final ChoosePopulation populations;
  private final SortedMap<String, LocalDecisions> decisions;

  ReferenceBuild(
      ReferenceStore store,
      FinancialYear year,
      LocalDate crpDate,
      LocalDate statisticsDate,
      YearIndicators indicators) {
    this.store = store;
    this.year = year;
    this.dated = store.years.getOrDefault(year, new OfYear());
    // The hand-kept map carries no year: it serves the years that have no map of their own.
    this.monthly = lastMap(store, year, statisticsDate);
    this.map = dated.hasGeography ? dated : monthly != null ? monthly : store.undated;
    this.statisticsDate = statisticsDate;
    this.entries = new JudgeEntries(store.entries, year, indicators, this::practicesOf, reasons());
    this.populations =
        new ChoosePopulation(store, year, crpDate, statisticsDate, entries.corrections());
    this.decisions = entries.decisions();
  }

  /**
   * The last map of a day in the year, the day of its statistics included: with the lists of 1
   * April after the year comes the map that they are published by.
   */
  private static @Nullable OfYear lastMap(
      ReferenceStore store, FinancialYear year, LocalDate statisticsDate) {
    Map.Entry<LocalDate, OfYear> last = store.maps.floorEntry(statisticsDate);
    return last == null || !last.getKey().isAfter(year.start()) ? null : last.getValue();
  }

  /**
   * Practices that what people filled in may speak of: those on the list of participating
   * practices; without one, those that any file of the year names.
   */
  private NavigableSet<String> practicesOf(FinancialYear of) {
    OfYear files = store.years.getOrDefault(of, new OfYear());
    NavigableSet<String> codes = new TreeSet<>(files.participating.keySet());
    if (!files.hasParticipationList) {
      codes.addAll(files.mapped.keySet());
      codes.addAll(files.registers.keySet());
      codes.addAll(files.maximumPoints.keySet());
    }
    return codes;
  }

  ReferenceData build(@Nullable LocalDate averageListDate) {
    NavigableSet<String> codes = new TreeSet<>(dated.participating.keySet());
    codes.addAll(dated.mapped.keySet());
    codes.addAll(dated.registers.keySet());
    codes.addAll(dated.maximumPoints.keySet());
    codes.addAll(populations.practices());
    codes.addAll(decisions.keySet());
    OnDate statistics = store.dates.get(statisticsDate);
    if (statistics != null) {
      codes.addAll(statistics.published.keySet());
      codes.addAll(statistics.ages.keySet());
      codes.addAll(statistics.fiveYears.keySet());
    }
    SortedMap<String, PracticeReference> practices = new TreeMap<>();
    for (String code : codes) {
      practices.put(code, practice(code));
    }
    Map<String, Integer> average =
        averageListDate == null
            ? Map.of()
            : ChoosePopulation.atDate(store, averageListDate, entries.corrections());
    return new ReferenceData(
        practices,
        reasons(),
        average,
        indicators(),
        dated.areaFigures.sorted(),
        dated.outcomes,
        dated.hasParticipationList,
        store.hasOrganisations,
        map.hasGeography,
        corrections(),
        suppliers(),
        entries.refusedRows(),
        doubts());
  }

  private List<String> doubts() {
    List<String> doubts = new ArrayList<>();
    store
        .dates
        .subMap(statisticsDate.minusMonths(MONTHS_BEFORE), statisticsDate.plusDays(1))
        .forEach((date, on) -> new ListTotals(on).contradiction(date).ifPresent(doubts::add));
    return doubts;
  }

  private Block suppliers() {
    Block rows = new Block(PracticeSuppliers.TABLE);
    // A file of suppliers of the year goes before the map of a month.
    boolean own = !dated.suppliers.isEmpty() || monthly == null;
    (own ? dated : Objects.requireNonNull(monthly))
        .suppliers.forEach(
            (practice, sourced) ->
                rows.next()
                    .text(PracticeSuppliers.PRACTICE_CODE, practice)
                    .text(PracticeSuppliers.SUPPLIER, sourced.value())
                    .text(PracticeSuppliers.FILE_DIGEST, sourced.source().fileDigest())
                    .count(PracticeSuppliers.LINE_NUMBER, sourced.source().line()));
    return rows;
  }

  private List<PopulationCorrection> corrections() {
    List<PopulationCorrection> rows = new ArrayList<>();
    entries
        .corrections()
        .forEach(
            (date, byPractice) ->
                byPractice.forEach(
                    (practice, entry) -> {
                      Correction correction = entry.value();
                      if (entry.year().equals(year)) {
                        rows.add(
                            new PopulationCorrection(
                                practice,
                                date,
                                correction.patients(),
                                populations.countedOn(date, practice),
                                correction.reason(),
                                correction.approver(),
                                correction.approvedOn(),
                                entry.source()));
                      }
                    }));
    return rows;
  }

  private List<IndicatorMapRow> indicators() {
    List<IndicatorMapRow> rows = new ArrayList<>();
    dated.indicators.forEach(
        (code, sourced) -> {
          Long points = sourced.value().points();
          rows.add(
              new IndicatorMapRow(
                  code,
                  points == null ? null : BigDecimal.valueOf(points, 2),
                  sourced.value().group(),
                  sourced.value().listType(),
                  sourced.source()));
        });
    return rows;
  }

  private @Nullable Map<String, Boolean> reasons() {
    if (!dated.hasReasons && !store.undated.hasReasons) {
      return null;
    }
    Map<String, Boolean> reasons = new HashMap<>();
    store.undated.reasons.forEach((name, sourced) -> reasons.put(name, sourced.value()));
    // What a file of the year says goes before what a file without a year says.
    dated.reasons.forEach((name, sourced) -> reasons.put(name, sourced.value()));
    return reasons;
  }

  private PracticeReference practice(String code) {
    Sourced<Participating> participating = dated.participating.get(code);
    Sourced<Mapped> mapped = map.mapped.get(code);
    Sourced<ReferenceStore.Organisation> organisation = store.organisations.get(code);
    Sourced<Integer> maximum = dated.maximumPoints.get(code);
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
                organisation.value().postcode(),
                organisation.source()),
        mapped == null ? Geography.NONE : mapped.value().geography(),
        populations.of(code),
        lists(code),
        registers(code),
        maximum == null ? null : maximum.value(),
        decisions.getOrDefault(code, LocalDecisions.NONE));
  }

  private static String name(
      String code,
      @Nullable Sourced<Mapped> mapped,
      @Nullable Sourced<Participating> participating) {
    if (mapped != null && !mapped.value().name().isEmpty()) {
      return mapped.value().name();
    }
    if (participating != null && !participating.value().name().isEmpty()) {
      return participating.value().name();
    }
    return code;
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
      Sourced<Integer> total = on.published.get(code);
      if (total != null) {
        add(lists, AgeBand.TOTAL, date, total.value(), total.source());
      }
    }
    SortedMap<String, Sourced<Register>> groups = dated.registers.get(code);
    if (groups != null) {
      for (Sourced<Register> sourced : groups.values()) {
        add(lists, sourced.value().listType(), null, sourced.value().listSize(), sourced.source());
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
    SortedMap<String, Sourced<Register>> groups = dated.registers.get(code);
    if (groups != null) {
      groups.forEach(
          (group, sourced) ->
              registers.add(
                  new PublishedRegister(
                      group,
                      sourced.value().patients(),
                      sourced.value().listType(),
                      sourced.value().listSize(),
                      sourced.source())));
    }
    return registers;
  }
}
