package org.openqof.publish.site;

import org.openqof.domain.FinancialYear;
import org.openqof.publish.YearFigures;
import org.openqof.publish.YearRows;
import org.openqof.rulebook.Rulebook;

/**
 * One published year as the page is made from it.
 *
 * @param version its version
 * @param figures its figures on the map of the latest year
 * @param bySize the same practices, where each tenth of them by registered patients stands as an
 *     integrated care board with the tenth's number, 01 to 10, for its code
 * @param rows its frozen rows
 */
public record SiteYear(int version, YearFigures figures, YearFigures bySize, YearRows rows) {

  FinancialYear year() {
    return figures.year();
  }

  Rulebook rulebook() {
    return figures.rulebook();
  }
}
