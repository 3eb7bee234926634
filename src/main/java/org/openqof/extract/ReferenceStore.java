package org.openqof.extract;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.extract.ReferenceData.ValidationOutcome;
import org.openqof.input.Geography;
import org.openqof.tables.Block;
import org.openqof.tables.PublishedAreaFigures;

/** What the reference files of all years have said so far. */
final class ReferenceStore {

  /** First and last day of participation, and the practice's name; empty when not given. */
  record Participating(LocalDate from, LocalDate to, String name) implements Sourced.OfParts {
    @Override
    public SortedMap<String, String> parts() {
      return Sourced.parts(
          "first day", from.toString(), "last day", to.toString(), "name", "'" + name + "'");
    }
  }

  /** A practice of the Organisation Data Service. */
  record Organisation(
      String name,
      String status,
      @Nullable LocalDate openDate,
      @Nullable LocalDate closeDate,
      @Nullable String prescribingSetting,
      @Nullable String postcode)
      implements Sourced.OfParts {
    @Override
    public SortedMap<String, String> parts() {
      return Sourced.parts(
          "name",
          "'" + name + "'",
          "status",
          status,
          "first day",
          said(openDate),
          "last day",
          said(closeDate),
          "prescribing setting",
          said(prescribingSetting),
          "postcode",
          said(postcode));
    }
  }

  /** A practice's name and areas. */
  record Mapped(String name, Geography geography) implements Sourced.OfParts {
    @Override
    public SortedMap<String, String> parts() {
      return Sourced.parts(
          "name",
          "'" + name + "'",
          "PCN",
          said(geography.pcn()),
          "sub-ICB",
          said(geography.subIcb()),
          "ICB",
          said(geography.icb()),
          "region",
          said(geography.region()));
    }

    private static String said(Geography.Area area) {
      return area.odsCode()
          + " ("
          + area.name()
          + (area.onsCode() == null ? ")" : ", " + area.onsCode() + ")");
    }
  }

  /** A register and its list, as published. */
  record Register(@Nullable Integer patients, String listType, int listSize)
      implements Sourced.OfParts {
    @Override
    public SortedMap<String, String> parts() {
      return Sourced.parts(
          "register", said(patients), "list type", listType, "list of", Integer.toString(listSize));
    }
  }

  /** An indicator as published; points in hundredths. */
  record Indicator(@Nullable Long points, String group, String listType)
      implements Sourced.OfParts {
    @Override
    public SortedMap<String, String> parts() {
      return Sourced.parts(
          "points",
          points == null ? "" : java.math.BigDecimal.valueOf(points, 2).toPlainString(),
          "group",
          group,
          "list type",
          listType);
    }
  }

  private static String said(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  /** What files of one year said, or files without a year. */
  static final class OfYear {
    final SortedMap<String, Sourced<Participating>> participating = new TreeMap<>();
    final SortedMap<String, Sourced<Mapped>> mapped = new TreeMap<>();
    final SortedMap<String, Sourced<Integer>> maximumPoints = new TreeMap<>();
    final SortedMap<String, SortedMap<String, Sourced<Register>>> registers = new TreeMap<>();
    final SortedMap<String, Sourced<String>> suppliers = new TreeMap<>();
    final SortedMap<String, Sourced<Boolean>> reasons = new TreeMap<>();
    final SortedMap<String, Sourced<Indicator>> indicators = new TreeMap<>();
    final List<ValidationOutcome> outcomes = new ArrayList<>();
    final SortedMap<String, Sourced<String>> areas = new TreeMap<>();
    final Block areaFigures = new Block(PublishedAreaFigures.TABLE);
    boolean hasParticipationList;
    boolean hasGeography;
    boolean hasReasons;
  }

  /** Counts of patients by practice on one date. */
  static final class OnDate {
    final SortedMap<String, Sourced<Integer>> payment = new TreeMap<>();
    final SortedMap<String, Sourced<Integer>> published = new TreeMap<>();
    final SortedMap<String, AgeCounts> ages = new TreeMap<>();
    final SortedMap<String, AgeCounts> fiveYears = new TreeMap<>();
  }

  final SortedMap<FinancialYear, OfYear> years = new TreeMap<>();
  final OfYear undated = new OfYear();

  /** Maps that carry their day: areas and suppliers on it. */
  final TreeMap<LocalDate, OfYear> maps = new TreeMap<>();

  final SortedMap<LocalDate, OnDate> dates = new TreeMap<>();
  final EntryRows entries = new EntryRows(this);
  SortedMap<String, Sourced<Organisation>> organisations = new TreeMap<>();
  boolean hasOrganisations;

  private SortedSet<FinancialYear> yearsTouched = new TreeSet<>();
  private SortedSet<LocalDate> datesTouched = new TreeSet<>();

  /** Years and dates that rows spoke of since the last call. */
  Reach touched() {
    Reach reach = new Reach(yearsTouched, datesTouched);
    yearsTouched = new TreeSet<>();
    datesTouched = new TreeSet<>();
    return reach;
  }

  /** Notes what a row speaks of that is kept elsewhere. */
  void touch(FinancialYear year, @Nullable LocalDate date) {
    yearsTouched.add(year);
    if (date != null) {
      datesTouched.add(date);
    }
  }

  OfYear of(@Nullable FinancialYear year) {
    if (year != null) {
      yearsTouched.add(year);
    }
    return year == null ? undated : years.computeIfAbsent(year, any -> new OfYear());
  }

  /** The map of a day. */
  OfYear mapOf(LocalDate date) {
    datesTouched.add(date);
    return maps.computeIfAbsent(date, any -> new OfYear());
  }

  OnDate on(LocalDate date) {
    datesTouched.add(date);
    return dates.computeIfAbsent(date, any -> new OnDate());
  }
}
