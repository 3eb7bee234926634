package org.openqof.gate.figures;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.Ratio;
import org.openqof.gate.figures.GateFacts.LastRun;
import org.openqof.gate.figures.GateFacts.OtherAverage;
import org.openqof.gate.figures.GatePart.Kind;
import org.openqof.gate.figures.Judgement.Comparison;
import org.openqof.gate.figures.Judgement.Verdict;
import org.openqof.nation.NationalPrevalence;
import org.openqof.nation.NationalYear;
import org.openqof.practice.Contribution;
import org.openqof.rulebook.Comparability;
import org.openqof.rulebook.GateRules;
import org.openqof.rulebook.GateRules.Limit;
import org.openqof.rulebook.GateRules.Range;
import org.openqof.rulebook.Register;

/**
 * Judges each national figure of a year before anything is paid: against last year, the published
 * value and the last run; by the weight of each practice, supplier and file; by the practices that
 * are missing; and by the dates of its lists. Rules and their reasons are in {@code
 * docs/method.md}, section 27.
 *
 * <p>One file because every national figure is judged in the same few steps, and a reader compares
 * them.
 */
public final class JudgeFigures {
  /** Figure name of the number of practices counted. */
  public static final String PRACTICES = "practices_counted";

  private static final String REDEFINED = "redefined";

  /** Small lists are the same on two dates by chance. */
  private static final int LEAST_LIST = 1000;

  private final GateFacts facts;
  private final GateRules rules;
  private final Leverage leverage;
  private final Map<String, WithoutRegister> withoutRegister;
  private final NationSize size;
  private final int practices;
  private final int expected;
  private final List<Judgement> judged = new ArrayList<>();

  private JudgeFigures(GateFacts facts, Leverage leverage) {
    this.facts = facts;
    this.rules = facts.rules();
    this.leverage = leverage;
    this.withoutRegister = WithoutRegister.of(facts);
    this.size = NationSize.of(facts);
    this.practices = size.expected();
    this.expected = (int) facts.standings().stream().filter(PracticeStanding::expected).count();
  }

  /** Every comparison of every figure, in a fixed order; none in a year without practices. */
  public static List<Judgement> of(GateFacts facts, Leverage leverage) {
    JudgeFigures judge = new JudgeFigures(facts, leverage);
    if (facts.contributions().isEmpty()) {
      judge.practicesCounted();
    } else {
      judge.average();
      judge.practicesCounted();
      facts.national().prevalence().forEach(judge::prevalence);
      judge.vanished(
          NationalYear.NATIONAL_PREVALENCE,
          Leverage.paying(facts),
          Limit.PREVALENCE_YEAR_CHANGE,
          "nobody is on it, or nobody sent it");
      judge.nobodySent();
      new TreeMap<>(facts.national().targetShares()).forEach(judge::targetShare);
      judge.vanished(
          NationalYear.TARGET_POPULATION_SHARE,
          Leverage.targets(facts),
          Limit.TARGET_SHARE_YEAR_CHANGE,
          "nobody is in it, or nobody sent such a list");
    }
    return List.copyOf(judge.judged);
  }

  /** A relative change to 8 decimals. */
  static BigDecimal change(Ratio value, Ratio comparedWith) {
    return change(value.dividedBy(comparedWith));
  }

  /** What a factor changes, to 8 decimals. */
  static BigDecimal change(Ratio factor) {
    return factor.rounded(8).subtract(BigDecimal.ONE);
  }

  private void average() {
    NationalYear national = facts.national();
    boolean computed = national.computedPays();
    Ratio paying = national.payingAverage();
    Ratio published = Ratio.of(national.rulebook().payment().averageListSize().value(), 1);
    againstLastYear(paying, computed);
    if (computed) {
      compare(
          Comparison.PUBLISHED,
          paying,
          published,
          rules.range(Limit.AVERAGE_PUBLISHED, "", Limit.LIST_SAMPLING, practices, false),
          "",
          true);
    } else if (national.averageBefore().isKnown()) {
      // The published value pays: that the extract gives another is shown, and moves no pound.
      compare(
          Comparison.PUBLISHED,
          national.averageBefore().value(),
          published,
          rules.range(Limit.AVERAGE_PUBLISHED, "", Limit.LIST_SAMPLING, practices, false),
          "computed; the published value pays",
          false);
    }
    meanList(published);
    OtherAverage other = facts.otherAverage();
    if (other != null) {
      compare(
          Comparison.OTHER_YEAR,
          paying,
          Ratio.of(other.published(), 1),
          new Range(BigDecimal.ZERO, BigDecimal.ZERO),
          other.ofYear() == null ? "" : other.ofYear().toString(),
          other.ofYear() != null);
    }
    frozenLists(computed);
    sameLists();
    LastRun run = facts.lastRun();
    if (run != null) {
      lastRun(NationalYear.AVERAGE_LIST_SIZE, "", paying, run.average(), run);
    }
  }

  /**
   * Lists that are all too large or too small together, by which everybody is paid too much or too
   * little where the published average pays. Parts of England differ by less than this. Only where
   * no last year says it.
   */
  private void meanList(Ratio published) {
    long patients = 0;
    for (Contribution practice : facts.contributions()) {
      patients += practice.crp();
    }
    Ratio mean = Ratio.of(patients, facts.contributions().size());
    BigDecimal factor = rules.written(Limit.LIST_FACTOR);
    Range range =
        new Range(
            Ratio.ONE.dividedBy(Ratio.of(factor)).rounded(8).subtract(BigDecimal.ONE),
            factor.subtract(BigDecimal.ONE));
    boolean isFirst = facts.before().contributions().isEmpty() && facts.lastRun() == null;
    boolean isJudged = isFirst && patients > 0 && !size.isSmall(rules);
    if (isJudged && !range.holds(change(mean, published))) {
      compare(Comparison.PUBLISHED, mean, published, range, "mean of this year's lists", true);
    }
  }

  private void againstLastYear(Ratio paying, boolean computed) {
    Ratio before = facts.before().payingAverage();
    if (before == null) {
      return;
    }
    boolean hasDate = facts.national().rulebook().payment().averageListDate() != null;
    if (hasDate != facts.before().averageHasDate()) {
      notCompared(NationalYear.AVERAGE_LIST_SIZE, "", paying, before, REDEFINED);
      return;
    }
    compare(
        Comparison.LAST_YEAR,
        paying,
        before,
        rules.range(
            Limit.AVERAGE_YEAR_CHANGE, "", computed ? Limit.SAMPLING : null, practices, false),
        "",
        true);
  }

  /** The same lists of the same date in two versions: practices that both have. */
  private void frozenLists(boolean pays) {
    long now = 0;
    long frozen = 0;
    for (Map.Entry<String, Integer> list : facts.before().frozenLists().entrySet()) {
      Integer patients = facts.listsBefore().get(list.getKey());
      if (patients != null) {
        now += patients;
        frozen += list.getValue();
      }
    }
    if (now > 0 && frozen > 0) {
      Ratio factor = Ratio.of(now, frozen);
      Ratio average =
          pays ? facts.national().payingAverage() : facts.national().averageBefore().value();
      add(
          NationalYear.AVERAGE_LIST_SIZE,
          "",
          Comparison.FROZEN_LISTS,
          average,
          average.dividedBy(factor),
          change(factor),
          rules.range(Limit.AVERAGE_FROZEN, "", null, practices, false),
          "version " + facts.before().version() + " of the year before",
          pays);
    }
  }

  /**
   * Lists of another date than the year's: practices whose list is that of the date of the average,
   * or the very one that last year paid by, whatever date stands alongside it now.
   */
  private void sameLists() {
    Map<String, Integer> lastYear = new HashMap<>();
    for (Contribution practice : facts.before().contributions()) {
      lastYear.put(practice.practiceCode(), practice.crp());
    }
    int both = 0;
    int same = 0;
    for (Contribution practice : facts.contributions()) {
      Integer before = facts.listsBefore().get(practice.practiceCode());
      Integer frozen = lastYear.get(practice.practiceCode());
      if ((before != null && before >= LEAST_LIST) || (frozen != null && frozen >= LEAST_LIST)) {
        both++;
        same +=
            Objects.equals(before, practice.crp()) || Objects.equals(frozen, practice.crp())
                ? 1
                : 0;
      }
    }
    if (both > 0) {
      share(
          NationalYear.AVERAGE_LIST_SIZE,
          Comparison.SAME_LISTS,
          facts.national().payingAverage(),
          Ratio.of(same, both),
          rules.most(Limit.SAME_LISTS),
          "%,d of %,d practices".formatted(same, both),
          true);
    }
  }

  private void practicesCounted() {
    Ratio counted = Ratio.of(facts.contributions().size(), 1);
    int before = facts.before().contributions().size();
    if (before > 0) {
      Ratio last = Ratio.of(before, 1);
      add(
          PRACTICES,
          "",
          Comparison.LAST_YEAR,
          counted,
          last,
          change(counted, last),
          rules.range(Limit.PRACTICES_YEAR_CHANGE, "", Limit.SAMPLING, practices, false),
          "",
          true);
    }
    int otherDates = 0;
    for (PracticeStanding practice : facts.standings()) {
      otherDates += practice.expected() && !practice.listIsOfItsDate() ? 1 : 0;
    }
    int missing = Leverage.missing(facts).size();
    if (expected > 0) {
      share(
          PRACTICES,
          Comparison.PARTICIPATION,
          counted,
          Ratio.of(missing, expected),
          rules.most(Limit.MISSING_PRACTICES, "", Limit.MISSING_SAMPLING, practices),
          "%,d of %,d missing".formatted(missing, expected),
          true);
      share(
          PRACTICES,
          Comparison.OTHER_DATES,
          counted,
          Ratio.of(otherDates, expected),
          rules.most(Limit.OTHER_DATES, "", Limit.SAMPLING, practices),
          otherDates == 0 ? "" : "%,d practices".formatted(otherDates),
          // Published lists stand in for a year that has no others: its report says so.
          false);
    }
    LastRun run = facts.lastRun();
    if (run != null && run.practices() > 0) {
      lastRun(PRACTICES, "", counted, Ratio.of(run.practices(), 1), run);
    }
  }

  private void prevalence(NationalPrevalence figure) {
    String group = figure.groupCode();
    Ratio value = figure.compared().compared();
    if (figure.register() == 0) {
      withoutRegister(group, Ratio.ZERO);
      return;
    }
    Comparability comparability =
        facts.comparability().getOrDefault(group, Comparability.NOT_COMPARABLE);
    if (leverage.comparesWithLastYear(group)) {
      Ratio now = Ratio.of(figure.register(), figure.crp());
      Ratio last = leverage.lastYear(group);
      add(
          NationalYear.NATIONAL_PREVALENCE,
          group,
          Comparison.LAST_YEAR,
          value,
          last,
          change(now, last),
          rules.range(
              Limit.PREVALENCE_YEAR_CHANGE,
              group,
              Limit.SAMPLING,
              practices,
              comparability == Comparability.WITH_CARE),
          comparability == Comparability.WITH_CARE ? "compared with care" : "",
          true);
    } else if (!facts.before().contributions().isEmpty()) {
      notCompared(NationalYear.NATIONAL_PREVALENCE, group, value, null, REDEFINED);
    }
    withoutRegister(group, value);
    LastRun run = facts.lastRun();
    parts(
        NationalYear.NATIONAL_PREVALENCE,
        group,
        value,
        run == null ? null : run.prevalence().get(group));
  }

  /** Practices whose lines of the group have no price, as their register was not sent this year. */
  private void withoutRegister(String group, Ratio value) {
    WithoutRegister register = withoutRegister.get(group);
    if (register != null && !register.without().isEmpty()) {
      add(
          NationalYear.NATIONAL_PREVALENCE,
          group,
          Comparison.WITHOUT_REGISTER,
          value,
          null,
          register.share().rounded(8),
          withoutRange(group),
          register.words(),
          true);
    }
  }

  /**
   * The nation's share of a target population, by which the lines of additional services are paid
   * where the year pays the factor. Nothing is published to compare it with.
   */
  private void targetShare(String listType, Ratio value) {
    if (value.numerator().signum() == 0) {
      return;
    }
    if (leverage.comparesWithLastYear(listType)) {
      Ratio last = leverage.lastYear(listType);
      add(
          NationalYear.TARGET_POPULATION_SHARE,
          listType,
          Comparison.LAST_YEAR,
          value,
          last,
          change(value, last),
          rules.range(Limit.TARGET_SHARE_YEAR_CHANGE, listType, Limit.SAMPLING, practices, false),
          "",
          true);
    } else if (!facts.before().contributions().isEmpty()) {
      notCompared(
          NationalYear.TARGET_POPULATION_SHARE, listType, value, null, "no such list last year");
    }
    LastRun run = facts.lastRun();
    parts(
        NationalYear.TARGET_POPULATION_SHARE,
        listType,
        value,
        run == null ? null : run.targetShares().get(listType));
  }

  /** A figure that is a ratio of sums alongside that of the last run, and taken apart. */
  private void parts(String figure, String group, Ratio value, @Nullable Ratio before) {
    LastRun run = facts.lastRun();
    if (run != null && before != null && before.numerator().signum() > 0) {
      lastRun(figure, group, value, before, run);
    }
    weight(figure, value, group, GatePart.MISSING, Comparison.MISSING, missingLimit(group));
    heaviest(Kind.PRACTICE, group)
        .ifPresent(
            part ->
                weight(
                    figure,
                    value,
                    group,
                    part,
                    Comparison.PRACTICE,
                    rules.mostOfOnePractice(
                        group, practices, leverage.comparesWithLastYear(group))));
    if (leverage.comparesWithLastYear(group)) {
      // Without the year before, suppliers differ by where their practices are: nothing to judge.
      for (Kind kind : List.of(Kind.SUPPLIER, Kind.FILE)) {
        heaviestOfMany(figure, kind, group, value);
      }
    }
  }

  /** Figures of last year, which this year pays by too, with nobody in them or not sent at all. */
  private void vanished(String figure, Set<String> names, Limit limit, String note) {
    for (String name : names) {
      if (leverage.hasVanished(name)) {
        add(
            figure,
            name,
            Comparison.LAST_YEAR,
            Ratio.ZERO,
            leverage.lastYear(name),
            BigDecimal.ONE.negate(),
            rules.range(limit, name, Limit.SAMPLING, practices, false),
            note,
            true);
      }
    }
  }

  /**
   * Registers that are not group's, that the year pays by and that no practice sent, this year or
   * last, though that of their group was sent: the rulebook may name a field that the extract does
   * not have.
   */
  private void nobodySent() {
    for (Register register : facts.national().rulebook().registers()) {
      WithoutRegister asked = withoutRegister.get(register.code());
      WithoutRegister ofGroup = withoutRegister.get(register.groupCode());
      if (asked != null
          && asked.isBroughtByNobody()
          && (ofGroup == null || !ofGroup.isBroughtByNobody())) {
        add(
            NationalYear.NATIONAL_PREVALENCE,
            register.code(),
            Comparison.WITHOUT_REGISTER,
            Ratio.ZERO,
            null,
            BigDecimal.ONE,
            withoutRange(register.code()),
            "any practice, as '%s' with %s; if the extract has another name, correct it in registers.csv"
                .formatted(register.field(), String.join(" or ", register.indicators())),
            true);
      }
    }
  }

  private Range withoutRange(String group) {
    return new Range(
        BigDecimal.ZERO, rules.most(Limit.WITHOUT_REGISTER, group, Limit.SAMPLING, practices));
  }

  private BigDecimal missingLimit(String group) {
    return rules.most(Limit.MISSING_INFLUENCE, group, Limit.PART_SAMPLING, practices);
  }

  private Optional<GatePart> heaviest(Kind kind, String group) {
    return leverage.heaviest(kind, group, 1).stream().findFirst();
  }

  /**
   * The supplier or file that moves the figure most among ordinary practices. What chance could do
   * to one register is noted; what is done to many registers alike is not a chance.
   */
  private void heaviestOfMany(String figure, Kind kind, String group, Ratio value) {
    GatePart heaviest = null;
    Ratio itsFactor = null;
    BigDecimal most = BigDecimal.ONE.negate();
    for (GatePart part : leverage.parts()) {
      if (part.kind() != kind) {
        continue;
      }
      Ratio factor = leverage.influenceAmongOrdinary(part, group).orElse(null);
      if (factor != null && change(factor).abs().compareTo(most) > 0) {
        most = change(factor).abs();
        heaviest = part;
        itsFactor = factor;
      }
    }
    if (heaviest != null && itsFactor != null) {
      BigDecimal limit = partLimit(group);
      BigDecimal byChance =
          rules.most(Limit.PART_INFLUENCE, group, Limit.ONE_REGISTER_SAMPLING, practices);
      boolean isChance =
          figure.equals(NationalYear.NATIONAL_PREVALENCE)
              && most.compareTo(byChance) <= 0
              && !movesManyAlike(heaviest, change(itsFactor).signum());
      add(
          figure,
          group,
          kind == Kind.SUPPLIER ? Comparison.SUPPLIER : Comparison.FILE,
          value,
          value.dividedBy(itsFactor),
          change(itsFactor),
          new Range(limit.negate(), limit),
          heaviest.name(),
          !isChance);
    }
  }

  private BigDecimal partLimit(String group) {
    return rules.most(Limit.PART_INFLUENCE, group, Limit.PART_SAMPLING, practices);
  }

  /** Whether a part moves a third of the registers that compare beyond its limit, one way. */
  private boolean movesManyAlike(GatePart part, int sign) {
    int compared = 0;
    int alike = 0;
    for (NationalPrevalence figure : facts.national().prevalence()) {
      String group = figure.groupCode();
      if (figure.register() > 0 && leverage.comparesWithLastYear(group)) {
        compared++;
        Ratio factor = leverage.influenceAmongOrdinary(part, group).orElse(Ratio.ONE);
        BigDecimal moved = change(factor);
        alike += moved.signum() == sign && moved.abs().compareTo(partLimit(group)) > 0 ? 1 : 0;
      }
    }
    return 3 * alike >= compared;
  }

  private void weight(
      String figure,
      Ratio value,
      String group,
      GatePart part,
      Comparison comparison,
      BigDecimal limit) {
    Ratio factor = leverage.influence(part, group).orElse(null);
    if (factor != null) {
      add(
          figure,
          group,
          comparison,
          value,
          value.dividedBy(factor),
          change(factor),
          new Range(limit.negate(), limit),
          part.name(),
          true);
    }
  }

  private void lastRun(String figure, String group, Ratio value, Ratio before, LastRun run) {
    add(
        figure,
        group,
        Comparison.LAST_RUN,
        value,
        before,
        change(value, before),
        rules.range(Limit.LAST_RUN_CHANGE, group, Limit.PART_SAMPLING, practices, false),
        "version " + run.version(),
        true);
  }

  /** A comparison of the average list size. */
  private void compare(
      Comparison comparison,
      Ratio value,
      Ratio comparedWith,
      Range range,
      String subject,
      boolean pays) {
    add(
        NationalYear.AVERAGE_LIST_SIZE,
        "",
        comparison,
        value,
        comparedWith,
        change(value, comparedWith),
        range,
        subject,
        pays);
  }

  private void share(
      String figure,
      Comparison comparison,
      Ratio value,
      Ratio share,
      BigDecimal most,
      String subject,
      boolean pays) {
    add(
        figure,
        "",
        comparison,
        value,
        null,
        share.rounded(8),
        new Range(BigDecimal.ZERO, most),
        subject,
        pays);
  }

  private void add(
      String figure,
      String group,
      Comparison comparison,
      Ratio value,
      @Nullable Ratio comparedWith,
      BigDecimal change,
      Range range,
      String subject,
      boolean pays) {
    boolean within = range.holds(change);
    boolean holds = pays && facts.pays() && !size.isSmall(rules);
    judged.add(
        new Judgement(
            figure,
            group,
            comparison,
            value,
            comparedWith,
            change,
            range.low(),
            range.high(),
            subject,
            within ? Verdict.WITHIN : holds ? Verdict.OUTSIDE : Verdict.NOTED));
  }

  /** A figure that cannot be set alongside last year's, and why. */
  private void notCompared(
      String figure, String group, Ratio value, @Nullable Ratio comparedWith, String why) {
    judged.add(
        new Judgement(
            figure,
            group,
            Comparison.LAST_YEAR,
            value,
            comparedWith,
            null,
            null,
            null,
            why,
            Verdict.NOT_COMPARED));
  }
}
