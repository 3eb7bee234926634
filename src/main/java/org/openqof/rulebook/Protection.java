package org.openqof.rulebook;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;

/**
 * How one indicator's points were settled in a year with income protection.
 *
 * @param indicatorCode the indicator
 * @param treatment what the year's rules say of it
 * @param baseYear the year whose points are paid; null unless {@link Treatment#PROTECTED}
 * @param baseIndicators the indicators of that year whose points are pooled into one share, each
 *     once; empty where the lineage says which one indicator it was
 * @param status how far treatment and base year are supported
 * @param citation where that is said
 */
public record Protection(
    String indicatorCode,
    Treatment treatment,
    @Nullable FinancialYear baseYear,
    List<String> baseIndicators,
    Status status,
    String citation)
    implements Serializable {
  public Protection {
    baseIndicators = List.copyOf(baseIndicators);
  }

  /** The treatments of income protection. */
  public enum Treatment {
    /** Paid on the year's own achievement. */
    PERFORMANCE,
    /** Points of the base year are paid. */
    PROTECTED,
    /** Its points were moved to the prescribing indicators. */
    REALLOCATED,
    /** All points to every practice. */
    PAID_IN_FULL
  }
}
