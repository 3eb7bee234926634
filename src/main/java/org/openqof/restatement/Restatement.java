package org.openqof.restatement;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openqof.answer.Answer;
import org.openqof.answer.Form;
import org.openqof.comparison.change.Cause;
import org.openqof.comparison.change.Restated;
import org.openqof.domain.FinancialYear;
import org.openqof.publish.csv.DescribedCsv;
import org.openqof.publish.csv.TableCsv;
import org.openqof.settings.MoneyFolder;
import org.openqof.store.VersionState;
import org.openqof.tables.Block;
import org.openqof.tables.PracticePayments;
import org.openqof.tables.Table;

/**
 * What changed between two versions of one year, for people, for programs and as files. Amounts are
 * total achievement: lines, part of the year and adjustments.
 *
 * @param year the year
 * @param before the earlier version
 * @param after the later version
 * @param causes causes that differ and were priced
 * @param practices every practice that either version pays, by code
 */
public record Restatement(
    FinancialYear year,
    Side before,
    Side after,
    List<Cause> causes,
    List<PracticeChange> practices) {
  private static final int MOVERS_SHOWN = 10;

  public Restatement {
    causes = List.copyOf(causes);
    practices = List.copyOf(practices);
  }

  /**
   * One version with what it holds.
   *
   * @param state what the log says of it
   * @param lines its {@code payment_lines}
   * @param payments its {@code practice_payments}
   * @param figures its {@code national_figures}
   */
  public record Side(VersionState state, Block lines, Block payments, Block figures) {}

  /**
   * One practice.
   *
   * @param code ODS code
   * @param paidBefore whether the earlier version pays it
   * @param paidAfter whether the later version pays it
   * @param whole pounds of all its subjects
   * @param lines pounds by subject: its indicators, and what stands alongside them
   */
  public record PracticeChange(
      String code,
      boolean paidBefore,
      boolean paidAfter,
      Restated whole,
      SortedMap<String, Restated> lines) {

    /** Whether its own data or rules moved any line. */
    boolean movedItself() {
      return lines.values().stream().anyMatch(Restated::movedByOwn);
    }

    /** Whether national figures moved any line. */
    boolean movedByFigures() {
      return lines.values().stream().anyMatch(Restated::movedByFigures);
    }
  }

  /** England: all practices together. */
  public Restated england() {
    Restated england = new Restated();
    practices.forEach(practice -> england.add(practice.whole()));
    return england;
  }

  /** Whether every practice's causes add up, and practices to what the versions hold. */
  boolean addsUp() {
    Restated england = england();
    return practices.stream().allMatch(practice -> practice.whole().addsUp())
        && england.beforeGbp().compareTo(total(before)) == 0
        && england.afterGbp().compareTo(total(after)) == 0;
  }

  private static BigDecimal total(Side side) {
    long pence = 0;
    for (int row = 0; row < side.payments().rows(); row++) {
      pence += side.payments().unscaledAt(PracticePayments.TOTAL_ACHIEVEMENT_GBP, row);
    }
    return BigDecimal.valueOf(pence, 2);
  }

  /** 0, or 3 when a version is not what the code that made it gives. */
  public int exitCode() {
    return england().isUnexplained() ? 3 : 0;
  }

  /** Practices in which anything moved, the furthest first; of equal ones the lower code. */
  List<PracticeChange> movers() {
    return practices.stream()
        .filter(practice -> practice.whole().moved())
        .sorted(
            Comparator.comparing(
                    (PracticeChange practice) -> practice.whole().changeGbp().abs().negate())
                .thenComparing(PracticeChange::code))
        .toList();
  }

  /** The practices that moved furthest, as many as are named one by one. */
  List<PracticeChange> biggestMovers() {
    List<PracticeChange> movers = movers();
    return movers.subList(0, Math.min(MOVERS_SHOWN, movers.size()));
  }

  /** Names of the practices that either version pays, the later name where they differ. */
  Map<String, String> names() {
    Map<String, String> names = new HashMap<>();
    for (Side side : List.of(before, after)) {
      Block rows = side.payments();
      for (int row = 0; row < rows.rows(); row++) {
        names.put(
            rows.textAt(PracticePayments.PRACTICE_CODE, row),
            rows.textAt(PracticePayments.PRACTICE_NAME, row));
      }
    }
    return names;
  }

  /** What it answers; the files of {@link #write} hold every practice. */
  public Answer answer() {
    return new RestatementAnswer(this).answer();
  }

  /**
   * Writes the restatement into a folder of the year and its two versions, which only its owner and
   * group can read: a CSV file and its description for practices, lines and national figures, and
   * the summary as JSON.
   *
   * @return the files written
   * @throws org.openqof.errors.QofException when the folder is in a tree of statistics, which never
   *     holds money
   */
  public List<String> write(String folder) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    String title =
        "Restatement of %s, version %d to version %d"
            .formatted(year, before.state().version(), after.state().version());
    for (Block rows : RestatementRows.all(this)) {
      Table table = rows.table();
      String name = table.name() + ".csv";
      files.put(name, TableCsv.bytes(rows));
      files.put(
          name + "-metadata.json", DescribedCsv.description(year.toString(), name, title, table));
    }
    files.put("summary.json", Form.JSON.of(answer()).getBytes(StandardCharsets.UTF_8));
    return MoneyFolder.write(
        folder,
        "%s_v%d_v%d".formatted(year, before.state().version(), after.state().version()),
        files);
  }
}
