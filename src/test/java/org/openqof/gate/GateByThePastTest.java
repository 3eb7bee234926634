package org.openqof.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.testing.Qof;
import org.openqof.testing.Slow;

/**
 * The gate judges a year by what the nation was, never by what a broken input left of it: through
 * the front door, on a generated nation of 120 practices.
 */
@Slow
class GateByThePastTest {
  private static final String BEFORE = "2022-23";
  private static final String YEAR = "2023-24";
  private static final String LIST = "FINAL_PRACTICE_LIST_2324.csv";

  @TempDir static Path room = Path.of("");

  @BeforeAll
  static void aLakeWithTheYearBefore() {
    Qof.Answer generated =
        Qof.run(
            "generate",
            "--practices",
            120,
            "--years",
            BEFORE + ".." + YEAR,
            "--contracts",
            "--seed",
            11,
            "--out",
            room.resolve("good"));
    assertThat(generated.exitCode()).as(generated.err()).isZero();
    Qof.Answer before = run(room.resolve("good").resolve(BEFORE), "before");
    assertThat(before.exitCode()).as(before.out() + before.err()).isZero();
    assertThat(before.out())
        .as("a first year says in its first line what it could not be judged by")
        .containsPattern(
            "(?m)^"
                + BEFORE
                + "  version 1.*, not judged by 2021-22, for which the lake has no results, nor by"
                + " an earlier version$");
  }

  private static Qof.Answer run(Path extracts, String lake) {
    return Qof.run(
        "run",
        "--extracts",
        extracts,
        "--lake",
        room.resolve(lake),
        "--published",
        room.resolve(lake + "-published"));
  }

  /** The good year's extracts with one file changed, null for left out; all others as they are. */
  private static Path with(String name, String file, UnaryOperator<List<String>> change)
      throws IOException {
    Path from = room.resolve("good").resolve(YEAR);
    Path to = room.resolve(name);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path each : files.toList()) {
        Path copy = to.resolve(from.relativize(each));
        if (Files.isDirectory(each)) {
          Files.createDirectories(copy);
        } else if (each.getFileName().toString().equals(file)) {
          Files.write(copy, change.apply(Files.readAllLines(each)));
        } else {
          Files.createLink(copy, each);
        }
      }
    }
    return to;
  }

  private static String lakeOf(String name) throws IOException {
    Path from = room.resolve("before");
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, room.resolve(name).resolve(from.relativize(file)));
      }
    }
    return name;
  }

  private static Qof.Answer assertStopped(Path extracts, String lake) {
    Qof.Answer answer = run(extracts, lake);
    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isEqualTo(3);
    assertThat(answer.out())
        .contains("GATE CLOSED", "nothing of 2023-24 is paid or published")
        .containsPattern("done: .*: \\d published, 1 HELD \\(2023-24\\)\n$");
    assertThat(room.resolve(lake + "-published").resolve(YEAR)).doesNotExist();
    return answer;
  }

  private static UnaryOperator<List<String>> eachLine(UnaryOperator<String> line) {
    return lines -> lines.stream().map(line).toList();
  }

  /** Only the heading is left of the list, or every row is refused: A1 and A2. */
  @Test
  void aPracticeListWithNothingInItIsStoppedWithAndWithoutAPast() throws IOException {
    Path empty = with("empty", LIST, lines -> lines.subList(0, 1));
    Qof.Answer answer = assertStopped(empty, lakeOf("ofEmpty"));
    assertThat(answer.out())
        .contains(
            "1. a participation list from which (nearly) nothing was accepted",
            "what to do: ",
            "0 are on the list of participating practices of 2023-24")
        .containsPattern("practices_paid +0 +\\d+ .*practices that sent values")
        .containsPattern("pounds_paid +£0 +£[\\d,]+ .*−100.00 %")
        .doesNotContain(" 2. ");
    assertThat(answer.out().indexOf("what to do"))
        .as("what to do comes first")
        .isLessThan(answer.out().indexOf("most probable causes"));

    Path refused =
        with("refused", LIST, eachLine(line -> line.replaceFirst(",20230401,", ",1.IV.2023,")));
    assertStopped(refused, "noPast");
  }

  /** A version that is current does not give way to one that pays nothing. */
  @Test
  void aGoodVersionStaysCurrentWhenTheNextHasNoPractices() throws IOException {
    String lake = lakeOf("ofTwo");
    Qof.Answer good = run(room.resolve("good").resolve(YEAR), lake);
    assertThat(good.exitCode()).as(good.out() + good.err()).isZero();
    assertThat(good.out()).doesNotContain("not judged by");
    Qof.Answer bad = run(with("emptied", LIST, lines -> lines.subList(0, 1)), lake);
    assertThat(bad.exitCode()).as(bad.out() + bad.err()).isEqualTo(3);
    assertThat(bad.out()).contains("version 1 stays current", "last run: version 1");
    assertThat(Files.readString(room.resolve(lake + "-published/2023-24/latest.json")))
        .contains("\"version\" : 1");

    Qof.Answer others =
        run(with("ofOthers", "GP_PATIENT_LIST_2324.csv", lines -> lines.subList(0, 1)), lake);
    assertThat(others.exitCode()).as(others.out() + others.err()).isEqualTo(3);
    assertThat(others.out())
        .as("the statistics have a gate too")
        .contains(
            "practices_in_statistics",
            "lists of registered patients that are missing, empty or of another date");
  }

  /** B7: last year's lists under this year's name; the statistics have a gate too. */
  @Test
  void lastYearsListsUnderThisYearsNameStopTheStatistics() throws IOException {
    Path lists = room.resolve("good").resolve(BEFORE).resolve("payment/GP_PATIENT_LIST_2223.csv");
    List<String> lastYears = Files.readAllLines(lists);
    assertThat(
            assertStopped(
                    with("lastYears", "GP_PATIENT_LIST_2324.csv", any -> lastYears),
                    lakeOf("ofLastYears"))
                .out())
        .contains("practices_in_statistics", "missing, empty or of another date");
  }

  /** A3: the dates of last year; the rulebook's own year tells. */
  @Test
  void aPracticeListOfLastYearsDatesIsStopped() throws IOException {
    Path dates =
        with(
            "dates",
            LIST,
            eachLine(line -> line.replace("20230401,20240331", "20220401,20230331")));
    assertThat(assertStopped(dates, lakeOf("ofDates")).out())
        .contains(
            "1. a participation list of another year",
            "what to do: ask for the list of participating practices of 2023-24",
            "practices_paid: ",
            "take part in another year than 2023-24");
    assertStopped(dates, "datesWithoutPast");
  }

  /** Last year's lists under this year's dates: each practice has the list that it was paid by. */
  @Test
  void listsOfLastYearUnderThisYearsDatesAreStopped() throws IOException {
    Path lists =
        with(
            "lastYearsLists",
            "CONTRACTOR_REGISTERED_POPULATION_2324.csv",
            lines ->
                read("CONTRACTOR_REGISTERED_POPULATION_2223.csv").stream()
                    .map(line -> line.replace(",2023", ",2024").replace(",2022", ",2023"))
                    .toList());
    assertThat(assertStopped(lists, lakeOf("ofLastYearsLists")).out())
        .contains("lists of a wrong date", "same lists on two dates", "that last year paid by");
  }

  private static List<String> read(String file) {
    try {
      return Files.readAllLines(room.resolve("good").resolve(BEFORE).resolve("payment/" + file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** ATTACKS 4: the more is lost of a nation, the less it must be taken for a small one. */
  @Test
  void aNationThatShrankConsistentlyIsNotTakenForASmallOne() throws IOException {
    Path half = room.resolve("half");
    Path from = room.resolve("good").resolve(YEAR);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path each : files.toList()) {
        Path copy = half.resolve(from.relativize(each));
        if (Files.isDirectory(each)) {
          Files.createDirectories(copy);
        } else {
          Files.write(
              copy,
              Files.readAllLines(each).stream()
                  .filter(line -> !line.matches("(.*,)?Z10\\d\\d[13579],.*"))
                  .toList());
        }
      }
    }
    assertThat(assertStopped(half, lakeOf("ofHalf")).out())
        .containsPattern("practices_paid +\\d\\d +1\\d\\d ")
        .contains("pounds_paid");
  }

  /** ATTACKS 3: a digit too many, in a list, in a register and in a correction. */
  @Test
  void anInputWithADigitTooManyIsStoppedAndNamed() throws IOException {
    Path list =
        with(
            "list",
            "CONTRACTOR_REGISTERED_POPULATION_2324.csv",
            eachLine(line -> line.matches("Z10009,20240101,\\d{4,5}") ? line + "0" : line));
    for (String lake : List.of(lakeOf("ofList"), "listWithoutPast")) {
      assertThat(assertStopped(list, lake).out())
          .contains(
              "practice_list_Z10009",
              "inputs of single practices that all else contradicts",
              "all else contradicts it, least ",
              "Correct a list with CRP_CORRECTIONS");
    }

    Path register =
        with(
            "register",
            "INDICATOR_VALUES_2324.csv",
            eachLine(
                line ->
                    line.contains(",Z10009,") && line.contains("Diabetes Mellitus Register,")
                        ? line.replaceFirst("(Diabetes Mellitus Register,\\d+),", "$10,")
                        : line));
    assertThat(assertStopped(register, lakeOf("ofRegister")).out())
        .contains("practice_register_Z10009_DM");

    Path correction =
        with(
            "correction",
            "ADJUSTMENTS_2324.csv",
            lines ->
                Stream.concat(
                        lines.stream(),
                        Stream.of(
                            "QOF2324,Z10009,,dispute,,900000.00,dispute settled,R."
                                + " Jones,20/05/2024"))
                    .toList());
    assertThat(assertStopped(correction, lakeOf("ofCorrection")).out())
        .contains("practice_correction_Z10009", "1 corrections together; about £900,000");
  }

  /** A contract of three months, and a practice that the reference has open all the time. */
  @Test
  void aPartOfAYearThatThePracticeReferenceContradictsIsStopped() throws IOException {
    Path part =
        with(
            "part",
            LIST,
            eachLine(
                line ->
                    line.contains(",Z10009,")
                        ? line.replaceFirst("20230401,20240331", "20240101,20240331")
                        : line));
    assertThat(assertStopped(part, lakeOf("ofPart")).out())
        .contains("practice_duration_Z10009", "91 of 366 days, and the practice reference has it");
  }

  /** A list of nearly a hundred million patients is named and shown, and nothing overflows. */
  @Test
  void aListWithManyDigitsTooManyIsNamedAndShown() throws IOException {
    Path digits =
        with(
            "digits",
            "CONTRACTOR_REGISTERED_POPULATION_2324.csv",
            eachLine(
                line -> line.startsWith("Z10009,20240101,") ? "Z10009,20240101,99991231" : line));
    assertThat(assertStopped(digits, lakeOf("ofDigits")).out())
        .contains("practice_list_Z10009", "99,991,231");
  }

  /**
   * The framework of 2025-26 is worth 564 points where that of 2024-25 was worth 635: fewer pounds
   * for it are not smaller nation.
   */
  @Test
  void aSmallerFrameworkIsNotTakenForASmallerNation() {
    Path two = room.resolve("frameworks");
    Qof.Answer generated =
        Qof.run(
            "generate",
            "--practices",
            120,
            "--years",
            "2024-25..2025-26",
            "--contracts",
            "--seed",
            11,
            "--out",
            two);
    assertThat(generated.exitCode()).as(generated.err()).isZero();
    Qof.Answer answer = run(two, "of-frameworks");
    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isZero();
  }
}
