package org.openqof.recalculation;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.openqof.domain.IndicatorKind;
import org.openqof.extract.layout.Role;
import org.openqof.practice.CheckPractice;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Rulebook;

/**
 * What kinds of input a year has, which decides how far its run goes.
 *
 * @param roles roles of the files of the year
 */
public record YearFacts(Set<Role> roles) implements Serializable {
  public YearFacts {
    roles = Set.copyOf(roles);
  }

  public boolean hasValues() {
    return roles.contains(Role.VALUES);
  }

  private boolean hasLists() {
    return roles.contains(Role.PATIENT_LISTS)
        || roles.contains(Role.POPULATION)
        || roles.contains(Role.PREVALENCE);
  }

  /** The checks that these inputs allow. */
  public CheckPractice checks(Rulebook rulebook) {
    BigDecimal manual =
        rulebook.indicators().stream()
            .filter(indicator -> indicator.kind() == IndicatorKind.YES_NO)
            .map(Indicator::availablePoints)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return new CheckPractice(
        roles.contains(Role.PRACTICE_LIST),
        roles.contains(Role.ORGANISATIONS),
        hasValues(),
        hasLists(),
        roles.contains(Role.GEOGRAPHY),
        manual);
  }

  /** What the run could not do for want of an input, and why. */
  public List<String> notices(Rulebook rulebook) {
    List<String> notices = new ArrayList<>();
    if (!hasValues()) {
      notices.add(
          "no indicator values: national figures, factors and prevalence only, no points and no"
              + " payments");
    } else if (!rulebook.complete()) {
      notices.add(
          "the rulebook of "
              + rulebook.year()
              + " is for reference only: points of the indicators it prices, no payments");
    }
    if (hasValues() && !roles.contains(Role.PRACTICE_LIST)) {
      notices.add("no list of participating practices: checks P1 and P2 not applied");
    }
    if (!roles.contains(Role.ORGANISATIONS)) {
      notices.add("no practice reference: checks 2 and 3 not applied");
    }
    if (!hasLists()) {
      notices.add(
          "no lists of registered patients: no prevalence, no factors, no payments; check 4 not"
              + " applied");
    } else if (!roles.contains(Role.PATIENT_LISTS) && !roles.contains(Role.PREVALENCE)) {
      notices.add(
          "no lists by age and no PREVALENCE: the statistics have prevalence only of registers"
              + " that are set alongside patients of all ages");
    }
    if (!roles.contains(Role.GEOGRAPHY)) {
      notices.add("no map of areas: statistics by area fall under 'Not on the year's map'");
    }
    if (hasValues() && !roles.contains(Role.REASONS)) {
      notices.add(
          "no dictionary of reasons: adjustments cannot be distinguished from exclusions unless published as"
              + " PCAS");
    }
    return notices;
  }
}
