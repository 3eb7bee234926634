package org.openqof.rulebook;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.MoneyRounding;
import org.openqof.domain.PointsRounding;
import org.openqof.domain.PrevalenceMethod;
import org.openqof.domain.ProtectedPoints;
import org.openqof.domain.UpratingIndex;

/**
 * The year's parameters of payment.
 *
 * @param pointValueGbp price of a point, pounds
 * @param averageListSize the published national average list size, patients
 * @param averageListDate the date that average speaks for; null for the fixed 5,891 of 2004-05 to
 *     2012-13
 * @param crpDate date of the contractor registered population: 1 January inside the year
 * @param prevalenceDay date of the registers
 * @param prevalenceMethod era of the prevalence factor
 * @param nationalPrevalence how national prevalence is formed
 * @param payingAverage which average list size pays
 * @param totalPoints points available in the whole framework
 * @param aspirationRatePercent share of last year's achievement paid as aspiration, percent
 * @param pointsRounding where points are rounded
 * @param moneyRounding where money is rounded
 * @param statisticsListDate date of the patient lists behind the public statistics: 1 April after
 *     the year, 1 January inside it up to 2011-12
 * @param targetPopulationFactor whether additional services carry the target population factor
 * @param upratingIndex how last year's payment is brought to this year's price before aspiration
 * @param protectedPointsScaling what becomes of a base year's points when the points available have
 *     changed
 * @param protectionNeedsPlan whether income protection is given only to practices with an agreed
 *     plan
 */
public record PaymentRules(
    Cited<BigDecimal> pointValueGbp,
    Cited<Integer> averageListSize,
    @Nullable LocalDate averageListDate,
    LocalDate crpDate,
    LocalDate prevalenceDay,
    PrevalenceMethod prevalenceMethod,
    NationalPrevalence nationalPrevalence,
    PayingAverage payingAverage,
    BigDecimal totalPoints,
    Cited<BigDecimal> aspirationRatePercent,
    PointsRounding pointsRounding,
    MoneyRounding moneyRounding,
    LocalDate statisticsListDate,
    boolean targetPopulationFactor,
    Cited<UpratingIndex> upratingIndex,
    ProtectedPoints protectedPointsScaling,
    boolean protectionNeedsPlan)
    implements Serializable {

  /** How national prevalence is formed. */
  public enum NationalPrevalence {
    /** All registers over all contractor registered populations. */
    RATIO_OF_SUMS,
    /** The unweighted mean of practice values. */
    MEAN_OF_RATIOS
  }

  /** Which average list size enters the contractor population index. */
  public enum PayingAverage {
    /** The value published for the year; the computed one is a reconciliation. */
    PUBLISHED,
    /** The mean computed from the extract at the reference date. */
    COMPUTED
  }
}
