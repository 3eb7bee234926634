package org.openqof.practice;

import java.util.ArrayList;
import java.util.List;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.ImprovementBaseline;
import org.openqof.domain.ImprovementBaseline.Counted;
import org.openqof.domain.ImprovementPoints;
import org.openqof.domain.Ratio;
import org.openqof.input.PracticeReference;
import org.openqof.practice.ByImprovement.Route;
import org.openqof.practice.ImprovementBaselines.OfYear;
import org.openqof.rulebook.Improvement;
import org.openqof.rulebook.Improvement.Mergers;
import org.openqof.rulebook.Improvement.Needed;

/**
 * Gives an indicator the points of its thresholds or those of the practice's gain over its own
 * baseline, whichever are higher. Where they are equal, the thresholds pay. A practice without a
 * baseline has the points of its thresholds.
 *
 * <p>Source: NHS England letter on 2026/27 as quoted by Pulse: at year end "whichever points
 * allocation is higher". See {@code docs/interpretations.md}, I81 to I87.
 */
final class ImprovementRoute {
  private final ImprovementBaselines baselines;

  ImprovementRoute(ImprovementBaselines baselines) {
    this.baselines = baselines;
  }

  /**
   * The points of both routes; the points given where the indicator has one route only, or they
   * cannot be computed.
   *
   * @param byThresholds points of the practice's own performance by the thresholds
   */
  EarnedPoints of(EarnedPoints byThresholds, PracticeReference practice) {
    Improvement route = byThresholds.indicator().improvement();
    Ratio points = byThresholds.points();
    if (route == null || points == null) {
      return byThresholds;
    }
    List<Counted> counted = new ArrayList<>();
    List<String> words = new ArrayList<>();
    List<FinancialYear> aboveAll = new ArrayList<>();
    for (FinancialYear year : route.baselineYears()) {
      OfYear of = ofYear(route, byThresholds.indicator().code(), year, practice);
      if (of instanceof OfYear.Rate rate) {
        counted.add(rate.counted());
        words.add(
            "%,d of %,d in %s"
                .formatted(rate.counted().numerator(), rate.counted().denominator(), year));
      } else if (of instanceof OfYear.AboveAll above) {
        aboveAll.add(year);
        words.add(
            "%,d of %,d in %s are not used"
                .formatted(above.numerator(), above.denominator(), year));
      } else {
        words.add("nothing in " + year);
      }
    }
    int years = route.baselineYears().size();
    boolean enough = route.needed() == Needed.ALL ? counted.size() == years : !counted.isEmpty();
    if (!enough) {
      return byThresholds.with(
          points, new ByImprovement(Route.NO_BASELINE, null, points, null, words, aboveAll));
    }
    Ratio baseline = ImprovementBaseline.of(counted, route.average(), route.rounding());
    IndicatorCounts counts = byThresholds.counts();
    Integer numerator = counts == null ? null : counts.numerator();
    Integer denominator = counts == null ? null : counts.denominator();
    Ratio improved =
        numerator == null || denominator == null || denominator == 0
            ? Ratio.ZERO
            : ImprovementPoints.of(
                byThresholds.indicator().availablePoints(),
                route.band(),
                Ratio.of(numerator, denominator),
                baseline);
    boolean higher = improved.isAbove(points);
    return byThresholds.with(
        higher ? improved : points,
        new ByImprovement(
            higher ? Route.IMPROVEMENT : Route.THRESHOLDS,
            baseline,
            points,
            improved,
            words,
            aboveAll));
  }

  private OfYear ofYear(
      Improvement route, String indicator, FinancialYear year, PracticeReference practice) {
    return route.mergers() == Mergers.OWN_COUNTS
        ? baselines.own(practice.practiceCode(), indicator, year)
        : baselines.ofAll(
            practice.practiceCode(), indicator, year, practice.decisions().successions());
  }
}
