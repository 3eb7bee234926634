package org.openqof.recalculation;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openqof.domain.FinancialYear;
import org.openqof.gate.figures.FrameworkChange;
import org.openqof.gate.figures.OutcomeFacts;
import org.openqof.gate.figures.YearOutcome;
import org.openqof.input.Geography;
import org.openqof.nation.NationalYear;
import org.openqof.statistics.AreaLevel;
import org.openqof.store.Lake;
import org.openqof.store.VersionState;
import org.openqof.store.VersionState.State;
import org.openqof.store.parquet.Selection;
import org.openqof.tables.AreaLists;
import org.openqof.tables.AreaPoints;
import org.openqof.tables.Block;
import org.openqof.tables.Field;
import org.openqof.tables.Files;
import org.openqof.tables.NationalFigures;
import org.openqof.tables.PatientLists;
import org.openqof.tables.PracticePayments;
import org.openqof.tables.PracticePoints;

/**
 * What years give as a whole, for the gate: this year as it has just been priced, others as the
 * lake has them. Both are formed from the same rows.
 */
public final class YearOutcomes {
  private final RunContext context;
  private final FinancialYear year;

  public YearOutcomes(RunContext context, FinancialYear year) {
    this.context = context;
    this.year = year;
  }

  /**
   * This year alongside the year before and the current version.
   *
   * @param inProgress whether it has not ended and has interim collections alone
   */
  public OutcomeFacts facts(YearOutcome now, boolean inProgress) {
    Optional<VersionState> lastRun = context.versions().published(year);
    return new OutcomeFacts(
        now,
        year.equals(FinancialYear.FIRST)
            ? null
            : context
                .versions()
                .last(year.previous(), State.RECALCULATED)
                .map(version -> of(context.lake(), version))
                .orElse(null),
        lastRun.map(version -> of(context.lake(), version)).orElse(null),
        lastRun.map(VersionState::version).orElse(0),
        year.equals(FinancialYear.FIRST)
            ? FrameworkChange.NONE
            : FrameworkChange.between(
                context.rulebooks().load(year.previous()), context.rulebooks().load(year)),
        inProgress,
        subIcbsBefore(lastRun),
        listsBefore());
  }

  /** Lists by type of each practice as last year froze them. */
  private Map<String, Map<String, Integer>> listsBefore() {
    Optional<VersionState> before =
        year.equals(FinancialYear.FIRST)
            ? Optional.empty()
            : context.versions().last(year.previous(), State.RECALCULATED);
    Map<String, Map<String, Integer>> lists = new HashMap<>();
    if (before.isPresent()) {
      Block rows =
          context
              .lake()
              .read(
                  PatientLists.TABLE,
                  before.get().year(),
                  before.get().silverVersion(),
                  Selection.of(
                      PatientLists.PRACTICE_CODE,
                      PatientLists.PATIENT_LIST_TYPE,
                      PatientLists.LIST_SIZE));
      for (int row = 0; row < rows.rows(); row++) {
        lists
            .computeIfAbsent(rows.textAt(PatientLists.PRACTICE_CODE, row), any -> new HashMap<>())
            .put(
                rows.textAt(PatientLists.PATIENT_LIST_TYPE, row),
                rows.countAt(PatientLists.LIST_SIZE, row));
      }
    }
    return lists;
  }

  /** Where each practice lay in the current version of the year, else in that of last year. */
  private Map<String, String> subIcbsBefore(Optional<VersionState> lastRun) {
    Optional<VersionState> before =
        lastRun.isPresent() || year.equals(FinancialYear.FIRST)
            ? lastRun
            : context.versions().last(year.previous(), State.RECALCULATED);
    Map<String, String> areas = new HashMap<>();
    if (before.isPresent()) {
      Block practices =
          context
              .lake()
              .read(
                  PracticePoints.TABLE,
                  before.get().year(),
                  before.get().version(),
                  Selection.of(PracticePoints.PRACTICE_CODE, PracticePoints.SUB_ICB_CODE));
      for (int row = 0; row < practices.rows(); row++) {
        String area = practices.textOrNull(PracticePoints.SUB_ICB_CODE, row);
        if (area != null && !area.equals(Geography.UNMAPPED.odsCode())) {
          areas.put(practices.textAt(PracticePoints.PRACTICE_CODE, row), area);
        }
      }
    }
    return areas;
  }

  /** What a version gives, from its tables in the lake. */
  static YearOutcome of(Lake lake, VersionState state) {
    FinancialYear of = state.year();
    int version = state.version();
    return of(
        of,
        PaidWhole.of(lake.read(PracticePayments.TABLE, of, version, PaidWhole.columns())),
        lake.read(NationalFigures.TABLE, of, version),
        new Areas(
            lake.read(AreaPoints.TABLE, of, version), lake.read(AreaLists.TABLE, of, version)),
        SilverYear.FileNames.of(lake.read(Files.TABLE, of, state.silverVersion())));
  }

  /**
   * Rows of England and its regions.
   *
   * @param points rows of {@code area_points}
   * @param lists rows of {@code area_lists}
   */
  record Areas(Block points, Block lists) {}

  /** What a year gives, from its rows. */
  static YearOutcome of(
      FinancialYear of, PaidWhole paid, Block national, Areas areas, SilverYear.FileNames files) {
    long patients = 0;
    Map<String, Integer> registers = new TreeMap<>();
    for (int row = 0; row < national.rows(); row++) {
      String figure = national.textAt(NationalFigures.FIGURE, row);
      if (figure.equals(NationalYear.NATIONAL_PREVALENCE)) {
        registers.put(
            national.textAt(NationalFigures.GROUP_CODE, row),
            national.countAt(NationalFigures.PRACTICES, row));
      } else if (national
          .textAt(NationalFigures.APPLIES_TO_YEAR, row)
          .equals(of.next().toString())) {
        patients = national.unscaledAt(NationalFigures.NUMERATOR, row);
      }
    }
    return new YearOutcome(
        new YearOutcome.Paid(
            paid.practices(),
            patients,
            paid.totalGbp(),
            paid.correctionsGbp(),
            paid.earnedPoints(),
            paid.availablePoints(),
            paid.linesPriced(),
            paid.linesNotPriced(),
            registers),
        shown(areas),
        files.valueRows(),
        files.inputs());
  }

  private static YearOutcome.Shown shown(Areas areas) {
    Block points = areas.points();
    int practices = 0;
    int unmapped = 0;
    long patients = 0;
    for (int row = 0; row < points.rows(); row++) {
      if (isOf(points, AreaPoints.LEVEL, row, AreaLevel.ENGLAND)) {
        practices = points.countAt(AreaPoints.PRACTICES, row);
        patients = points.unscaledAt(AreaPoints.LIST_SIZE, row);
      } else if (isOf(points, AreaPoints.LEVEL, row, AreaLevel.REGION)
          && points.textAt(AreaPoints.AREA_CODE, row).equals(Geography.UNMAPPED.odsCode())) {
        unmapped = points.countAt(AreaPoints.PRACTICES, row);
      }
    }
    Map<String, Integer> lists = new TreeMap<>();
    Block rows = areas.lists();
    for (int row = 0; row < rows.rows(); row++) {
      if (isOf(rows, AreaLists.LEVEL, row, AreaLevel.ENGLAND)) {
        lists.put(
            rows.textAt(AreaLists.PATIENT_LIST_TYPE, row), rows.countAt(AreaLists.PRACTICES, row));
      }
    }
    return new YearOutcome.Shown(practices, patients, practices - unmapped, lists);
  }

  private static boolean isOf(Block rows, Field level, int row, AreaLevel wanted) {
    return rows.textAt(level, row).equals(wanted.word());
  }
}
