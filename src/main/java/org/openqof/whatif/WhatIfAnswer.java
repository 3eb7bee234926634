package org.openqof.whatif;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.IntFunction;
import org.openqof.answer.Answer;
import org.openqof.answer.Form;
import org.openqof.input.Geography;
import org.openqof.publish.Files;
import org.openqof.publish.csv.DescribedCsv;
import org.openqof.rulebook.read.NearestName;
import org.openqof.settings.Place;
import org.openqof.store.ReplacedFolder;
import org.openqof.store.VersionState;
import org.openqof.store.place.Audience;
import org.openqof.tables.Block;
import org.openqof.tables.BlockRows;
import org.openqof.tables.WhatIfFiles;
import org.openqof.whatif.scenario.Outcome;
import org.openqof.whatif.scenario.OutcomeRows;
import org.openqof.whatif.scenario.PracticeGrouping;
import org.openqof.whatif.scenario.ScenarioErrors;

/** What some scenarios do, for people, for programs and as files. */
public final class WhatIfAnswer {
  private static final String MARK = "what-if.json";

  private final VersionState base;
  private final boolean sameRulebook;
  private final SortedMap<String, BigDecimal> baseTotals;
  private final List<Outcome> outcomes;
  private final List<PracticeGrouping> groupings;
  private final Map<String, String> names;
  private final Map<String, Geography> places;
  private final IntFunction<Block> lines;

  /**
   * An answer.
   *
   * @param base version of the base year
   * @param sameRulebook whether that version was made with the rulebook used here
   * @param baseTotals total achievement of each practice in the base year
   * @param outcomes what each scenario does, in their order
   * @param groupings how winners and losers are counted
   * @param names name of a practice by its code
   * @param places areas of a practice by its code
   * @param lines prices the lines of a scenario, from 0
   */
  WhatIfAnswer(
      VersionState base,
      boolean sameRulebook,
      SortedMap<String, BigDecimal> baseTotals,
      List<Outcome> outcomes,
      List<PracticeGrouping> groupings,
      Map<String, String> names,
      Map<String, Geography> places,
      IntFunction<Block> lines) {
    this.base = base;
    this.sameRulebook = sameRulebook;
    this.baseTotals = baseTotals;
    this.outcomes = List.copyOf(outcomes);
    this.groupings = List.copyOf(groupings);
    this.names = names;
    this.places = places;
    this.lines = lines;
  }

  /** What each scenario does, in the order of the files. */
  public List<Outcome> outcomes() {
    return outcomes;
  }

  /**
   * What one scenario does.
   *
   * @throws org.openqof.errors.QofException when none has that name
   */
  public Outcome outcome(String scenario) {
    return outcomes.get(position(scenario));
  }

  private int position(String scenario) {
    for (int i = 0; i < outcomes.size(); i++) {
      if (outcomes.get(i).scenario().name().equals(scenario)) {
        return i;
      }
    }
    List<String> known = outcomes.stream().map(outcome -> outcome.scenario().name()).toList();
    throw ScenarioErrors.unknownScenario(
        scenario,
        known,
        NearestName.advice(scenario, known, "Write its name as it is listed above."));
  }

  /** How winners and losers are counted, in the order shown. */
  public List<PracticeGrouping> groupings() {
    return groupings;
  }

  /**
   * Rows of {@code what_if_lines} of one scenario: every practice and indicator in the base year
   * and in the scenario, with pounds for one more patient and patients to the thresholds. Priced
   * when it is asked for, while the {@link WhatIf} it came from is open.
   *
   * @throws org.openqof.errors.QofException when no scenario has that name
   */
  public Block lines(String scenario) {
    return lines.apply(position(scenario));
  }

  /** The tables of all scenarios, those of every practice and line excepted. */
  public List<Block> tables() {
    return List.of(
        OutcomeRows.scenarios(outcomes),
        OutcomeRows.groups(outcomes, groupings),
        OutcomeRows.tenths(outcomes),
        OutcomeRows.bins(outcomes),
        OutcomeRows.movers(
            outcomes,
            code -> names.getOrDefault(code, code),
            code -> places.getOrDefault(code, Geography.NONE).icb().odsCode()),
        OutcomeRows.indicators(outcomes));
  }

  /**
   * The answer: for people one line a scenario, then in full those that are named; for programs the
   * rows of {@link #tables} by the name of their table.
   *
   * @param inFull scenarios to be told in full; where none is named and there are three at most,
   *     all of them
   */
  public Answer answer(Collection<String> inFull) {
    WhatIfText text = new WhatIfText(base, sameRulebook, baseTotals, outcomes, groupings, names);
    Answer.Builder answer =
        Answer.of("what_if", text.headline())
            .programs("base_year", base.year())
            .programs("version", base.version())
            .programs("same_rulebook", sameRulebook);
    text.addTo(answer, inFull.stream().map(this::outcome).toList());
    charts().forEach(answer::chart);
    tables().forEach(table -> answer.rows(BlockRows.of(table.table().name(), table)));
    return answer.answer();
  }

  /** The charts: a curve for each sweep, a distribution for each scenario; SVG by file name. */
  public Map<String, String> charts() {
    Map<String, String> charts = new LinkedHashMap<>();
    WhatIfCharts.curves(outcomes).forEach((name, svg) -> charts.put("curve_" + name, svg));
    outcomes.stream()
        .filter(outcome -> outcome.scenario().swept() == null)
        .forEach(
            outcome ->
                charts.put(
                    "distribution_" + outcome.scenario().name(),
                    WhatIfCharts.distribution(outcome)));
    return charts;
  }

  /**
   * Writes everything into a folder of the base year's name, which only its owner and group can
   * read: tables as CSV with their descriptions and as Parquet, charts, and one JSON file. The
   * folder takes the place of a former one whole.
   *
   * @param out folder above it
   * @param linesOf scenarios whose lines are written
   * @return the folder written
   * @throws org.openqof.errors.QofException when the folder is in a tree of statistics, or holds
   *     something else
   */
  public String write(String out, Collection<String> linesOf) {
    String year = base.year().toString();
    linesOf.forEach(this::position);
    try (ReplacedFolder folder =
        ReplacedFolder.begin(
            Place.ofMoney(out), "what-if_" + year, MARK, Audience.OWNER_AND_GROUP)) {
      Files files = new Files(folder::create);
      List<Block> tables = new ArrayList<>(tables());
      tables.add(practices());
      tables.forEach(rows -> put(folder, files, rows.table().name(), rows));
      linesOf.forEach(scenario -> put(folder, files, "what_if_lines_" + scenario, lines(scenario)));
      charts().forEach((name, svg) -> put(files, name + ".svg", svg));
      put(files, MARK, Form.JSON.of(answer(List.of())));
      folder.exchange();
      return folder.place();
    }
  }

  private Block practices() {
    Block all =
        new Block(WhatIfFiles.PRACTICE_CHANGES, Math.max(1, outcomes.size() * baseTotals.size()));
    outcomes.forEach(outcome -> all.addAll(OutcomeRows.practices(outcome)));
    return all;
  }

  private void put(ReplacedFolder folder, Files files, String name, Block rows) {
    DescribedCsv.put(files, base.year().toString(), name + ".csv", rows);
    folder.write(name + ".parquet", rows.sorted());
  }

  private static void put(Files files, String name, String text) {
    files.put(
        name,
        name,
        null,
        stream -> {
          stream.write(text.getBytes(StandardCharsets.UTF_8));
          return 0;
        });
  }
}
