package org.openqof.publish.workbook;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openqof.publish.ChangeNote;
import org.openqof.publish.Edition;
import org.openqof.publish.EnglandYear;
import org.openqof.publish.Level;
import org.openqof.publish.PrevalenceHistory;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.Indicator;
import org.openqof.statistics.Measure;
import org.openqof.tables.Block;
import org.openqof.tables.Deciles;

/**
 * Sheets of the workbook of England that have a chart: how practices are spread, and how prevalence
 * went over the years.
 */
final class EnglandSheets {
  /** Years alongside each other in one chart; more are too thin to be told apart. */
  private static final int MOST_YEARS = 6;

  private static final int DECILES = 9;

  /** Code, name and the number of practices stand before the deciles. */
  private static final int BEFORE_DECILES = 3;

  private final Edition edition;
  private final List<Group> groups;

  /**
   * The sheets of an edition.
   *
   * @param groups groups in published order
   */
  EnglandSheets(Edition edition, List<Group> groups) {
    this.edition = edition;
    this.groups = List.copyOf(groups);
  }

  /** The sheets; one without any row is left out. */
  List<SheetPlan> sheets() {
    Map<String, @Nullable Object[]> spread = spread();
    List<SheetPlan> sheets = new ArrayList<>();
    List<Object[]> prevalence = new ArrayList<>();
    List<Object[]> achievement = new ArrayList<>();
    for (Group group : groups) {
      if (group.publishesPrevalence() && !group.newlyDiagnosed()) {
        add(prevalence, spread, Measure.RAW_PREVALENCE, group.code(), group.name());
      }
      for (Indicator indicator : ChangeNote.indicatorsOf(edition.rulebook(), group.code())) {
        if (GroupBlocks.isFraction(indicator)) {
          add(achievement, spread, Measure.ACHIEVEMENT, indicator.code(), group.name());
        }
      }
    }
    if (!prevalence.isEmpty()) {
      sheets.add(deciles("Deciles_prevalence", "Prevalence", "Group", prevalence));
    }
    if (!achievement.isEmpty()) {
      sheets.add(
          deciles("Deciles_achievement", "Underlying achievement", "Indicator", achievement));
    }
    SheetPlan trend = trend();
    if (trend != null) {
      sheets.add(trend);
    }
    return sheets;
  }

  /** Practices compared and their deciles in England, by measure and subject. */
  private Map<String, @Nullable Object[]> spread() {
    Map<String, @Nullable Object[]> spread = new LinkedHashMap<>();
    Block rows = edition.rows().read(Deciles.TABLE);
    for (int row = 0; row < rows.rows(); row++) {
      if (rows.textAt(Deciles.POPULATION, row).equals(Level.ENGLAND.word())) {
        @Nullable Object[] found =
            spread.computeIfAbsent(
                rows.textAt(Deciles.MEASURE, row) + " " + rows.textAt(Deciles.SUBJECT_CODE, row),
                key -> new @Nullable Object[DECILES + 1]);
        found[0] = (long) rows.countAt(Deciles.PRACTICES, row);
        found[rows.countAt(Deciles.DECILE, row)] = rows.decimalOrNull(Deciles.RATE, row);
      }
    }
    return spread;
  }

  @SuppressWarnings("NullAway") // a rate that is missing is an empty place in the row
  private static void add(
      List<Object[]> to,
      Map<String, @Nullable Object[]> spread,
      Measure measure,
      String code,
      String name) {
    @Nullable Object @Nullable [] found = spread.get(measure.word() + " " + code);
    if (found != null) {
      Object[] row = new Object[BEFORE_DECILES + DECILES];
      row[0] = code;
      row[1] = name;
      System.arraycopy(found, 0, row, 2, found.length);
      to.add(row);
    }
  }

  private SheetPlan deciles(String sheet, String measure, String subject, List<Object[]> rows) {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.of(subject, Format.CODE));
    columns.add(Column.of("Group name", Format.NAME));
    columns.add(Column.of("Practices compared", Format.COUNT));
    for (int decile = 1; decile <= DECILES; decile++) {
      columns.add(
          Column.of(
              "Decile %d (%%)%s".formatted(decile, decile == 5 ? ", median" : ""), Format.PERCENT));
    }
    String title = "%s: deciles of practices in England, %s".formatted(measure, edition.year());
    return new SheetPlan(
        sheet,
        title,
        "A tenth of the practices compared lie at or below decile 1, nine tenths at or below decile"
            + " 9. Practices with fewer patients than the statistics compare are left out.",
        columns,
        rows,
        new ChartPlan(
            ChartPlan.Kind.SPREAD,
            title,
            title
                + ": one upright line for each of %d rows, from decile 1 to decile 9, with the"
                    .formatted(rows.size())
                + " median marked. Every number is in the table above.",
            measure + ", %; the axis starts at zero",
            0,
            List.of(BEFORE_DECILES, BEFORE_DECILES + 4, BEFORE_DECILES + 8)));
  }

  /** Prevalence by year; null where no group has one. */
  @SuppressWarnings("NullAway") // a year without a register is an empty place in the row
  private @Nullable SheetPlan trend() {
    List<EnglandYear> all = edition.years();
    List<EnglandYear> years = all.subList(Math.max(0, all.size() - MOST_YEARS), all.size());
    List<Object[]> rows = new ArrayList<>();
    for (Group group : groups) {
      Object[] row = new Object[2 + years.size() + 1];
      row[0] = group.code();
      row[1] = group.name();
      List<String> breaks = new ArrayList<>();
      for (PrevalenceHistory.Entry entry : PrevalenceHistory.of(group, years, edition.descent())) {
        BigDecimal rate = entry.newlyDiagnosed() ? null : entry.rate();
        IntStream.range(0, years.size())
            .filter(at -> years.get(at).year().equals(entry.year()))
            .forEach(at -> row[2 + at] = rate);
        if (entry.breaks()) {
          breaks.add(entry.year().toString());
        }
      }
      row[2 + years.size()] = breaks.isEmpty() ? "none" : String.join(", ", breaks);
      if (Arrays.stream(row, 2, 2 + years.size()).anyMatch(Objects::nonNull)) {
        rows.add(row);
      }
    }
    if (rows.isEmpty()) {
      return null;
    }
    List<Column> columns = new ArrayList<>();
    columns.add(Column.of("Group", Format.CODE));
    columns.add(Column.of("Group name", Format.NAME));
    years.forEach(year -> columns.add(Column.of("Prevalence (%), " + year.year(), Format.PERCENT)));
    columns.add(Column.of("Years that may not be compared with the year before", Format.NAME));
    String title =
        "Prevalence in England by year, %s to %s".formatted(years.get(0).year(), edition.year());
    return new SheetPlan(
        "Trend",
        title,
        "Each year is as it was published, on its own map. Where a register was redefined the two"
            + " years may not be compared; the last column names them.",
        columns,
        rows,
        new ChartPlan(
            ChartPlan.Kind.BARS,
            title,
            title
                + ": for each of %d groups one bar a year, the latest darkest. Nothing joins the"
                    .formatted(rows.size())
                + " bars, because some years may not be compared; the table above names those.",
            "Prevalence, %; the axis starts at zero",
            0,
            IntStream.range(2, 2 + years.size()).boxed().toList()));
  }
}
