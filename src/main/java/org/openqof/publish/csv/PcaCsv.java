package org.openqof.publish.csv;

import static org.openqof.tables.OfficialFiles.PracticePcas;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.openqof.domain.IndicatorKind;
import org.openqof.publish.Edition;
import org.openqof.publish.Files;
import org.openqof.publish.IndicatorFigures;
import org.openqof.publish.Level;
import org.openqof.publish.LevelFigures;
import org.openqof.publish.PublishErrors;
import org.openqof.rulebook.Indicator;
import org.openqof.tables.AdjustmentReasons;
import org.openqof.tables.Block;
import org.openqof.tables.IndicatorValues;

/**
 * PRACTICE_PCA_UNSUP: adjustments by reason, straight from the accepted values, and in sum exactly
 * the adjustments of the figures.
 */
final class PcaCsv {
  private final Edition edition;
  private final Files files;
  private final Set<String> reasons = new HashSet<>();
  private final Set<String> indicators = new HashSet<>();
  private long patients;

  PcaCsv(Edition edition, Files files) {
    this.edition = edition;
    this.files = files;
    Block dictionary = edition.rows().read(AdjustmentReasons.TABLE);
    for (int row = 0; row < dictionary.rows(); row++) {
      if (dictionary.flagAt(AdjustmentReasons.ADJUSTMENT, row)) {
        reasons.add(dictionary.textAt(AdjustmentReasons.FIELD_NAME, row));
      }
    }
    for (Indicator indicator : edition.rulebook().indicators()) {
      if (indicator.kind() == IndicatorKind.FRACTION || indicator.kind() == IndicatorKind.STEP) {
        indicators.add(indicator.code());
      }
    }
  }

  void write() {
    String name = OfficialCsv.path(edition, PracticePcas.TABLE.name());
    files.put(name, PracticePcas.TABLE.sentence(), PracticePcas.TABLE, this::rows);
    long expected = counted();
    if (patients != expected) {
      throw PublishErrors.detailDisagrees(
          name, "personalised care adjustments", patients, expected);
    }
  }

  private long rows(OutputStream stream) throws IOException {
    RowSink sink = new RowSink(stream, PracticePcas.TABLE);
    edition
        .rows()
        .forEach(
            IndicatorValues.TABLE,
            List.of(
                IndicatorValues.PRACTICE_CODE,
                IndicatorValues.INDICATOR_CODE,
                IndicatorValues.FIELD_NAME,
                IndicatorValues.FIELD_KIND,
                IndicatorValues.VALUE,
                IndicatorValues.VALUE_USE),
            block -> add(sink, block));
    return sink.finish();
  }

  private void add(RowSink sink, Block values) {
    for (int row = 0; row < values.rows(); row++) {
      if (!values.has(IndicatorValues.VALUE, row)
          || !values.textAt(IndicatorValues.VALUE_USE, row).equals("used")) {
        continue;
      }
      String kind = values.textAt(IndicatorValues.FIELD_KIND, row);
      String name = values.textAt(IndicatorValues.FIELD_NAME, row);
      boolean adjusts = kind.equals("pcas") || (kind.equals("reason") && reasons.contains(name));
      String practice = values.textAt(IndicatorValues.PRACTICE_CODE, row);
      String indicator = values.textAt(IndicatorValues.INDICATOR_CODE, row);
      if (adjusts
          && indicators.contains(indicator)
          && edition.now().places().containsKey(practice)) {
        int count = values.countAt(IndicatorValues.VALUE, row);
        patients += count;
        sink.next()
            .text(PracticePcas.PRACTICE_CODE, practice)
            .text(PracticePcas.INDICATOR_CODE, indicator)
            .text(PracticePcas.PCA_NAME, name)
            .count(PracticePcas.PCA_COUNT, count);
      }
    }
  }

  private long counted() {
    LevelFigures england = edition.now().at(Level.ENGLAND);
    long sum = 0;
    for (String code : england.indicatorCodes()) {
      IndicatorFigures figures = england.indicator(0, code);
      Long pcas = figures == null ? null : figures.pcas();
      sum += pcas == null ? 0 : pcas;
    }
    return sum;
  }
}
