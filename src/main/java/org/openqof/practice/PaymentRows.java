package org.openqof.practice;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.IndicatorKind;
import org.openqof.domain.Ratio;
import org.openqof.domain.Thresholds;
import org.openqof.practice.EarnedPoints.NotPriced;
import org.openqof.practice.PracticeReference.Population;
import org.openqof.practice.PricePractice.Factor;
import org.openqof.practice.PricePractice.Line;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.Status;
import org.openqof.tables.Block;
import org.openqof.tables.PaymentLines;
import org.openqof.tables.PracticeFactors;
import org.openqof.tables.PracticePayments;

/** Rows of the payment tables for a run of practices, in the order added. */
public final class PaymentRows {
  private static final Map<IndicatorKind, String> KINDS = words(IndicatorKind.class);
  private static final Map<Status, String> STATUSES = words(Status.class);
  private static final int FACTOR_DECIMALS = 10;
  private static final int NATIONAL_DECIMALS = 12;

  private final Rulebook rulebook;
  private final PricePractice pricing;
  private final Ratio averageListSize;
  private final Block lines = new Block(PaymentLines.TABLE, 4096);
  private final Block factors = new Block(PracticeFactors.TABLE, 1024);
  private final Block payments = new Block(PracticePayments.TABLE);

  /** Empty rows for one year. */
  public PaymentRows(Rulebook rulebook, NationalValues national) {
    this.rulebook = rulebook;
    this.pricing = new PricePractice(rulebook, national);
    this.averageListSize = national.averageListSize();
  }

  private static <E extends Enum<E>> Map<E, String> words(Class<E> type) {
    Map<E, String> words = new EnumMap<>(type);
    for (E constant : type.getEnumConstants()) {
      words.put(constant, constant.name().toLowerCase(Locale.ROOT));
    }
    return words;
  }

  /** Rows of {@code payment_lines}. */
  public Block lines() {
    return lines;
  }

  /** Rows of {@code practice_factors}. */
  public Block factors() {
    return factors;
  }

  /** Rows of {@code practice_payments}. */
  public Block payments() {
    return payments;
  }

  /**
   * Prices one payable practice and adds its rows.
   *
   * <p>A reference rulebook gives factors only: it holds no complete set of indicators to pay for.
   *
   * @param practice the practice-year
   * @param population its contractor registered population, above 0
   * @param registers its registers by group
   * @param earned its points by indicator, in code order; none in a year without indicator values
   */
  public void add(
      PracticeYear practice,
      Population population,
      Map<String, Integer> registers,
      List<EarnedPoints> earned) {
    Map<String, Factor> ofGroups = pricing.factors(population, registers);
    Ratio cpi = pricing.cpi(population);
    BigDecimal shownCpi = cpi.rounded(FACTOR_DECIMALS);
    BigDecimal shownAverage = averageListSize.rounded(4);
    Map<String, Shown> shown = new HashMap<>();
    new TreeMap<>(ofGroups)
        .forEach(
            (group, factor) -> {
              Shown ofGroup = Shown.of(factor);
              shown.put(group, ofGroup);
              factors
                  .next()
                  .text(PracticeFactors.PRACTICE_CODE, practice.practiceCode())
                  .text(PracticeFactors.GROUP_CODE, group)
                  .count(PracticeFactors.CRP, population.patients())
                  .date(PracticeFactors.CRP_DATE, population.date())
                  .text(PracticeFactors.CRP_BASIS, ReferenceRows.word(population.basis()))
                  .decimal(PracticeFactors.AVERAGE_LIST_SIZE, shownAverage)
                  .decimal(PracticeFactors.CPI, shownCpi)
                  .count(PracticeFactors.REGISTER_SIZE, factor.registerSize())
                  .decimal(
                      PracticeFactors.RAW_PREVALENCE,
                      factor.rawPrevalence().rounded(FACTOR_DECIMALS))
                  .decimal(PracticeFactors.NATIONAL_PREVALENCE, ofGroup.national())
                  .decimal(PracticeFactors.APDF, ofGroup.apdf());
            });
    if (rulebook.complete() && !earned.isEmpty()) {
      addPayment(
          practice,
          population,
          shownCpi,
          shownAverage,
          pricing.lines(earned, population, ofGroups),
          shown);
    }
  }

  /**
   * The factors of one group as they are shown, worked out once for all of its lines.
   *
   * @param national what the practice is compared with
   * @param apdf adjusted practice disease factor
   */
  private record Shown(BigDecimal national, BigDecimal apdf) {
    static Shown of(Factor factor) {
      return new Shown(
          factor.compared().rounded(NATIONAL_DECIMALS), factor.apdf().rounded(FACTOR_DECIMALS));
    }
  }

  private void addPayment(
      PracticeYear practice,
      Population population,
      BigDecimal shownCpi,
      BigDecimal shownAverage,
      List<Line> priced,
      Map<String, Shown> shown) {
    BigDecimal available = BigDecimal.ZERO;
    BigDecimal points = BigDecimal.ZERO;
    int count = 0;
    int unconfirmed = 0;
    for (Line line : priced) {
      BigDecimal payment = line.paymentGbp();
      Indicator indicator = line.earned().indicator();
      Ratio earned = line.earned().points();
      BigDecimal shownPoints =
          earned == null ? null : rulebook.payment().pointsRounding().shown(earned);
      if (payment != null && shownPoints != null) {
        available = available.add(indicator.availablePoints());
        points = points.add(shownPoints);
        count++;
        unconfirmed += indicator.thresholdStatus().needsMention() ? 1 : 0;
      }
      addLine(practice, population, shownCpi, shownAverage, line, shownPoints, payment);
      Factor factor = line.factor();
      Shown ofGroup = factor == null ? null : shown.get(indicator.prevalenceGroup());
      if (factor != null && ofGroup != null) {
        lines
            .count(PaymentLines.REGISTER_SIZE, factor.registerSize())
            .decimal(PaymentLines.NATIONAL_PREVALENCE, ofGroup.national())
            .decimal(PaymentLines.APDF, ofGroup.apdf());
      }
    }
    PracticeReference reference = practice.reference();
    Geography geography = reference.geography();
    payments
        .next()
        .text(PracticePayments.PRACTICE_CODE, practice.practiceCode())
        .text(PracticePayments.PRACTICE_NAME, reference.name())
        .text(PracticePayments.PCN_CODE, geography.pcn().odsCode())
        .text(PracticePayments.SUB_ICB_CODE, geography.subIcb().odsCode())
        .text(PracticePayments.ICB_CODE, geography.icb().odsCode())
        .text(PracticePayments.REGION_CODE, geography.region().odsCode())
        .count(PracticePayments.CRP, population.patients())
        .date(PracticePayments.CRP_DATE, population.date())
        .text(PracticePayments.CRP_BASIS, ReferenceRows.word(population.basis()))
        .decimal(PracticePayments.CPI, shownCpi)
        .decimal(PracticePayments.AVAILABLE_POINTS, available)
        .decimal(PracticePayments.EARNED_POINTS, points)
        .count(PracticePayments.LINES_PRICED, count)
        .count(PracticePayments.LINES_NOT_PRICED, priced.size() - count)
        .count(PracticePayments.LINES_UNCONFIRMED, unconfirmed)
        .decimal(PracticePayments.ACHIEVEMENT_PAYMENT_GBP, pricing.total(priced))
        .date(PracticePayments.ACHIEVEMENT_DATE, practice.year().end())
        .decimal(PracticePayments.PROTECTED_POINTS, BigDecimal.ZERO)
        .count(PracticePayments.CONTRACT_DAYS, practice.year().days())
        .count(PracticePayments.YEAR_DAYS, practice.year().days())
        .decimal(PracticePayments.PART_YEAR_GBP, BigDecimal.ZERO)
        .decimal(PracticePayments.ADJUSTMENTS_GBP, BigDecimal.ZERO)
        .decimal(PracticePayments.TOTAL_ACHIEVEMENT_GBP, pricing.total(priced))
        .decimal(PracticePayments.ASPIRATION_PAID_GBP, BigDecimal.ZERO)
        .decimal(PracticePayments.ACHIEVEMENT_DUE_GBP, pricing.total(priced));
  }

  private void addLine(
      PracticeYear practice,
      Population population,
      BigDecimal shownCpi,
      BigDecimal shownAverage,
      Line line,
      @Nullable BigDecimal shownPoints,
      @Nullable BigDecimal payment) {
    Indicator indicator = line.earned().indicator();
    IndicatorCounts counts = line.earned().counts();
    NotPriced notPriced = line.notPriced();
    lines
        .next()
        .text(PaymentLines.PRACTICE_CODE, practice.practiceCode())
        .text(PaymentLines.INDICATOR_CODE, indicator.code())
        .text(PaymentLines.GROUP_CODE, indicator.groupCode())
        .text(PaymentLines.KIND, KINDS.get(indicator.kind()))
        .decimal(PaymentLines.AVAILABLE_POINTS, indicator.availablePoints())
        .decimal(PaymentLines.EARNED_POINTS, shownPoints)
        .decimal(PaymentLines.POINT_VALUE_GBP, rulebook.payment().pointValueGbp().value())
        .count(PaymentLines.CRP, population.patients())
        .decimal(PaymentLines.AVERAGE_LIST_SIZE, shownAverage)
        .decimal(PaymentLines.CPI, shownCpi)
        .text(PaymentLines.PREVALENCE_GROUP, indicator.prevalenceGroup())
        .decimal(PaymentLines.ACHIEVEMENT_PAYMENT_GBP, payment)
        .text(PaymentLines.NOT_PRICED, notPriced == null ? null : notPriced.words())
        .text(PaymentLines.THRESHOLD_STATUS, STATUSES.get(indicator.thresholdStatus()));
    Thresholds thresholds = indicator.thresholds();
    if (thresholds != null) {
      lines
          .decimal(PaymentLines.LOWER_THRESHOLD, thresholds.lowerPercent().movePointLeft(2))
          .decimal(PaymentLines.UPPER_THRESHOLD, thresholds.upperPercent().movePointLeft(2));
    }
    if (counts != null) {
      if (line.factor() == null) {
        lines.count(PaymentLines.REGISTER_SIZE, counts.register());
      }
      lines
          .count(PaymentLines.NUMERATOR, counts.numerator())
          .count(PaymentLines.DENOMINATOR, counts.denominator());
      if (counts.numerator() != null && counts.denominator() != null && counts.denominator() > 0) {
        lines.decimal(
            PaymentLines.ACHIEVEMENT,
            Ratio.of(counts.numerator(), counts.denominator()).rounded(FACTOR_DECIMALS));
      }
      if (counts.reportedPoints() != null) {
        lines.unscaled(PaymentLines.REPORTED_POINTS, counts.reportedPoints());
      }
    }
  }
}
