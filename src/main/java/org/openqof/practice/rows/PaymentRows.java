package org.openqof.practice.rows;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.IndicatorKind;
import org.openqof.domain.Ratio;
import org.openqof.domain.Thresholds;
import org.openqof.input.Geography;
import org.openqof.input.LocalDecisions.Adjustment;
import org.openqof.input.LocalDecisions.AdjustmentKind;
import org.openqof.input.PracticeReference;
import org.openqof.input.PracticeReference.Population;
import org.openqof.practice.BaseYearPoints.Origin;
import org.openqof.practice.ByImprovement;
import org.openqof.practice.EarnedPoints.NotPriced;
import org.openqof.practice.IndicatorCounts;
import org.openqof.practice.NationalValues;
import org.openqof.practice.PracticeYear;
import org.openqof.practice.PricePractice;
import org.openqof.practice.PricedPractice;
import org.openqof.practice.PricedPractice.AppliedAdjustment;
import org.openqof.practice.PricedPractice.Factor;
import org.openqof.practice.PricedPractice.Line;
import org.openqof.practice.SettledPoints;
import org.openqof.practice.SettledPoints.Settlement;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.Status;
import org.openqof.tables.AppliedAdjustments;
import org.openqof.tables.Block;
import org.openqof.tables.PaymentLines;
import org.openqof.tables.PracticeFactors;
import org.openqof.tables.PracticePayments;

/** Rows of the payment tables for a run of practices, in the order added. */
public final class PaymentRows {
  private static final Map<IndicatorKind, String> KINDS = words(IndicatorKind.class);
  private static final Map<Status, String> STATUSES = words(Status.class);
  private static final Map<AdjustmentKind, String> ADJUSTMENTS = words(AdjustmentKind.class);
  private static final int FACTOR_DECIMALS = 10;
  private static final int NATIONAL_DECIMALS = 12;

  private final Rulebook rulebook;
  private final BigDecimal shownAverage;
  private final Block lines = new Block(PaymentLines.TABLE, 4096);
  private final Block factors = new Block(PracticeFactors.TABLE, 1024);
  private final Block payments = new Block(PracticePayments.TABLE);
  private final Block adjustments = new Block(AppliedAdjustments.TABLE);

  /** Empty rows for one year. */
  public PaymentRows(Rulebook rulebook, NationalValues national) {
    this.rulebook = rulebook;
    this.shownAverage = national.averageListSize().rounded(4);
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

  /** Rows of {@code applied_adjustments}. */
  public Block adjustments() {
    return adjustments;
  }

  /**
   * Adds the rows of one payable practice.
   *
   * <p>A reference rulebook gives factors only: it holds no complete set of indicators to pay for.
   * So does a year without indicator values.
   *
   * @param practice the practice-year
   * @param priced what {@link PricePractice} worked out for it
   */
  public void add(PracticeYear practice, PricedPractice priced) {
    Shared shared = new Shared(practice, priced, priced.cpi().rounded(FACTOR_DECIMALS));
    Map<String, Shown> shown = addFactors(shared);
    if (!rulebook.complete() || priced.lines().isEmpty()) {
      return;
    }
    Counts counts = new Counts();
    for (Line line : priced.lines()) {
      BigDecimal shownPoints = shownPoints(line.settled().points());
      counts.add(line, shownPoints);
      addLine(shared, line, shownPoints);
      Factor factor = line.factor();
      Shown ofGroup =
          factor == null ? null : shown.get(line.earned().indicator().prevalenceGroup());
      if (factor != null && ofGroup != null) {
        lines
            .count(PaymentLines.REGISTER_SIZE, factor.registerSize())
            .decimal(PaymentLines.NATIONAL_PREVALENCE, ofGroup.national())
            .decimal(PaymentLines.APDF, ofGroup.apdf());
      }
    }
    addPayment(shared, counts);
    priced.adjustments().forEach(adjustment -> addAdjustment(practice, adjustment));
  }

  /** What all rows of a practice share. */
  private record Shared(PracticeYear practice, PricedPractice priced, BigDecimal cpi) {}

  private @Nullable BigDecimal shownPoints(@Nullable Ratio points) {
    return points == null ? null : rulebook.payment().pointsRounding().shown(points);
  }

  private Map<String, Shown> addFactors(Shared shared) {
    Population population = shared.priced().population();
    Map<String, Shown> shown = new HashMap<>();
    new TreeMap<>(shared.priced().factors())
        .forEach(
            (group, factor) -> {
              Shown ofGroup = Shown.of(factor);
              shown.put(group, ofGroup);
              factors
                  .next()
                  .text(PracticeFactors.PRACTICE_CODE, shared.practice().practiceCode())
                  .text(PracticeFactors.GROUP_CODE, group)
                  .count(PracticeFactors.CRP, population.patients())
                  .date(PracticeFactors.CRP_DATE, population.date())
                  .text(PracticeFactors.CRP_BASIS, population.basis().word())
                  .decimal(PracticeFactors.AVERAGE_LIST_SIZE, shownAverage)
                  .decimal(PracticeFactors.CPI, shared.cpi())
                  .count(PracticeFactors.REGISTER_SIZE, factor.registerSize())
                  .decimal(
                      PracticeFactors.RAW_PREVALENCE,
                      factor.rawPrevalence().rounded(FACTOR_DECIMALS))
                  .decimal(PracticeFactors.NATIONAL_PREVALENCE, ofGroup.national())
                  .decimal(PracticeFactors.APDF, ofGroup.apdf());
            });
    return shown;
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

  /** Sums over the lines that were priced. */
  private static final class Counts {
    private BigDecimal available = BigDecimal.ZERO;
    private BigDecimal points = BigDecimal.ZERO;
    private BigDecimal protectedPoints = BigDecimal.ZERO;
    private int priced;
    private int notPriced;
    private int unconfirmed;

    void add(Line line, @Nullable BigDecimal shownPoints) {
      if (line.paymentGbp() == null || shownPoints == null) {
        notPriced++;
        return;
      }
      Indicator indicator = line.earned().indicator();
      priced++;
      available = available.add(indicator.availablePoints());
      points = points.add(shownPoints);
      if (line.isProtected()) {
        protectedPoints = protectedPoints.add(shownPoints);
      } else if (line.settled().how() != Settlement.PAID_IN_FULL) {
        unconfirmed += indicator.thresholdStatus().needsMention() ? 1 : 0;
      }
    }
  }

  private void addPayment(Shared shared, Counts counts) {
    PracticeYear practice = shared.practice();
    PricedPractice priced = shared.priced();
    Population population = priced.population();
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
        .text(PracticePayments.CRP_BASIS, population.basis().word())
        .decimal(PracticePayments.CPI, shared.cpi())
        .decimal(PracticePayments.AVAILABLE_POINTS, counts.available)
        .decimal(PracticePayments.EARNED_POINTS, counts.points)
        .count(PracticePayments.LINES_PRICED, counts.priced)
        .count(PracticePayments.LINES_NOT_PRICED, counts.notPriced)
        .count(PracticePayments.LINES_UNCONFIRMED, counts.unconfirmed)
        .decimal(PracticePayments.ACHIEVEMENT_PAYMENT_GBP, priced.achievementPayment())
        .date(PracticePayments.ACHIEVEMENT_DATE, priced.contract().achievementDate())
        .decimal(PracticePayments.PROTECTED_POINTS, counts.protectedPoints)
        .count(PracticePayments.CONTRACT_DAYS, priced.contract().contractDays())
        .count(PracticePayments.YEAR_DAYS, priced.contract().yearDays())
        .decimal(PracticePayments.PART_YEAR_GBP, priced.partYear())
        .decimal(PracticePayments.ADJUSTMENTS_GBP, priced.adjustmentsGbp())
        .decimal(PracticePayments.TOTAL_ACHIEVEMENT_GBP, priced.totalAchievement())
        .decimal(PracticePayments.ASPIRATION_PAID_GBP, priced.aspirationPaid())
        .decimal(PracticePayments.ACHIEVEMENT_DUE_GBP, priced.achievementDue());
  }

  private void addLine(Shared shared, Line line, @Nullable BigDecimal shownPoints) {
    Indicator indicator = line.earned().indicator();
    IndicatorCounts counts = line.earned().counts();
    NotPriced notPriced = line.notPriced();
    SettledPoints settled = line.settled();
    Settlement how = settled.how();
    Origin origin = settled.origin();
    lines
        .next()
        .text(PaymentLines.PRACTICE_CODE, shared.practice().practiceCode())
        .text(PaymentLines.INDICATOR_CODE, indicator.code())
        .text(PaymentLines.GROUP_CODE, indicator.groupCode())
        .text(PaymentLines.KIND, KINDS.get(indicator.kind()))
        .decimal(PaymentLines.AVAILABLE_POINTS, indicator.availablePoints())
        .decimal(PaymentLines.EARNED_POINTS, shownPoints)
        .decimal(PaymentLines.POINT_VALUE_GBP, rulebook.payment().pointValueGbp().value())
        .count(PaymentLines.CRP, shared.priced().population().patients())
        .decimal(PaymentLines.AVERAGE_LIST_SIZE, shownAverage)
        .decimal(PaymentLines.CPI, shared.cpi())
        .text(PaymentLines.PREVALENCE_GROUP, indicator.prevalenceGroup())
        .decimal(PaymentLines.ACHIEVEMENT_PAYMENT_GBP, line.paymentGbp())
        .text(PaymentLines.NOT_PRICED, notPriced == null ? null : notPriced.words())
        .text(PaymentLines.THRESHOLD_STATUS, STATUSES.get(indicator.thresholdStatus()))
        .decimal(
            PaymentLines.PERFORMANCE_POINTS,
            how == null ? shownPoints : shownPoints(line.earned().points()))
        .text(PaymentLines.PROTECTION, how == null ? null : how.word())
        .decimal(PaymentLines.BASE_POINTS, settled.basePoints());
    if (origin != null) {
      lines
          .text(PaymentLines.PROTECTED_FROM_YEAR, origin.year().toString())
          .text(PaymentLines.BASE_INDICATOR_CODE, String.join(" ", origin.indicatorCodes()));
    }
    ByImprovement both = line.earned().byImprovement();
    if (both != null) {
      Ratio baseline = both.baseline();
      lines
          .text(PaymentLines.PAYING_ROUTE, both.route().word())
          .decimal(
              PaymentLines.BASELINE_ACHIEVEMENT,
              baseline == null ? null : baseline.rounded(FACTOR_DECIMALS))
          .decimal(PaymentLines.THRESHOLD_POINTS, shownPoints(both.thresholdPoints()))
          .decimal(PaymentLines.IMPROVEMENT_POINTS, shownPoints(both.improvementPoints()));
    }
    Ratio target = line.targetFactor();
    if (target != null) {
      lines.decimal(PaymentLines.TARGET_POPULATION_FACTOR, target.rounded(FACTOR_DECIMALS));
    }
    Thresholds thresholds = indicator.thresholds();
    if (thresholds != null) {
      lines
          .decimal(PaymentLines.LOWER_THRESHOLD, thresholds.lowerPercent().movePointLeft(2))
          .decimal(PaymentLines.UPPER_THRESHOLD, thresholds.upperPercent().movePointLeft(2));
    }
    if (counts != null) {
      addCounts(line, counts);
    }
  }

  private void addCounts(Line line, IndicatorCounts counts) {
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

  private void addAdjustment(PracticeYear practice, AppliedAdjustment applied) {
    Adjustment adjustment = applied.adjustment();
    adjustments
        .next()
        .text(AppliedAdjustments.PRACTICE_CODE, practice.practiceCode())
        .text(AppliedAdjustments.SUBJECT, adjustment.subject())
        .text(AppliedAdjustments.KIND, Objects.requireNonNull(ADJUSTMENTS.get(adjustment.kind())))
        .text(AppliedAdjustments.REASON, adjustment.reason())
        .decimal(AppliedAdjustments.POINTS, adjustment.points())
        .decimal(AppliedAdjustments.ADJUSTMENT_GBP, applied.pounds())
        .text(AppliedAdjustments.APPROVER, adjustment.approver())
        .date(AppliedAdjustments.APPROVED_ON, adjustment.approvedOn())
        .text(AppliedAdjustments.FILE_DIGEST, adjustment.source().fileDigest())
        .count(AppliedAdjustments.LINE_NUMBER, adjustment.source().line());
  }
}
