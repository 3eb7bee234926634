package org.openqof.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.domain.FinancialYear;
import org.openqof.engine.Engine;
import org.openqof.engine.local.LocalEngine;
import org.openqof.settings.Progress;
import org.openqof.statistics.Grouping;
import org.openqof.store.parquet.BlockReader;
import org.openqof.store.place.Storage;
import org.openqof.tables.Block;
import org.openqof.tables.PaymentLines;
import org.openqof.tables.PracticePayments;
import org.openqof.tables.Table;
import org.openqof.tables.WhatIfFiles;
import org.openqof.testing.LakeRows;
import org.openqof.testing.Qof;
import org.openqof.testing.Slow;
import org.openqof.testing.SparkForTests;
import org.openqof.whatif.scenario.Outcome;
import org.openqof.whatif.scenario.PracticeChange;

/** What-if through the command and through its class, on the samples. */
@SuppressWarnings("NullAway.Init") // JUnit and the set-up fill the fields before any test
@Slow
class WhatIfTest {
  private static final String NOTHING = "name: nothing\nchanges: {}\n";

  @TempDir static Path room;
  private static Path lake;

  @BeforeAll
  static void runTheSamples() {
    lake = room.resolve("lake");
    assertThat(Qof.run("run", "--lake", lake, "--published", room.resolve("published")).exitCode())
        .isZero();
  }

  private static Path file(String name, String text) throws IOException {
    return Files.writeString(room.resolve(name), text);
  }

  private static Qof.Answer ask(Object... arguments) {
    List<Object> all = new ArrayList<>(List.of("what-if", "--base", "2023-24", "--lake", lake));
    all.addAll(List.of(arguments));
    return Qof.run(all.toArray());
  }

  private static JsonNode json(Object... arguments) throws IOException {
    List<Object> all = new ArrayList<>(List.of(arguments));
    all.add("--json");
    Qof.Answer answer = ask(all.toArray());
    assertThat(answer.exitCode()).as(answer.err()).isZero();
    return new ObjectMapper().readTree(answer.out());
  }

  @Test
  void aScenarioThatChangesNothingChangesNoPennyOfAnyPracticeOnEitherEngine() throws IOException {
    SparkForTests.session();
    Path nothing = file("nothing.yaml", NOTHING);
    LakeRows held = new LakeRows(lake);
    for (String engine : List.of("local", "spark")) {
      Path out = room.resolve("nothing-" + engine);
      assertThat(ask(nothing, "--engine", engine, "--out", out, "--lines", "nothing").exitCode())
          .isZero();

      Block practices = parquet(out, "what_if_practices", WhatIfFiles.PRACTICE_CHANGES);
      assertThat(practices.rows()).isEqualTo(53);
      for (int row = 0; row < practices.rows(); row++) {
        String code = practices.textAt(WhatIfFiles.PRACTICE_CODE, row);
        assertThat(practices.decimalAt(WhatIfFiles.PRACTICE_SCENARIO_GBP, row))
            .as(code)
            .isEqualTo(practices.decimalAt(WhatIfFiles.PRACTICE_BASE_GBP, row))
            .isEqualTo(
                LakeRows.amount(
                    held.one(PracticePayments.TABLE, "2023-24", 1, code),
                    PracticePayments.TOTAL_ACHIEVEMENT_GBP));
      }
      assertThat(linePayments(parquet(out, "what_if_lines_nothing", WhatIfFiles.LINES)))
          .as("every line is the run's")
          .isEqualTo(heldPayments(held));
    }
  }

  @Test
  void groupsOfSomebodysOwnAddUpAndUnknownPracticesAreNamed() throws IOException {
    Path rise = file("rise.yaml", "name: rise\nchanges:\n  point_value_gbp: 250\n");
    Path groups = file("groups.csv", "practice_code,federation\nZ10001,North\nZ10010,South\n");
    JsonNode answer = json(rise, "--groups", groups);
    BigDecimal england = BigDecimal.ZERO;
    BigDecimal federations = BigDecimal.ZERO;
    List<String> named = new ArrayList<>();
    for (JsonNode row : answer.path("what_if_groups")) {
      BigDecimal change = new BigDecimal(row.path("change_gbp").asText());
      if (row.path("dimension").asText().equals("list_size")) {
        england = england.add(change);
      } else if (row.path("dimension").asText().equals("federation")) {
        federations = federations.add(change);
        named.add(row.path("group_code").asText());
      }
    }
    assertThat(named).contains("North", "South", Grouping.UNALLOCATED);
    assertThat(federations).isEqualByComparingTo(england).isPositive();

    Path unknown = file("unknown.csv", "Z10001,North\nZ99999,South\n");
    Qof.Answer refused = ask(rise, "--groups", unknown);
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("Z99999", "2");
  }

  @Test
  void aBaseYearWithoutAForebearIsToldInTheAnswerAndInItsFiles() throws IOException {
    Path moved =
        file("moved.yaml", "changes: {indicators: {CHOL001: {protected_from: 2022-23}}}\n");
    Path out = room.resolve("moved");
    BigDecimal own = BigDecimal.ZERO;
    for (Map<String, String> line : new LakeRows(lake).of(PaymentLines.TABLE, "2023-24", 1)) {
      if ("CHOL001".equals(line.get("indicator_code"))) {
        own = own.add(new BigDecimal(line.get("achievement_payment_gbp")));
      }
    }

    Qof.Answer answer = ask(moved, file("nothing.yaml", NOTHING), "--out", out);

    assertThat(answer.exitCode()).as(answer.err()).isZero();
    assertThat(answer.out())
        .contains("see its notice")
        .contains(
            "notice        2022-23 has no points for these, nor for a predecessor: £%,.2f are paid on own"
                .formatted(own))
        .contains("CHOL001, 53 practices, £%,.2f".formatted(own));
    Block scenarios = parquet(out, "what_if_scenarios", WhatIfFiles.SCENARIOS);
    assertThat(scenarios.textAt(WhatIfFiles.NOTICES, 0))
        .endsWith("; CHOL001, 53 practices, £%,.2f".formatted(own));
    assertThat(scenarios.has(WhatIfFiles.NOTICES, 1)).as("nothing changes").isFalse();
    assertThat(out.resolve("what-if_2023-24/what_if_scenarios.csv"))
        .content()
        .contains("CHOL001, 53 practices");
  }

  private static List<String> linePayments(Block lines) {
    List<String> payments = new ArrayList<>();
    for (int row = 0; row < lines.rows(); row++) {
      BigDecimal base = lines.decimalOrNull(WhatIfFiles.LINE_BASE_GBP, row);
      assertThat(lines.decimalOrNull(WhatIfFiles.LINE_SCENARIO_GBP, row)).isEqualTo(base);
      payments.add(
          lines.textAt(WhatIfFiles.LINE_PRACTICE, row)
              + " "
              + lines.textAt(WhatIfFiles.LINE_INDICATOR, row)
              + " "
              + base);
    }
    return payments;
  }

  private static List<String> heldPayments(LakeRows held) {
    List<String> payments = new ArrayList<>();
    for (Map<String, String> line : held.of(PaymentLines.TABLE, "2023-24", 1)) {
      payments.add(
          line.get("practice_code")
              + " "
              + line.get("indicator_code")
              + " "
              + line.get("achievement_payment_gbp"));
    }
    return payments;
  }

  private static Block parquet(Path out, String name, Table table) {
    Path file = out.resolve("what-if_2023-24").resolve(name + ".parquet");
    Block all = new Block(table);
    BlockReader.read(Storage.of(file.toUri()), Storage.absolute(file.toUri()), table)
        .forEach(all::addAll);
    return all;
  }

  @Test
  void bothEnginesGiveTheSameTables() throws IOException {
    SparkForTests.session();
    Object[] files = {
      "jobs/scenarios/upper-90.yaml",
      "jobs/scenarios/prevalence-off.yaml",
      "jobs/scenarios/retire-dementia-review.yaml",
      "jobs/scenarios/centile-75.yaml",
      "jobs/scenarios/upper-threshold-sweep.yaml",
      file("root.yaml", "changes: {prevalence_method: square_root}"),
      file("new.yaml", "changes: {indicators: {NEW1: {like: AF006, values_of: AF008, points: 5}}}"),
      file("base.yaml", "changes: {protection_base_year: none}"),
      file("fewer.yaml", "changes: {practices: {exclude: [Z10064, Z10030]}}"),
    };
    Object[] onSpark = new Object[files.length + 2];
    System.arraycopy(files, 0, onSpark, 0, files.length);
    onSpark[files.length] = "--engine";
    onSpark[files.length + 1] = "spark";

    JsonNode local = json(files);

    assertThat(json(onSpark)).isEqualTo(local);
    assertThat(local.path("what_if_scenarios")).hasSize(8 + 26);
    for (JsonNode scenario : local.path("what_if_scenarios")) {
      assertThat(scenario.path("practices").asInt()).isEqualTo(53);
      assertThat(
              scenario.path("winners").asInt()
                  + scenario.path("losers").asInt()
                  + scenario.path("unchanged").asInt()
                  + scenario.path("left_out").asInt())
          .isEqualTo(53);
    }
  }

  @Test
  void groupsOfEveryDimensionAddUpToTheNation() throws IOException {
    StringBuilder deciles = new StringBuilder("practice,decile\r\n");
    for (int i = 1; i <= 40; i++) {
      deciles.append("Z100%02d,%d\r\n".formatted(i, 1 + i % 10));
    }
    JsonNode answer =
        json(
            "jobs/scenarios/prevalence-off.yaml",
            "--deprivation",
            file("deprivation.csv", deciles.toString()),
            "--bands",
            "5000,10000");

    BigDecimal change = answer.path("what_if_scenarios").get(0).path("change_gbp").decimalValue();
    assertThat(change).isNotZero();
    for (String dimension : List.of("list_size", "region", "icb", "deprivation")) {
      BigDecimal sum = BigDecimal.ZERO;
      List<String> codes = new ArrayList<>();
      for (JsonNode group : answer.path("what_if_groups")) {
        if (group.path("dimension").asText().equals(dimension)) {
          sum = sum.add(group.path("change_gbp").decimalValue());
          codes.add(group.path("group_code").asText());
        }
      }
      assertThat(sum).as(dimension).isEqualByComparingTo(change);
      if (dimension.equals("list_size")) {
        assertThat(codes).containsExactly("1", "2", "3");
      } else if (dimension.equals("deprivation")) {
        assertThat(codes)
            .containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "NONE");
      }
    }
  }

  @Test
  void theFolderHoldsDescribedTablesAndChartsForOwnerAndGroupAlone() throws IOException {
    Path out = room.resolve("out");
    Qof.Answer answer =
        ask(
            "jobs/scenarios/upper-90.yaml",
            "jobs/scenarios/upper-threshold-sweep.yaml",
            "--out",
            out,
            "--lines",
            "upper-90",
            "--details",
            "upper-90");

    assertThat(answer.exitCode()).as(answer.err()).isZero();
    assertThat(answer.out())
        .contains("53 practices paid: £6,082,101.59 of total achievement, each to the penny")
        .contains("upper-threshold-sweep=77")
        .contains("HYP008 thresholds 40–77 → 40–90 %")
        .contains("Largest losses");
    Path folder = out.resolve("what-if_2023-24");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .endsWith("---");
    assertThat(Files.readString(folder.resolve("curve_upper-threshold-sweep.svg")))
        .contains("HYP008 upper threshold")
        .contains("<title");
    assertThat(folder.resolve("distribution_upper-90.svg")).exists();
    assertThat(Files.readAllLines(folder.resolve("what_if_scenarios.csv"))).hasSize(1 + 27);
    JsonNode described =
        new ObjectMapper()
            .readTree(folder.resolve("what_if_lines_upper-90.csv-metadata.json").toFile());
    assertThat(described.path("url").asText()).isEqualTo("what_if_lines_upper-90.csv");
    assertThat(described.path("tableSchema").path("columns"))
        .hasSize(WhatIfFiles.LINES.fields().size());
    assertThat(Files.readAllLines(folder.resolve("what_if_lines_upper-90.csv")))
        .hasSize(1 + 53 * 76);
  }

  @Test
  void aCentileOfTheYearBeforeFollowsTheIndicatorBack() throws IOException {
    JsonNode answer =
        json(
            file(
                "before.yaml",
                "changes: {indicators: {AF006: {upper_threshold: centile 75 of 2022-23}}}"));

    assertThat(answer.path("what_if_scenarios").get(0).path("changes").asText())
        .contains("AF006: centile 75 of")
        .contains("practices in 2022-23 is");
  }

  @Test
  void aNotebookAsksInAFewLines() {
    try (Engine engine = new LocalEngine(1);
        WhatIf whatIf =
            WhatIf.over(
                lake.toString(), null, FinancialYear.of("2023-24"), engine, Progress.SILENT)) {
      WhatIfAnswer first = whatIf.ask("a", "changes: {point_value_gbp: 426.86}");
      WhatIfAnswer second =
          whatIf.ask(
              "b", "changes: {indicators: {N1: {like: AF006, values_of: AF006, points: 1}}}");

      Outcome doubled = first.outcome("a");
      assertThat(doubled.england().winners()).isEqualTo(53);
      assertThat(doubled.largestGains(20))
          .hasSize(20)
          .isSortedAccordingTo((x, y) -> y.changeGbp().compareTo(x.changeGbp()));
      assertThat(first.lines("a").rows()).isEqualTo(53 * 76);
      assertThat(second.outcomes().get(0).practices())
          .extracting(PracticeChange::changeGbp)
          .allMatch(change -> change.signum() >= 0)
          .anyMatch(change -> change.signum() > 0);
    }
  }

  @Test
  void whatIsWrongIsSaidWithItsPlaceAndWhatToDo() throws IOException {
    Qof.Answer scenario =
        ask(file("bad.yaml", "changes:\n  indicators:\n    HYP088: {points: 1}\n"));
    assertThat(scenario.exitCode()).isEqualTo(2);
    assertThat(scenario.err())
        .contains("bad.yaml, line 3, changes.indicators.HYP088: there is no indicator HYP088 in")
        .contains("Did you mean 'HYP008'?")
        .contains("jobs/scenarios/README.md lists every key");

    Qof.Answer below =
        ask(
            file(
                "below.yaml",
                "changes:\n  indicators:\n    HYP008: {lower_threshold: -45}\n    HYP009: {points: -10}\n"));
    assertThat(below.exitCode()).isEqualTo(2);
    assertThat(below.err())
        .contains("below.yaml, line 3, changes.indicators.HYP008: thresholds of -5 and")
        .contains("below.yaml, line 4, changes.indicators.HYP009.points: leaves -5 points");
    Qof.Answer twice = ask(file("twice.yaml", NOTHING + "\n---\nchanges: {point_value_gbp: 1}\n"));
    assertThat(twice.exitCode()).isEqualTo(2);
    assertThat(twice.err()).contains("twice.yaml").contains("a second document begins");

    assertThat(ask(room.resolve("none.yaml")))
        .satisfies(answer -> assertThat(answer.exitCode()).isEqualTo(2))
        .satisfies(answer -> assertThat(answer.err()).contains("There is no such file."));

    Path nothing = file("nothing.yaml", NOTHING);
    assertThat(Qof.run("what-if", nothing, "--base", "2019-20", "--lake", lake).err())
        .contains("2019-20")
        .contains("What to do:");
    assertThat(ask(nothing, "--lines", "nothing").err()).contains("--lines needs a folder");
    assertThat(ask(nothing, "--details", "nothink").err()).contains("Did you mean 'nothing'?");
    assertThat(ask(nothing, "--bands", "9,5").err()).contains("'9,5' are not bounds");
    assertThat(ask(nothing, "--engine", "abacus").err()).contains("'abacus' is not a value");
    assertThat(ask(nothing, "--out", room.resolve("published/2023-24/1/statistics/x")).err())
        .contains("is in a tree of statistics");
    assertThat(
            ask(
                    nothing,
                    "--deprivation",
                    file("wrong.csv", "practice,decile\nZ10001,11\nZ10002,3\nZ10002,4\nZ10003\n"))
                .err())
        .contains("wrong.csv cannot be used: 3 problems.")
        .contains("Line 2: '11' is not a decile. Write a whole number from 1 to 10.")
        .contains("Line 4: Z10002 stands in line 3 already.")
        .contains("Line 5: expected two columns, practice and decile; found 1.");
  }
}
