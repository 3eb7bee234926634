package org.openqof.notebook;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.openqof.comparison.CompareYears;
import org.openqof.comparison.YearComparison;
import org.openqof.comparison.change.Variant;
import org.openqof.domain.FinancialYear;
import org.openqof.engine.local.LocalEngine;
import org.openqof.engine.spark.SparkSessions;
import org.openqof.explanation.ExplainPayment;
import org.openqof.notebook.Output.Chart;
import org.openqof.notebook.Output.Table;
import org.openqof.notebook.Output.Words;
import org.openqof.publish.statement.Explanation;
import org.openqof.publish.statement.ExplanationText;
import org.openqof.rulebook.read.Rulebooks;
import org.openqof.run.NationalRun;
import org.openqof.run.report.RunReport;
import org.openqof.settings.JobErrors;
import org.openqof.settings.JobFile;
import org.openqof.settings.Place;
import org.openqof.settings.ProgramVersion;
import org.openqof.settings.Progress;
import org.openqof.settings.RunSettings;
import org.openqof.sql.LakeSql;
import org.openqof.statistics.AreaLevel;
import org.openqof.store.Lake;
import org.openqof.whatif.WhatIf;
import org.openqof.whatif.WhatIfAnswer;

/**
 * What a notebook works at: one lake, and the questions that the commands answer about it.
 *
 * <p>Money and rates are those of the lake's tables; nothing is calculated here. Spark starts with
 * the first query and stops with the process.
 */
public final class Desk {
  private static final int ROWS = 40;

  private final String lake;
  private final Rulebooks rulebooks = Rulebooks.shipped();
  private final List<String> ran;
  private final Map<String, WhatIf> whatIfs = new HashMap<>();
  private @Nullable LakeSql tables;

  private Desk(String lake, List<String> ran) {
    this.lake = lake;
    this.ran = List.copyOf(ran);
  }

  /** A desk at a lake that is there, such as {@code lake}. */
  public static Desk at(String lake) {
    return new Desk(lake, List.of());
  }

  /** A desk at the samples' lake, under {@code target/notebooks}; made when it is not there. */
  public static Desk samples() {
    return over("samples", home().resolve("data-samples"));
  }

  /**
   * A desk at a lake of one's own extracts, under {@code target/notebooks}; runs them when there is
   * anything new.
   *
   * @param name name of the lake's folder
   * @param extracts folder of extracts
   * @throws org.openqof.errors.QofException when the run cannot be done or its checks fail
   */
  public static Desk over(String name, Path extracts) {
    Path room = room().resolve(name);
    RunSettings settings =
        RunSettings.of(
                JobFile.read(home().resolve("jobs/national.yaml")),
                ProgramVersion.text(),
                given -> given)
            .withExtracts(extracts.toString())
            .withLake(room.resolve("lake").toString())
            .withPublished(room.resolve("published").toString())
            .withEngine("local");
    RunReport report =
        new NationalRun(settings, (any, onSpark) -> new LocalEngine(), Progress.SILENT).run();
    if (report.exitCode() != 0) {
      throw JobErrors.checksFailed(extracts.toString(), report.lines());
    }
    return new Desk(room.resolve("lake").toString(), report.lines());
  }

  /**
   * A desk at a lake of published open data, under {@code target/notebooks}.
   *
   * @param name name of the lake's folder
   * @param files published files wanted, below the folder that the environment variable {@code
   *     QOF_OPEN_DATA} names, or {@code ../shared/data/real} alongside the project
   * @throws org.openqof.errors.QofException naming the files that are missing, and where they go
   */
  public static Desk openData(String name, String... files) {
    String named = System.getenv("QOF_OPEN_DATA");
    Path data = named == null ? home().resolve("../shared/data/real") : Path.of(named);
    List<String> missing =
        Arrays.stream(files).filter(file -> !Files.isRegularFile(data.resolve(file))).toList();
    if (!missing.isEmpty()) {
      throw NotebookErrors.noOpenData(data.toString(), String.join(", ", missing));
    }
    return over(name, ChosenFiles.of(room().resolve(name), data, List.of(files)));
  }

  /** What the run said that filled the lake; empty where it was there before. */
  public Words run() {
    return new Words(ran);
  }

  /**
   * The Spark session, in which every table of the lake is a view by its name, with the rows of
   * each year's published version.
   */
  public SparkSession spark() {
    return tables().withAllTables().session();
  }

  private LakeSql tables() {
    LakeSql open = tables;
    if (open == null) {
      open =
          LakeSql.publishedVersions(SparkSessions.open(null).session(), new Lake(Place.uri(lake)));
      tables = open;
    }
    return open;
  }

  /** The first rows of a query's answer. */
  public Table sql(String query) {
    return sql(query, ROWS);
  }

  /**
   * Rows of a query's answer.
   *
   * @param query Spark SQL over the tables of docs/data-dictionary.md
   * @param most rows wanted at most
   * @throws org.openqof.errors.QofException when the query cannot be run
   */
  public Table sql(String query, int most) {
    LakeSql.Answer answer = tables().query(query, most);
    return new Table(answer.columns(), answer.rows(), answer.rightAligned(), answer.more());
  }

  /**
   * Why a practice is paid what it is paid, one line an indicator.
   *
   * @param practice ODS code
   * @param year financial year, such as {@code 2023-24}
   */
  public Words explain(String practice, String year) {
    return words(ExplanationText.of(explanation(practice, year), false));
  }

  /** Why a practice is paid what it is paid for one indicator, step by step. */
  public Words explain(String practice, String year, String indicator) {
    return words(ExplanationText.of(explanation(practice, year).only(indicator), true));
  }

  private Explanation explanation(String practice, String year) {
    return new ExplainPayment(new Lake(Place.uri(lake)), rulebooks, ProgramVersion::text)
        .of(practice, FinancialYear.of(year), null);
  }

  /**
   * Two years side by side on the later year's map, as {@code qof compare} prints them.
   *
   * @param level {@code pcn}, {@code sub_icb}, {@code icb}, {@code region} or {@code england}
   */
  public Words compare(String earlier, String later, String level) {
    AreaLevel at =
        Arrays.stream(AreaLevel.values())
            .filter(known -> known.word().equals(level))
            .findFirst()
            .orElseThrow(
                () ->
                    JobErrors.unknownChoice("level", level, "pcn, sub_icb, icb, region, england"));
    YearComparison comparison =
        CompareYears.in(lake, null)
            .compare(
                FinancialYear.of(earlier), FinancialYear.of(later), at, Variant.CURRENT_BOUNDARIES);
    return new Words(comparison.answer().lines());
  }

  /**
   * England's prevalence of one group in every year of the lake, never joined across a break.
   *
   * @param group code of the group, such as {@code DM}
   */
  public Chart trend(String group) {
    return new PrevalenceTrend(new Lake(Place.uri(lake)), rulebooks)
        .of(group.toUpperCase(Locale.ROOT));
  }

  /**
   * What a changed rule would do to a year of the lake, as {@code qof what-if} prints it.
   *
   * @param base financial year whose rules are changed
   * @param scenario text of a scenario file; its keys are in jobs/scenarios/README.md
   */
  public Words whatIf(String base, String scenario) {
    return new Words(answer(base, scenario).answer(List.of()).lines());
  }

  /**
   * The charts of a scenario: the spread of the changes, or the curve of a sweep.
   *
   * @param base financial year whose rules are changed
   * @param scenario text of a scenario file
   */
  public Chart whatIfChart(String base, String scenario) {
    WhatIfAnswer answer = answer(base, scenario);
    String svg = answer.charts().values().iterator().next();
    return new Chart(svg, String.join("\n", answer.answer(List.of()).lines()));
  }

  private WhatIfAnswer answer(String base, String scenario) {
    return whatIfs
        .computeIfAbsent(
            base,
            year ->
                WhatIf.over(lake, null, FinancialYear.of(year), new LocalEngine(), Progress.SILENT))
        .ask("scenario", scenario);
  }

  private static Words words(String text) {
    return new Words(text.lines().toList());
  }

  private static Path room() {
    return home().resolve("target/notebooks");
  }

  private static Path home() {
    return Path.of(System.getProperty("qof.home", ""));
  }
}
