package org.openqof.explanation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.openqof.input.PracticeReference;
import org.openqof.recalculation.AssemblingYear;
import org.openqof.recalculation.ReferenceTables;
import org.openqof.recalculation.YearResults;
import org.openqof.settings.Awaited;
import org.openqof.store.parquet.Selection;
import org.openqof.tables.AppliedAdjustments;
import org.openqof.tables.AspirationPayments;
import org.openqof.tables.Block;
import org.openqof.tables.Files;
import org.openqof.tables.IndicatorValues;
import org.openqof.tables.PaymentLines;
import org.openqof.tables.PracticeChecks;
import org.openqof.tables.PracticePayments;

/**
 * What a version holds of one practice. Only row groups that may hold the practice are read.
 *
 * @param practiceCode ODS code
 * @param values its {@code indicator_values}
 * @param checks its {@code practice_checks}
 * @param lines its {@code payment_lines}
 * @param payment its row of {@code practice_payments}; none where it was not paid
 * @param adjustments its {@code applied_adjustments}
 * @param aspiration its row of {@code aspiration_payments}; none where it had none
 * @param reference its reference data; that of a practice no reference file names where there is
 *     none
 * @param hasReference whether a reference file names it
 * @param fileNames names of the version's files as received, by content digest
 */
record PracticeRows(
    String practiceCode,
    Block values,
    Block checks,
    Block lines,
    Block payment,
    Block adjustments,
    Block aspiration,
    PracticeReference reference,
    boolean hasReference,
    Map<String, String> fileNames) {

  static PracticeRows of(YearResults results, String practice) {
    Selection ofPractice = Selection.everything().where(practice);
    // The frozen inputs are read alongside the results.
    CompletableFuture<Map<String, PracticeReference>> references =
        CompletableFuture.supplyAsync(
            () -> ReferenceTables.practices(table -> results.inputs(table, ofPractice)));
    Block values = results.inputs(IndicatorValues.TABLE, ofPractice);
    Block checks = results.results(PracticeChecks.TABLE, ofPractice);
    Block lines = results.results(PaymentLines.TABLE, ofPractice);
    Block payment = results.results(PracticePayments.TABLE, ofPractice);
    Block adjustments = results.results(AppliedAdjustments.TABLE, ofPractice);
    Block aspiration = results.results(AspirationPayments.TABLE, ofPractice);
    PracticeReference reference = Awaited.of(references).get(practice);
    return new PracticeRows(
        practice,
        values,
        checks,
        lines,
        payment,
        adjustments,
        aspiration,
        reference == null ? AssemblingYear.unknown(practice) : reference,
        reference != null,
        fileNames(results));
  }

  private static Map<String, String> fileNames(YearResults results) {
    Block files = results.inputs(Files.TABLE, Selection.of(Files.FILE_DIGEST, Files.FILE_NAME));
    Map<String, String> names = new HashMap<>();
    for (int row = 0; row < files.rows(); row++) {
      names.put(files.textAt(Files.FILE_DIGEST, row), files.textAt(Files.FILE_NAME, row));
    }
    return names;
  }

  /** Whether the year knows the practice at all. */
  boolean isKnown() {
    return hasReference || values.rows() > 0 || checks.rows() > 0;
  }

  boolean isPaid() {
    return payment.rows() > 0;
  }

  /** Codes of the checks it failed. */
  List<String> failedChecks() {
    List<String> codes = new ArrayList<>();
    for (int row = 0; row < checks.rows(); row++) {
      codes.add(checks.textAt(PracticeChecks.CHECK_CODE, row));
    }
    return codes;
  }

  /** The name of a file as received; its digest where the version's list does not have it. */
  String fileName(String digest) {
    return fileNames.getOrDefault(digest, digest);
  }
}
