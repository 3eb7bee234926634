package org.openqof.practice;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.ContractDuration;
import org.openqof.domain.FinancialYear;
import org.openqof.input.Geography;
import org.openqof.input.PracticeReference;
import org.openqof.input.PracticeReference.ListSize;
import org.openqof.input.PracticeReference.Organisation;
import org.openqof.input.PracticeReference.Participation;
import org.openqof.input.PracticeReference.Population;

/**
 * Applies the numbered checks to one practice-year. A check whose input the year does not have (no
 * practice list, no practice reference) is not applied, and the run says so.
 *
 * @param hasParticipationList whether a list of participating practices was given
 * @param hasOrganisations whether a practice reference was given
 * @param hasValues whether indicator values were given, rather than published prevalence alone
 * @param hasLists whether lists of registered patients were given
 * @param hasGeography whether a map of areas was given
 * @param manualPoints points of the year's manual indicators
 */
public record CheckPractice(
    boolean hasParticipationList,
    boolean hasOrganisations,
    boolean hasValues,
    boolean hasLists,
    boolean hasGeography,
    BigDecimal manualPoints)
    implements Serializable {

  /**
   * A check that a practice failed.
   *
   * @param check the check
   * @param found what was found
   */
  public record Failed(PracticeCheck check, String found) implements Serializable {}

  /**
   * Every check the practice failed, in order of the checks.
   *
   * @param practice the practice-year
   * @param earnedPoints points it earned; null where points cannot be computed
   */
  public List<Failed> apply(PracticeYear practice, @Nullable BigDecimal earnedPoints) {
    List<Failed> failed = new ArrayList<>();
    PracticeReference reference = practice.reference();
    FinancialYear year = practice.year();
    participation(reference, year).ifPresent(failed::add);
    population(reference).ifPresent(failed::add);
    if (hasValues && lacksCollection(practice)) {
      failed.add(
          new Failed(
              PracticeCheck.NO_FINAL_COLLECTION,
              "no value dated " + practice.contract().achievementDate()));
    }
    if (hasValues
        && earnedPoints != null
        && manualPoints.signum() > 0
        && earnedPoints.compareTo(manualPoints) <= 0) {
      failed.add(
          new Failed(
              PracticeCheck.ONLY_MANUAL_POINTS,
              earnedPoints.toPlainString() + " points, manual total " + manualPoints));
    }
    organisation(reference, year, failed);
    boolean listed =
        reference.lists().stream().anyMatch(CheckPractice::isTotalList)
            || reference.publishedRegisters().stream()
                .anyMatch(register -> register.listSize() > 0);
    if (hasLists && !listed) {
      failed.add(new Failed(PracticeCheck.NO_LIST_SIZE, "no list of registered patients"));
    }
    if (hasGeography && reference.geography().region().equals(Geography.UNMAPPED)) {
      failed.add(new Failed(PracticeCheck.NOT_ON_THE_MAP, "no row for it in the map of areas"));
    }
    return failed;
  }

  /**
   * Whether the practice's own collection is missing. Where a contract ended inside the year,
   * points awarded alone are none: nothing was counted on its last day that could be paid.
   */
  private static boolean lacksCollection(PracticeYear practice) {
    boolean ended = practice.contract().achievementDate().isBefore(practice.year().end());
    return ended
        ? practice.counts().stream().allMatch(IndicatorCounts::isAwardAlone)
        : practice.counts().isEmpty();
  }

  private Optional<Failed> participation(PracticeReference reference, FinancialYear year) {
    if (!hasParticipationList) {
      return Optional.empty();
    }
    Participation participation = reference.participation();
    if (participation == null) {
      return Optional.of(new Failed(PracticeCheck.NOT_PARTICIPATING, "not on the list"));
    }
    String found = "participates from " + participation.from() + " to " + participation.to();
    if (!ContractDuration.touches(year, participation.from(), participation.to())) {
      return Optional.of(new Failed(PracticeCheck.NOT_PARTICIPATING, found));
    }
    return participation.to().isBefore(year.end())
        ? Optional.of(new Failed(PracticeCheck.LEFT_BEFORE_YEAR_END, found))
        : Optional.empty();
  }

  private static Optional<Failed> population(PracticeReference reference) {
    Population population = reference.population();
    if (population == null) {
      return Optional.of(new Failed(PracticeCheck.NO_POPULATION, "none given"));
    }
    return population.patients() > 0
        ? Optional.empty()
        : Optional.of(
            new Failed(
                PracticeCheck.NO_POPULATION,
                population.patients() + " patients on " + population.date()));
  }

  private void organisation(PracticeReference reference, FinancialYear year, List<Failed> failed) {
    Organisation organisation = reference.organisation();
    if (!hasOrganisations || organisation == null) {
      return;
    }
    LocalDate dayAfter = year.end().plusDays(1);
    LocalDate closed = organisation.closeDate();
    if (closed != null && closed.isBefore(dayAfter)) {
      failed.add(new Failed(PracticeCheck.CLOSED, "closed on " + closed));
    }
    boolean closedLater = closed != null && !closed.isBefore(dayAfter);
    if (!organisation.status().equals("A") && !closedLater) {
      failed.add(new Failed(PracticeCheck.NOT_ACTIVE, "status " + organisation.status()));
    }
  }

  private static boolean isTotalList(ListSize list) {
    return list.listType().equals("TOTAL") && list.patients() > 0;
  }
}
