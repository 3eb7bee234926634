package org.openqof.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.domain.FinancialYear;
import org.openqof.engine.local.LocalEngine;
import org.openqof.run.NationalRun;
import org.openqof.run.report.RunReport;
import org.openqof.settings.JobFile;
import org.openqof.settings.Place;
import org.openqof.settings.Progress;
import org.openqof.settings.RunSettings;
import org.openqof.store.Lake;
import org.openqof.store.VersionLog;
import org.openqof.store.VersionState.State;
import org.openqof.tables.GateJudgements;
import org.openqof.testing.LakeRows;
import org.openqof.testing.Qof;
import org.openqof.testing.Slow;
import org.openqof.testing.SparkForTests;

/**
 * The incidents of 2014, 2015 and 2017 on a generated nation, through the front door: each is held,
 * its cause named first, and its pounds are those of an independent calculation. The honest nation
 * that they are made from is paid.
 */
@Slow
class IncidentReplayTest {
  private static final String BEFORE = "2022-23";
  private static final String YEAR = "2023-24";
  private static final int PRACTICES = 150;
  private static final String TARGETS = "target_population_factor:\n  value: on";

  @TempDir static Path room = Path.of("");

  @BeforeAll
  static void theYearBefore() {
    for (String incident : List.of("none", "2014", "2015", "2017")) {
      List<Object> arguments =
          new ArrayList<>(
              List.of(
                  "generate",
                  "--practices",
                  PRACTICES,
                  "--years",
                  BEFORE + ".." + YEAR,
                  "--seed",
                  7,
                  "--suppliers",
                  "--out",
                  room.resolve(incident)));
      if (!incident.equals("none")) {
        arguments.addAll(List.of("--incident", incident));
      }
      Qof.Answer generated = Qof.run(arguments.toArray());
      assertThat(generated.exitCode()).as(generated.err()).isZero();
    }
    Qof.Answer before = run("none", BEFORE, "before");
    assertThat(before.exitCode()).as(before.out() + before.err()).isZero();
  }

  /** Runs one year of an extract on a lake that lies in the room. */
  private static Qof.Answer run(String extracts, String year, String lake, Object... more) {
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                "run",
                "--extracts",
                room.resolve(extracts).resolve(year),
                "--lake",
                room.resolve(lake),
                "--published",
                room.resolve(lake + "-published")));
    arguments.addAll(List.of(more));
    return Qof.run(arguments.toArray());
  }

  /** A lake of its own that holds the year before. */
  private static String lakeOf(String name) throws IOException {
    Path from = room.resolve("before");
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, room.resolve(name).resolve(from.relativize(file)));
      }
    }
    return name;
  }

  private static JsonNode held(String lake) {
    try {
      return new ObjectMapper()
          .readTree(Files.readString(room.resolve(lake).resolve("held/2023-24/1/gate.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Qof.Answer accept(String lake, String figure, String values) {
    return Qof.run(
        "gate",
        "accept",
        "--year",
        YEAR,
        "--figure",
        figure,
        "--values",
        values,
        "--by",
        "A. Smith",
        "--reason",
        "looked at, and right",
        "--until",
        LocalDate.now(ZoneOffset.UTC).plusDays(2),
        "--lake",
        room.resolve(lake));
  }

  private static VersionLog log(String lake) {
    return new VersionLog(new Lake(Place.uri(room.resolve(lake).toString())));
  }

  private static void assertHeld(Qof.Answer answer, String lake) {
    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isEqualTo(3);
    assertThat(answer.out()).contains("GATE CLOSED", "nothing of 2023-24 is paid or published");
    OneStory.in(answer.out());
    assertThat(room.resolve(lake + "-published").resolve(YEAR)).doesNotExist();
    assertThat(log(lake).states(FinancialYear.of(YEAR)))
        .extracting(state -> state.state())
        .containsExactly(State.INGESTED);
  }

  private static void cutOff(Path file) {
    try {
      String whole = Files.readString(file);
      Files.writeString(file, whole.substring(0, whole.length() / 2));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets everything through that is held, and runs again, which reads no extract again. */
  private static Qof.Answer letThrough(String extracts, String lake, Object... more) {
    JsonNode before = held(lake);
    Qof.Answer accepted = accept(lake, "all", before.path("values").asText());
    assertThat(accepted.exitCode()).as(accepted.err()).isZero();
    // What was written about the year is damaged meanwhile: the run says it again, and goes on.
    Path told = room.resolve(lake).resolve("held/2023-24/1/gate.json");
    cutOff(told);
    Qof.Answer again = run(extracts, YEAR, lake, more);
    assertThat(again.exitCode()).as(again.out() + again.err()).isZero();
    assertThat(held(lake).path("values")).isEqualTo(before.path("values"));
    assertThat(held(lake).path("figures")).isEqualTo(before.path("figures"));
    assertThat(again.err()).contains("reading frozen values").doesNotContain("freezing values");
    return again;
  }

  private static void assertPounds(JsonNode cause, IndependentStake stake) {
    JsonNode stated = cause.path("stake");
    assertThat(stated.path("moved_gbp").decimalValue()).isEqualByComparingTo(stake.moved());
    assertThat(stated.path("net_gbp").decimalValue()).isEqualByComparingTo(stake.net());
    assertThat(stated.path("practices").asInt()).isEqualTo(stake.practices());
    assertThat(stated.path("most_practice").asText()).isEqualTo(stake.mostPractice());
    assertThat(stated.path("most_gbp").decimalValue()).isEqualByComparingTo(stake.most());
    assertThat(stake.moved()).isGreaterThan(new BigDecimal(10_000));
  }

  @Test
  void theHonestYearIsPaid() throws IOException {
    String lake = lakeOf("honest");
    Qof.Answer answer = run("none", YEAR, lake);
    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isZero();
    assertThat(answer.out()).contains("gate          open: ");
    List<Map<String, String>> judged =
        new LakeRows(room.resolve(lake)).of(GateJudgements.TABLE, YEAR, 1);
    assertThat(judged).hasSizeGreaterThan(60);
    assertThat(judged).extracting(row -> row.get("verdict")).containsOnly("within", "not_compared");
    assertThat(judged)
        .filteredOn(row -> "not_compared".equals(row.get("verdict")))
        .as("the depression register of 2023-24 is compared with no other year")
        .extracting(row -> row.get("group_code"))
        .contains("DEP");
  }

  @Test
  void theListsOfAWrongJanuaryAreHeld2014() throws IOException {
    Path rulebook = room.resolve("computed");
    overlay(rulebook, "paying_average:\n  value: published", "paying_average:\n  value: computed");
    String lake = lakeOf("of2014");
    assertHeld(run("2014", YEAR, lake, "--rulebook", rulebook), lake);
    JsonNode cause = held(lake).path("causes").path(0);
    assertThat(cause.path("cause").asText()).isEqualTo("lists of a wrong date");
    assertThat(cause.path("evidence").toString())
        .contains("have on 2023-01-01 exactly the list that they have on 2024-01-01");
    letThrough("2014", lake, "--rulebook", rulebook);
    assertPounds(cause, IndependentStake.ofFrozenLists(room.resolve(lake), BEFORE, YEAR));
  }

  @Test
  void theAverageOfAnotherYearInARulebookIsHeld() throws IOException {
    Path rulebook = room.resolve("next-years");
    overlay(rulebook, "average_list_size:\n  value: 9639", "average_list_size:\n  value: 9964");
    String lake = lakeOf("ofAnotherYear");
    assertHeld(run("none", YEAR, lake, "--rulebook", rulebook), lake);
    JsonNode cause = held(lake).path("causes").path(0);
    assertThat(cause.path("cause").asText()).isEqualTo("average list size of 2024-25");
    assertThat(cause.path("stake").path("net_gbp").decimalValue()).isNegative();
  }

  @Test
  void aYearWhoseListsAreOfAnotherDateIsHeldThoughNobodyIsCounted() throws IOException {
    changed(
        "lateLists",
        "CONTRACTOR_REGISTERED_POPULATION",
        line -> line.replace(",20240101,", ",20240501,"));
    String lake = lakeOf("ofLateLists");
    assertHeld(run("lateLists", YEAR, lake), lake);
    JsonNode cause = held(lake).path("causes").path(0);
    assertThat(cause.path("cause").asText()).isEqualTo("lists of a wrong date, or none");
    assertThat(cause.path("evidence").path(0).asText())
        .isEqualTo("150 practices have no list of 2024-01-01");
  }

  /** Diabetes in all other practices stays as it was: the figure alone would show nothing. */
  @Test
  void theRegisterThatOneSupplierLeavesOutIsHeldAndTheSupplierNamedFirst() throws IOException {
    Set<String> affected = Set.copyOf(suppliedBy("none", "Northlight"));
    changed(
        "noDiabetes",
        "INDICATOR_VALUES",
        line -> {
          String[] cells = line.split(",", 6);
          return cells[4].startsWith("DM0") && affected.contains(cells[2]) ? "" : line;
        });
    String lake = lakeOf("ofNoDiabetes");
    assertHeld(run("noDiabetes", YEAR, lake), lake);
    JsonNode gate = held(lake);
    assertThat(gate.path("figures"))
        .singleElement()
        .satisfies(
            figure -> {
              assertThat(figure.path("name").asText()).isEqualTo("DM");
              assertThat(figure.path("comparison").asText()).isEqualTo("without_register");
            });
    JsonNode cause = gate.path("causes").path(0);
    assertThat(cause.path("name").asText()).isEqualTo("Northlight");
    assertThat(cause.path("explained").decimalValue()).isEqualByComparingTo("1");
    assertThat(cause.path("evidence").toString())
        .contains("of them sent DM last year and not this year");
  }

  /** The honest extract with every line of one file changed, or left out where nothing is left. */
  private static void changed(String extracts, String name, UnaryOperator<String> line)
      throws IOException {
    Path from = room.resolve("none").resolve(YEAR);
    Path to = room.resolve(extracts).resolve(YEAR);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file));
        if (file.getFileName().toString().startsWith(name)) {
          Files.write(
              copy,
              Files.readAllLines(file).stream().map(line).filter(left -> !left.isEmpty()).toList());
        } else if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.createLink(copy, file);
        }
      }
    }
  }

  /** Cervical screening is paid by women of 25 to 64 where a rulebook pays that factor. */
  @Test
  void theWomenWhoAreMissingFromOneSuppliersListsAreHeldWhereTheirShareIsPaidBy()
      throws IOException {
    Set<String> affected = Set.copyOf(suppliedBy("none", "Northlight"));
    changed(
        "women",
        "GP_PATIENT_LIST",
        line -> {
          String[] cells = line.split(",", -1);
          for (int age = 25; age < 65 && affected.contains(cells[0]); age++) {
            int at = cells.length - 120 + age;
            cells[at] = Integer.toString(Integer.parseInt(cells[at]) * 4 / 5);
          }
          return String.join(",", cells);
        });
    Path rulebook = room.resolve("targets");
    overlay(rulebook, "target_population_factor:\n  value: off", TARGETS);
    String lake = lakeOf("ofWomen");
    Qof.Answer answer = run("women", YEAR, lake, "--rulebook", rulebook);
    assertHeld(answer, lake);
    assertThat(answer.out()).contains("25_64_F");
    JsonNode gate = held(lake);
    assertThat(gate.path("figures"))
        .extracting(figure -> figure.path("figure").asText())
        .containsOnly("target_population_share");
    assertThat(gate.path("figures"))
        .extracting(figure -> figure.path("comparison").asText())
        .contains("supplier");
    JsonNode cause = gate.path("causes").path(0);
    assertThat(cause.path("kind").asText()).isEqualTo("supplier");
    assertThat(cause.path("name").asText()).isEqualTo("Northlight");
    assertThat(cause.path("evidence").toString()).contains("moves 25_64_F by −");

    letThrough("women", lake, "--rulebook", rulebook);
    assertPounds(
        cause, IndependentStake.withoutPractices(room.resolve(lake), BEFORE, YEAR, affected));
    List<Map<String, String>> judged =
        new LakeRows(room.resolve(lake)).of(GateJudgements.TABLE, YEAR, 1);
    assertThat(judged)
        .filteredOn(row -> "25_64_F".equals(row.get("group_code")))
        .filteredOn(row -> "target_population_share".equals(row.get("figure")))
        .extracting(row -> row.get("comparison"))
        .containsExactlyInAnyOrder("last_year", "practice", "supplier");
    // Next night the lists are whole: now it is the last run that the share is alongside.
    Qof.Answer mended = run("none", YEAR, lake, "--rulebook", rulebook);
    assertThat(mended.exitCode()).isEqualTo(3);
    assertThat(mended.out()).containsPattern("25_64_F .* last run: version 1");
  }

  private static void overlay(Path folder, String from, String to) throws IOException {
    String shipped = Files.readString(Path.of("src/main/resources/rulebook/2023-24/payment.yaml"));
    assertThat(shipped).contains(from);
    Files.createDirectories(folder.resolve(YEAR));
    Files.writeString(folder.resolve(YEAR).resolve("payment.yaml"), shipped.replace(from, to));
  }

  @Test
  void theMissingLastDayOfOneSupplierIsHeldOnBothEngines2015() throws IOException {
    SparkForTests.session();
    String lake = lakeOf("of2015");
    Qof.Answer local = run("2015", YEAR, lake);
    assertHeld(local, lake);
    JsonNode gate = held(lake);
    JsonNode cause = gate.path("causes").path(0);
    assertThat(cause.path("kind").asText()).isEqualTo("supplier");
    assertThat(cause.path("name").asText()).isEqualTo("Northlight");
    assertThat(cause.path("evidence").toString())
        .contains(
            "moves HYP by −",
            "of them sent last for 2024-03-30",
            "one of 3 suppliers against the rest: what Northlight moves, the others together move the other way");

    String sparkLake = lakeOf("of2015spark");
    Qof.Answer spark = run("2015", YEAR, sparkLake, "--engine", "spark");
    assertHeld(spark, sparkLake);
    assertThat(held(sparkLake).path("values")).isEqualTo(gate.path("values"));
    assertThat(held(sparkLake).path("figures")).isEqualTo(gate.path("figures"));
    assertThat(held(sparkLake).path("causes")).isEqualTo(gate.path("causes"));

    Qof.Answer again = letThrough("2015", lake);
    assertThat(again.out()).contains("let through", "by A. Smith until", "looked at, and right");
    assertThat(Files.readString(room.resolve(lake + "-published/2023-24/1/manifest.json")))
        .contains("accepted by A. Smith until");
    letThrough("2015", sparkLake, "--engine", "spark");
    assertThat(new LakeRows(room.resolve(sparkLake)).digests(YEAR))
        .isEqualTo(new LakeRows(room.resolve(lake)).digests(YEAR))
        .containsKey("gate_judgements");
    assertPounds(
        cause,
        IndependentStake.withoutPractices(
            room.resolve(lake), BEFORE, YEAR, suppliedBy("2015", "Northlight")));
    page(lake);
  }

  /** The page opens without a network, shows the cause, and is closed to others. */
  private static void page(String lake) throws IOException {
    Path folder = room.resolve(lake).resolve("held/2023-24/1");
    String page = Files.readString(folder.resolve("gate.html"));
    assertThat(page)
        .contains("supplier Northlight", "./qof gate accept --year 2023-24", "default-src 'none'")
        .doesNotContain("<script", "http://", "https://");
    assertThat(Files.readString(folder.resolve("gate.csv")))
        .startsWith("figure,group_code,comparison,");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .endsWith("---");
  }

  private static List<String> suppliedBy(String extracts, String supplier) throws IOException {
    Path file = room.resolve(extracts).resolve(YEAR + "/payment/PRACTICE_SUPPLIERS_2324.csv");
    return Files.readAllLines(file).stream()
        .filter(line -> line.endsWith("," + supplier))
        .map(line -> line.substring(0, line.indexOf(',')))
        .toList();
  }

  @Test
  void oneMisreportedSplitIsHeldAndAnAcceptanceCountsForItsVeryValues2017() throws IOException {
    String lake = lakeOf("of2017");
    Qof.Answer answer = run("2017", YEAR, lake);
    assertHeld(answer, lake);
    JsonNode gate = held(lake);
    JsonNode cause = gate.path("causes").path(0);
    assertThat(cause.path("kind").asText()).as(answer.out()).isEqualTo("practice");
    String split = misreported();
    assertThat(cause.path("name").asText()).isEqualTo(split);
    assertThat(answer.out().indexOf("1. practice " + split)).isPositive();

    Qof.Answer wrong = accept(lake, "all", "0123456789ab");
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err()).contains("not those that are held", gate.path("values").asText());
    acceptNobody(lake, gate.path("values").asText());
    Qof.Answer unknown = accept(lake, "CAN,ZZ", gate.path("values").asText());
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains("'ZZ' is not a figure that is held");
    Qof.Answer part = accept(lake, "CAN", gate.path("values").asText());
    assertThat(part.exitCode()).as(part.err()).isZero();
    assertHeld(run("2017", YEAR, lake), lake);

    Lake of = new Lake(Place.uri(room.resolve(lake).toString()));
    List<GateAcceptance> stale = new ArrayList<>();
    for (JsonNode figure : gate.path("figures")) {
      String value = figure.path("exact_value").asText();
      LocalDate today = LocalDate.now(ZoneOffset.UTC);
      stale.add(acceptance(figure, value, today.minusDays(1)));
      stale.add(acceptance(figure, value + "1", today.plusDays(9)));
    }
    GateAcceptance.record(of, FinancialYear.of(YEAR), 1, stale, "of-other-days-and-values");
    assertHeld(run("2017", YEAR, lake), lake);
    assertThat(Qof.run("gate", "show", "--lake", room.resolve(lake)).out())
        .contains("1. practice " + split, "(expired)");

    whatEndedBeforeThePublicationDoesNotPublish(lake, split);
    assertThat(Qof.run("gate", "show", "--lake", room.resolve(lake)).out())
        .startsWith("no year is held");
    assertPounds(
        cause, IndependentStake.withoutPractices(room.resolve(lake), BEFORE, YEAR, List.of(split)));
    Qof.Answer nowhere = Qof.run("gate", "show", "--lake", room.resolve("mistyped"));
    assertThat(nowhere.exitCode()).isEqualTo(2);
    assertThat(nowhere.err()).contains("There is no lake in ", "lake.json", "--lake");
  }

  /** The line of the gate pasted as it was printed, or with half of it filled in. */
  private static void acceptNobody(String lake, String values) {
    String shown = Qof.run("gate", "show", "--lake", room.resolve(lake)).out();
    assertThat(shown)
        .contains(" --values " + values + " --by NAME --reason WHY --until ")
        .contains(" --lake " + new Lake(Place.uri(room.resolve(lake).toString())).root());
    for (String[] who : new String[][] {{"NAME", "WHY"}, {"A. Smith", "WHY"}, {"NAME", "right"}}) {
      Qof.Answer pasted =
          Qof.run(
              "gate",
              "accept",
              "--year",
              YEAR,
              "--figure",
              "all",
              "--values",
              values,
              "--by",
              who[0],
              "--reason",
              who[1],
              "--until",
              LocalDate.now(ZoneOffset.UTC).plusDays(2),
              "--lake",
              room.resolve(lake));
      assertThat(pasted.exitCode()).isEqualTo(2);
      assertThat(pasted.err()).contains("The acceptance is not complete", "who, why and until");
    }
  }

  /** Results are made while B. Jones's acceptances count; on the day after they are published. */
  private static void whatEndedBeforeThePublicationDoesNotPublish(String lake, String split)
      throws IOException {
    Instant now = Instant.now();
    assertThat(job("jobs/recalculate.yaml", lake, now.minus(1, ChronoUnit.DAYS)).exitCode())
        .isZero();

    assertThat(publishing("plan", lake).out())
        .contains("what let version 1 through the national gate has ended");
    Qof.Answer closed = publishing("run", lake);
    assertThat(closed.exitCode()).as(closed.out() + closed.err()).isEqualTo(3);
    LocalDate yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1);
    assertThat(closed.out())
        .contains(
            "GATE CLOSED    version 1 of 2023-24 is made and is not published: what let it through"
                + " has ended (",
            " by B. Jones until " + yesterday + ")",
            "1. practice " + split,
            "./qof gate accept --year 2023-24 --figure all --values "
                + held(lake).path("values").asText(),
            "page: ")
        .doesNotContain("nothing of 2023-24 is paid", "A. Smith until");
    assertThat(room.resolve(lake + "-published").resolve(YEAR)).doesNotExist();
    assertThat(Qof.run("gate", "show", "--lake", room.resolve(lake)).out())
        .contains("version 1 of 2023-24 is made and is not published", "1. practice " + split);
    assertThat(Qof.run("status", "--lake", room.resolve(lake)).out()).contains("HELD by a check");
    assertThat(accept(lake, "all", "0123456789ab").err()).contains("not those that are held");

    Qof.Answer anew = accept(lake, "all", held(lake).path("values").asText());
    assertThat(anew.out()).as(anew.err()).contains("the next run publishes it");
    assertThat(publishing("run", lake).exitCode()).isZero();
    assertThat(Files.readString(room.resolve(lake + "-published/2023-24/1/manifest.json")))
        .contains("accepted by A. Smith until")
        .doesNotContain("B. Jones");

    Path latest = room.resolve(lake + "-published/2023-24/latest.json");
    Files.delete(latest);
    assertThat(job("jobs/publish.yaml", lake, now.plus(9, ChronoUnit.DAYS)).exitCode())
        .as("what was published once is only put back")
        .isZero();
    assertThat(latest).exists();
  }

  private static Qof.Answer publishing(String command, String lake) {
    return Qof.run(
        command,
        "jobs/publish.yaml",
        "--years",
        YEAR,
        "--lake",
        room.resolve(lake),
        "--published",
        room.resolve(lake + "-published"));
  }

  /** Runs a job on one year of a lake by another clock. */
  private static RunReport job(String file, String lake, Instant clock) {
    RunSettings settings =
        RunSettings.of(JobFile.read(Path.of(file)), "development", name -> name)
            .withYears(YEAR)
            .withLake(room.resolve(lake).toString())
            .withPublished(room.resolve(lake + "-published").toString());
    return new NationalRun(settings, (given, spark) -> new LocalEngine(), Progress.SILENT)
        .by(InstantSource.fixed(clock))
        .run();
  }

  private static GateAcceptance acceptance(JsonNode figure, String value, LocalDate until) {
    return new GateAcceptance(
        figure.path("figure").asText(),
        figure.path("group_code").asText(),
        value,
        "2024-01-01T00:00:0" + (until.getDayOfMonth() % 10) + "Z",
        "B. Jones",
        "another matter",
        until);
  }

  /** The practice whose population is half of what it truly is. */
  private static String misreported() throws IOException {
    List<String> honest = populations("none");
    List<String> reported = populations("2017");
    List<String> changed = new ArrayList<>(reported);
    changed.removeAll(honest);
    assertThat(changed).hasSize(1);
    return changed.get(0).substring(0, changed.get(0).indexOf(','));
  }

  private static List<String> populations(String extracts) throws IOException {
    return Files.readAllLines(
        room.resolve(extracts)
            .resolve(YEAR + "/payment/CONTRACTOR_REGISTERED_POPULATION_2324.csv"));
  }
}
