package org.openqof.whatif.scenario;

import java.io.Serializable;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.MoneyRounding;
import org.openqof.domain.PointsRounding;
import org.openqof.domain.PrevalenceMethod;
import org.openqof.domain.ProtectedPoints;
import org.openqof.domain.Ratio;
import org.openqof.practice.BaseYearPoints;
import org.openqof.practice.NationalValues;
import org.openqof.practice.NationalValues.Prevalence;
import org.openqof.practice.PricePractice;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.PaymentRules;
import org.openqof.rulebook.Protection;
import org.openqof.rulebook.Rulebook;

/**
 * What all practices are priced with.
 *
 * @param rulebook the rulebook
 * @param national national figures that pay
 * @param bases points of the base years of income protection
 */
public record Terms(Rulebook rulebook, NationalValues national, BaseYearPoints bases)
    implements Serializable {

  /** Pricing with these terms. */
  PricePractice pricing() {
    return new PricePractice(rulebook, national, bases);
  }

  /** Points as they are shown. */
  BigDecimal shown(Ratio points) {
    return rulebook.payment().pointsRounding().shown(points);
  }

  /** Whether lines can be priced one by one and their pence added up. */
  boolean byLine() {
    return rulebook.payment().moneyRounding() == MoneyRounding.PER_INDICATOR
        && rulebook.indicators().stream().noneMatch(indicator -> indicator.kind().rewardsBreadth());
  }

  /**
   * Everything, besides the practice itself, that the payment of one indicator depends on. Where
   * two are equal, so is the payment of every practice.
   *
   * @param valuesOf the indicator whose counts it takes
   * @param compared what the practices' prevalence is compared with; null when not adjusted
   * @param targetShare the nation's share of its target population; null where none applies
   * @param origin where protected points come from; null without
   */
  record OfLine(
      Indicator indicator,
      String valuesOf,
      BigDecimal pointValueGbp,
      Ratio averageListSize,
      PointsRounding pointsRounding,
      PrevalenceMethod method,
      @Nullable Prevalence compared,
      @Nullable String targetPopulation,
      @Nullable Ratio targetShare,
      @Nullable Protection protection,
      BaseYearPoints.@Nullable Origin origin,
      ProtectedPoints scaling,
      boolean needsPlan) {}

  /** What the payment of one indicator of the rulebook depends on. */
  OfLine ofLine(Indicator indicator, String valuesOf) {
    PaymentRules rules = rulebook.payment();
    String target = rulebook.targetPopulation(indicator).orElse(null);
    return new OfLine(
        indicator,
        valuesOf,
        rules.pointValueGbp().value(),
        national.averageListSize(),
        rules.pointsRounding(),
        rules.prevalenceMethod(),
        indicator.prevalenceAdjusted()
            ? national.prevalence().get(indicator.prevalenceGroup())
            : null,
        target,
        target == null ? null : national.targetShares().get(target),
        rulebook.protectionsByCode().get(indicator.code()),
        bases.origin(indicator.code()),
        rules.protectedPointsScaling(),
        rules.protectionNeedsPlan());
  }
}
