package org.openqof.rulebook.read;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.ImprovementBand;
import org.openqof.domain.ImprovementBaseline;
import org.openqof.rulebook.Improvement;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Status;

/** Reads {@code improvement.csv}, the improvement route of the indicators that have one. */
final class ImprovementReader {
  static final String FILE = "improvement.csv";
  static final List<String> COLUMNS =
      List.of(
          "indicator_code",
          "lower_gain",
          "upper_gain",
          "points_at_lower_gain",
          "reach",
          "baseline_years",
          "average",
          "years_needed",
          "rounding",
          "mergers",
          "status",
          "citation");
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final FinancialYear year;
  private final Problems problems;
  private final CellReader cells;
  private final Map<String, Indicator> indicators = new HashMap<>();

  ImprovementReader(
      FinancialYear year, Problems problems, CellReader cells, List<Indicator> indicators) {
    this.year = year;
    this.problems = problems;
    this.cells = cells;
    indicators.forEach(indicator -> this.indicators.put(indicator.code(), indicator));
  }

  /** The routes that can be read, by indicator. */
  Map<String, Improvement> read(SourceFile source) {
    Map<String, Improvement> improvements = new HashMap<>();
    CodesOfRows codes = new CodesOfRows("indicator", cells, problems);
    for (CsvTable.Row row : CsvTable.read(source, COLUMNS, problems).rows()) {
      int before = problems.count();
      String code = codes.next(row.cell("indicator_code"));
      Indicator indicator = code == null ? null : indicator(row.cell("indicator_code"));
      ImprovementBand band = band(row, indicator);
      List<FinancialYear> years = years(row.cell("baseline_years"));
      ImprovementBaseline.Average average =
          cells.constant(row.cell("average"), ImprovementBaseline.Average.class, "kind of average");
      Improvement.Needed needed =
          cells.constant(row.cell("years_needed"), Improvement.Needed.class, "number of years");
      ImprovementBaseline.Rounding rounding =
          cells.constant(row.cell("rounding"), ImprovementBaseline.Rounding.class, "rounding");
      Improvement.Mergers mergers =
          cells.constant(row.cell("mergers"), Improvement.Mergers.class, "rule for mergers");
      Status status = cells.constant(row.cell("status"), Status.class, "status");
      String citation = cells.citation(row.cell("citation"));
      if (status == Status.MISSING) {
        problems.add(row.cell("status"), "a route cannot be missing.", "Remove the row.");
      }
      if (problems.count() == before
          && code != null
          && band != null
          && average != null
          && needed != null
          && rounding != null
          && mergers != null
          && status != null
          && citation != null) {
        improvements.put(
            code,
            new Improvement(band, years, average, needed, rounding, mergers, status, citation));
      }
    }
    return improvements;
  }

  private @Nullable Indicator indicator(Cell cell) {
    Indicator indicator = indicators.get(cell.text());
    if (indicator == null) {
      problems.add(
          cell,
          "the indicator '" + cell.text() + "' is not in " + IndicatorReader.FILE + ".",
          NearestName.advice(cell.text(), indicators.keySet(), "Remove the row."));
    } else if (!indicator.kind().isShare() || indicator.thresholds() == null) {
      problems.add(
          cell,
          cell.text() + " has no thresholds, so it cannot also be paid by improvement.",
          "Remove the row, or give the indicator its thresholds.");
    }
    return indicator;
  }

  private @Nullable ImprovementBand band(CsvTable.Row row, @Nullable Indicator indicator) {
    BigDecimal lower = cells.decimal(row.cell("lower_gain"));
    BigDecimal upper = cells.decimal(row.cell("upper_gain"));
    BigDecimal block = cells.decimal(row.cell("points_at_lower_gain"));
    ImprovementBand.Reach reach =
        cells.constant(row.cell("reach"), ImprovementBand.Reach.class, "reach");
    if (lower != null
        && upper != null
        && (lower.compareTo(upper) >= 0 || upper.compareTo(HUNDRED) > 0)) {
      problems.add(
          row.cell("upper_gain"),
          "gains of %s and %s percentage points cannot be used."
              .formatted(lower.toPlainString(), upper.toPlainString()),
          "Write an upper gain above the lower one, and 100 at most.");
      return null;
    }
    if (block != null && indicator != null && block.compareTo(indicator.availablePoints()) > 0) {
      problems.add(
          row.cell("points_at_lower_gain"),
          "%s points are more than the %s available for %s."
              .formatted(
                  block.toPlainString(),
                  indicator.availablePoints().toPlainString(),
                  indicator.code()),
          "Write the points paid as a block at the lower gain, or 0.");
      return null;
    }
    return lower == null || upper == null || block == null || reach == null
        ? null
        : new ImprovementBand(lower, upper, block, reach);
  }

  /** The baseline years, parted by spaces; each once and before the year. */
  private List<FinancialYear> years(Cell cell) {
    List<FinancialYear> years = new ArrayList<>();
    for (String text : cell.text().split(" +", -1)) {
      FinancialYear base = cells.year(new Cell(cell.file(), cell.line(), cell.name(), text));
      if (base == null) {
        continue;
      }
      if (base.compareTo(year) >= 0 || years.contains(base)) {
        problems.add(
            cell,
            "the baseline year " + base + " is not before " + year + ", or stands twice.",
            "Write earlier years, each once, parted by spaces.");
      } else {
        years.add(base);
      }
    }
    return years.stream().sorted().toList();
  }
}
