package org.openqof.publish;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.rulebook.Rulebook;

/**
 * Everything one publication is made from.
 *
 * @param version version of the year in the lake
 * @param rows frozen rows of the year, with a grouping those of its groups among them
 * @param now figures of the year
 * @param before figures of the year before, on this year's map; null when the lake does not hold
 *     that year
 * @param lineage which indicators may be compared with the year before
 * @param descent how registers descend, for series of years
 * @param changes what changed in each group
 * @param years published years of the lake up to this one, in order, with the sums of England
 * @param imprint what the publication says of itself
 */
public record Edition(
    int version,
    YearRows rows,
    YearFigures now,
    @Nullable YearFigures before,
    Lineage lineage,
    org.openqof.rulebook.Lineage descent,
    SortedMap<String, ChangeNote> changes,
    List<EnglandYear> years,
    Imprint imprint) {
  public Edition {
    years = List.copyOf(years);
  }

  /** Date of publication; null when not said. */
  public @Nullable LocalDate published() {
    return imprint.published();
  }

  /** The financial year. */
  public FinancialYear year() {
    return now.year();
  }

  /** Its rulebook. */
  public Rulebook rulebook() {
    return now.rulebook();
  }

  /** The year as file names have it, {@code 2324}. */
  public String shortYear() {
    return year().shortForm();
  }
}
