package org.openqof.practice;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.openqof.input.PracticeReference.Population;
import org.openqof.input.PracticeReference.Population.Basis;
import org.openqof.input.PracticeReference.Source;

/**
 * What the results alongside a practice's payment need of other years, other practices and other
 * collections.
 *
 * @param hasParticipationList whether a list of participating practices was given
 * @param aspiration what the year's aspiration is worked out from
 * @param donors practices that gave patients to another, by code
 * @param interim national figures of each interim collection, over the practices that sent it
 * @param earlierPopulations by practice, the population before the year, which stands in while that
 *     of the year is not there yet
 * @param otherYears the year's indicators as other years have them
 */
public record SupplementaryTerms(
    boolean hasParticipationList,
    AspirationTerms aspiration,
    Map<String, Donor> donors,
    SortedMap<LocalDate, NationalValues> interim,
    EarlierPopulations earlierPopulations,
    OtherYearsRules otherYears)
    implements Serializable {

  /**
   * A practice that gave patients to another.
   *
   * @param population its contractor registered population; null when none was given
   * @param counts by indicator, what its final collection says
   */
  public record Donor(@Nullable Population population, Map<String, IndicatorCounts> counts)
      implements Serializable {}

  /**
   * Populations of the day of the national average list size.
   *
   * @param date that day; null in the years of the fixed average
   * @param byPractice patients by practice
   */
  public record EarlierPopulations(@Nullable LocalDate date, Map<String, Integer> byPractice)
      implements Serializable {

    /**
     * The practice with the population that its interim points are priced at: its contractor
     * registered population, or, before there is one, that of the day of the average list size;
     * null when there is neither, or nobody is registered.
     */
    public @Nullable PracticeYear priceable(PracticeYear practice) {
      Population own = practice.reference().population();
      if (own != null) {
        return own.patients() > 0 ? practice : null;
      }
      Integer earlier = byPractice.get(practice.practiceCode());
      if (earlier == null || earlier <= 0 || date == null) {
        return null;
      }
      return new PracticeYear(
          practice.year(),
          practice
              .reference()
              .withPopulation(
                  new Population(earlier, date, Basis.PAYMENT_EXTRACT, new Source("", 0))),
          practice.values(),
          practice.counts());
    }
  }

  /** Whether a practice takes part in the year, so that something is expected of it. */
  public boolean takesPart(PracticeYear practice) {
    return !hasParticipationList || practice.reference().participation() != null;
  }
}
