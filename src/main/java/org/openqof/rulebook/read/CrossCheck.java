package org.openqof.rulebook.read;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Register;

/** Checks of a year's rulebook that need several of its files. */
final class CrossCheck {
  private static final int AREAS = 3;

  private final GroupReader.Groups groups;
  private final IndicatorReader.Indicators indicators;
  private final boolean complete;
  private final Problems problems;

  /**
   * @param complete whether the year is held in full, so that what lacks is a problem
   */
  CrossCheck(
      GroupReader.Groups groups,
      IndicatorReader.Indicators indicators,
      boolean complete,
      Problems problems) {
    this.groups = groups;
    this.indicators = indicators;
    this.complete = complete;
    this.problems = problems;
  }

  /**
   * Additional services carry the target population factor and no other.
   *
   * @param paid whether the year pays the factor
   * @param file how messages name the file of groups
   */
  void targetPopulations(boolean paid, String file) {
    if (!paid) {
      return;
    }
    Set<String> targeted = new TreeSet<>();
    for (Group group : groups.groups()) {
      if (group.targetPopulation() != null) {
        targeted.add(group.code());
      }
    }
    if (complete && targeted.isEmpty()) {
      problems.add(
          file,
          "the year pays the target population factor, and no group names a target_population.",
          "Write it for each additional service, or target_population_factor: off in "
              + PaymentReader.FILE
              + ".");
    }
    Map<String, Cell> places = indicators.codes();
    for (Indicator indicator : indicators.indicators()) {
      Cell place = places.get(indicator.code());
      if (place != null
          && indicator.prevalenceAdjusted()
          && targeted.contains(indicator.groupCode())) {
        problems.add(
            place,
            "the indicator is adjusted for prevalence, and its group "
                + indicator.groupCode()
                + " for its target population.",
            "Write no under prevalence_adjusted, or leave target_population of the group empty.");
      }
    }
  }

  /**
   * The extract's register field of each adjusted indicator must be that of the register that pays
   * it, so that a second register in a group is never overlooked.
   */
  void registerFields(RegisterReader.Registers registers) {
    Map<String, Group> byCode =
        groups.groups().stream().collect(Collectors.toMap(Group::code, g -> g, (a, b) -> a));
    for (Indicator indicator : indicators.indicators()) {
      Cell written = indicators.registerFields().get(indicator.code());
      if (written == null || !indicator.prevalenceAdjusted()) {
        continue;
      }
      Register own = registers.of(indicator.code());
      Group group = byCode.get(indicator.prevalenceGroup());
      String field = own != null ? own.field() : group == null ? null : group.registerField();
      if (field == null) {
        continue;
      }
      if (!field.equalsIgnoreCase(written.text())) {
        problems.add(
            written,
            "the extract sends "
                + indicator.code()
                + " with '"
                + written.text()
                + "', and its factor is that of '"
                + field
                + "'.",
            "Say in "
                + RegisterReader.FILE
                + " what that register is and list "
                + indicator.code()
                + " there (pays: no keeps it on the register of its group), or correct the name.");
      }
    }
  }

  /** Breadth of care needs three areas to have a third-lowest one. */
  void breadth() {
    if (!complete) {
      return;
    }
    for (Indicator indicator : indicators.indicators()) {
      Cell place = indicators.codes().get(indicator.code());
      if (place != null && indicator.kind().rewardsBreadth()) {
        int areas = areas(Indicator.areaDomains(indicator.kind()));
        if (areas < AREAS) {
          problems.add(
              place,
              "breadth of care is measured in the third-lowest area, and there are "
                  + areas
                  + " areas with points in the domains "
                  + String.join(", ", Indicator.areaDomains(indicator.kind()))
                  + ".",
              "Add the groups and indicators of those domains.");
        }
      }
    }
  }

  /** Areas that breadth is measured in: groups that are counted together are one. */
  private int areas(Set<String> domains) {
    Map<String, String> areaOf =
        groups.groups().stream()
            .filter(group -> domains.contains(group.domainCode()))
            .collect(Collectors.toMap(Group::code, Group::area, (a, b) -> a));
    Set<String> areas = new TreeSet<>();
    for (Indicator indicator : indicators.indicators()) {
      String area = areaOf.get(indicator.groupCode());
      if (area != null
          && !indicator.kind().rewardsBreadth()
          && indicator.availablePoints().signum() > 0) {
        areas.add(area);
      }
    }
    return areas.size();
  }
}
