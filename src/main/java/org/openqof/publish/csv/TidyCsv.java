package org.openqof.publish.csv;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.IndicatorKind;
import org.openqof.input.Geography;
import org.openqof.publish.Area;
import org.openqof.publish.Edition;
import org.openqof.publish.Files;
import org.openqof.publish.GroupFigures;
import org.openqof.publish.IndicatorFigures;
import org.openqof.publish.Level;
import org.openqof.publish.LevelFigures;
import org.openqof.publish.Part;
import org.openqof.publish.Place;
import org.openqof.publish.PointFigures;
import org.openqof.rulebook.Indicator;
import org.openqof.tables.AreaIntervals;
import org.openqof.tables.Block;
import org.openqof.tables.Deciles;
import org.openqof.tables.Funnels;
import org.openqof.tables.PracticeComparators;
import org.openqof.tables.PracticeOutliers;
import org.openqof.tables.Table;
import org.openqof.tables.TidyFiles;
import org.openqof.tables.TidyFiles.LongFile;

/**
 * Long files, one a subject, at every level from practice to England: what nobody else publishes of
 * networks, and one form for whoever reads with a program.
 *
 * <p>A measure of an indicator or group is there for every area that has the indicator or group; a
 * value that is missing has a marker that says why.
 */
public final class TidyCsv implements Part {
  private static final String FOLDER = "long/";

  /** Limits, deciles and what else sets practices side by side: long already, one table a file. */
  private static final List<Table> BETWEEN_PRACTICES =
      List.of(
          AreaIntervals.TABLE,
          Deciles.TABLE,
          Funnels.TABLE,
          PracticeOutliers.TABLE,
          PracticeComparators.TABLE);

  private static final List<Table> OF_GROUPS =
      List.of(TidyFiles.GROUPS, TidyFiles.GROUP_FUNNELS, TidyFiles.GROUP_OUTLIERS);

  @Override
  public String title() {
    return "long CSV files";
  }

  @Override
  public List<Runnable> tasks(Edition edition, Files files) {
    return List.of(
        () -> put(edition, files, TidyFiles.ACHIEVEMENT, TidyCsv::achievement),
        () -> small(edition, files),
        () -> BETWEEN_PRACTICES.forEach(table -> whole(edition, files, table)),
        () -> groups(edition, files));
  }

  /** Who is in which group, and how the practices of each lie alongside each other. */
  private static void groups(Edition edition, Files files) {
    if (edition.now().grouping() != null) {
      OF_GROUPS.forEach(table -> whole(edition, files, table));
    }
  }

  /** A table of the year as it is. */
  private static void whole(Edition edition, Files files, Table table) {
    files.put(
        FOLDER + table.name() + "_" + edition.shortYear() + ".csv",
        table.sentence(),
        table,
        stream -> {
          TableCsv csv = new TableCsv(stream, table);
          csv.add(edition.rows().read(table));
          return csv.finish();
        });
  }

  private static void small(Edition edition, Files files) {
    files.put(
        FOLDER + "areas_" + edition.shortYear() + ".csv",
        TidyFiles.AREAS.sentence(),
        TidyFiles.AREAS,
        stream -> {
          RowSink sink = new RowSink(stream, TidyFiles.AREAS);
          areas(edition, sink);
          return sink.finish();
        });
    put(edition, files, TidyFiles.PREVALENCE, TidyCsv::prevalence);
    put(edition, files, TidyFiles.POINTS, TidyCsv::points);
    put(edition, files, TidyFiles.ADJUSTMENTS, TidyCsv::adjustments);
    put(edition, files, TidyFiles.LISTS, TidyCsv::lists);
  }

  /** Adds the measures of one area. */
  @FunctionalInterface
  private interface Measures {
    void add(Edition edition, LevelFigures level, int area, LongRows rows);
  }

  private static void put(Edition edition, Files files, LongFile file, Measures measures) {
    files.put(
        FOLDER + file.table().name() + "_" + edition.shortYear() + ".csv",
        file.table().sentence(),
        file.table(),
        stream -> {
          RowSink sink = new RowSink(stream, file.table());
          for (Level level : edition.now().levels().keySet()) {
            LevelFigures figures = edition.now().at(level);
            for (int area = 0; area < figures.areas().size(); area++) {
              measures.add(
                  edition,
                  figures,
                  area,
                  new LongRows(
                      sink,
                      file,
                      edition.year().toString(),
                      level.word(),
                      figures.areas().get(area).code()));
            }
          }
          return sink.finish();
        });
  }

  private static void areas(Edition edition, RowSink sink) {
    for (Level level : edition.now().levels().keySet()) {
      for (Area area : edition.now().at(level).areas()) {
        Block row =
            sink.next()
                .text(TidyFiles.AREA_LEVEL, level.word())
                .text(TidyFiles.AREA_CODE, area.code())
                .text(TidyFiles.AREA_ONS_CODE, area.onsCode())
                .text(TidyFiles.AREA_NAME, area.name());
        Place place = edition.now().places().get(area.code());
        if (level == Level.PRACTICE && place != null) {
          Geography geography = place.geography();
          row.text(TidyFiles.PCN_CODE, geography.pcn().odsCode())
              .text(TidyFiles.SUB_ICB_CODE, geography.subIcb().odsCode())
              .text(TidyFiles.ICB_CODE, geography.icb().odsCode())
              .text(TidyFiles.REGION_CODE, geography.region().odsCode());
        }
      }
    }
  }

  private static void achievement(Edition edition, LevelFigures level, int area, LongRows rows) {
    for (Indicator indicator : edition.rulebook().indicatorsInCodeOrder()) {
      String code = indicator.code();
      IndicatorFigures figures = level.indicator(area, code);
      if (figures == null) {
        continue;
      }
      boolean register = indicator.kind() == IndicatorKind.REGISTER;
      if (figures.newlyDiagnosed() != null) {
        rows.count(code, "newly_diagnosed", "patients", figures.newlyDiagnosed());
      }
      if (figures.register() != null || (register && figures.newlyDiagnosed() == null)) {
        rows.count(code, "register_size", "patients", figures.register());
      }
      if (!register && indicator.kind() != IndicatorKind.YES_NO) {
        rows.count(code, "numerator", "patients", figures.numerator());
        rows.count(code, "denominator", "patients", figures.denominator());
        rows.count(code, "pca_count", "patients", figures.pcas());
        rows.rate(code, "achievement", figures.achievement(), figures.denominator());
        rows.rate(code, "pca_rate", figures.pcaRate(), figures.denominatorPlusPcas());
        rows.rate(code, "intervention_rate", figures.intervention(), figures.denominatorPlusPcas());
      }
      rows.points(code, "earned_points", figures.earned());
      rows.points(code, "available_points", figures.available());
      rows.rate(code, "points_rate", figures.pointsRate(), figures.available());
    }
  }

  private static void prevalence(Edition edition, LevelFigures level, int area, LongRows rows) {
    for (String code : level.groupCodes()) {
      GroupFigures figures = level.group(area, code);
      if (figures == null || figures.register() == null) {
        continue;
      }
      rows.count(code, "practices", "practices", figures.practices());
      rows.count(
          code,
          figures.newlyDiagnosed() ? "newly_diagnosed" : "register_size",
          "patients",
          figures.register());
      rows.count(code, "list_size", "patients", figures.list());
      if (!figures.newlyDiagnosed()) {
        rows.rate(code, "raw_prevalence", figures.prevalence(), figures.list());
      }
    }
  }

  private static void points(Edition edition, LevelFigures level, int area, LongRows rows) {
    PointFigures all = level.points(area);
    if (all != null) {
      rows.count("ALL", "practices", "practices", all.practices());
      rows.points("ALL", "earned_points", all.earned());
      rows.points("ALL", "available_points", all.maximum());
      rows.points("ALL", "revised_maximum_points", all.revisedMaximum());
      rows.rate("ALL", "points_rate", all.rate(), all.maximum());
      rows.rate("ALL", "adjusted_points_rate", all.adjustedRate(), all.revisedMaximum());
    }
    Set<String> withPoints =
        edition.rulebook().indicators().stream()
            .map(Indicator::groupCode)
            .collect(Collectors.toSet());
    for (String code : level.groupCodes()) {
      GroupFigures figures = level.group(area, code);
      if (figures != null && withPoints.contains(code) && figures.available() > 0) {
        rows.points(code, "earned_points", figures.earned());
        rows.points(code, "available_points", figures.available());
        rows.rate(code, "points_rate", figures.pointsRate(), figures.available());
      }
    }
  }

  private static void adjustments(Edition edition, LevelFigures level, int area, LongRows rows) {
    for (String code : level.groupCodes()) {
      GroupFigures figures = level.group(area, code);
      Long pcas = figures == null ? null : figures.pcas();
      Long denominators = figures == null ? null : figures.denominators();
      if (figures != null && pcas != null && denominators != null) {
        rows.count(code, "pca_count", "patients", pcas);
        rows.count(code, "denominators", "patients", denominators);
        rows.rate(code, "pca_rate", figures.pcaRate(), pcas + denominators);
      }
    }
  }

  private static void lists(Edition edition, LevelFigures level, int area, LongRows rows) {
    Map<String, @Nullable Long> known = new TreeMap<>();
    for (String type : level.listTypes()) {
      known.put(type, level.list(area, type));
    }
    known.forEach((type, patients) -> rows.count(type, "list_size", "patients", patients));
  }

  /** Rows of one area in one long file. */
  private record LongRows(RowSink sink, LongFile file, String year, String level, String area) {
    static final String NOT_AVAILABLE = ":";
    static final String NOT_APPLICABLE = "z";

    void count(String subject, String measure, String unit, @Nullable Long count) {
      add(subject, measure, unit, count == null ? null : BigDecimal.valueOf(count), NOT_AVAILABLE);
    }

    void points(String subject, String measure, @Nullable Long hundredths) {
      add(
          subject,
          measure,
          "points",
          hundredths == null ? null : BigDecimal.valueOf(hundredths, 2),
          NOT_AVAILABLE);
    }

    /** A rate over a denominator of 0 does not apply; over one that is missing it is unknown. */
    void rate(String subject, String measure, @Nullable BigDecimal rate, @Nullable Long over) {
      boolean empty = over != null && over == 0;
      add(subject, measure, "fraction", rate, empty ? NOT_APPLICABLE : NOT_AVAILABLE);
    }

    private void add(
        String subject, String measure, String unit, @Nullable BigDecimal value, String marker) {
      sink.next()
          .text(file.financialYear(), year)
          .text(file.level(), level)
          .text(file.areaCode(), area)
          .text(file.subject(), subject)
          .text(file.measure(), measure)
          .decimal(file.value(), value)
          .text(file.unit(), unit)
          .text(file.marker(), value == null ? marker : null);
    }
  }
}
