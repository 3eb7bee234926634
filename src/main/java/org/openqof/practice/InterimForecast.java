package org.openqof.practice;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.Ratio;
import org.openqof.input.PracticeReference.Population;

/**
 * What an interim collection would become by the practice's achievement date if its numerators went
 * on growing as they have: numerator × days of the year ÷ days elapsed, half-up to whole patients,
 * never above the denominator. Registers, denominators and answers stay.
 *
 * <p>Ours; no source forecasts (see {@code docs/interpretations.md}, I36). Many indicators look
 * back over twelve months and do not begin at nothing on 1 April: the forecast is then too high.
 *
 * @param daysElapsed days of the year up to the collection, it included
 * @param days days of the year up to the practice's achievement date, it included
 */
public record InterimForecast(int daysElapsed, int days) {

  /** The forecast of one collection. */
  public static InterimForecast of(PracticeYear practice, LocalDate collection) {
    LocalDate first = practice.year().start();
    return new InterimForecast(
        Math.toIntExact(ChronoUnit.DAYS.between(first, collection)) + 1,
        Math.toIntExact(ChronoUnit.DAYS.between(first, practice.contract().achievementDate())) + 1);
  }

  /** How it is made, in words; says so where the population of the year was not there yet. */
  public String method(PracticeYear practice) {
    Population population = practice.reference().population();
    String earlier =
        population != null && population.date().isBefore(practice.year().start())
            ? "; population of " + population.date()
            : "";
    return "numerators × %d ÷ %d days, up to the denominators; registers, denominators and answers stay%s"
        .formatted(days, daysElapsed, earlier);
  }

  /** The practice with the counts forecast. */
  public PracticeYear apply(PracticeYear practice) {
    List<IndicatorCounts> counts = new ArrayList<>(practice.counts().size());
    for (IndicatorCounts sent : practice.counts()) {
      counts.add(sent.withFraction(grown(sent), sent.denominator()));
    }
    return new PracticeYear(practice.year(), practice.reference(), practice.values(), counts);
  }

  private @Nullable Integer grown(IndicatorCounts sent) {
    Integer numerator = sent.numerator();
    Integer denominator = sent.denominator();
    if (numerator == null || denominator == null || numerator >= denominator) {
      return numerator;
    }
    int grown = Ratio.of((long) numerator * days, daysElapsed).rounded(0).intValueExact();
    return Math.min(grown, denominator);
  }
}
