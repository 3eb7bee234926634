package org.openqof.recalculation;

import java.io.Serializable;
import java.math.BigDecimal;
import org.openqof.answer.Words;
import org.openqof.domain.PointsRounding;
import org.openqof.domain.Ratio;
import org.openqof.practice.ByImprovement;
import org.openqof.practice.EarnedPoints;
import org.openqof.rulebook.Improvement;

/**
 * The lines of paid practices for one indicator that can be paid by improvement.
 *
 * @param byImprovement lines paid by improvement
 * @param morePoints points that these have above those of the thresholds
 * @param byThresholds lines paid by the thresholds although there is a baseline
 * @param withoutBaseline lines paid by the thresholds for want of a baseline
 * @param outOfReach lines whose baseline leaves less to gain than the upper gain of the band
 */
public record ImprovedLines(
    int byImprovement, BigDecimal morePoints, int byThresholds, int withoutBaseline, int outOfReach)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  static ImprovedLines of(EarnedPoints earned, ByImprovement both, PointsRounding rounding) {
    Ratio baseline = both.baseline();
    Ratio points = earned.points();
    Improvement route = earned.indicator().improvement();
    boolean outOfReach = route != null && baseline != null && route.band().isOutOfReach(baseline);
    return new ImprovedLines(
        points != null && both.route() == ByImprovement.Route.IMPROVEMENT ? 1 : 0,
        points != null && both.route() == ByImprovement.Route.IMPROVEMENT
            ? rounding.shown(points).subtract(rounding.shown(both.thresholdPoints()))
            : BigDecimal.ZERO,
        both.route() == ByImprovement.Route.THRESHOLDS ? 1 : 0,
        both.route() == ByImprovement.Route.NO_BASELINE ? 1 : 0,
        outOfReach ? 1 : 0);
  }

  ImprovedLines plus(ImprovedLines other) {
    return new ImprovedLines(
        byImprovement + other.byImprovement,
        morePoints.add(other.morePoints),
        byThresholds + other.byThresholds,
        withoutBaseline + other.withoutBaseline,
        outOfReach + other.outOfReach);
  }

  /** For the report of a run. */
  public String words(String indicator) {
    return "%s: %s by improvement, %,.2f points more than by thresholds; %,d by thresholds, %,d of them without a baseline"
            .formatted(
                indicator,
                Words.practices(byImprovement),
                morePoints,
                byThresholds + withoutBaseline,
                withoutBaseline)
        + (outOfReach == 0
            ? ""
            : "; for %,d all points are out of reach (reach in improvement.csv)"
                .formatted(outOfReach));
  }
}
