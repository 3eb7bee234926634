package org.openqof.rulebook.read;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.IndicatorKind;
import org.openqof.domain.Thresholds;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Status;
import org.openqof.rulebook.ThresholdRelief;

/**
 * Reads {@code threshold_relief.csv}, which only a year has that lowers thresholds for some
 * practices.
 */
final class ThresholdReliefReader {
  static final String FILE = "threshold_relief.csv";
  static final List<String> COLUMNS =
      List.of("indicator_code", "percentage_points", "status", "citation");

  private final Problems problems;
  private final CellReader cells;
  private final Map<String, Indicator> indicators;

  ThresholdReliefReader(Problems problems, CellReader cells, List<Indicator> indicators) {
    this.problems = problems;
    this.cells = cells;
    this.indicators =
        indicators.stream()
            .collect(Collectors.toMap(Indicator::code, Function.identity(), (a, b) -> a));
  }

  /** The relief that can be read, by indicator. */
  SortedMap<String, ThresholdRelief> read(SourceFile source) {
    SortedMap<String, ThresholdRelief> reliefs = new TreeMap<>();
    CodesOfRows codes = new CodesOfRows("indicator", cells, problems);
    for (CsvTable.Row row : CsvTable.read(source, COLUMNS, problems).rows()) {
      int before = problems.count();
      String code = codes.next(row.cell("indicator_code"));
      Thresholds thresholds = code == null ? null : thresholds(row.cell("indicator_code"));
      BigDecimal points = cells.decimal(row.cell("percentage_points"));
      Status status = cells.constant(row.cell("status"), Status.class, "status");
      String citation = cells.citation(row.cell("citation"));
      if (status == Status.MISSING) {
        problems.add(row.cell("status"), "a relief cannot be missing.", "Remove the row.");
      }
      if (points != null
          && (points.signum() <= 0
              || (thresholds != null && points.compareTo(thresholds.lowerPercent()) > 0))) {
        problems.add(
            row.cell("percentage_points"),
            "thresholds cannot be lowered by " + points.toPlainString() + " percentage points.",
            "Write a number above 0, and at most the lower threshold.");
      }
      if (problems.count() == before
          && code != null
          && points != null
          && status != null
          && citation != null) {
        reliefs.put(code, new ThresholdRelief(points, status, citation));
      }
    }
    return reliefs;
  }

  private @Nullable Thresholds thresholds(Cell cell) {
    Indicator indicator = indicators.get(cell.text());
    if (indicator == null) {
      problems.add(
          cell,
          "the indicator '" + cell.text() + "' is not in " + IndicatorReader.FILE + ".",
          NearestName.advice(cell.text(), indicators.keySet(), "Remove the row."));
      return null;
    }
    Thresholds thresholds = indicator.thresholds();
    if (thresholds == null || indicator.kind() == IndicatorKind.STANDARD) {
      problems.add(
          cell,
          cell.text() + " has no two thresholds that could be lowered.",
          "Remove the row, or give the indicator its thresholds.");
    }
    return thresholds;
  }
}
