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
import org.openqof.tables.Block;
import org.openqof.tables.Deciles;

/**
 * The columns of deciles of one group: how the practices of an area are spread, rate by rate, from
 * the frozen table {@code deciles}.
 */
final class DecileBlocks {
  private static final int LAST = 9;

  private final Edition edition;
  private final Level level;
  private final Block deciles;
  private final Map<String, int[]> rows = new HashMap<>();

  DecileBlocks(Edition edition, Level level) {
    this.edition = edition;
    this.level = level;
    this.deciles = edition.rows().read(Deciles.TABLE);
    for (int row = 0; row < deciles.rows(); row++) {
      rows.computeIfAbsent(
                  key(
                      deciles.textAt(Deciles.POPULATION, row),
                      deciles.textAt(Deciles.POPULATION_CODE, row),
                      deciles.textAt(Deciles.MEASURE, row),
                      deciles.textAt(Deciles.SUBJECT_CODE, row)),
                  key -> new int[LAST + 1])[deciles.countAt(Deciles.DECILE, row)] =
          row + 1;
    }
  }

  private static String key(String population, String code, String measure, String subject) {
    return String.join(" ", population, code, measure, subject);
  }

  /** All columns of a group's sheet; none where the group has no rate that is compared. */
  List<Column> columns(Group group) {
    List<Column> columns = new ArrayList<>();
    if (group.publishesPrevalence() && !group.newlyDiagnosed()) {
      add(columns, "Prevalence", Measure.RAW_PREVALENCE, group.code());
    }
    for (Indicator indicator : ChangeNote.indicatorsOf(edition.rulebook(), group.code())) {
      if (GroupBlocks.isFraction(indicator)) {
        String code = indicator.code();
        add(columns, code + " underlying achievement", Measure.ACHIEVEMENT, code);
      }
    }
    if (!columns.isEmpty()) {
      columns.addAll(0, GeographyBlock.of(level));
    }
    return columns;
  }

  private void add(List<Column> to, String name, Measure measure, String subject) {
    to.add(
        Column.count(
            name + ", practices compared",
            row -> {
              int found = row(row, measure, subject, 1);
              return found < 0 ? null : (Long) (long) deciles.countAt(Deciles.PRACTICES, found);
            }));
    for (int decile = 1; decile <= LAST; decile++) {
      int which = decile;
      to.add(
          Column.percent(
              "%s, decile %d (%%)".formatted(name, decile),
              row -> {
                int found = row(row, measure, subject, which);
                return found < 0 ? null : deciles.decimalOrNull(Deciles.RATE, found);
              }));
    }
  }

  private int row(Row row, Measure measure, String subject, int decile) {
    int @Nullable [] found =
        rows.get(key(row.now().level().word(), row.area().code(), measure.word(), subject));
    return found == null ? -1 : found[decile] - 1;
  }
}
