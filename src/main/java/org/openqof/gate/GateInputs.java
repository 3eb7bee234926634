package org.openqof.gate;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.time.Month;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.Ratio;
import org.openqof.errors.QofException;
import org.openqof.gate.figures.GateFacts;
import org.openqof.gate.figures.GateFacts.LastRun;
import org.openqof.gate.figures.GateFacts.OtherAverage;
import org.openqof.gate.figures.NationBefore;
import org.openqof.gate.figures.PracticeStanding;
import org.openqof.nation.NationalYear;
import org.openqof.practice.Contribution;
import org.openqof.recalculation.FrozenContributions;
import org.openqof.recalculation.GatherYear;
import org.openqof.recalculation.RunContext;
import org.openqof.recalculation.SilverYear;
import org.openqof.recalculation.YearResults;
import org.openqof.rulebook.Comparability;
import org.openqof.rulebook.Compared;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.Lineage;
import org.openqof.rulebook.Register;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.read.Rulebooks;
import org.openqof.store.Lake;
import org.openqof.store.VersionState;
import org.openqof.store.VersionState.State;
import org.openqof.store.parquet.Selection;
import org.openqof.tables.Block;
import org.openqof.tables.NationalFigures;
import org.openqof.tables.Practices;

/** Brings together what the national gate looks at, of one year. */
final class GateInputs {
  private final RunContext context;
  private final Rulebook rulebook;
  private final FinancialYear year;

  GateInputs(RunContext context, Rulebook rulebook) {
    this.context = context;
    this.rulebook = rulebook;
    this.year = rulebook.year();
  }

  /** The facts of a year whose figures have just been formed. */
  GateFacts facts(SilverYear silver, GatherYear.Gathered gathered, NationalYear national) {
    NationBefore before = before();
    return new GateFacts(
        context.rulebooks().gate(),
        rulebook.complete()
            && silver.facts().hasValues()
            && !isInProgress(year, gathered.standings, context.today()),
        national,
        gathered.contributions,
        gathered.standings,
        silver.suppliers(),
        silver.practicesByFile(),
        silver.fileNames(),
        silver.populationsBefore(),
        before,
        before.contributions().isEmpty() ? Map.of() : comparability(),
        lastRun(),
        otherAverage());
  }

  /**
   * Whether the year has not ended and no practice has sent its final collection: interim ones give
   * progress and a forecast, and nothing is paid. After its end such a year lacks its values.
   *
   * @param standings every practice of the year
   * @param today the day of the run
   */
  static boolean isInProgress(
      FinancialYear year, List<PracticeStanding> standings, LocalDate today) {
    LocalDate end = LocalDate.of(year.startYear() + 1, Month.MARCH, 31);
    return !today.isAfter(end) && standings.stream().noneMatch(PracticeStanding::sentFinal);
  }

  private NationBefore before() {
    if (year.equals(FinancialYear.FIRST)) {
      return new NationBefore(0, List.of(), null, false, Map.of());
    }
    FinancialYear before = year.previous();
    Rulebook rules = context.rulebooks().load(before);
    boolean hasDate = rules.payment().averageListDate() != null;
    Ratio published = Ratio.of(rules.payment().averageListSize().value(), 1);
    Optional<VersionState> last = context.versions().last(before, State.RECALCULATED);
    if (last.isEmpty()) {
      return new NationBefore(0, List.of(), published, hasDate, Map.of());
    }
    Block figures = context.lake().read(NationalFigures.TABLE, before, last.get().version());
    Ratio paid = paidAverage(figures, before);
    List<Contribution> contributions = contributions(last.get());
    return new NationBefore(
        last.get().version(),
        contributions,
        paid == null ? published : paid,
        hasDate,
        frozenLists(before, last.get().silverVersion()));
  }

  /** What practices brought to a version; to target populations only where this year pays them. */
  private List<Contribution> contributions(VersionState version) {
    YearResults results = new YearResults(context.lake(), version, version);
    return rulebook.payment().targetPopulationFactor()
        ? FrozenContributions.of(results)
        : FrozenContributions.ofNationalFigures(results);
  }

  /** The average list size that a year paid on, exact; null where its rows do not say. */
  private static @Nullable Ratio paidAverage(Block figures, FinancialYear of) {
    for (int row = 0; row < figures.rows(); row++) {
      if (figures.textAt(NationalFigures.FIGURE, row).equals(NationalYear.AVERAGE_LIST_SIZE)
          && figures.textAt(NationalFigures.APPLIES_TO_YEAR, row).equals(of.toString())) {
        boolean computed = figures.textAt(NationalFigures.PAYS, row).equals("computed");
        return computed
            ? Ratio.of(
                figures.unscaledAt(NationalFigures.NUMERATOR, row),
                figures.unscaledAt(NationalFigures.DENOMINATOR, row))
            : Ratio.of(figures.decimalAt(NationalFigures.PUBLISHED_VALUE, row));
      }
    }
    return null;
  }

  /** Populations of the year before that are of the very date of this year's average list. */
  private Map<String, Integer> frozenLists(FinancialYear before, int silverVersion) {
    Map<String, Integer> lists = new HashMap<>();
    Block rows =
        context
            .lake()
            .read(
                Practices.TABLE,
                before,
                silverVersion,
                Selection.of(Practices.PRACTICE_CODE, Practices.CRP, Practices.CRP_DATE));
    for (int row = 0; row < rows.rows(); row++) {
      Integer patients = rows.countOrNull(Practices.CRP, row);
      if (patients != null
          && patients > 0
          && rulebook.payment().averageListDate() != null
          && rulebook
              .payment()
              .averageListDate()
              .equals(rows.dateOrNull(Practices.CRP_DATE, row))) {
        lists.put(rows.textAt(Practices.PRACTICE_CODE, row), patients);
      }
    }
    return lists;
  }

  /**
   * Whether each register can be compared with the year before, by the lineage of the indicator
   * that delivers it; where no lineage is held over the two years, with care.
   */
  private Map<String, Comparability> comparability() {
    Lineage lineage = lineage();
    boolean held =
        lineage != null
            && lineage.years().contains(year)
            && lineage.years().contains(year.previous());
    Map<String, Boolean> newlyBefore = new HashMap<>();
    Rulebook before = context.rulebooks().load(year.previous());
    for (Group group : before.groups()) {
      newlyBefore.put(group.code(), group.newlyDiagnosed());
    }
    Map<String, Comparability> comparability = new TreeMap<>();
    for (Group group : rulebook.groups()) {
      Boolean newly = newlyBefore.get(group.code());
      Comparability found =
          newly == null || newly != group.newlyDiagnosed()
              ? Comparability.NOT_COMPARABLE
              : Comparability.WITH_CARE;
      if (held && group.registerIndicator() != null) {
        found =
            found == Comparability.NOT_COMPARABLE
                ? found
                : requireNonNull(lineage)
                    .compare(year.previous(), group.registerIndicator(), year, Compared.PREVALENCE)
                    .comparability();
      }
      comparability.put(group.code(), found);
    }
    // A register that is not a group's compares as that of its group does, where both years have
    // it.
    for (Register register : rulebook.registers()) {
      Comparability ofGroup = comparability.get(register.groupCode());
      comparability.put(
          register.code(),
          ofGroup == null || before.register(register.code()).isEmpty()
              ? Comparability.NOT_COMPARABLE
              : ofGroup);
    }
    return comparability;
  }

  /**
   * The lineage; null where rulebooks that an operator laid over contradict it. The gate then
   * excuses no change as a break of definition, which is the careful side; whoever needs the
   * lineage itself is told what is wrong with it.
   */
  private @Nullable Lineage lineage() {
    try {
      return context.rulebooks().lineage();
    } catch (QofException contradicted) {
      return null;
    }
  }

  /** The figures of the current published version of the year. */
  private @Nullable LastRun lastRun() {
    Optional<VersionState> published = context.versions().published(year);
    if (published.isEmpty()) {
      return null;
    }
    Lake lake = context.lake();
    Block figures = lake.read(NationalFigures.TABLE, year, published.get().version());
    Map<String, Ratio> prevalence = new TreeMap<>();
    int practices = 0;
    for (int row = 0; row < figures.rows(); row++) {
      if (figures.textAt(NationalFigures.FIGURE, row).equals(NationalYear.NATIONAL_PREVALENCE)) {
        prevalence.put(
            figures.textAt(NationalFigures.GROUP_CODE, row),
            Ratio.of(figures.decimalAt(NationalFigures.FIGURE_VALUE, row)));
      } else if (figures
          .textAt(NationalFigures.APPLIES_TO_YEAR, row)
          .equals(year.next().toString())) {
        practices = figures.countAt(NationalFigures.PRACTICES, row);
      }
    }
    Ratio average = paidAverage(figures, year);
    return average == null
        ? null
        : new LastRun(
            published.get().version(),
            average,
            prevalence,
            targetShares(published.get()),
            practices);
  }

  /** Shares of target populations of a version, formed again; none where this year pays none. */
  private Map<String, Ratio> targetShares(VersionState version) {
    return rulebook.payment().targetPopulationFactor()
        ? NationalYear.of(rulebook, contributions(version), List.of()).targetShares()
        : Map.of();
  }

  /**
   * Set when an operator's rulebook has another average list size than the program's: whether it is
   * the published one of another year is a question of dates, the mistake of 2014.
   */
  private @Nullable OtherAverage otherAverage() {
    Rulebooks shipped = Rulebooks.shipped();
    if (context.settings().rulebook() == null || !shipped.years().contains(year)) {
      return null;
    }
    int own = rulebook.payment().averageListSize().value();
    int published = shipped.load(year).payment().averageListSize().value();
    if (own == published) {
      return null;
    }
    for (FinancialYear other : shipped.years()) {
      if (shipped.load(other).payment().averageListSize().value() == own) {
        return new OtherAverage(published, other);
      }
    }
    return new OtherAverage(published, null);
  }
}
