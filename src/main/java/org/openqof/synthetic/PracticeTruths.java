package org.openqof.synthetic;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openqof.domain.AchievementPoints;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.Ratio;
import org.openqof.domain.Thresholds;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.Indicator;

/**
 * Draws what is true of any practice in any year.
 *
 * <p>List sizes are log-normal with a mean near 9,500; one practice in a hundred is small, one in a
 * hundred serves students, the thirteenth has a single patient, and the seventeenth is a home of
 * 136. A practice's prevalence, its quality and its use of adjustments are its own for good and
 * drift a little every year. Counts hold by construction: numerator ≤ denominator ≤ eligible ≤
 * register or list.
 */
final class PracticeTruths {
  private static final int ONE_PATIENT = 13;
  private static final int HOME_PATIENTS = 136;

  /** A home for people with learning disabilities: a small list, and most of it on one register. */
  static final int HOME = 17;

  /** Thresholds of years of reference that hold none: their points are as awarded. */
  private static final Thresholds INVENTED =
      new Thresholds(BigDecimal.valueOf(40), BigDecimal.valueOf(90), BigDecimal.ZERO);

  private static final double LIST_SPREAD = 0.6;

  private final long seed;
  private final FinancialYear first;
  private final Country country;
  private final Registry registry;

  PracticeTruths(long seed, FinancialYear first, Country country, Registry registry) {
    this.seed = seed;
    this.first = first;
    this.country = country;
    this.registry = registry;
  }

  /**
   * The truth of a practice in a year, with what the fault planted in it says. The population that
   * a fault of the year before held back stays unknown.
   */
  PracticeTruth of(
      int practice,
      YearPlan plan,
      PracticeFault fault,
      PracticeFault faultYearBefore,
      Contract contract) {
    PracticeTruth truth = drawn(practice, plan, fault, faultYearBefore);
    for (Contract.Share share : contract.taken()) {
      PracticeTruth closed = drawn(share.practice(), plan, PracticeFault.NONE, PracticeFault.NONE);
      truth.takeOver(closed, share);
      addUpAdjustments(truth, plan);
    }
    if (contract.event() == ContractEvent.ANSWERS_MISSING) {
      forgetAnswers(truth, plan);
    }
    award(truth, plan);
    return truth;
  }

  private static void addUpAdjustments(PracticeTruth truth, YearPlan plan) {
    for (int i = 0; i < plan.indicators().size(); i++) {
      if (truth.adjusted(i) != PracticeTruth.NONE) {
        List<Reason> reasons = plan.indicators().get(i).reasons();
        int sum = 0;
        for (int reason = 0; reason < reasons.size(); reason++) {
          sum += reasons.get(reason).adjustment() ? truth.reason(i, reason) : 0;
        }
        truth.setAdjusted(i, sum);
      }
    }
  }

  private static void forgetAnswers(PracticeTruth truth, YearPlan plan) {
    for (int i = 0; i < plan.indicators().size(); i++) {
      truth.setAnswer(i, PracticeTruth.NONE);
    }
  }

  private PracticeTruth drawn(
      int practice, YearPlan plan, PracticeFault fault, PracticeFault faultYearBefore) {
    FinancialYear year = plan.year();
    Dice lasting = Dice.of(seed, practice, Dice.word("practice"));
    double tilt = 0.35 * lasting.normal();
    boolean students = lasting.happens(0.01);
    double quality = lasting.normal();
    double laxness = StrictMath.exp(0.4 * lasting.normal());
    double shift = lasting.unit();
    int listSize = listSize(practice, year, 1);
    int crp = listSize(practice, year, 0.75);
    int crpYearBefore = crpYearBefore(practice, year, faultYearBefore);
    PatientList list = new PatientList(listSize, students ? -2.2 : tilt, shift);
    PracticeTruth truth =
        new PracticeTruth(
            plan,
            practice,
            country.practiceName(practice, year),
            country.place(practice, year),
            list,
            listSize,
            crp,
            crpYearBefore);
    drawRegisters(truth, plan, tilt, fault);
    drawIndicators(truth, plan, quality, laxness, fault);
    return truth;
  }

  private int crpYearBefore(int practice, FinancialYear year, PracticeFault faultYearBefore) {
    LocalDate counted = year.previous().startOfFinalQuarter();
    if (registry.openedOn(practice).isAfter(counted)
        || faultYearBefore == PracticeFault.NO_LIST_SIZE) {
      return PracticeTruth.NONE;
    }
    Integer known = registry.crpBefore(practice, year);
    return known == null ? listSize(practice, year.previous(), 0.75) : known;
  }

  /** Contractor registered population of a year, before anything that happens in it. */
  int population(int practice, FinancialYear year) {
    return listSize(practice, year, 0.75);
  }

  /** Whether a practice is one of those that are always there, and carry no fault but their own. */
  static boolean isSpecial(int practice) {
    return practice == ONE_PATIENT || practice == HOME;
  }

  /** Patients at a moment of a year, as a share of the way from the April it began to the next. */
  private int listSize(int practice, FinancialYear year, double moment) {
    if (isSpecial(practice)) {
      return practice == HOME ? HOME_PATIENTS : 1;
    }
    Dice lasting = Dice.of(seed, practice, Dice.word("list"));
    double size =
        lasting.happens(0.01)
            ? 20 + 900 * lasting.unit()
            : 9500 * StrictMath.exp(LIST_SPREAD * lasting.normal() - LIST_SPREAD * LIST_SPREAD / 2);
    for (int past = first.startYear(); past <= year.startYear(); past++) {
      double growth = 0.007 + 0.02 * Dice.of(seed, practice, Dice.word("growth"), past).normal();
      size *= 1 + growth * (past == year.startYear() ? moment : 1);
    }
    if (year.compareTo(first) < 0) {
      size *= 0.99;
    }
    size *= registry.growth(practice, year);
    return Math.max(1, (int) StrictMath.floor(Math.min(size, 110_000) + 0.5));
  }

  private void drawRegisters(PracticeTruth truth, YearPlan plan, double tilt, PracticeFault fault) {
    int tenfold = fault == PracticeFault.REGISTER_TENFOLD ? tenfoldRegister(plan) : -1;
    for (int number = 0; number < plan.registers().size(); number++) {
      PlannedRegister register = plan.registers().get(number);
      long word = Dice.word(register.code());
      Dice lasting = Dice.of(seed, truth.practice(), word);
      double own = lasting.normal();
      double log = register.spread() * own + 0.5 * tilt * register.ageing();
      for (int past = first.startYear(); past <= plan.year().startYear(); past++) {
        double drift = Dice.of(seed, truth.practice(), word, past).normal();
        log += 0.04 * drift + register.growth();
      }
      int band =
          register.isOfGroup()
              ? truth.list().of(register.band())
              : truth.register(register.within());
      double spread = register.spread();
      double prevalence = register.prevalence() * StrictMath.exp(log - spread * spread / 2);
      Dice rounding = Dice.of(seed, truth.practice(), word, plan.year().startYear(), 1);
      int patients = Math.min(band, rounding.whole(band * Math.min(0.9, prevalence)));
      if (truth.practice() == HOME && number == tenfoldRegister(plan)) {
        patients = band * 3 / 10;
      }
      truth.setRegister(number, number == tenfold ? Math.min(band, 12 * (patients + 2)) : patients);
    }
    if (fault == PracticeFault.REGISTER_ABOVE_LIST) {
      int number = tenfoldRegister(plan);
      truth.setRegister(number, truth.list().of(plan.registers().get(number).band()) + 5);
    } else if (fault == PracticeFault.BLANK_REGISTER) {
      truth.setRegister(tenfoldRegister(plan), 0);
    } else if (fault == PracticeFault.MANUAL_POINTS_ONLY) {
      for (int number = 0; number < plan.registers().size(); number++) {
        truth.setRegister(number, 0);
      }
    }
  }

  /** The register that register faults are planted in: a small one, learning disability if any. */
  static int tenfoldRegister(YearPlan plan) {
    int found = 0;
    for (int number = 0; number < plan.registers().size(); number++) {
      if (plan.registers().get(number).code().equals("LD")) {
        found = number;
      }
    }
    return found;
  }

  /** The indicator that indicator faults are planted in: the first with a share of patients. */
  static int faultyIndicator(YearPlan plan) {
    for (int i = 0; i < plan.indicators().size(); i++) {
      if (plan.indicators().get(i).isShare()) {
        return i;
      }
    }
    return 0;
  }

  private void drawIndicators(
      PracticeTruth truth, YearPlan plan, double quality, double laxness, PracticeFault fault) {
    List<PlannedIndicator> indicators = plan.indicators();
    for (int i = 0; i < indicators.size(); i++) {
      PlannedIndicator planned = indicators.get(i);
      long word = Dice.word(planned.code());
      Dice dice = Dice.of(seed, truth.practice(), word, plan.year().startYear());
      if (planned.isAnswer()) {
        truth.setAnswer(i, dice.happens(0.97) ? 1 : 0);
      } else if (planned.isShare()) {
        int base =
            fault == PracticeFault.MANUAL_POINTS_ONLY
                ? 0
                : planned.register() < 0
                    ? truth.list().of(planned.base())
                    : truth.register(planned.register());
        int eligible = Math.min(base, dice.whole(base * planned.share()));
        int excluded = dice.successes(eligible, planned.excluded());
        int adjusted =
            dice.successes(eligible - excluded, Math.min(0.6, planned.adjusted() * laxness));
        int denominator = eligible - excluded - adjusted;
        double lasting = Dice.of(seed, truth.practice(), word).normal();
        double achievement =
            planned.reached() + 0.05 * quality + 0.04 * lasting + 0.02 * dice.normal();
        int numerator = dice.successes(denominator, Math.max(0.02, Math.min(0.995, achievement)));
        truth.setCounts(i, numerator, denominator, adjusted);
        share(truth, i, planned.reasons(), adjusted, excluded, dice);
      }
    }
    if (fault == PracticeFault.NUMERATOR_ABOVE_DENOMINATOR) {
      int i = faultyIndicator(plan);
      truth.setCounts(i, truth.denominator(i) + 3, truth.denominator(i), truth.adjusted(i));
    }
  }

  /** Shares patients out over the reasons of their kind; the last reason takes what is left. */
  private static void share(
      PracticeTruth truth,
      int indicator,
      List<Reason> reasons,
      int adjusted,
      int excluded,
      Dice dice) {
    int leftAdjusted = adjusted;
    int leftExcluded = excluded;
    int lastAdjustment = -1;
    int lastExclusion = -1;
    for (int r = 0; r < reasons.size(); r++) {
      if (reasons.get(r).adjustment()) {
        lastAdjustment = r;
      } else {
        lastExclusion = r;
      }
    }
    for (int r = 0; r < reasons.size(); r++) {
      boolean adjustment = reasons.get(r).adjustment();
      int left = adjustment ? leftAdjusted : leftExcluded;
      boolean last = r == (adjustment ? lastAdjustment : lastExclusion);
      int taken = last ? left : dice.below(left + 1);
      truth.setReason(indicator, r, taken);
      if (adjustment) {
        leftAdjusted -= taken;
      } else {
        leftExcluded -= taken;
      }
    }
  }

  private static void award(PracticeTruth truth, YearPlan plan) {
    for (int i = 0; i < plan.indicators().size(); i++) {
      Indicator indicator = plan.indicators().get(i).indicator();
      PlannedIndicator planned = plan.indicators().get(i);
      boolean unanswered = planned.isAnswer() && truth.answer(i) == PracticeTruth.NONE;
      if (indicator == null || unanswered || indicator.kind().rewardsBreadth()) {
        continue;
      }
      truth.setPoints(i, hundredths(points(truth, planned, indicator, i)));
    }
    for (int i = 0; i < plan.indicators().size(); i++) {
      Indicator indicator = plan.indicators().get(i).indicator();
      if (indicator != null && indicator.kind().rewardsBreadth()) {
        truth.setPoints(i, hundredths(breadth(truth, plan, indicator)));
      }
    }
  }

  /** Points for breadth of care, from the points of the areas that count for it. */
  private static Ratio breadth(PracticeTruth truth, YearPlan plan, Indicator linked) {
    Map<String, Group> groups = plan.rulebook().groupsByCode();
    Map<String, BigDecimal> available = new TreeMap<>();
    Map<String, BigDecimal> earned = new TreeMap<>();
    for (int i = 0; i < plan.indicators().size(); i++) {
      Indicator indicator = plan.indicators().get(i).indicator();
      Group group = indicator == null ? null : groups.get(indicator.groupCode());
      if (indicator != null
          && group != null
          && !indicator.kind().rewardsBreadth()
          && Indicator.areaDomains(linked.kind()).contains(group.domainCode())) {
        available.merge(group.area(), indicator.availablePoints(), BigDecimal::add);
        earned.merge(
            group.area(), BigDecimal.valueOf(Math.max(0, truth.points(i)), 2), BigDecimal::add);
      }
    }
    return AchievementPoints.forBreadth(
        linked.availablePoints(),
        available.keySet().stream()
            .map(
                area ->
                    Ratio.of(requireNonNull(earned.get(area)))
                        .dividedBy(Ratio.of(requireNonNull(available.get(area)))))
            .toList());
  }

  private static Ratio points(
      PracticeTruth truth, PlannedIndicator planned, Indicator indicator, int place) {
    BigDecimal available = indicator.availablePoints();
    Thresholds thresholds = indicator.thresholds();
    if (planned.isAnswer()) {
      return AchievementPoints.forAnswer(available, truth.answer(place) == 1);
    }
    if (planned.isShare()) {
      return AchievementPoints.forFraction(
          available,
          thresholds == null ? INVENTED : thresholds,
          truth.numerator(place),
          truth.denominator(place));
    }
    // A register of the list, such as that of contraception, is never empty.
    int ofList = planned.registerField() == null ? 0 : 1;
    int register = planned.register() < 0 ? ofList : truth.register(planned.register());
    return AchievementPoints.forRegister(available, register);
  }

  private static int hundredths(Ratio points) {
    return points.rounded(2).unscaledValue().intValueExact();
  }
}
