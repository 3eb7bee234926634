package org.openqof.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.testing.Qof;
import org.openqof.testing.Slow;

/**
 * A nation of eight practices: too few to judge its figures, and no reason to pay one of them ten
 * times too much, or to lose its statistics. Through the front door.
 */
@Slow
class SmallNationsTest {
  private static final String BEFORE = "2022-23";
  private static final String YEAR = "2023-24";

  @TempDir static Path room = Path.of("");

  @BeforeAll
  static void aLakeWithTheYearBefore() {
    generate(8, "eight");
    Qof.Answer before = run(room.resolve("eight").resolve(BEFORE), "before");
    assertThat(before.exitCode()).as(before.out() + before.err()).isZero();
  }

  private static void generate(int practices, String name) {
    Qof.Answer generated =
        Qof.run(
            "generate",
            "--practices",
            practices,
            "--years",
            BEFORE + ".." + YEAR,
            "--contracts",
            "--seed",
            11,
            "--out",
            room.resolve(name));
    assertThat(generated.exitCode()).as(generated.err()).isZero();
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

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }

  private static String lakeOf(String name) throws IOException {
    copy(room.resolve("before"), room.resolve(name));
    return name;
  }

  /** The year's extracts of a nation with some files changed. */
  private static Path with(
      String nation, String name, Map<String, UnaryOperator<List<String>>> changes)
      throws IOException {
    Path to = room.resolve(name);
    copy(room.resolve(nation).resolve(YEAR), to);
    for (Map.Entry<String, UnaryOperator<List<String>>> change : changes.entrySet()) {
      Path file = to.resolve("payment").resolve(change.getKey());
      Files.write(file, change.getValue().apply(Files.readAllLines(file)));
    }
    return to;
  }

  private static UnaryOperator<List<String>> eachLine(UnaryOperator<String> line) {
    return lines -> lines.stream().map(line).toList();
  }

  private static Qof.Answer assertStopped(Path extracts, String lake) {
    Qof.Answer answer = run(extracts, lake);
    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isEqualTo(3);
    assertThat(answer.out()).contains("GATE CLOSED", "nothing of 2023-24 is paid or published");
    assertThat(room.resolve(lake + "-published").resolve(YEAR)).doesNotExist();
    return answer;
  }

  /** ATTACKS 3, with last year in the lake and in a first year, of eight and of forty practices. */
  @Test
  void aListWithADigitTooManyIsStopped() throws IOException {
    generate(40, "forty");
    Map<String, UnaryOperator<List<String>>> digit =
        Map.of(
            "CONTRACTOR_REGISTERED_POPULATION_2324.csv",
            eachLine(line -> line.matches("Z10004,20240101,\\d{4,5}") ? line + "0" : line));
    Path ofEight = with("eight", "list8", digit);
    for (String lake : List.of(lakeOf("ofList"), "ofListFirst")) {
      assertThat(assertStopped(ofEight, lake).out())
          .contains("practice_list_Z10004", "all else contradicts it, least ");
    }
    assertThat(assertStopped(with("forty", "list40", digit), "ofListForty").out())
        .contains("practice_list_Z10004", "least its list by age");
  }

  /** Everything else that multiplies money, each of another practice, in one night. */
  @Test
  void registersCorrectionsAndPartsOfYearsAreStoppedOneByOne() throws IOException {
    Path all =
        with(
            "eight",
            "others",
            Map.of(
                "INDICATOR_VALUES_2324.csv",
                eachLine(
                    line ->
                        line.contains(",Z10001,")
                            ? line.replaceFirst("(Diabetes Mellitus Register,\\d+),", "$10,")
                            : line),
                "ADJUSTMENTS_2324.csv",
                lines -> {
                  List<String> more = new ArrayList<>(lines);
                  more.add("QOF2324,Z10002,,dispute,,900000.00,settled,R. Jones,20/05/2024");
                  more.add("QOF2324,Z10004,,dispute,3500,,settled,R. Jones,20/05/2024");
                  return more;
                },
                "FINAL_PRACTICE_LIST_2324.csv",
                eachLine(
                    line ->
                        line.contains(",Z10005,")
                            ? line.replaceFirst("20230401,20240331", "20240101,20240331")
                            : line)));
    Qof.Answer answer = assertStopped(all, lakeOf("ofOthers"));
    assertThat(answer.out())
        .containsPattern("practice_register_Z10001_DM .* its register of last year")
        .containsPattern("practice_correction_Z10002 .* about £900,000")
        .containsPattern("practice_correction_Z10004 .* 3 corrections together; about £")
        .containsPattern("practice_duration_Z10005 .* the practice reference has it open");
  }

  /** What was expected decides: the statistics of eight that are gone are not "only noted". */
  @Test
  void statisticsThatAreGoneAreStopped() throws IOException {
    Path lists = with("eight", "statistics", Map.of());
    Files.copy(
        room.resolve("eight").resolve(BEFORE).resolve("payment/GP_PATIENT_LIST_2223.csv"),
        lists.resolve("payment/GP_PATIENT_LIST_2324.csv"),
        StandardCopyOption.REPLACE_EXISTING);
    assertThat(assertStopped(lists, lakeOf("ofStatistics")).out())
        .containsPattern("practices_in_statistics +0 +\\d ");
  }

  /** 2021-22 protects the income of whoever agreed a plan, and counts silence as agreement. */
  @Test
  void whoeverIsInNoListOfAgreedPlansIsCountedInWords() throws IOException {
    Qof.Answer generated =
        Qof.run(
            "generate",
            "--practices",
            8,
            "--years",
            "2021-22",
            "--contracts",
            "--seed",
            11,
            "--out",
            room.resolve("plans"));
    assertThat(generated.exitCode()).isZero();
    Qof.Answer whole = run(room.resolve("plans"), "plans-whole");
    assertThat(whole.out()).doesNotContain("AGREED_PLANS names none of");
    Path plans = room.resolve("plans/2021-22/payment/AGREED_PLANS_2122.csv");
    Files.writeString(
        plans, Files.readString(plans).replaceAll("(?m)^(QOF2122,Z\\w+),Y,", "$1,N,"));
    assertThat(run(room.resolve("plans"), "plans-refused").out())
        .containsPattern(
            "AGREED_PLANS: no agreed plan for \\d of 8 practices, which are paid no protected points; the largest: Z\\d+ \\([\\d,]+ patients\\)");
    Files.delete(plans);
    Qof.Answer without = run(room.resolve("plans"), "plans-none");
    assertThat(without.out())
        .as(without.err())
        .contains(
            "AGREED_PLANS names none of 8 practices: whoever it does not name counts as agreed");
  }
}
