package org.openqof.practice;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.openqof.domain.AchievementPoints;
import org.openqof.domain.IndicatorKind;
import org.openqof.domain.Ratio;
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
  private final Map<String, String> domains = new HashMap<>();

  EarnPoints(Rulebook rulebook) {
    this.rulebook = rulebook;
    this.indicators = rulebook.indicatorsInCodeOrder();
    for (Group group : rulebook.groups()) {
      domains.put(group.code(), group.domainCode());
    }
  }

  /** One entry an indicator of the year, in code order. */
  List<EarnedPoints> of(PracticeYear practice) {
    Map<String, IndicatorCounts> counts = new HashMap<>();
    practice.counts().forEach(indicator -> counts.put(indicator.indicatorCode(), indicator));
    List<EarnedPoints> points = new ArrayList<>(indicators.size());
    boolean breadth = false;
    for (Indicator indicator : indicators) {
      points.add(EarnedPoints.of(indicator, counts.get(indicator.code())));
      breadth |= indicator.kind().rewardsBreadth();
    }
    if (breadth) {
      List<EarnedPoints> single = List.copyOf(points);
      points.replaceAll(
          earned -> earned.indicator().kind().rewardsBreadth() ? breadth(earned, single) : earned);
    }
    return points;
  }

  /** Points for breadth: areas are the groups of the domains that count for the indicator. */
  private EarnedPoints breadth(EarnedPoints earned, List<EarnedPoints> points) {
    Indicator indicator = earned.indicator();
    Set<String> counting =
        indicator.kind() == IndicatorKind.HOLISTIC ? Set.of("CL") : Set.of("ORG", "PE", "AS");
    Map<String, Area> areas = new TreeMap<>();
    for (EarnedPoints other : points) {
      Indicator part = other.indicator();
      String domain = domains.get(part.groupCode());
      if (domain == null
          || !counting.contains(domain)
          || part.kind().rewardsBreadth()
          || part.availablePoints().signum() == 0) {
        continue;
      }
      Ratio of = other.points();
      if (of == null) {
        return new EarnedPoints(indicator, earned.counts(), null, NotPriced.THRESHOLDS_MISSING);
      }
      areas.merge(
          part.groupCode(),
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
