package org.openqof.practice;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.openqof.domain.AchievementPoints;
import org.openqof.domain.Ratio;
import org.openqof.input.LocalDecisions;
import org.openqof.practice.EarnedPoints.NotPriced;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Rulebook;

/**
 * Points of every indicator on a practice's own performance. Points for breadth of care depend on
 * those of the other indicators and come last.
 */
final class EarnPoints {
  private static final int AREAS = 3;

  private final Rulebook rulebook;
  private final List<Indicator> indicators;
  private final Map<String, Group> groups = new HashMap<>();

  EarnPoints(Rulebook rulebook) {
    this.rulebook = rulebook;
    this.indicators = rulebook.indicatorsInCodeOrder();
    for (Group group : rulebook.groups()) {
      groups.put(group.code(), group);
    }
  }

  /** One entry an indicator of the year, in code order. */
  List<EarnedPoints> of(PracticeYear practice) {
    Map<String, IndicatorCounts> counts = new HashMap<>();
    practice.counts().forEach(indicator -> counts.put(indicator.indicatorCode(), indicator));
    List<EarnedPoints> points = new ArrayList<>(indicators.size());
    boolean breadth = false;
    LocalDecisions decisions = practice.reference().decisions();
    for (Indicator indicator : indicators) {
      points.add(EarnedPoints.of(decisions.rules(indicator), counts.get(indicator.code())));
      breadth |= indicator.kind().rewardsBreadth();
    }
    if (breadth) {
      List<EarnedPoints> single = List.copyOf(points);
      points.replaceAll(
          earned -> earned.indicator().kind().rewardsBreadth() ? breadth(earned, single) : earned);
    }
    return points;
  }

  /**
   * Points for breadth: areas are the groups of the domains that count for the indicator, those
   * counted together as one.
   */
  private EarnedPoints breadth(EarnedPoints earned, List<EarnedPoints> points) {
    Indicator indicator = earned.indicator();
    Set<String> counting = Indicator.areaDomains(indicator.kind());
    Map<String, Area> areas = new TreeMap<>();
    for (EarnedPoints other : points) {
      Indicator part = other.indicator();
      Group group = groups.get(part.groupCode());
      if (group == null
          || !counting.contains(group.domainCode())
          || part.kind().rewardsBreadth()
          || part.availablePoints().signum() == 0) {
        continue;
      }
      Ratio of = other.points();
      if (of == null) {
        return new EarnedPoints(indicator, earned.counts(), null, NotPriced.THRESHOLDS_MISSING);
      }
      areas.merge(
          group.area(),
          new Area(rulebook.payment().pointsRounding().applyTo(of), part.availablePoints()),
          Area::plus);
    }
    if (areas.size() < AREAS) {
      return new EarnedPoints(indicator, earned.counts(), null, NotPriced.AREAS_MISSING);
    }
    Ratio breadth =
        AchievementPoints.forBreadth(
            indicator.availablePoints(), areas.values().stream().map(Area::share).toList());
    return new EarnedPoints(indicator, earned.counts(), breadth, null);
  }

  /** Points earned and available in one area. */
  private record Area(Ratio earned, BigDecimal available) {
    Area plus(Area other) {
      return new Area(earned.plus(other.earned), available.add(other.available));
    }

    Ratio share() {
      return earned.dividedBy(Ratio.of(available));
    }
  }
}
