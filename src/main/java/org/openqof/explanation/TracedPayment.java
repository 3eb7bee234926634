package org.openqof.explanation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openqof.nation.FrozenFigures;
import org.openqof.practice.AssemblePractice;
import org.openqof.practice.BaseYearPoints;
import org.openqof.practice.NationalValues;
import org.openqof.practice.PracticeYear;
import org.openqof.practice.PricePractice;
import org.openqof.practice.PricedPractice;
import org.openqof.practice.Trace;
import org.openqof.practice.rows.PaymentRows;
import org.openqof.recalculation.AssemblingYear;
import org.openqof.recalculation.FrozenContributions;
import org.openqof.recalculation.ReferenceTables;
import org.openqof.recalculation.YearResults;
import org.openqof.rulebook.Rulebook;
import org.openqof.store.parquet.Selection;
import org.openqof.tables.AdjustmentReasons;
import org.openqof.tables.Block;
import org.openqof.tables.Field;
import org.openqof.tables.NationalFigures;
import org.openqof.tables.PaymentLines;
import org.openqof.tables.PracticePayments;

/**
 * One practice priced again, by the calls of the run itself; and the rows that this gives, for
 * comparison with those of the version.
 *
 * @param priced what the calculation gave
 * @param trace how it came about
 * @param lines rows of {@code payment_lines} it gives
 * @param payment row of {@code practice_payments} it gives
 */
record TracedPayment(PricedPractice priced, Trace trace, Block lines, Block payment) {

  /** Prices a practice of a version again, with the rulebook of that version. */
  static TracedPayment of(
      YearResults results, Rulebook rulebook, BaseYearPoints bases, PracticeRows rows) {
    NationalValues national =
        FrozenFigures.of(
            rulebook,
            results.results(NationalFigures.TABLE, Selection.everything()),
            () -> FrozenContributions.of(results));
    PracticeYear practice =
        new AssemblePractice(
                rulebook.year(), AssemblingYear.knownIndicators(rulebook), reasons(results))
            .from(rows.reference(), AssemblePractice.fragments(rows.values()));
    PricePractice pricing = new PricePractice(rulebook, national, bases);
    PricedPractice priced = pricing.price(practice, aspirationPaid(rows));
    PaymentRows made = new PaymentRows(rulebook, national);
    made.add(practice, priced);
    return new TracedPayment(
        priced, pricing.trace(practice, priced), made.lines(), made.payments());
  }

  private static BigDecimal aspirationPaid(PracticeRows rows) {
    return Objects.requireNonNull(
        rows.payment().decimalOrNull(PracticePayments.ASPIRATION_PAID_GBP, 0));
  }

  private static @Nullable Map<String, Boolean> reasons(YearResults results) {
    return ReferenceTables.reasons(results.inputs(AdjustmentReasons.TABLE, Selection.everything()));
  }

  /** Every value that is not the one held, in words; none when all agree to the last digit. */
  List<String> differences(PracticeRows held) {
    List<String> differences = new ArrayList<>();
    compare(PaymentLines.INDICATOR_CODE, lines, held.lines(), differences);
    compare(PracticePayments.PRACTICE_CODE, payment, held.payment(), differences);
    return differences;
  }

  private static void compare(Field key, Block made, Block held, List<String> differences) {
    Map<String, Integer> rowsHeld = new HashMap<>();
    for (int row = 0; row < held.rows(); row++) {
      rowsHeld.put(held.textAt(key, row), row);
    }
    for (int row = 0; row < made.rows(); row++) {
      String name = made.textAt(key, row);
      Integer at = rowsHeld.remove(name);
      if (at == null) {
        differences.add(name + ": not in " + held.table());
        continue;
      }
      for (Field field : made.table().fields()) {
        String ours = made.canonicalAt(field, row);
        String theirs = held.canonicalAt(field, at);
        if (!Objects.equals(ours, theirs)) {
          differences.add(
              "%s %s: explained %s, held %s".formatted(name, field.name(), ours, theirs));
        }
      }
    }
    rowsHeld.keySet().forEach(name -> differences.add(name + ": in " + held.table() + " alone"));
  }
}
