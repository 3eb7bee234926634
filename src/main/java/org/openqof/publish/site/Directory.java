package org.openqof.publish.site;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openqof.answer.SafeText;
import org.openqof.domain.FinancialYear;
import org.openqof.input.Geography;
import org.openqof.publish.Level;
import org.openqof.tables.Block;
import org.openqof.tables.PracticeComparators;
import org.openqof.tables.PracticePoints;
import org.openqof.tables.Practices;
import org.openqof.tables.Successions;

/**
 * Every practice that has figures in any of the years: what it is called, where it lies, how large
 * it is, and what became of it. Years are added from the latest back; what a later year says of
 * name and place goes before what an earlier one says.
 */
final class Directory {
  private static final char NO_TENTH = '-';

  private final List<FinancialYear> years = new ArrayList<>();
  private final SortedMap<String, Practice> practices = new TreeMap<>();
  private final Map<String, List<Move>> from = new HashMap<>();
  private final Map<String, List<Move>> to = new HashMap<>();
  private final Map<String, String> postcodes = new HashMap<>();
  private final Map<String, LocalDate> closed = new HashMap<>();

  /** A practice as the latest year that has it says. */
  static final class Practice {
    final String code;
    final String name;
    final Geography geography;
    final FinancialYear last;
    final @Nullable Integer patients;
    private final Map<FinancialYear, Integer> tenths = new HashMap<>();

    Practice(
        String code,
        String name,
        Geography geography,
        FinancialYear last,
        @Nullable Integer patients) {
      this.code = code;
      this.name = SafeText.visible(name);
      this.geography = geography;
      this.last = last;
      this.patients = patients;
    }

    /** Its places in the files of figures: its areas, without those that are none. */
    List<String> areas() {
      List<String> places = new ArrayList<>();
      if (!geography.pcn().equals(Geography.NO_PCN)) {
        places.add(place(Level.PCN, geography.pcn().odsCode()));
      }
      if (!geography.subIcb().equals(Geography.UNMAPPED)) {
        places.add(place(Level.SUB_ICB, geography.subIcb().odsCode()));
        places.add(place(Level.ICB, geography.icb().odsCode()));
        places.add(place(Level.REGION, geography.region().odsCode()));
      }
      return places;
    }
  }

  private record Move(String practice, LocalDate date, BigDecimal share) {}

  /** The name of an area in the files of figures. */
  static String place(Level level, String code) {
    return level.word() + ":" + code;
  }

  /** Adds a year, the latest first. */
  void add(SiteYear year) {
    years.add(0, year.year());
    Map<String, Integer> patients = patients(year);
    year.figures()
        .places()
        .forEach(
            (code, place) ->
                practices.computeIfAbsent(
                    code,
                    unseen ->
                        new Practice(
                            code,
                            place.name(),
                            place.geography(),
                            year.year(),
                            patients.get(code))));
    Block reference = year.rows().read(Practices.TABLE);
    for (int row = 0; row < reference.rows(); row++) {
      String code = reference.textAt(Practices.PRACTICE_CODE, row);
      String postcode = reference.textOrNull(Practices.POSTCODE, row);
      if (postcode != null) {
        postcodes.putIfAbsent(code, SafeText.visible(postcode));
      }
      LocalDate day = reference.dateOrNull(Practices.CLOSE_DATE, row);
      if (day != null) {
        closed.putIfAbsent(code, day);
      }
    }
    Block sizes = year.rows().read(PracticeComparators.TABLE);
    for (int row = 0; row < sizes.rows(); row++) {
      String tenth = sizes.textOrNull(PracticeComparators.LIST_SIZE_TENTH, row);
      Practice practice = practices.get(sizes.textAt(PracticeComparators.PRACTICE_CODE, row));
      if (tenth != null && practice != null) {
        practice.tenths.put(year.year(), Integer.parseInt(tenth));
      }
    }
    successions(year.rows().read(Successions.TABLE));
  }

  private static Map<String, Integer> patients(SiteYear year) {
    Map<String, Integer> patients = new HashMap<>();
    Block points = year.rows().read(PracticePoints.TABLE);
    for (int row = 0; row < points.rows(); row++) {
      Integer list = points.countOrNull(PracticePoints.LIST_SIZE, row);
      if (list != null) {
        patients.put(points.textAt(PracticePoints.PRACTICE_CODE, row), list);
      }
    }
    return patients;
  }

  /** The same succession may stand in the files of several years. */
  private void successions(Block rows) {
    for (int row = 0; row < rows.rows(); row++) {
      String gave = rows.textAt(Successions.FROM_PRACTICE_CODE, row);
      String took = rows.textAt(Successions.TO_PRACTICE_CODE, row);
      LocalDate date = LocalDate.ofEpochDay(rows.countAt(Successions.SUCCESSION_DATE, row));
      BigDecimal share = rows.decimalAt(Successions.SHARE, row);
      add(to, gave, new Move(took, date, share));
      add(from, took, new Move(gave, date, share));
    }
  }

  private static void add(Map<String, List<Move>> moves, String practice, Move move) {
    List<Move> known = moves.computeIfAbsent(practice, key -> new ArrayList<>());
    if (!known.contains(move)) {
      known.add(move);
    }
  }

  /** All practices by code. */
  SortedMap<String, Practice> practices() {
    return practices;
  }

  /** Position of a practice in the directory. */
  Map<String, Integer> positions() {
    Map<String, Integer> positions = new HashMap<>();
    practices.keySet().forEach(code -> positions.put(code, positions.size()));
    return positions;
  }

  /** Practices so that neighbours follow each other: by region, board, location, network, code. */
  List<Practice> byNeighbourhood() {
    List<Practice> ordered = new ArrayList<>(practices.values());
    ordered.sort(
        Comparator.<Practice, String>comparing(p -> p.geography.region().odsCode())
            .thenComparing(p -> p.geography.icb().odsCode())
            .thenComparing(p -> p.geography.subIcb().odsCode())
            .thenComparing(p -> p.geography.pcn().odsCode())
            .thenComparing(p -> p.code));
    return ordered;
  }

  /** The latest year. */
  FinancialYear latest() {
    return years.get(years.size() - 1);
  }

  /**
   * The directory as the page reads it: one array a column, in order of codes.
   *
   * @param bundles row group of each practice by kind
   */
  ObjectNode json(Map<Kind, Map<String, Integer>> bundles) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode codes = json.putArray("codes");
    ArrayNode names = json.putArray("names");
    ArrayNode postcodeColumn = json.putArray("postcodes");
    ArrayNode patients = json.putArray("patients");
    ArrayNode sizes = json.putArray("sizes");
    Map<Level, SortedMap<String, String>> areas = areas();
    Map<Level, List<String>> order = new HashMap<>();
    ObjectNode areaNames = json.putObject("areas");
    areas.forEach(
        (level, known) -> {
          order.put(level, List.copyOf(known.keySet()));
          ArrayNode list = areaNames.putArray(level.word());
          known.forEach((code, name) -> list.addArray().add(code).add(name));
          json.putArray(level.word());
        });
    ObjectNode byKind = json.putObject("bundles");
    bundles.keySet().stream().sorted().forEach(kind -> byKind.putArray(kind.word()));
    ObjectNode notes = json.putObject("notes");
    boolean hasPostcodes = false;
    for (Practice practice : practices.values()) {
      codes.add(practice.code);
      names.add(practice.name);
      String postcode = postcodes.getOrDefault(practice.code, "");
      hasPostcodes |= !postcode.isEmpty();
      postcodeColumn.add(postcode);
      patients.add(practice.patients);
      StringBuilder letters = new StringBuilder();
      for (FinancialYear year : years) {
        Integer tenth = practice.tenths.get(year);
        letters.append(tenth == null ? NO_TENTH : (char) ('a' + tenth - 1));
      }
      sizes.add(letters.toString());
      Set<String> places = new HashSet<>(practice.areas());
      areas.forEach(
          (level, known) -> {
            String code = of(level, practice.geography).odsCode();
            boolean there = places.contains(place(level, code));
            ((ArrayNode) json.get(level.word()))
                .add(there ? Collections.binarySearch(order.get(level), code) : -1);
          });
      bundles.forEach(
          (kind, of) ->
              ((ArrayNode) byKind.get(kind.word())).add(of.getOrDefault(practice.code, -1)));
      note(notes, practice);
    }
    json.put("has_postcodes", hasPostcodes);
    return json;
  }

  private void note(ObjectNode notes, Practice practice) {
    ObjectNode note = JsonNodeFactory.instance.objectNode();
    LocalDate day = closed.get(practice.code);
    if (day != null) {
      note.put("closed", day.toString());
    }
    if (!practice.last.equals(latest())) {
      note.put("last", practice.last.toString());
    }
    moves(note, "to", to.get(practice.code));
    moves(note, "from", from.get(practice.code));
    if (!note.isEmpty()) {
      notes.set(practice.code, note);
    }
  }

  private static void moves(ObjectNode note, String word, @Nullable List<Move> moves) {
    if (moves == null) {
      return;
    }
    moves.sort(Comparator.comparing(Move::date).thenComparing(Move::practice));
    ArrayNode list = note.putArray(word);
    for (Move move : moves) {
      list.addObject()
          .put("practice", move.practice())
          .put("date", move.date().toString())
          .put("percent", percent(move.share()));
    }
  }

  /** A share of patients in percent, to a tenth at most. */
  private static String percent(BigDecimal share) {
    return share
        .movePointRight(2)
        .setScale(1, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }

  private static Geography.Area of(Level level, Geography geography) {
    return switch (level) {
      case PCN -> geography.pcn();
      case SUB_ICB -> geography.subIcb();
      case ICB -> geography.icb();
      case REGION -> geography.region();
      case PRACTICE, ENGLAND, GROUP -> throw new IllegalArgumentException(level.word());
    };
  }

  /** Areas that practices lie in, names by code. */
  Map<Level, SortedMap<String, String>> areas() {
    Map<Level, SortedMap<String, String>> areas = new TreeMap<>();
    for (Level level : List.of(Level.PCN, Level.SUB_ICB, Level.ICB, Level.REGION)) {
      SortedMap<String, String> known = new TreeMap<>();
      for (Practice practice : practices.values()) {
        Geography.Area area = of(level, practice.geography);
        if (practice.areas().contains(place(level, area.odsCode()))) {
          known.putIfAbsent(area.odsCode(), SafeText.visible(area.name()));
        }
      }
      areas.put(level, known);
    }
    return areas;
  }

  /** Practices of an integrated care board that have figures in the latest year. */
  List<Practice> ofBoard(String icb) {
    return practices.values().stream()
        .filter(practice -> practice.geography.icb().odsCode().equals(icb))
        .filter(practice -> practice.last.equals(latest()))
        .toList();
  }
}
