package org.openqof.recalculation;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.openqof.practice.rows.SupplementaryRows;
import org.openqof.settings.Progress;
import org.openqof.statistics.Reconcile;
import org.openqof.tables.AspirationPayments;
import org.openqof.tables.AspirationSchedule;
import org.openqof.tables.Block;
import org.openqof.tables.Field;
import org.openqof.tables.InterimProgress;
import org.openqof.tables.PointsDifferences;
import org.openqof.tables.PracticeCompleteness;
import org.openqof.tables.PracticePayments;
import org.openqof.tables.SuccessionLines;
import org.openqof.tables.SuccessionResults;
import org.openqof.tables.Table;

/**
 * Counts and sums of the tables alongside the payments, read back from the rows as they are
 * written: what the report says and the equations check.
 */
public final class SupplementarySums implements Serializable {
  private static final long serialVersionUID = 1L;

  public int practices;
  public int complete;
  public final TreeSet<String> incomplete = new TreeSet<>();
  public int aspirations;
  public int estimated;
  public BigDecimal aspirationGbp = BigDecimal.ZERO;
  private BigDecimal scheduleGbp = BigDecimal.ZERO;
  private long wholeYears;
  private long wholeYearsThatAdd;
  private long aspirationsTakenOff;
  private long paymentsWithAspiration;
  public int successions;
  private BigDecimal asIfNothingGbp = BigDecimal.ZERO;
  private BigDecimal successorsPaidGbp = BigDecimal.ZERO;
  private BigDecimal successionLinesGbp = BigDecimal.ZERO;
  private BigDecimal withSuccessionGbp = BigDecimal.ZERO;
  public final TreeMap<String, BigDecimal> totals = new TreeMap<>();
  public final TreeMap<LocalDate, Progress> progress = new TreeMap<>();
  public final TreeMap<String, Differences> differences = new TreeMap<>();

  /**
   * What the practices of one interim collection have so far.
   *
   * @param practices practices
   * @param points points to date
   * @param gbp pounds to date
   * @param forecastPoints points forecast
   * @param forecastGbp pounds forecast
   */
  public record Progress(
      int practices,
      BigDecimal points,
      BigDecimal gbp,
      BigDecimal forecastPoints,
      BigDecimal forecastGbp)
      implements Serializable {
    Progress plus(Progress other) {
      return new Progress(
          practices + other.practices,
          points.add(other.points),
          gbp.add(other.gbp),
          forecastPoints.add(other.forecastPoints),
          forecastGbp.add(other.forecastGbp));
    }
  }

  /**
   * Differences from the points awarded that have one cause.
   *
   * @param lines lines that differ
   * @param gbp what they are worth together; lines of practices that are not paid count nothing
   */
  public record Differences(int lines, BigDecimal gbp) implements Serializable {
    Differences plus(Differences other) {
      return new Differences(lines + other.lines, gbp.add(other.gbp));
    }
  }

  /**
   * Adds what a block of practices gave.
   *
   * @param beside the blocks alongside the payments
   * @param payments the block of {@code practice_payments}
   */
  void add(List<Block> beside, Block payments) {
    Map<Table, Block> byTable = new HashMap<>();
    beside.forEach(block -> byTable.put(block.table(), block));
    addCompleteness(of(byTable, PracticeCompleteness.TABLE));
    addAspiration(
        of(byTable, AspirationPayments.TABLE), of(byTable, AspirationSchedule.TABLE), payments);
    addSuccessions(
        of(byTable, SuccessionResults.TABLE), of(byTable, SuccessionLines.TABLE), payments);
    addProgress(of(byTable, InterimProgress.TABLE));
    addDifferences(of(byTable, PointsDifferences.TABLE));
  }

  private static Block of(Map<Table, Block> byTable, Table table) {
    Block block = byTable.get(table);
    return block == null ? new Block(table, 1) : block;
  }

  private void addCompleteness(Block rows) {
    practices += rows.rows();
    for (int row = 0; row < rows.rows(); row++) {
      if (rows.flagAt(PracticeCompleteness.COMPLETE, row)) {
        complete++;
      } else {
        incomplete.add(rows.textAt(PracticeCompleteness.PRACTICE_CODE, row));
      }
    }
  }

  private void addAspiration(Block rows, Block schedule, Block payments) {
    Map<String, BigDecimal> scheduled = new HashMap<>();
    for (int row = 0; row < schedule.rows(); row++) {
      scheduled.merge(
          schedule.textAt(AspirationSchedule.PRACTICE_CODE, row),
          amount(schedule, AspirationSchedule.ASPIRATION_PAYMENT_GBP, row),
          BigDecimal::add);
    }
    Map<String, BigDecimal> paid = new HashMap<>();
    for (int row = 0; row < rows.rows(); row++) {
      String practice = rows.textAt(AspirationPayments.PRACTICE_CODE, row);
      paid.put(practice, amount(rows, AspirationPayments.ASPIRATION_PAID_GBP, row));
      BigDecimal months = scheduled.getOrDefault(practice, BigDecimal.ZERO);
      aspirations++;
      estimated +=
          rows.textAt(AspirationPayments.ASPIRATION_STATUS, row).equals(SupplementaryRows.ESTIMATED)
              ? 1
              : 0;
      aspirationGbp = aspirationGbp.add(amount(rows, AspirationPayments.ASPIRATION_PAID_GBP, row));
      scheduleGbp = scheduleGbp.add(months);
      if (rows.countAt(AspirationPayments.MONTHS_PAID, row) == 12) {
        wholeYears++;
        wholeYearsThatAdd +=
            months.compareTo(amount(rows, AspirationPayments.ANNUAL_ASPIRATION_GBP, row)) == 0
                ? 1
                : 0;
      }
    }
    for (int row = 0; row < payments.rows(); row++) {
      BigDecimal takenOff = amount(payments, PracticePayments.ASPIRATION_PAID_GBP, row);
      BigDecimal expected =
          paid.getOrDefault(payments.textAt(PracticePayments.PRACTICE_CODE, row), BigDecimal.ZERO);
      paymentsWithAspiration++;
      aspirationsTakenOff += takenOff.compareTo(expected) == 0 ? 1 : 0;
      BigDecimal total = amount(payments, PracticePayments.TOTAL_ACHIEVEMENT_GBP, row);
      totals.put(payments.textAt(PracticePayments.PRACTICE_CODE, row), total);
    }
  }

  private void addSuccessions(Block results, Block lines, Block payments) {
    if (results.rows() == 0) {
      return;
    }
    Map<String, BigDecimal> paid = new HashMap<>();
    for (int row = 0; row < payments.rows(); row++) {
      paid.put(
          payments.textAt(PracticePayments.PRACTICE_CODE, row),
          amount(payments, PracticePayments.ACHIEVEMENT_PAYMENT_GBP, row));
    }
    for (int row = 0; row < results.rows(); row++) {
      successions++;
      asIfNothingGbp =
          asIfNothingGbp.add(amount(results, SuccessionResults.ACHIEVEMENT_PAYMENT_GBP, row));
      withSuccessionGbp =
          withSuccessionGbp.add(
              amount(results, SuccessionResults.ACHIEVEMENT_PAYMENT_WITH_SUCCESSION_GBP, row));
      successorsPaidGbp =
          successorsPaidGbp.add(
              paid.getOrDefault(
                  results.textAt(SuccessionResults.PRACTICE_CODE, row), BigDecimal.ZERO));
    }
    for (int row = 0; row < lines.rows(); row++) {
      successionLinesGbp =
          successionLinesGbp.add(
              amount(lines, SuccessionLines.ACHIEVEMENT_PAYMENT_WITH_SUCCESSION_GBP, row));
    }
  }

  private void addProgress(Block rows) {
    for (int row = 0; row < rows.rows(); row++) {
      progress.merge(
          LocalDate.ofEpochDay(rows.countAt(InterimProgress.ACHIEVEMENT_DATE, row)),
          new Progress(
              1,
              amount(rows, InterimProgress.EARNED_POINTS, row),
              amount(rows, InterimProgress.TO_DATE_GBP, row),
              amount(rows, InterimProgress.FORECAST_POINTS, row),
              amount(rows, InterimProgress.FORECAST_GBP, row)),
          Progress::plus);
    }
  }

  private void addDifferences(Block rows) {
    for (int row = 0; row < rows.rows(); row++) {
      differences.merge(
          rows.textAt(PointsDifferences.LIKELY_CAUSE, row),
          new Differences(1, amount(rows, PointsDifferences.DIFFERENCE_GBP, row)),
          Differences::plus);
    }
  }

  private static BigDecimal amount(Block rows, Field field, int row) {
    BigDecimal amount = rows.decimalOrNull(field, row);
    return amount == null ? BigDecimal.ZERO : amount;
  }

  /** Adds another block's counts and sums. */
  void add(SupplementarySums other) {
    practices += other.practices;
    complete += other.complete;
    incomplete.addAll(other.incomplete);
    aspirations += other.aspirations;
    estimated += other.estimated;
    aspirationGbp = aspirationGbp.add(other.aspirationGbp);
    scheduleGbp = scheduleGbp.add(other.scheduleGbp);
    wholeYears += other.wholeYears;
    wholeYearsThatAdd += other.wholeYearsThatAdd;
    aspirationsTakenOff += other.aspirationsTakenOff;
    paymentsWithAspiration += other.paymentsWithAspiration;
    totals.putAll(other.totals);
    successions += other.successions;
    asIfNothingGbp = asIfNothingGbp.add(other.asIfNothingGbp);
    successorsPaidGbp = successorsPaidGbp.add(other.successorsPaidGbp);
    successionLinesGbp = successionLinesGbp.add(other.successionLinesGbp);
    withSuccessionGbp = withSuccessionGbp.add(other.withSuccessionGbp);
    other.progress.forEach((date, sums) -> progress.merge(date, sums, Progress::plus));
    other.differences.forEach((cause, sums) -> differences.merge(cause, sums, Differences::plus));
  }

  /**
   * The equations of the money alongside the lines.
   *
   * @param linesAddUp whether the rulebook rounds lines, so that they add up to their total
   */
  void equations(Reconcile reconcile, boolean linesAddUp) {
    reconcile.mustEqual(
        "the monthly schedule is the aspiration paid", "", scheduleGbp, aspirationGbp);
    reconcile.mustEqual(
        "twelve months are the annual aspiration",
        "",
        BigDecimal.valueOf(wholeYearsThatAdd),
        BigDecimal.valueOf(wholeYears));
    reconcile.mustEqual(
        "each payment takes off the aspiration paid to its practice",
        "",
        BigDecimal.valueOf(aspirationsTakenOff),
        BigDecimal.valueOf(paymentsWithAspiration));
    reconcile.mustEqual(
        "a succession leaves the payment as it is", "", asIfNothingGbp, successorsPaidGbp);
    if (linesAddUp) {
      reconcile.mustEqual(
          "results with succession are the sum of their lines",
          "",
          withSuccessionGbp,
          successionLinesGbp);
    }
  }
}
