package org.openqof.practice;

import java.io.Serializable;
import java.util.List;
import org.openqof.domain.ContractDuration;
import org.openqof.domain.FinancialYear;
import org.openqof.tables.Block;

/**
 * One practice in one financial year, put together from its reference data and the values it sent.
 *
 * @param year the financial year
 * @param reference what is known besides its values
 * @param values every accepted value with its use, as sorted rows of {@code indicator_values}
 * @param counts what its final collection says of each indicator, sorted by indicator code
 */
public record PracticeYear(
    FinancialYear year, PracticeReference reference, Block values, List<IndicatorCounts> counts)
    implements Serializable {

  public PracticeYear {
    counts = List.copyOf(counts);
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
