package org.openqof.statistics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.tables.Block;
import org.openqof.tables.Practices;

/**
 * How much of England a publication covers: contributing practices divided by practices that could
 * have contributed.
 *
 * <p>Active is a practice of prescribing setting 4 whose status was active at some time in the
 * year, not closed before it and not opened after it; and any practice that contributed. Source:
 * NHS England, publication code 2023-24 (whose column names for the two counts are exchanged).
 *
 * @param contributing practices in the publication
 * @param active practices that could have been; null when no practice reference was given
 * @param percent the first divided by the second, percent to two decimals half-up; null likewise
 */
public record Coverage(int contributing, @Nullable Integer active, @Nullable BigDecimal percent) {
  private static final String GP_PRACTICE = "4";

  /**
   * Coverage of a year.
   *
   * @param practices rows of {@code practices}
   * @param contributing codes of the practices in the publication
   */
  public static Coverage of(Block practices, Set<String> contributing, FinancialYear year) {
    int active = 0;
    boolean known = false;
    for (int row = 0; row < practices.rows(); row++) {
      boolean hasStatus = practices.has(Practices.ORGANISATION_STATUS, row);
      known |= hasStatus;
      if (contributing.contains(practices.textAt(Practices.PRACTICE_CODE, row))
          || (hasStatus && isActive(practices, row, year))) {
        active++;
      }
    }
    if (!known || active == 0) {
      return new Coverage(contributing.size(), null, null);
    }
    return new Coverage(
        contributing.size(),
        active,
        BigDecimal.valueOf(contributing.size())
            .multiply(BigDecimal.valueOf(100))
            .divide(BigDecimal.valueOf(active), 2, RoundingMode.HALF_UP));
  }

  private static boolean isActive(Block practices, int row, FinancialYear year) {
    String setting = practices.textOrNull(Practices.PRESCRIBING_SETTING, row);
    LocalDate opened = practices.dateOrNull(Practices.OPEN_DATE, row);
    LocalDate closed = practices.dateOrNull(Practices.CLOSE_DATE, row);
    String status = practices.textAt(Practices.ORGANISATION_STATUS, row);
    boolean openInTheYear =
        (opened == null || !opened.isAfter(year.end()))
            && (closed == null || !closed.isBefore(year.start()));
    boolean everActive = status.equals("A") || (status.equals("C") && closed != null);
    return (setting == null || setting.equals(GP_PRACTICE)) && openInTheYear && everActive;
  }
}
