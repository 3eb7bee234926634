package org.openqof.whatif;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.openqof.answer.Words;
import org.openqof.domain.FinancialYear;
import org.openqof.engine.Engine;
import org.openqof.input.Geography;
import org.openqof.practice.BaseYearPoints;
import org.openqof.practice.CheckPractice;
import org.openqof.practice.Contribution;
import org.openqof.practice.PracticeYear;
import org.openqof.practice.rows.ReferenceRows;
import org.openqof.recalculation.BaseYears;
import org.openqof.recalculation.Contribute;
import org.openqof.recalculation.SilverYear;
import org.openqof.recalculation.YearResults;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Protection;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.read.PlainFile;
import org.openqof.rulebook.read.Rulebooks;
import org.openqof.settings.Awaited;
import org.openqof.settings.GroupingFile;
import org.openqof.settings.Place;
import org.openqof.settings.Progress;
import org.openqof.statistics.Grouping;
import org.openqof.store.Lake;
import org.openqof.store.VersionLog;
import org.openqof.store.VersionState;
import org.openqof.store.VersionState.State;
import org.openqof.store.parquet.Selection;
import org.openqof.tables.Block;
import org.openqof.tables.PracticePayments;
import org.openqof.tables.Practices;
import org.openqof.tables.WhatIfFiles;
import org.openqof.whatif.scenario.BlockPounds;
import org.openqof.whatif.scenario.Nation;
import org.openqof.whatif.scenario.Outcome;
import org.openqof.whatif.scenario.PaidPractices;
import org.openqof.whatif.scenario.PracticeGrouping;
import org.openqof.whatif.scenario.PriceLines;
import org.openqof.whatif.scenario.PriceScenarios;
import org.openqof.whatif.scenario.Scenario;
import org.openqof.whatif.scenario.ScenarioErrors;
import org.openqof.whatif.scenario.ScenarioReader;
import org.openqof.whatif.scenario.ScenarioReader.Source;
import org.openqof.whatif.scenario.Terms;

/**
 * What-if over a year that the lake holds: its frozen values are read once and kept, and any number
 * of scenarios are priced on them.
 *
 * <pre>{@code
 * try (Engine engine = new LocalEngine();
 * WhatIf whatIf = WhatIf.over("lake", null, FinancialYear.of("2023-24"), engine, Progress.SILENT)) {
 * WhatIfAnswer answer = whatIf.ask("upper-90", "changes: {indicators: {AF008: {upper_threshold: 90}}}");
 * answer.outcomes().get(0).england().changeGbp();
 * }
 * }</pre>
 *
 * <p>The base year is priced again by this program, and must give what the lake holds to the penny,
 * practice by practice, where the version was made with the same rulebook. Not for use by several
 * threads.
 *
 * <p>One file because the steps of a what-if are read from top to bottom.
 */
public final class WhatIf implements AutoCloseable {
  private static final List<Integer> DEFAULT_BANDS = List.of(3_000, 6_000, 10_000, 15_000, 20_000);
  private static final int DIFFERENCES_SHOWN = 10;

  private final Lake lake;
  private final Rulebooks rulebooks;
  private final Engine engine;
  private final Progress progress;
  private final YearResults results;
  private final Rulebook rulebook;
  private final SortedMap<String, BigDecimal> heldTotals;
  private final LakeEvidence evidence;
  private final CompletableFuture<BaseYearPoints> bases;
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, Geography> places = new HashMap<>();
  private final List<PracticeGrouping> further = new ArrayList<>();
  private List<Integer> bands = DEFAULT_BANDS;
  private @Nullable ReadYear year;

  private WhatIf(
      Lake lake, Rulebooks rulebooks, FinancialYear base, Engine engine, Progress progress) {
    this.lake = lake;
    this.rulebooks = rulebooks;
    this.engine = engine;
    this.progress = progress;
    this.results = YearResults.of(lake, base, null);
    this.rulebook = rulebooks.load(base);
    this.heldTotals = totals(results);
    if (heldTotals.isEmpty()) {
      throw ScenarioErrors.notPaid(base.toString());
    }
    this.evidence = new LakeEvidence(lake, rulebooks, results, new TreeSet<>(heldTotals.keySet()));
    // The lineage takes as long as the values; they are read side by side.
    this.bases = CompletableFuture.supplyAsync(() -> points(rulebook, results.recalculatedAt()));
  }

  /**
   * What-if over a lake.
   *
   * @param lake where it lies
   * @param rulebook folder of rulebooks laid over those that are shipped; null for none
   * @param base the base year
   * @param engine moves the data; stays open
   * @param progress told how far it has come
   * @throws org.openqof.errors.QofException when the lake does not hold the year, or it is not paid
   */
  public static WhatIf over(
      String lake,
      @Nullable String rulebook,
      FinancialYear base,
      Engine engine,
      Progress progress) {
    return new WhatIf(
        new Lake(Place.uri(lake)),
        rulebook == null ? Rulebooks.shipped() : Rulebooks.withOverlay(Path.of(rulebook)),
        base,
        engine,
        progress);
  }

  /**
   * Counts winners and losers by a further grouping, alongside list size, region and board.
   *
   * @param grouping the grouping
   */
  public WhatIf by(PracticeGrouping grouping) {
    further.add(grouping);
    return this;
  }

  /**
   * Counts winners and losers by decile of deprivation.
   *
   * @param file CSV of two columns with a header, practice and decile from 1 to 10
   * @throws org.openqof.errors.QofException naming every line that is wrong
   */
  public WhatIf byDeprivation(Path file) {
    return by(DeprivationFile.deprivation(file));
  }

  /**
   * Counts winners and losers by groups of somebody's own; practices in none stand together.
   *
   * @param file the groups
   * @throws org.openqof.errors.QofException when it names practices that the year does not know
   */
  public WhatIf byGroups(GroupingFile file) {
    Set<String> known = new TreeSet<>();
    Block rows = results.inputs(Practices.TABLE, Selection.of(Practices.PRACTICE_CODE));
    for (int row = 0; row < rows.rows(); row++) {
      known.add(rows.textAt(Practices.PRACTICE_CODE, row));
    }
    Grouping groups = file.grouping(known, results.year().toString());
    PracticeGrouping grouping = new PracticeGrouping(groups.name());
    known.forEach(
        practice ->
            groups
                .areas(practice)
                .forEach(area -> grouping.put(practice, area.odsCode(), area.name())));
    return by(grouping);
  }

  /**
   * Uses other bands of list size.
   *
   * @param bounds contractor registered populations at which a band begins, ascending
   */
  public WhatIf bands(List<Integer> bounds) {
    bands = List.copyOf(bounds);
    return this;
  }

  /** The year's rulebook, on which scenarios are laid. */
  public Rulebook rulebook() {
    return rulebook;
  }

  /**
   * Prices the scenarios of some files.
   *
   * @throws org.openqof.errors.QofException naming every problem of every file
   */
  public WhatIfAnswer ask(List<Path> files) {
    return answer(files.stream().map(WhatIf::source).toList());
  }

  /**
   * Prices the scenario, or the sweep, of one text.
   *
   * @param name its name, where the text does not say one
   * @param yaml the text of a what-if file
   */
  public WhatIfAnswer ask(String name, String yaml) {
    return answer(List.of(new Source(name, yaml)));
  }

  private static Source source(Path file) {
    try {
      return new Source(file.toString().replace('\\', '/'), PlainFile.text(file));
    } catch (IOException unreadable) {
      throw ScenarioErrors.unreadable(
          file.toString(),
          Files.exists(file) ? String.valueOf(unreadable.getMessage()) : "There is no such file.");
    }
  }

  private WhatIfAnswer answer(List<Source> files) {
    List<Scenario> scenarios = ScenarioReader.read(files, rulebook, evidence);
    ReadYear open = readYear(scenarios);
    progress.began(
        results.year().toString(),
        "pricing " + Words.of(scenarios.size(), "scenario", "scenarios"));
    Map<List<Protection>, BaseYearPoints> pointsOf = new HashMap<>();
    pointsOf.put(rulebook.protections(), open.terms().bases());
    List<PriceScenarios.Priced> priced = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      priced.add(
          new PriceScenarios.Priced(
              scenario,
              new Terms(
                  scenario.rulebook(),
                  open.nation().of(scenario),
                  pointsOf.computeIfAbsent(
                      scenario.rulebook().protections(),
                      changed -> points(scenario.rulebook(), BaseYears.LATEST)))));
    }
    PriceScenarios pricing = new PriceScenarios(open.terms(), open.paid(), priced);
    List<BlockPounds> blocks =
        engine.blocks(
            open.silver().assembled(), SilverYear.PRACTICES_PER_BLOCK, new PriceStep(pricing));
    List<Outcome> outcomes = Outcome.of(pricing, blocks);
    boolean sameRulebook = results.state().rulebookDigest().equals(rulebook.digest());
    if (sameRulebook) {
      requireBaseAsHeld(BlockPounds.baseTotals(blocks));
    }
    progress.ended("%,d practices".formatted(heldTotals.size()));
    return new WhatIfAnswer(
        results.state(),
        sameRulebook,
        BlockPounds.baseTotals(blocks),
        outcomes,
        groupings(blocks),
        names,
        places,
        index -> lines(pricing, index));
  }

  private Block lines(PriceScenarios pricing, int scenario) {
    List<Block> blocks =
        engine.blocks(
            Objects.requireNonNull(year).silver().assembled(),
            SilverYear.PRACTICES_PER_BLOCK,
            new LinesStep(new PriceLines(pricing, scenario)));
    Block all = new Block(WhatIfFiles.LINES);
    blocks.forEach(all::addAll);
    return all;
  }

  /** Prices one block in every scenario. */
  private record PriceStep(PriceScenarios pricing) implements Engine.Step<BlockPounds> {
    private static final long serialVersionUID = 1L;

    @Override
    public BlockPounds apply(List<PracticeYear> practices) {
      return pricing.price(practices);
    }
  }

  /** Lines of one block in one scenario. */
  private record LinesStep(PriceLines lines) implements Engine.Step<Block> {
    private static final long serialVersionUID = 1L;

    @Override
    public Block apply(List<PracticeYear> practices) {
      return lines.rows(practices);
    }
  }

  /** What one block brings to the national figures of the base year. */
  private record ContributeStep(PaidPractices paid, Contribute contribute)
      implements Engine.Step<ArrayList<Contribution>> {
    private static final long serialVersionUID = 1L;

    @Override
    public ArrayList<Contribution> apply(List<PracticeYear> practices) {
      return contribute.apply(practices.stream().map(paid::asInBase).toList());
    }
  }

  /**
   * The base year, read and ready.
   *
   * @param silver its frozen values
   * @param codes indicator codes whose counts are kept
   */
  private record ReadYear(
      SilverYear silver, Set<String> codes, PaidPractices paid, Nation nation, Terms terms) {}

  /** The base year; read once, and again only for a scenario with codes that were set aside. */
  private ReadYear readYear(List<Scenario> scenarios) {
    TreeMap<String, Indicator> all = new TreeMap<>(rulebook.indicatorsByCode());
    scenarios.forEach(scenario -> scenario.rulebook().indicatorsByCode().forEach(all::putIfAbsent));
    ReadYear known = year;
    if (known != null && known.codes().containsAll(all.keySet())) {
      return known;
    }
    close();
    VersionState frozen =
        new VersionLog(lake)
            .states(results.year()).stream()
                .filter(
                    state ->
                        state.state() == State.INGESTED
                            && state.version() == results.state().silverVersion())
                .findFirst()
                .orElseThrow();
    SilverYear silver = SilverYear.thaw(lake, progress, engine, withAll(all.values()), frozen);
    CheckPractice checks = silver.facts().checks(rulebook);
    PaidPractices paid = new PaidPractices(rulebook, checks);
    List<Contribution> contributions = new ArrayList<>();
    engine
        .blocks(
            silver.assembled(),
            SilverYear.PRACTICES_PER_BLOCK,
            new ContributeStep(paid, new Contribute(rulebook, checks)))
        .forEach(contributions::addAll);
    Nation nation = new Nation(rulebook, contributions, silver.populationsBefore());
    readPlaces();
    ReadYear read =
        new ReadYear(
            silver,
            Set.copyOf(all.keySet()),
            paid,
            nation,
            new Terms(rulebook, nation.base(), Awaited.of(bases)));
    year = read;
    return read;
  }

  /** The year's rulebook with every indicator of the scenarios, so that none is set aside. */
  private Rulebook withAll(Iterable<Indicator> indicators) {
    List<Indicator> all = new ArrayList<>();
    indicators.forEach(all::add);
    return rulebook.withIndicators(all);
  }

  private BaseYearPoints points(Rulebook of, String asOf) {
    return !of.restsOnEarlierYears()
        ? BaseYearPoints.none()
        : new BaseYears(lake, of, rulebooks.earlierCodes(of), asOf).points();
  }

  private void readPlaces() {
    Block rows = results.inputs(Practices.TABLE, Selection.everything());
    for (int row = 0; row < rows.rows(); row++) {
      String code = rows.textAt(Practices.PRACTICE_CODE, row);
      names.put(code, rows.textAt(Practices.PRACTICE_NAME, row));
      places.put(code, ReferenceRows.geography(rows, row));
    }
  }

  private static SortedMap<String, BigDecimal> totals(YearResults results) {
    SortedMap<String, BigDecimal> totals = new TreeMap<>();
    Block rows =
        results.results(
            PracticePayments.TABLE,
            Selection.of(PracticePayments.PRACTICE_CODE, PracticePayments.TOTAL_ACHIEVEMENT_GBP));
    for (int row = 0; row < rows.rows(); row++) {
      totals.put(
          rows.textAt(PracticePayments.PRACTICE_CODE, row),
          rows.decimalAt(PracticePayments.TOTAL_ACHIEVEMENT_GBP, row));
    }
    return totals;
  }

  private void requireBaseAsHeld(SortedMap<String, BigDecimal> priced) {
    List<String> differences = new ArrayList<>();
    TreeSet<String> practices = new TreeSet<>(priced.keySet());
    practices.addAll(heldTotals.keySet());
    for (String practice : practices) {
      BigDecimal ours = priced.get(practice);
      BigDecimal theirs = heldTotals.get(practice);
      if (ours == null || theirs == null || ours.compareTo(theirs) != 0) {
        differences.add("%s: priced £%s, held £%s".formatted(practice, ours, theirs));
      }
    }
    if (differences.isEmpty()) {
      return;
    }
    if (differences.size() > DIFFERENCES_SHOWN) {
      int more = differences.size() - DIFFERENCES_SHOWN;
      differences.subList(DIFFERENCES_SHOWN, differences.size()).clear();
      differences.add("… %,d more practices".formatted(more));
    }
    throw ScenarioErrors.baseDiffers(results.year().toString(), results.version(), differences);
  }

  private List<PracticeGrouping> groupings(List<BlockPounds> blocks) {
    PracticeGrouping regions = new PracticeGrouping("region");
    PracticeGrouping boards = new PracticeGrouping("icb");
    Map<String, Integer> populations = BlockPounds.populations(blocks);
    for (String practice : populations.keySet()) {
      Geography place = places.getOrDefault(practice, Geography.NONE);
      regions.put(practice, place.region().odsCode(), place.region().name());
      boards.put(practice, place.icb().odsCode(), place.icb().name());
    }
    List<PracticeGrouping> all = new ArrayList<>();
    all.add(PracticeGrouping.bySize(bands, populations));
    all.add(regions);
    all.add(boards);
    all.addAll(further);
    return all;
  }

  @Override
  public void close() {
    ReadYear open = year;
    year = null;
    if (open != null) {
      open.silver().close();
    }
  }
}
