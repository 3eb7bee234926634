package org.openqof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.domain.FinancialYear;
import org.openqof.store.Lake;
import org.openqof.tables.Block;
import org.openqof.tables.NationalFigures;
import org.openqof.tables.PaymentLines;
import org.openqof.tables.PracticeFactors;
import org.openqof.testing.Qof;
import org.openqof.testing.Slow;

/** A register that is not a group's, from the extract to the pounds, as a user runs it. */
@Slow
class RegisterOfItsOwnTest {
  private static final FinancialYear YEAR = FinancialYear.of("2023-24");
  private static final String SHIPPED =
      "LVSD,Heart failure due to left ventricular systolic dysfunction,HF,Heart Failure (LVSD)"
          + " Register,HF003;HF006,yes,consistent,nhsd-qof-extract-layout\n";

  @TempDir static Path room = Path.of("");

  private static Lake lake;

  @BeforeAll
  static void aNationThatIsLargeEnoughForTheGate() {
    Qof.Answer generated =
        Qof.run(
            "generate", "--practices", 110, "--years", YEAR, "--seed", 11, "--out", room("nation"));
    assertThat(generated.exitCode()).as(generated.err()).isZero();
    Qof.Answer answer = run("lake");
    assertThat(answer.exitCode()).as(answer.err()).isZero();
    lake = new Lake(room("lake").toUri());
  }

  private static Path room(String name) {
    return room.resolve(name);
  }

  private static Qof.Answer run(String into, Object... more) {
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                "run",
                "--engine",
                "local",
                "--extracts",
                room("nation"),
                "--lake",
                room(into),
                "--published",
                room(into + "-published")));
    arguments.addAll(List.of(more));
    return Qof.run(arguments.toArray());
  }

  private static Path rulebook(String name, String row) throws IOException {
    Path year = Files.createDirectories(room(name).resolve(YEAR.toString()));
    Files.writeString(
        year.resolve("registers.csv"),
        "register_code,register_name,group_code,register_field,indicators,pays,status,citation\n"
            + row);
    return room(name);
  }

  private static Map<String, BigDecimal> registers(Lake of) {
    Map<String, BigDecimal> registers = new TreeMap<>();
    Block lines = of.read(PaymentLines.TABLE, YEAR, 1);
    for (int row = 0; row < lines.rows(); row++) {
      if (lines.textAt(PaymentLines.GROUP_CODE, row).equals("HF")
          && lines.has(PaymentLines.ACHIEVEMENT_PAYMENT_GBP, row)) {
        registers.merge(
            lines.textAt(PaymentLines.INDICATOR_CODE, row)
                + " by "
                + lines.textAt(PaymentLines.PREVALENCE_GROUP, row),
            lines.decimalAt(PaymentLines.ACHIEVEMENT_PAYMENT_GBP, row),
            BigDecimal::add);
      }
    }
    return registers;
  }

  @Test
  void twoIndicatorsOfHeartFailureArePaidByTheirOwnRegister() {
    assertThat(registers(lake).keySet())
        .containsExactly(
            "HF001 by HF", "HF003 by LVSD", "HF006 by LVSD", "HF007 by HF", "HF008 by HF");
    Block factors = lake.read(PracticeFactors.TABLE, YEAR, 1);
    Map<String, Integer> sizes = new TreeMap<>();
    for (int row = 0; row < factors.rows(); row++) {
      sizes.merge(
          factors.textAt(PracticeFactors.GROUP_CODE, row),
          factors.countAt(PracticeFactors.REGISTER_SIZE, row),
          Math::addExact);
    }
    assertThat(sizes.get("LVSD")).isPositive().isLessThan(sizes.get("HF"));
    Block figures = lake.read(NationalFigures.TABLE, YEAR, 1);
    List<String> named = new ArrayList<>();
    for (int row = 0; row < figures.rows(); row++) {
      named.add(figures.textAt(NationalFigures.GROUP_CODE, row));
    }
    assertThat(named).contains("HF", "LVSD");
  }

  @Test
  void anExplanationNamesTheRegisterThatPaysAndThatOfTheGroup() {
    Block lines = lake.read(PaymentLines.TABLE, YEAR, 1);
    String practice = lines.textAt(PaymentLines.PRACTICE_CODE, 0);
    Qof.Answer answer =
        Qof.run(
            "explain", practice, "--year", YEAR, "--indicator", "HF003", "--lake", room("lake"));
    assertThat(answer.exitCode()).as(answer.err()).isZero();
    assertThat(answer.out().replaceAll("\\s+", " "))
        .contains("register of LVSD")
        .contains("patients: Heart failure due to left ventricular")
        .contains("are on the register of HF")
        .contains("national prevalence of LVSD");
  }

  /** The reading before, by the rulebook's setting and by a scenario: the same pounds. */
  @Test
  void aSettingRestoresTheRegisterOfTheGroup() throws IOException {
    Path before = rulebook("before", SHIPPED.replace(",yes,", ",no,"));
    Qof.Answer answer = run("lake-before", "--rulebook", before);
    assertThat(answer.exitCode()).as(answer.err()).isZero();
    Map<String, BigDecimal> then = registers(new Lake(room("lake-before").toUri()));
    assertThat(then.keySet())
        .containsExactly("HF001 by HF", "HF003 by HF", "HF006 by HF", "HF007 by HF", "HF008 by HF");

    Path scenario = room("by-group.yaml");
    Files.writeString(scenario, "changes: {indicators: {HF: {prevalence_register: HF}}}\n");
    Qof.Answer whatIf =
        Qof.run("what-if", scenario, "--base", YEAR, "--lake", room("lake"), "--json");
    assertThat(whatIf.exitCode()).as(whatIf.err()).isZero();
    assertThat(whatIf.out()).contains("HF003 by the register LVSD → HF");
    Map<String, BigDecimal> now = registers(lake);
    BigDecimal moved = BigDecimal.ZERO;
    for (String code : List.of("HF003", "HF006")) {
      moved = moved.add(then.get(code + " by HF")).subtract(now.get(code + " by LVSD"));
    }
    assertThat(moved.signum()).isNotZero();
    assertThat(whatIf.out()).contains("\"change_gbp\":" + moved.toPlainString());
  }

  /** Published data have no such register: what stands for it is said, counted and pays. */
  @Test
  void inAYearOfPublishedDataDenominatorsStandForItAndAreCounted() {
    Qof.Answer generated =
        Qof.run(
            "generate",
            "--practices",
            20,
            "--years",
            YEAR,
            "--layout",
            "published",
            "--seed",
            11,
            "--out",
            room("open"));
    assertThat(generated.exitCode()).as(generated.err()).isZero();
    Qof.Answer answer =
        Qof.run(
            "run",
            "--engine",
            "local",
            "--extracts",
            room("open"),
            "--lake",
            room("lake-open"),
            "--published",
            room("open-published"));
    assertThat(answer.exitCode()).as(answer.err()).isZero();
    assertThat(answer.out() + answer.err())
        .contains(
            "the register LVSD: the denominators of its indicators with their adjustments stand"
                + " for it in 20 practices");
    Lake open = new Lake(room("lake-open").toUri());
    assertThat(registers(open).keySet()).contains("HF003 by LVSD", "HF006 by LVSD");
    Block figures = open.read(NationalFigures.TABLE, YEAR, 1);
    List<String> methods = new ArrayList<>();
    for (int row = 0; row < figures.rows(); row++) {
      if (figures.textAt(NationalFigures.METHOD, row).contains("stand for")) {
        methods.add(
            figures.textAt(NationalFigures.GROUP_CODE, row)
                + ": "
                + figures.textAt(NationalFigures.METHOD, row));
      }
    }
    assertThat(methods)
        .containsExactly(
            "LVSD: ratio of sums; published denominators with adjustments stand for the register"
                + " in 20 practices");
  }

  @Test
  void aRegisterThatNobodySendsHoldsTheYearAndIsNamedWithWhatToDo() throws IOException {
    Path wrong = rulebook("wrong", SHIPPED.replace("(LVSD) Register", "(LVD) Register"));
    Files.writeString(
        wrong.resolve(YEAR.toString()).resolve("indicators.csv"), withTheSameWrongName());
    Qof.Answer answer = run("lake-wrong", "--rulebook", wrong);

    assertThat(answer.exitCode()).isEqualTo(3);
    assertThat(answer.out() + answer.err())
        .contains("LVSD")
        .contains("any practice, as 'Heart Failure (LVD) Register' with HF003 or HF006")
        .contains("correct it in registers.csv");
  }

  /** So that the rulebook does not contradict itself. */
  private static String withTheSameWrongName() throws IOException {
    String text = Files.readString(Path.of("src/main/resources/rulebook/2023-24/indicators.csv"));
    return text.replace("Heart Failure (LVSD) Register", "Heart Failure (LVD) Register");
  }
}
