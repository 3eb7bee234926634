package org.openqof.explanation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.publish.statement.AchievementSummary;
import org.openqof.publish.statement.DataEntry;
import org.openqof.publish.statement.Statement;
import org.openqof.recalculation.StatementErrors;
import org.openqof.recalculation.YearResults;
import org.openqof.rulebook.read.Rulebooks;
import org.openqof.store.Lake;
import org.openqof.store.parquet.Selection;
import org.openqof.tables.AppliedAdjustments;
import org.openqof.tables.Block;
import org.openqof.tables.Field;
import org.openqof.tables.PaymentLines;
import org.openqof.tables.PracticeChecks;
import org.openqof.tables.PracticeCompleteness;
import org.openqof.tables.PracticeIndicators;
import org.openqof.tables.PracticePayments;
import org.openqof.tables.Practices;

/** The payment service's own reports, read from the lake. */
public final class PracticeReports {
  private final Lake lake;
  private final Rulebooks rulebooks;

  /**
   * Reports of a lake.
   *
   * @param rulebooks rulebooks, for names of domains, groups and indicators
   */
  public PracticeReports(Lake lake, Rulebooks rulebooks) {
    this.lake = lake;
    this.rulebooks = rulebooks;
  }

  /**
   * The report "Achievement Summary" of one practice.
   *
   * @param practiceCode ODS code, in any case
   * @param version version of the year; null for the current one
   */
  public Statement achievementSummary(
      String practiceCode, FinancialYear year, @Nullable Integer version) {
    String practice = practiceCode.strip().toUpperCase(Locale.ROOT);
    YearResults results = YearResults.of(lake, year, version);
    Selection ofPractice = Selection.everything().where(practice);
    Block payment = results.results(PracticePayments.TABLE, ofPractice);
    if (payment.rows() == 0) {
      throw StatementErrors.notPaid(
          lake.root(), practice, year.toString(), reasons(results, practice));
    }
    return new AchievementSummary(
            rulebooks.load(year),
            results.version(),
            payment,
            results.results(PaymentLines.TABLE, ofPractice),
            results.results(PracticeIndicators.TABLE, ofPractice),
            results.results(AppliedAdjustments.TABLE, ofPractice))
        .statement();
  }

  private static List<String> reasons(YearResults results, String practice) {
    Block checks = results.results(PracticeChecks.TABLE, Selection.everything().where(practice));
    boolean known =
        checks.rows() > 0
            || results
                    .inputs(Practices.TABLE, Selection.of(Practices.PRACTICE_CODE).where(practice))
                    .rows()
                > 0;
    if (!known) {
      throw StatementErrors.unknownPractice(
          practice, results.year().toString(), practiceCodes(results));
    }
    List<String> reasons = new ArrayList<>();
    for (int row = 0; row < checks.rows(); row++) {
      reasons.add(
          "check "
              + checks.textAt(PracticeChecks.CHECK_CODE, row)
              + " failed: "
              + checks.textAt(PracticeChecks.DESCRIPTION, row)
              + "; found "
              + checks.textAt(PracticeChecks.FOUND, row));
    }
    if (reasons.isEmpty()) {
      reasons.add("Nothing was paid to any practice in that year.");
    }
    return reasons;
  }

  /** Codes of all practices of the year. */
  static List<String> practiceCodes(YearResults results) {
    Block rows = results.inputs(Practices.TABLE, Selection.of(Practices.PRACTICE_CODE));
    List<String> codes = new ArrayList<>();
    for (int row = 0; row < rows.rows(); row++) {
      codes.add(rows.textAt(Practices.PRACTICE_CODE, row));
    }
    return codes;
  }

  /**
   * The report "Data Complete" or "Data Missing" of one commissioner.
   *
   * @param commissionerCode code, or ONS code, of a sub-ICB location or an integrated care board
   * @param version version of the year; null for the current one
   */
  public Statement dataEntry(
      DataEntry report, String commissionerCode, FinancialYear year, @Nullable Integer version) {
    String wanted = commissionerCode.strip().toUpperCase(Locale.ROOT);
    YearResults results = YearResults.of(lake, year, version);
    Block practices = results.inputs(Practices.TABLE, Commissioner.COLUMNS);
    SortedMap<String, String> names = new TreeMap<>();
    TreeSet<String> known = new TreeSet<>();
    Commissioner commissioner = null;
    for (int row = 0; row < practices.rows(); row++) {
      for (Commissioner candidate : Commissioner.of(practices, row)) {
        known.addAll(candidate.codes());
        if (candidate.codes().contains(wanted)) {
          commissioner = candidate;
          names.put(
              practices.textAt(Practices.PRACTICE_CODE, row),
              practices.textAt(Practices.PRACTICE_NAME, row));
        }
      }
    }
    if (commissioner == null) {
      throw StatementErrors.unknownCommissioner(wanted, year.toString(), known);
    }
    return report.statement(
        year,
        results.version(),
        wanted,
        commissioner.name(),
        names,
        results.results(PracticeCompleteness.TABLE, Selection.everything()));
  }

  /** An area that commissions, with the codes it is known by. */
  private record Commissioner(List<String> codes, String name) {
    static final Selection COLUMNS =
        Selection.of(
            Practices.PRACTICE_CODE,
            Practices.PRACTICE_NAME,
            Practices.SUB_ICB_CODE,
            Practices.SUB_ICB_ONS_CODE,
            Practices.SUB_ICB_NAME,
            Practices.ICB_CODE,
            Practices.ICB_ONS_CODE,
            Practices.ICB_NAME);

    static List<Commissioner> of(Block practices, int row) {
      return List.of(
          at(
              practices,
              row,
              Practices.SUB_ICB_CODE,
              Practices.SUB_ICB_ONS_CODE,
              Practices.SUB_ICB_NAME),
          at(practices, row, Practices.ICB_CODE, Practices.ICB_ONS_CODE, Practices.ICB_NAME));
    }

    private static Commissioner at(
        Block practices, int row, Field code, Field onsCode, Field name) {
      List<String> codes = new ArrayList<>();
      codes.add(practices.textAt(code, row));
      String ons = practices.textOrNull(onsCode, row);
      if (ons != null) {
        codes.add(ons);
      }
      return new Commissioner(codes, practices.textAt(name, row));
    }
  }
}
