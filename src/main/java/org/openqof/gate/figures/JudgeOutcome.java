package org.openqof.gate.figures;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.Ratio;
import org.openqof.gate.figures.Judgement.Comparison;
import org.openqof.gate.figures.Judgement.Verdict;
import org.openqof.gate.figures.PracticeStanding.Listed;
import org.openqof.practice.Contribution;
import org.openqof.rulebook.GateRules;
import org.openqof.rulebook.GateRules.Limit;
import org.openqof.rulebook.GateRules.Range;
import org.openqof.rulebook.Group;

/**
 * Judges a year as a whole before anything of it is paid or published: its size, what it pays and
 * what its statistics show, each alongside last year, the current version, the participation list
 * and the rulebook's own year, whichever there is. See {@code docs/method.md}, section 27.
 *
 * <p>None of these judges by the size that the year itself has: see {@link NationSize}.
 *
 * <p>One file because every measure of what is paid is judged in the same few steps, and a reader
 * compares them.
 */
public final class JudgeOutcome {
  /** Practices that are paid. */
  public static final String PAID = "practices_paid";

  /** Practices that take part and sent a value for the final day. */
  public static final String WITH_VALUES = "practices_with_values";

  /** Patients of the practices in the national figures, millions. */
  public static final String PATIENTS = "patients_counted";

  /** Rows of indicator values accepted, millions. */
  public static final String ROWS = "value_rows";

  /** Kinds of input that gave any row. */
  public static final String INPUTS = "kinds_of_input";

  /** Total achievement of England, pounds, millions. */
  public static final String POUNDS = "pounds_paid";

  /** Corrections of each practice together, without their signs, pounds, millions. */
  public static final String CORRECTIONS = "corrections";

  /** Points earned of those available. */
  public static final String POINTS = "points_rate";

  /** Lines without a price. */
  public static final String NOT_PRICED = "lines_not_priced";

  /** Practices that brought a register, by group. */
  public static final String WITH_REGISTER = "with_register";

  /** Practices in the statistics. */
  public static final String IN_STATISTICS = "practices_in_statistics";

  /** Registered patients of these, millions. */
  public static final String STATISTICS_PATIENTS = "patients_in_statistics";

  /** Practices in the statistics that the map of areas has. */
  public static final String ON_THE_MAP = "practices_on_map";

  /** Practices in the statistics with a list, by list type. */
  public static final String WITH_LIST = "with_list";

  /** What a figure told in millions is divided by. */
  public static final int MILLION = 1_000_000;

  private static final Set<String> IN_MILLIONS =
      Set.of(
          PATIENTS,
          ROWS,
          POUNDS,
          CORRECTIONS,
          STATISTICS_PATIENTS,
          JudgeInputs.LIST,
          JudgeInputs.REGISTER,
          JudgeInputs.CORRECTION,
          JudgeInputs.DURATION);

  /** The kind of input that says where practices lie. */
  private static final Set<String> MAP = Set.of("geography");

  /** The kinds of input that have lists by type. */
  private static final Set<String> LISTS = Set.of("patient_lists", "prevalence");

  /**
   * From so many practices on a small nation is held where all of them lack something: a hand-made
   * extract of fewer may be without lists. That it shrank holds a nation of any size.
   */
  private static final int LEAST_OF_ALL = 10;

  private final GateFacts facts;
  private final OutcomeFacts outcome;
  private final GateRules rules;
  private final NationSize size;
  private final List<Judgement> judged = new ArrayList<>();

  private JudgeOutcome(GateFacts facts, OutcomeFacts outcome) {
    this.facts = facts;
    this.outcome = outcome;
    this.rules = facts.rules();
    this.size = NationSize.of(facts);
  }

  /** Every comparison of the whole, in a fixed order: its size first. */
  public static List<Judgement> of(GateFacts facts, OutcomeFacts outcome) {
    JudgeOutcome judge = new JudgeOutcome(facts, outcome);
    judge.size();
    judge.paid();
    judge.statistics();
    return List.copyOf(judge.judged);
  }

  private void size() {
    changes(PAID, year -> whole(year.paid().practices()), Limit.PRACTICES_YEAR_CHANGE, Of.SIZE);
    participation();
    changes(
        PATIENTS, year -> millions(year.paid().patients()), Limit.PATIENTS_YEAR_CHANGE, Of.PAYMENT);
    scaled(
        ROWS,
        year -> millions(year.valueRows()),
        outcome.framework().asked(),
        new Scale(Limit.ROWS_YEAR_CHANGE, "for what this year's framework asks"),
        Of.PAYMENT);
    inputs(Comparison.LAST_YEAR, outcome.lastYear(), Of.NOTHING);
    inputs(Comparison.LAST_RUN, outcome.lastRun(), Of.STATISTICS);
  }

  private static Ratio whole(long number) {
    return Ratio.of(number, 1);
  }

  private static Ratio millions(long number) {
    return Ratio.of(number, MILLION);
  }

  /** Whether a figure is told in millions, so that a nation's fits alongside a prevalence. */
  public static boolean isInMillions(String figure) {
    return IN_MILLIONS.contains(figure);
  }

  /** The participation list alongside the rulebook's year, and alongside who sent values. */
  private void participation() {
    int listed = 0;
    int ofOtherYears = 0;
    int sent = 0;
    int notCounted = 0;
    int takePart = 0;
    int without = 0;
    boolean isUnlisted =
        facts.standings().stream().allMatch(practice -> practice.listed() == Listed.NOT);
    Set<String> counted = new TreeSet<>();
    facts.contributions().forEach(practice -> counted.add(practice.practiceCode()));
    for (PracticeStanding practice : facts.standings()) {
      listed += practice.listed() == Listed.NOT ? 0 : 1;
      ofOtherYears += practice.listed() == Listed.FOR_ANOTHER_YEAR ? 1 : 0;
      // Where no list says who takes part, those do whose registers are published.
      if (practice.expected() || (isUnlisted && practice.shown().withRegisters())) {
        takePart++;
        without += practice.sentFinal() ? 0 : 1;
      }
      if (practice.sentFinal()) {
        sent++;
        notCounted += counted.contains(practice.practiceCode()) ? 0 : 1;
      }
    }
    int paid = outcome.now().paid().practices();
    if (listed > 0) {
      share(
          Found.part(PAID, "", Comparison.OWN_YEAR, paid, ofOtherYears, listed),
          Limit.OTHER_YEAR_PRACTICES,
          "%,d of %,d on the participation list take part in another year than %s"
              .formatted(ofOtherYears, listed, facts.national().rulebook().year()),
          Of.SIZE);
    }
    if (sent > 0) {
      share(
          Found.part(PAID, "", Comparison.SENT, paid, notCounted, sent),
          Limit.SENT_NOT_COUNTED,
          "%,d of %,d are not counted".formatted(notCounted, sent),
          Of.SIZE);
    }
    // Where nobody sent any value the year pays nothing, which is judged by what it paid before.
    if (takePart > 0 && sent > 0) {
      share(
          Found.part(WITH_VALUES, "", Comparison.OWN_TOTAL, takePart - without, without, takePart),
          Limit.WITHOUT_VALUES,
          Limit.MISSING_SAMPLING,
          "%,d of %,d that take part sent no value".formatted(without, takePart),
          Of.SIZE);
    }
  }

  /** Kinds of input that gave rows before and give none now. */
  private void inputs(Comparison comparison, @Nullable YearOutcome before, Of of) {
    if (before == null || before.inputs().isEmpty()) {
      return;
    }
    TreeSet<String> missing = new TreeSet<>(before.inputs());
    missing.removeAll(outcome.now().inputs());
    Ratio now = whole(before.inputs().size() - missing.size());
    Ratio then = whole(before.inputs().size());
    add(
        new Found(INPUTS, "", comparison, now, then, JudgeFigures.change(now, then)),
        new Range(BigDecimal.ZERO, BigDecimal.ZERO),
        missing.isEmpty() ? "" : "without " + String.join(", ", missing),
        of);
  }

  private void paid() {
    YearOutcome.Paid now = outcome.now().paid();
    pounds();
    corrections();
    if (now.lines() == 0) {
      return;
    }
    changes(POINTS, year -> year.paid().pointsRate(), Limit.POINTS_YEAR_CHANGE, Of.PAYMENT);
    notPriced(
        Comparison.OWN_TOTAL,
        null,
        "%,d of %,d lines".formatted(now.linesNotPriced(), now.lines()));
    notPriced(Comparison.LAST_YEAR, outcome.lastYear(), "");
    notPriced(Comparison.LAST_RUN, outcome.lastRun(), version());
    broughtByNobody();
    onNoRegister();
    for (String group : Leverage.paying(facts)) {
      lastRun(
          WITH_REGISTER,
          group,
          year -> whole(year.paid().registers().getOrDefault(group, 0)),
          Of.PAYMENT);
    }
  }

  /**
   * Registers of groups that the year pays by and that no practice sent, this year or last; of
   * those that some sent, who should have and did not is judged among the figures.
   */
  private void broughtByNobody() {
    Set<String> ofNoGroup = new TreeSet<>();
    facts.national().rulebook().registers().forEach(register -> ofNoGroup.add(register.code()));
    WithoutRegister.of(facts)
        .forEach(
            (group, asked) -> {
              if (asked.isBroughtByNobody() && !ofNoGroup.contains(group)) {
                int all = asked.practices().size();
                share(
                    Found.part(WITH_REGISTER, group, Comparison.OWN_TOTAL, 0, all, all),
                    Limit.WITHOUT_INPUT,
                    "%,d of %,d without it, and nobody sent it last year".formatted(all, all),
                    Of.PAYMENT);
              }
            });
  }

  /** Practices that sent registers with nobody on any, told where more than a few are such. */
  private void onNoRegister() {
    int all = facts.contributions().size();
    int without = 0;
    for (Contribution practice : facts.contributions()) {
      boolean sent = !practice.registers().isEmpty();
      without += sent && practice.registers().values().stream().allMatch(on -> on == 0) ? 1 : 0;
    }
    Found found = Found.part(WITH_REGISTER, "", Comparison.OWN_TOTAL, all - without, without, all);
    if (found
            .change()
            .compareTo(rules.most(Limit.WITHOUT_INPUT, "", Limit.SAMPLING, size.expected()))
        > 0) {
      share(
          found,
          Limit.WITHOUT_INPUT,
          "%,d of %,d have nobody on any register".formatted(without, all),
          Of.PAYMENT);
    }
  }

  /**
   * Pounds alongside last year's, as they would be with this year's points and price of a point, so
   * that a smaller framework does not look like a smaller nation; and alongside the last run's.
   */
  private void pounds() {
    scaled(
        POUNDS,
        year -> Ratio.of(year.paid().totalGbp()).dividedBy(whole(MILLION)),
        outcome.framework().worth(),
        new Scale(Limit.POUNDS_YEAR_CHANGE, "at this year's points and price of a point"),
        Of.POUNDS);
  }

  /**
   * Corrections that people decide, all together: as a share of what is paid, and by how much that
   * share is greater than last year's and the last run's.
   */
  private void corrections() {
    corrections(Comparison.OWN_TOTAL, null, Limit.CORRECTIONS, "of total achievement");
    corrections(
        Comparison.LAST_YEAR, outcome.lastYear(), Limit.CORRECTIONS_YEAR_CHANGE, "as a share");
    corrections(
        Comparison.LAST_RUN, outcome.lastRun(), Limit.CORRECTIONS_YEAR_CHANGE, "as a share");
  }

  private void corrections(
      Comparison comparison, @Nullable YearOutcome before, Limit limit, String subject) {
    if (comparison != Comparison.OWN_TOTAL && before == null) {
      return;
    }
    BigDecimal then = before == null ? BigDecimal.ZERO : before.paid().correctedRate();
    BigDecimal most = rules.most(limit, "", Limit.PART_SAMPLING, size.expected());
    add(
        new Found(
            CORRECTIONS,
            "",
            comparison,
            Ratio.of(outcome.now().paid().correctionsGbp()).dividedBy(whole(MILLION)),
            before == null
                ? null
                : Ratio.of(before.paid().correctionsGbp()).dividedBy(whole(MILLION)),
            outcome.now().paid().correctedRate().subtract(then)),
        new Range(before == null ? BigDecimal.ZERO : BigDecimal.ONE.negate(), most),
        subject,
        Of.PAYMENT);
  }

  /** Lines without a price as a share of all lines, or by how much that share is greater. */
  private void notPriced(Comparison comparison, @Nullable YearOutcome before, String subject) {
    boolean ofItself = comparison == Comparison.OWN_TOTAL;
    if (!ofItself && (before == null || before.paid().lines() == 0)) {
      return;
    }
    YearOutcome.Paid now = outcome.now().paid();
    BigDecimal then = before == null ? BigDecimal.ZERO : before.paid().notPricedRate();
    add(
        new Found(
            NOT_PRICED,
            "",
            comparison,
            whole(now.linesNotPriced()),
            before == null ? null : whole(before.paid().linesNotPriced()),
            now.notPricedRate().subtract(then)),
        new Range(
            BigDecimal.ONE.negate(),
            rules.most(Limit.LINES_NOT_PRICED, "", Limit.PART_SAMPLING, size.expected())),
        subject,
        Of.PAYMENT);
  }

  private void statistics() {
    YearOutcome.Shown now = outcome.now().statistics();
    changes(
        IN_STATISTICS,
        year -> whole(year.statistics().practices()),
        Limit.PRACTICES_YEAR_CHANGE,
        Of.STATISTICS_SIZE);
    int counted = facts.contributions().size();
    if (counted > 0) {
      int missing = Math.max(0, counted - now.practices());
      share(
          Found.part(IN_STATISTICS, "", Comparison.OWN_TOTAL, now.practices(), missing, counted),
          Limit.NOT_IN_STATISTICS,
          "%,d fewer than the %,d that are counted".formatted(missing, counted),
          Of.STATISTICS_SIZE);
    }
    changes(
        STATISTICS_PATIENTS,
        year -> millions(year.statistics().patients()),
        Limit.PATIENTS_YEAR_CHANGE,
        Of.STATISTICS);
    if (now.practices() > 0) {
      onTheMap(now);
      if (isGiven(LISTS)) {
        lists(now);
      }
    }
  }

  private void onTheMap(YearOutcome.Shown now) {
    if (isGiven(MAP)) {
      int without = now.practices() - now.onTheMap();
      share(
          Found.part(
              ON_THE_MAP, "", Comparison.OWN_TOTAL, now.onTheMap(), without, now.practices()),
          Limit.NOT_ON_THE_MAP,
          "%,d of %,d are on no map".formatted(without, now.practices()),
          Of.STATISTICS);
    }
  }

  /** Whether an input is given this year, or was in any year that it is set alongside. */
  private boolean isGiven(Set<String> anyOf) {
    for (YearOutcome each :
        new YearOutcome[] {outcome.now(), outcome.lastYear(), outcome.lastRun()}) {
      if (each != null && anyOf.stream().anyMatch(each.inputs()::contains)) {
        return true;
      }
    }
    return false;
  }

  /** List types that published prevalence is measured against, or that were there before. */
  private void lists(YearOutcome.Shown now) {
    TreeSet<String> types = new TreeSet<>(now.lists().keySet());
    for (Group group : facts.national().rulebook().groups()) {
      if (group.publishesPrevalence()) {
        types.add(group.listType());
      }
    }
    YearOutcome lastRun = outcome.lastRun();
    if (lastRun != null) {
      types.addAll(lastRun.statistics().lists().keySet());
    }
    for (String type : types) {
      int with = now.lists().getOrDefault(type, 0);
      int without = Math.max(0, now.practices() - with);
      share(
          Found.part(WITH_LIST, type, Comparison.OWN_TOTAL, with, without, now.practices()),
          Limit.WITHOUT_INPUT,
          Limit.PART_SAMPLING,
          "%,d of %,d without it".formatted(without, now.practices()),
          Of.STATISTICS);
      lastRun(
          WITH_LIST,
          type,
          year -> whole(year.statistics().lists().getOrDefault(type, 0)),
          Of.STATISTICS);
    }
  }

  private String version() {
    return "version " + outcome.lastRunVersion();
  }

  /** What a figure is of, which decides where it can hold a year. */
  private enum Of {
    /** The size of the nation: of a small one too. */
    SIZE,
    /** The pounds of the nation: of a small one too, and where a year that paid pays no more. */
    POUNDS,
    /** What is paid. */
    PAYMENT,
    /** The size of the statistics: of a small nation too. */
    STATISTICS_SIZE,
    /** The statistics, whether or not the year pays. */
    STATISTICS,
    /** Shown only. */
    NOTHING;

    boolean isSize() {
      return this == SIZE || this == POUNDS || this == STATISTICS_SIZE;
    }
  }

  private interface Value {
    Ratio of(YearOutcome year);
  }

  /**
   * Something of the past that a figure is set alongside.
   *
   * @param comparison what it is
   * @param outcome what was given then
   * @param limit how far the figure may lie from it
   * @param chance the chance part of that
   * @param subject its version; empty for none
   */
  private record Past(
      Comparison comparison, YearOutcome outcome, Limit limit, Limit chance, String subject) {}

  private void changes(String figure, Value value, Limit limit, Of of) {
    YearOutcome lastYear = outcome.lastYear();
    if (lastYear != null) {
      change(
          new Past(Comparison.LAST_YEAR, lastYear, limit, Limit.SAMPLING, ""),
          figure,
          "",
          value,
          of);
    }
    lastRun(figure, "", value, of);
  }

  /**
   * How a figure of last year is brought to this year's framework.
   *
   * @param limit how far the figure may lie from it
   * @param words what was done to it
   */
  private record Scale(Limit limit, String words) {}

  private void scaled(String figure, Value value, Ratio factor, Scale scale, Of of) {
    YearOutcome lastYear = outcome.lastYear();
    if (lastYear != null) {
      change(
          new Past(Comparison.LAST_YEAR, lastYear, scale.limit(), Limit.SAMPLING, scale.words()),
          new Figure(figure, ""),
          value.of(outcome.now()),
          value.of(lastYear).times(factor),
          of);
    }
    lastRun(figure, "", value, of);
  }

  private void lastRun(String figure, String group, Value value, Of of) {
    YearOutcome lastRun = outcome.lastRun();
    if (lastRun != null) {
      change(
          new Past(
              Comparison.LAST_RUN, lastRun, Limit.LAST_RUN_CHANGE, Limit.PART_SAMPLING, version()),
          figure,
          group,
          value,
          of);
    }
  }

  private void change(Past past, String figure, String group, Value value, Of of) {
    change(past, new Figure(figure, group), value.of(outcome.now()), value.of(past.outcome()), of);
  }

  private void change(Past past, Figure figure, Ratio now, Ratio then, Of of) {
    if (then.numerator().signum() == 0) {
      return;
    }
    add(
        new Found(
            figure.name(),
            figure.group(),
            past.comparison(),
            now,
            then,
            JudgeFigures.change(now, then)),
        rules.range(past.limit(), figure.group(), past.chance(), size.expected(), false),
        past.subject(),
        of);
  }

  /** A figure by its name and its group, which is empty where it is of no group. */
  private record Figure(String name, String group) {}

  private void share(Found found, Limit limit, String subject, Of of) {
    share(found, limit, Limit.SAMPLING, subject, of);
  }

  private void share(Found found, Limit limit, Limit chance, String subject, Of of) {
    add(
        found,
        new Range(BigDecimal.ZERO, rules.most(limit, found.group(), chance, size.expected())),
        subject,
        of);
  }

  /** A figure and how it compares. */
  private record Found(
      String figure,
      String group,
      Comparison comparison,
      Ratio value,
      @Nullable Ratio comparedWith,
      BigDecimal change) {
    /** A part of this year's own total that should be small. */
    static Found part(
        String figure, String group, Comparison comparison, long value, long part, long all) {
      return new Found(
          figure,
          group,
          comparison,
          Ratio.of(value, 1),
          null,
          Ratio.of(part, Math.max(1, all)).rounded(8));
    }
  }

  private void add(Found found, Range range, String subject, Of of) {
    boolean within = range.holds(found.change());
    boolean holds =
        switch (of) {
              case NOTHING -> false;
              case STATISTICS, STATISTICS_SIZE -> !outcome.inProgress();
              case POUNDS ->
                  facts.pays()
                      || found.comparison() == Comparison.LAST_RUN
                      || paysNothingWhereItDid();
              case SIZE -> facts.pays() || paysNothingWhereItDid();
              case PAYMENT -> facts.pays();
            }
            && (!size.isSmall(rules) || shrankBeyondChance(found, of));
    judged.add(
        new Judgement(
            found.figure(),
            found.group(),
            found.comparison(),
            found.value(),
            found.comparedWith(),
            found.change(),
            range.low(),
            range.high(),
            subject,
            within ? Verdict.WITHIN : holds ? Verdict.OUTSIDE : Verdict.NOTED));
  }

  /**
   * Whether no values came, though the year could be paid and the year before was: their file is
   * missing, and nobody decided that practices get nothing.
   */
  private boolean paysNothingWhereItDid() {
    YearOutcome lastYear = outcome.lastYear();
    return outcome.now().valueRows() == 0
        && facts.national().rulebook().complete()
        && !outcome.inProgress()
        && lastYear != null
        && lastYear.paid().totalGbp().signum() > 0;
  }

  /**
   * Whether a small nation shrank so far that no chance explains it. What was expected of it
   * decides, not what came.
   */
  private boolean shrankBeyondChance(Found found, Of of) {
    if (!of.isSize()) {
      return false;
    }
    if (found.comparison().isOfTheWhole()) {
      BigDecimal most =
          rules.most(Limit.SMALL_NATION, "", Limit.SAMPLING, size.expected()).min(BigDecimal.ONE);
      return found.change().negate().compareTo(most) >= 0;
    }
    return size.expected() >= LEAST_OF_ALL && found.change().compareTo(BigDecimal.ONE) >= 0;
  }
}
