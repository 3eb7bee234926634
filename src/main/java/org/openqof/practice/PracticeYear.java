package org.openqof.practice;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.tables.Block;

/**
 * One practice in one financial year, put together from its reference data and the values it sent.
 *
 * @param year the financial year
 * @param reference what is known besides its values
 * @param values every accepted value with its use, as sorted rows of {@code indicator_values}; null
 *     once they have been frozen
 * @param counts what its final collection says of each indicator, sorted by indicator code
 */
public record PracticeYear(
    FinancialYear year,
    PracticeReference reference,
    @Nullable Block values,
    List<IndicatorCounts> counts)
    implements Serializable {
  public PracticeYear {
    counts = List.copyOf(counts);
  }

  /** The same without its values: what is kept once they have been frozen. */
  public PracticeYear withoutValues() {
    return new PracticeYear(year, reference, null, counts);
  }

  /**
   * Every accepted value with its use, as sorted rows of {@code indicator_values}.
   *
   * @throws IllegalStateException once they have been frozen: millions of values are not held on to
   */
  @Override
  public Block values() {
    if (values == null) {
      throw new IllegalStateException("the values of " + practiceCode() + " are in the lake");
    }
    return values;
  }

  /** ODS code of the practice. */
  public String practiceCode() {
    return reference.practiceCode();
  }
}
