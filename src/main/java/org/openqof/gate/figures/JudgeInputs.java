package org.openqof.gate.figures;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.AchievementPayment;
import org.openqof.domain.ContractorPopulationIndex;
import org.openqof.domain.Ratio;
import org.openqof.gate.figures.Judgement.Comparison;
import org.openqof.gate.figures.Judgement.Verdict;
import org.openqof.practice.Contribution;
import org.openqof.practice.LargeInput;
import org.openqof.rulebook.Comparability;
import org.openqof.rulebook.GateRules;
import org.openqof.rulebook.GateRules.Limit;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Rulebook;

/**
 * Judges one by one the inputs that multiply money: a practice's list, its registers, corrections
 * and part of a year. An input is outside when it is so many times what everything else says of it,
 * and the pounds are worth it. See {@code docs/method.md}, section 27.
 *
 * <p>A list is set alongside the practice's last list, its list by age, and the list that its
 * registers speak for; it is outside when all of them contradict it, as lists of merged practices
 * double honestly, with their registers. A register is set alongside last year's for the list, else
 * alongside the nation's.
 */
public final class JudgeInputs {
  /** A practice's contractor registered population. */
  public static final String LIST = "practice_list";

  /** A practice's register. */
  public static final String REGISTER = "practice_register";

  /** A correction of a practice. */
  public static final String CORRECTION = "practice_correction";

  /** The part of the year that a practice is paid for. */
  public static final String DURATION = "practice_duration";

  private static final String LAST_LIST = "its last list";

  private static final String LIST_BY_AGE = "its list by age";

  private final GateFacts facts;
  private final GateRules rules;
  private final NationSize size;
  private final Rulebook rulebook;
  private final Map<String, Contribution> before = new HashMap<>();
  private final Map<String, Integer> byAge = new HashMap<>();
  private final List<Judgement> judged = new ArrayList<>();

  private JudgeInputs(GateFacts facts) {
    this.facts = facts;
    this.rules = facts.rules();
    this.size = NationSize.of(facts);
    this.rulebook = facts.national().rulebook();
    facts.before().contributions().forEach(last -> before.put(last.practiceCode(), last));
    for (PracticeStanding practice : facts.standings()) {
      Integer patients = practice.listByAge();
      if (patients != null && patients > 0) {
        byAge.put(practice.practiceCode(), patients);
      }
    }
  }

  /**
   * Every input that is contradicted, in the order of practices.
   *
   * @param inputs corrections and parts of years of practices that are paid
   */
  public static List<Judgement> of(GateFacts facts, Collection<LargeInput> inputs) {
    if (!facts.pays()) {
      return List.of();
    }
    JudgeInputs judge = new JudgeInputs(facts);
    Map<String, Ratio> prevalence = new HashMap<>();
    facts
        .national()
        .prevalence()
        .forEach(
            figure ->
                prevalence.put(figure.groupCode(), Ratio.of(figure.register(), figure.crp())));
    Map<String, BigDecimal> points = judge.pointsByGroup();
    for (Contribution practice : facts.contributions()) {
      if (!judge.list(practice, prevalence)) {
        judge.registers(practice, prevalence, points);
      }
    }
    inputs.forEach(judge::given);
    return List.copyOf(judge.judged);
  }

  /** Whether the list is contradicted by all that is known: its registers are then not judged. */
  private boolean list(Contribution practice, Map<String, Ratio> prevalence) {
    Map<String, BigDecimal> others = new LinkedHashMap<>();
    Contribution last = before.get(practice.practiceCode());
    if (last != null && last.crp() > 0) {
      others.put(LAST_LIST, BigDecimal.valueOf(last.crp()));
    }
    Integer ages = byAge.get(practice.practiceCode());
    if (ages != null) {
      others.put(LIST_BY_AGE, BigDecimal.valueOf(ages));
    }
    BigDecimal implied = impliedByRegisters(practice, last, prevalence);
    if (implied.signum() > 0) {
      others.put("its registers", implied);
    }
    String closest = "";
    BigDecimal nearest = null;
    for (Map.Entry<String, BigDecimal> other : others.entrySet()) {
      if (nearest == null || times(practice.crp(), other.getValue()).compareTo(nearest) < 0) {
        nearest = times(practice.crp(), other.getValue());
        closest = other.getKey();
      }
    }
    BigDecimal greatest = rules.written(Limit.LARGEST_LIST);
    BigDecimal crp = BigDecimal.valueOf(practice.crp());
    boolean aboveAll = crp.compareTo(greatest) > 0;
    boolean doubted = nearest != null && nearest.compareTo(rules.written(Limit.LIST_DOUBT)) >= 0;
    if (!aboveAll && !doubted) {
      return false;
    }
    boolean contradicted =
        aboveAll || (nearest != null && nearest.compareTo(rules.written(Limit.LIST_FACTOR)) >= 0);
    BigDecimal beside =
        aboveAll || nearest == null ? greatest : others.getOrDefault(closest, greatest);
    // Of a list that no practice has nothing is believed.
    BigDecimal patients = aboveAll ? crp : crp.subtract(beside).abs();
    add(
        LIST,
        practice.practiceCode(),
        Ratio.of(crp),
        Ratio.of(beside),
        patients.multiply(poundsAPatient()),
        aboveAll
            ? "the largest real practice has %,d".formatted(greatest.intValue())
            : "all else contradicts it, least %s".formatted(closest),
        // The registers of few practices speak for a list by a share that the list itself moves.
        contradicted
            && (aboveAll
                || others.containsKey(LAST_LIST)
                || others.containsKey(LIST_BY_AGE)
                || !size.isSmall(rules)));
    return contradicted;
  }

  /** How many times one is the other, whichever is greater; 1 at least. */
  private static BigDecimal times(int one, BigDecimal other) {
    BigDecimal first = BigDecimal.valueOf(Math.max(1, one));
    return first.max(other).divide(first.min(other), 4, RoundingMode.HALF_UP);
  }

  /**
   * The list that the registers speak for: last year's, grown as its registers have; else the one
   * at which they would be the nation's. Zero where they say nothing.
   */
  private static BigDecimal impliedByRegisters(
      Contribution practice, @Nullable Contribution last, Map<String, Ratio> prevalence) {
    long now = 0;
    long then = 0;
    BigDecimal shares = BigDecimal.ZERO;
    for (Map.Entry<String, Integer> register : practice.registers().entrySet()) {
      Integer was = last == null ? null : last.registers().get(register.getKey());
      if (last == null) {
        now += register.getValue();
        Ratio share = prevalence.get(register.getKey());
        shares = share == null ? shares : shares.add(share.rounded(12));
      } else if (was != null) {
        now += register.getValue();
        then += was;
      }
    }
    if (last != null && then > 0) {
      return BigDecimal.valueOf(last.crp())
          .multiply(BigDecimal.valueOf(now))
          .divide(BigDecimal.valueOf(then), 4, RoundingMode.HALF_UP)
          .max(BigDecimal.ONE);
    }
    return last == null && shares.signum() > 0
        ? BigDecimal.valueOf(now).divide(shares, 4, RoundingMode.HALF_UP)
        : BigDecimal.ZERO;
  }

  private void registers(
      Contribution practice, Map<String, Ratio> prevalence, Map<String, BigDecimal> points) {
    Contribution last = before.get(practice.practiceCode());
    practice
        .registers()
        .forEach(
            (group, register) -> {
              BigDecimal ofGroup = points.get(group);
              Ratio national = prevalence.get(group);
              if (ofGroup == null || national == null || national.numerator().signum() == 0) {
                return;
              }
              Integer was = last == null ? null : last.registers().get(group);
              boolean compares =
                  facts.comparability().getOrDefault(group, Comparability.NOT_COMPARABLE)
                      != Comparability.NOT_COMPARABLE;
              boolean hasLast =
                  compares && last != null && last.crp() > 0 && was != null && was > 0;
              Ratio expected =
                  hasLast && last != null && was != null
                      ? Ratio.of(was, 1).times(growth(practice, last, group))
                      : national.times(Ratio.of(practice.crp(), 1));
              BigDecimal factor = rules.written(Limit.REGISTER_FACTOR);
              BigDecimal limit = hasLast ? factor : factor.multiply(rules.written(Limit.CARE));
              boolean isMany =
                  Ratio.of(register, 1).dividedBy(expected).rounded(8).compareTo(limit) >= 0;
              if (register > practice.crp() || isMany) {
                BigDecimal patients =
                    BigDecimal.valueOf(register).subtract(expected.rounded(8)).abs();
                add(
                    REGISTER,
                    practice.practiceCode() + "_" + group,
                    Ratio.of(register, 1),
                    expected,
                    patients.multiply(poundsOnARegister(ofGroup, national)),
                    register > practice.crp()
                        ? "more than the practice's list of %,d".formatted(practice.crp())
                        : hasLast ? "its register of last year" : "the nation's share",
                    // Homes and hostels are all on one register: the nation's share is a doubt.
                    hasLast || register > practice.crp());
              }
            });
  }

  /**
   * How far a register should have grown: as the practice's list, or as its other registers
   * together, whichever is more. The registers of a merged practice may come before its list.
   */
  private static Ratio growth(Contribution practice, Contribution last, String group) {
    long now = 0;
    long then = 0;
    for (Map.Entry<String, Integer> other : practice.registers().entrySet()) {
      Integer was = last.registers().get(other.getKey());
      if (was != null && !other.getKey().equals(group)) {
        now += other.getValue();
        then += was;
      }
    }
    Ratio ofList = Ratio.of(practice.crp(), last.crp());
    Ratio ofOthers = then == 0 || now == 0 ? ofList : Ratio.of(now, then);
    return ofOthers.isAbove(ofList) ? ofOthers : ofList;
  }

  /** A correction, or a part of a year that the practice reference contradicts. */
  private void given(LargeInput input) {
    boolean correction = input.kind() == LargeInput.Kind.CORRECTION;
    BigDecimal worth = rules.written(Limit.INPUT_WORTH);
    if (correction
        && !isFrom(Limit.CORRECTION_DOUBT, input)
        && input.pounds().abs().compareTo(worth) < 0) {
      return;
    }
    boolean sure =
        switch (input.kind()) {
          case CORRECTION -> isFrom(Limit.CORRECTION_SHARE, input);
          case DURATION -> true;
          case UNWITNESSED_DURATION -> false;
        };
    add(
        correction ? CORRECTION : DURATION,
        input.practiceCode(),
        Ratio.of(input.achievementGbp().add(input.pounds())),
        input.achievementGbp().signum() == 0 ? Ratio.ONE : Ratio.of(input.achievementGbp()),
        input.pounds().abs(),
        correction
            ? input.subject()
            : input.kind() == LargeInput.Kind.DURATION
                ? "%s, and the practice reference has it open".formatted(input.subject())
                : "%s, and no practice reference says when it opened or closed"
                    .formatted(input.subject()),
        sure);
  }

  /** Whether a correction is a set share of its practice's achievement, or more. */
  private boolean isFrom(Limit limit, LargeInput input) {
    return input
            .pounds()
            .abs()
            .compareTo(rules.written(limit).movePointLeft(2).multiply(input.achievementGbp()))
        >= 0;
  }

  /** What a patient is worth to a practice that earns every point: by the rulebook alone. */
  private BigDecimal poundsAPatient() {
    BigDecimal points = BigDecimal.ZERO;
    for (Indicator indicator : rulebook.indicators()) {
      points = points.add(indicator.availablePoints());
    }
    return pounds(points, Ratio.ONE);
  }

  /** What a patient on a register is worth where every point of its group is earned. */
  private BigDecimal poundsOnARegister(BigDecimal points, Ratio prevalence) {
    return pounds(points, Ratio.ONE.dividedBy(prevalence));
  }

  /** The achievement payment of one patient, by the year's published price and average list. */
  private BigDecimal pounds(BigDecimal points, Ratio factor) {
    Ratio average = Ratio.of(rulebook.payment().averageListSize().value(), 1);
    return AchievementPayment.exact(
            Ratio.of(points),
            rulebook.payment().pointValueGbp().value(),
            ContractorPopulationIndex.of(1, average),
            factor)
        .rounded(8);
  }

  private Map<String, BigDecimal> pointsByGroup() {
    Map<String, BigDecimal> points = new HashMap<>();
    for (Indicator indicator : rulebook.indicators()) {
      String group = indicator.prevalenceGroup();
      if (indicator.prevalenceAdjusted() && group != null) {
        points.merge(group, indicator.availablePoints(), BigDecimal::add);
      }
    }
    return points;
  }

  /**
   * Outside where the pounds are worth it, a doubt that is noted from a tenth of that on. A small
   * nation is held too: what contradicts an input is the practice's own.
   */
  private void add(
      String figure,
      String of,
      Ratio value,
      Ratio beside,
      BigDecimal pounds,
      String why,
      boolean sure) {
    BigDecimal worth = rules.written(Limit.INPUT_WORTH);
    if (pounds.compareTo(worth.movePointLeft(1)) < 0) {
      return;
    }
    boolean holds = sure && pounds.compareTo(worth) >= 0;
    judged.add(
        new Judgement(
            figure,
            of,
            Comparison.ALL_ELSE,
            inMillions(value),
            inMillions(beside),
            beside.numerator().signum() == 0 ? BigDecimal.ONE : JudgeFigures.change(value, beside),
            null,
            null,
            "%s; about £%,.0f".formatted(why, pounds),
            holds ? Verdict.OUTSIDE : Verdict.NOTED));
  }

  /** A list of ninety million patients must be shown, not overflow. */
  private static Ratio inMillions(Ratio value) {
    return value.dividedBy(Ratio.of(JudgeOutcome.MILLION, 1));
  }
}
