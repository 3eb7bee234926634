package org.openqof.settings;

import java.util.ArrayList;
import java.util.List;
import org.openqof.domain.FinancialYear;

/** Years as people write them: {@code 2022-23,2023-24} or {@code 2021-22..2024-25}. */
public final class YearRange {
  private YearRange() {}

  /**
   * The years named, in the order named.
   *
   * @throws org.openqof.errors.QofException when a part is not a financial year or a range runs
   *     backwards
   */
  public static List<FinancialYear> parse(String text) {
    List<FinancialYear> years = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      int dots = part.indexOf("..");
      if (dots < 0) {
        years.add(FinancialYear.of(part.trim()));
        continue;
      }
      FinancialYear first = FinancialYear.of(part.substring(0, dots).trim());
      FinancialYear last = FinancialYear.of(part.substring(dots + 2).trim());
      if (first.compareTo(last) > 0) {
        throw JobErrors.yearsRunBackwards(part.trim());
      }
      for (FinancialYear year = first; year.compareTo(last) <= 0; year = year.next()) {
        years.add(year);
      }
    }
    return years;
  }
}
