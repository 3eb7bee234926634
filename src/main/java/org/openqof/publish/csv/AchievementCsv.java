package org.openqof.publish.csv;

import static org.openqof.tables.OfficialFiles.Achievement;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openqof.input.Geography;
import org.openqof.publish.Edition;
import org.openqof.publish.Files;
import org.openqof.publish.IndicatorFigures;
import org.openqof.publish.Level;
import org.openqof.publish.LevelFigures;
import org.openqof.publish.Place;
import org.openqof.rulebook.Indicator;

/**
 * ACHIEVEMENT: one file for each region, and one for England. A value that is missing has no row,
 * as in the official files; the long files say why it is missing.
 */
final class AchievementCsv {
  private final Edition edition;
  private final Files files;
  private final boolean pointZero;
  private final LevelFigures practices;
  private final List<Indicator> indicators;
  private final Map<String, String> regionNames = new TreeMap<>();

  AchievementCsv(Edition edition, Files files, boolean pointZero) {
    this.edition = edition;
    this.files = files;
    this.pointZero = pointZero;
    this.practices = edition.now().at(Level.PRACTICE);
    this.indicators = edition.rulebook().indicatorsInCodeOrder();
    for (Place place : edition.now().places().values()) {
      Geography.Area region = place.geography().region();
      regionNames.computeIfAbsent(region.odsCode(), code -> officialName(region));
    }
  }

  void england() {
    put("ACHIEVEMENT", "Achievement of England", null);
  }

  void regions() {
    regionNames()
        .forEach(
            (code, name) -> put("ACHIEVEMENT_" + name, "Achievement of one region, " + name, code));
  }

  /** The part of a file's name that says the region, by code; no two alike. */
  private Map<String, String> regionNames() {
    Map<String, String> names = new TreeMap<>();
    Set<String> used = new TreeSet<>();
    for (Place place : edition.now().places().values()) {
      Geography.Area region = place.geography().region();
      names.computeIfAbsent(
          region.odsCode(),
          code -> {
            String name = officialName(region);
            return used.add(name) ? name : name + "_" + code;
          });
    }
    return names;
  }

  /** A region as the official files of achievement write it: {@code EAST_OF_ENGLAND}. */
  private static String officialName(Geography.Area region) {
    return region.equals(Geography.UNMAPPED)
        ? region.odsCode()
        : region.name().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
  }

  private void put(String name, String title, @Nullable String region) {
    files.put(
        OfficialCsv.path(edition, name), title, Achievement.TABLE, stream -> rows(stream, region));
  }

  private long rows(OutputStream stream, @Nullable String region) throws IOException {
    RowSink sink = new RowSink(stream, Achievement.TABLE, pointZero);
    for (Place place : edition.now().places().values()) {
      if (region == null || place.geography().region().odsCode().equals(region)) {
        practice(sink, place);
      }
    }
    return sink.finish();
  }

  private void practice(RowSink sink, Place place) {
    int at = practices.position(place.code());
    for (Indicator indicator : indicators) {
      IndicatorFigures figures = practices.indicator(at, indicator.code());
      if (figures == null) {
        continue;
      }
      count(sink, place, indicator, "REGISTER", figures.register());
      count(sink, place, indicator, "NEWLY_DIAGNOSED", figures.newlyDiagnosed());
      count(sink, place, indicator, "NUMERATOR", figures.numerator());
      count(sink, place, indicator, "DENOMINATOR", figures.denominator());
      count(sink, place, indicator, "PCAS", figures.pcas());
      add(sink, place, indicator, "ACHIEVED_POINTS", figures.earned());
    }
  }

  private void count(
      RowSink sink, Place place, Indicator indicator, String measure, @Nullable Long patients) {
    add(sink, place, indicator, measure, patients == null ? null : (Long) (patients * 100));
  }

  private void add(
      RowSink sink, Place place, Indicator indicator, String measure, @Nullable Long hundredths) {
    if (hundredths == null) {
      return;
    }
    Geography.Area region = place.geography().region();
    sink.next()
        .text(Achievement.REGION_ODS_CODE, region.odsCode())
        .text(Achievement.REGION_ONS_CODE, region.onsCode())
        .text(Achievement.REGION_NAME, regionNames.get(region.odsCode()))
        .text(Achievement.PRACTICE_CODE, place.code())
        .text(Achievement.INDICATOR_CODE, indicator.code())
        .text(Achievement.MEASURE, measure)
        .unscaled(Achievement.VALUE, hundredths);
  }
}
