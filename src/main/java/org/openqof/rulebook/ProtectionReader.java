package org.openqof.rulebook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;

/** Reads {@code protection.csv}. */
final class ProtectionReader {
  static final String FILE = "protection.csv";
  static final List<String> COLUMNS =
      List.of("indicator_code", "treatment", "base_year", "citation");

  private final FinancialYear year;
  private final Problems problems;
  private final CellReader cells;
  private final IndicatorReader.Indicators indicators;

  ProtectionReader(
      FinancialYear year,
      Problems problems,
      CellReader cells,
      IndicatorReader.Indicators indicators) {
    this.year = year;
    this.problems = problems;
    this.cells = cells;
    this.indicators = indicators;
  }

  /** The protections that can be read. */
  List<Protection> read(SourceFile source) {
    List<Protection> protections = new ArrayList<>();
    Map<String, Integer> lines = new HashMap<>();
    for (CsvTable.Row row : CsvTable.read(source, COLUMNS, problems).rows()) {
      Cell codeCell = row.cell("indicator_code");
      String code = cells.text(codeCell);
      if (code != null) {
        Integer first = lines.putIfAbsent(code, codeCell.line());
        if (first != null) {
          problems.add(
              codeCell,
              "the indicator " + code + " stands in line " + first + " already.",
              "Remove one.");
        }
        if (indicators.whole() && !indicators.codes().containsKey(code)) {
          problems.add(
              codeCell,
              "the indicator '" + code + "' is not in " + IndicatorReader.FILE + ".",
              NearestName.advice(code, indicators.codes().keySet(), "Remove the row."));
        }
      }
      Protection.Treatment treatment =
          cells.constant(row.cell("treatment"), Protection.Treatment.class, "treatment");
      String citation = cells.citation(row.cell("citation"));
      int before = problems.count();
      FinancialYear baseYear =
          treatment == null ? null : baseYear(row.cell("base_year"), treatment);
      if (code != null && treatment != null && citation != null && problems.count() == before) {
        protections.add(new Protection(code, treatment, baseYear, citation));
      }
    }
    return protections;
  }

  private @Nullable FinancialYear baseYear(Cell cell, Protection.Treatment treatment) {
    if (treatment != Protection.Treatment.PROTECTED) {
      if (!cell.blank()) {
        problems.add(cell, "only a protected indicator has a base year.", "Leave it empty.");
      }
      return null;
    }
    FinancialYear base = cells.year(cell);
    if (base != null && base.compareTo(year) >= 0) {
      problems.add(
          cell, "the base year " + base + " is not before " + year + ".", "Write an earlier year.");
      return null;
    }
    return base;
  }
}
