package org.openqof.publish.workbook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openqof.publish.ChangeNote;
import org.openqof.publish.Edition;
import org.openqof.publish.Level;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.Indicator;
import org.openqof.statistics.Measure;
import org.openqof.tables.AreaIntervals;
import org.openqof.tables.Block;
import org.openqof.tables.Field;

/**
 * The columns of confidence limits of one group: each rate of its areas with its lower and upper
 * limit, from the frozen table {@code area_intervals}.
 */
final class LimitBlocks {
  private final Edition edition;
  private final Level level;
  private final Block limits;
  private final Map<String, Integer> rows = new HashMap<>();

  LimitBlocks(Edition edition, Level level) {
    this.edition = edition;
    this.level = level;
    this.limits = edition.rows().read(AreaIntervals.TABLE);
    for (int row = 0; row < limits.rows(); row++) {
      rows.put(
          key(
              limits.textAt(AreaIntervals.LEVEL, row),
              limits.textAt(AreaIntervals.AREA_CODE, row),
              limits.textAt(AreaIntervals.MEASURE, row),
              limits.textAt(AreaIntervals.SUBJECT_CODE, row)),
          row);
    }
  }

  private static String key(String level, String area, String measure, String subject) {
    return String.join(" ", level, area, measure, subject);
  }

  /** The confidence of the limits in words, {@code 95 %}; what every row of the table has. */
  String confidence() {
    if (limits.rows() == 0) {
      return "the stated confidence";
    }
    return limits
            .decimalAt(AreaIntervals.CONFIDENCE, 0)
            .movePointRight(2)
            .stripTrailingZeros()
            .toPlainString()
        + " %";
  }

  /** All columns of a group's sheet; none where the group has no rate. */
  List<Column> columns(Group group) {
    List<Column> columns = new ArrayList<>();
    if (group.publishesPrevalence()) {
      if (group.newlyDiagnosed()) {
        add(columns, "Newly diagnosed", " (% of list)", Measure.NEWLY_DIAGNOSED, group.code());
      } else {
        add(columns, "Prevalence", " (%)", Measure.RAW_PREVALENCE, group.code());
      }
    }
    for (Indicator indicator : ChangeNote.indicatorsOf(edition.rulebook(), group.code())) {
      if (GroupBlocks.isFraction(indicator)) {
        String code = indicator.code();
        add(columns, code + " underlying achievement", " (%)", Measure.ACHIEVEMENT, code);
        add(columns, code + " PCA rate", " (%)", Measure.PCA_RATE, code);
        add(
            columns,
            code + " patients receiving intervention",
            " (%)",
            Measure.INTERVENTION_RATE,
            code);
      }
    }
    if (!columns.isEmpty()) {
      columns.addAll(0, GeographyBlock.of(level));
    }
    return columns;
  }

  private void add(List<Column> to, String name, String unit, Measure measure, String subject) {
    to.add(Column.percent(name + unit, row -> at(row, measure, subject, AreaIntervals.RATE)));
    to.add(
        Column.percent(
            name + ", lower limit" + unit,
            row -> at(row, measure, subject, AreaIntervals.LOWER_LIMIT)));
    to.add(
        Column.percent(
            name + ", upper limit" + unit,
            row -> at(row, measure, subject, AreaIntervals.UPPER_LIMIT)));
  }

  /** A cell; a rate that is not a proportion has no limits. */
  private @Nullable Object at(Row row, Measure measure, String subject, Field field) {
    Integer found =
        rows.get(key(row.now().level().word(), row.area().code(), measure.word(), subject));
    if (found == null) {
      return null;
    }
    Object value = limits.decimalOrNull(field, found);
    return value == null ? Marker.NOT_APPLICABLE : value;
  }
}
