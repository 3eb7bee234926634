package org.openqof.practice;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.openqof.domain.ContractDuration;
import org.openqof.domain.FinancialYear;
import org.openqof.input.PracticeReference;
import org.openqof.input.ValueUse;
import org.openqof.tables.Block;
import org.openqof.tables.IndicatorValues;

/**
 * One practice in one financial year, put together from its reference data and the values it sent.
 *
 * @param year the financial year
 * @param reference what is known besides its values
 * @param values every accepted value with its use, as sorted rows of {@code indicator_values}; once
 *     {@link #frozen} only those that are still asked for
 * @param counts what its final collection says of each indicator, sorted by indicator code
 */
public record PracticeYear(
    FinancialYear year, PracticeReference reference, Block values, List<IndicatorCounts> counts)
    implements Serializable {

  public PracticeYear {
    counts = List.copyOf(counts);
  }

  /**
   * The same with the few values that are asked for after all have been frozen in the lake, where a
   * nation's are too many to be held: those of interim collections, and all values of an indicator
   * that was submitted more than once.
   */
  public PracticeYear frozen() {
    if (!isAsked()) {
      return new PracticeYear(year, reference, new Block(IndicatorValues.TABLE, 1), counts);
    }
    int[] asked = new int[values.rows()];
    int count = 0;
    for (int from = 0; from < values.rows(); ) {
      boolean contested = false;
      int to = from;
      while (to < values.rows() && isOfSameIndicator(from, to)) {
        String use = values.textAt(IndicatorValues.VALUE_USE, to);
        contested |= use.equals(SUPERSEDED) || use.equals(INTERIM);
        to++;
      }
      for (int row = from; contested && row < to; row++) {
        asked[count++] = row;
      }
      from = to;
    }
    return new PracticeYear(
        year, reference, values.pick(Arrays.copyOf(asked, count), count), counts);
  }

  /** Whether any value is still asked for: in most practices none is. */
  private boolean isAsked() {
    int rows = values.rows();
    for (int row = 0; row < rows; row = values.endOfRun(IndicatorValues.VALUE_USE, row, rows)) {
      String use = values.textAt(IndicatorValues.VALUE_USE, row);
      if (use.equals(SUPERSEDED) || use.equals(INTERIM)) {
        return true;
      }
    }
    return false;
  }

  private static final String SUPERSEDED = ValueUse.SUPERSEDED.name().toLowerCase(Locale.ROOT);
  private static final String INTERIM = ValueUse.INTERIM.name().toLowerCase(Locale.ROOT);

  private boolean isOfSameIndicator(int left, int right) {
    return values.countAt(IndicatorValues.ACHIEVEMENT_DATE, left)
            == values.countAt(IndicatorValues.ACHIEVEMENT_DATE, right)
        && values
            .textAt(IndicatorValues.INDICATOR_CODE, left)
            .equals(values.textAt(IndicatorValues.INDICATOR_CODE, right));
  }

  /** The part of the year in which it takes part. */
  public ContractDuration contract() {
    return reference.contract(year);
  }

  /** ODS code of the practice. */
  public String practiceCode() {
    return reference.practiceCode();
  }
}
