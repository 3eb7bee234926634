package org.openqof.rulebook.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.rulebook.Protection;
import org.openqof.rulebook.Status;
import org.openqof.rulebook.UnconfirmedValue;

/** Reads {@code protection.csv}. */
final class ProtectionReader {
  static final String FILE = "protection.csv";
  static final List<String> COLUMNS =
      List.of("indicator_code", "treatment", "base_year", "status", "citation");
  static final String BASE_INDICATORS = "base_indicators";

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

  /**
   * What the file says.
   *
   * @param protections the protections that can be read
   */
  record Protections(List<Protection> protections, List<UnconfirmedValue> unconfirmed) {}

  Protections read(SourceFile source) {
    List<Protection> protections = new ArrayList<>();
    List<UnconfirmedValue> unconfirmed = new ArrayList<>();
    CodesOfRows codes = new CodesOfRows("indicator", cells, problems);
    for (CsvTable.Row row :
        CsvTable.read(source, COLUMNS, List.of(BASE_INDICATORS), problems).rows()) {
      Cell codeCell = row.cell("indicator_code");
      String code = codes.next(codeCell);
      if (code != null && indicators.whole() && !indicators.codes().containsKey(code)) {
        problems.add(
            codeCell,
            "the indicator '" + code + "' is not in " + IndicatorReader.FILE + ".",
            NearestName.advice(code, indicators.codes().keySet(), "Remove the row."));
      }
      Protection.Treatment treatment =
          cells.constant(row.cell("treatment"), Protection.Treatment.class, "treatment");
      Status status = status(row.cell("status"));
      String citation = cells.citation(row.cell("citation"));
      int before = problems.count();
      FinancialYear baseYear =
          treatment == null ? null : baseYear(row.cell("base_year"), treatment);
      List<String> baseIndicators =
          treatment == null
              ? List.of()
              : baseIndicators(row.optionalCell(BASE_INDICATORS), treatment);
      if (code != null
          && treatment != null
          && status != null
          && citation != null
          && problems.count() == before) {
        protections.add(
            new Protection(code, treatment, baseYear, baseIndicators, status, citation));
        if (status.needsMention()) {
          unconfirmed.add(
              new UnconfirmedValue("protection." + code, status, citation, Set.of(code)));
        }
      }
    }
    return new Protections(protections, unconfirmed);
  }

  private @Nullable Status status(Cell cell) {
    Status status = cells.constant(cell, Status.class, "status");
    if (status == Status.MISSING) {
      problems.add(cell, "a treatment cannot be missing.", "Remove the row.");
      return null;
    }
    return status;
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

  /** Codes parted by spaces; none where the lineage finds the one indicator. */
  private List<String> baseIndicators(Cell cell, Protection.Treatment treatment) {
    if (cell.blank()) {
      return List.of();
    }
    if (treatment != Protection.Treatment.PROTECTED) {
      problems.add(cell, "only a protected indicator has base indicators.", "Leave it empty.");
      return List.of();
    }
    List<String> codes = new ArrayList<>();
    for (String code : cell.text().split(" +", -1)) {
      if (codes.contains(code)) {
        problems.add(cell, "the base indicator " + code + " stands twice.", "Remove one.");
      } else {
        codes.add(code);
      }
    }
    return codes;
  }
}
