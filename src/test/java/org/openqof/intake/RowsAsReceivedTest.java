package org.openqof.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.domain.FinancialYear;
import org.openqof.store.Lake;
import org.openqof.tables.Block;
import org.openqof.tables.PracticeSuppliers;
import org.openqof.tables.Practices;
import org.openqof.tables.RefusedRows;
import org.openqof.tables.Table;
import org.openqof.tables.Warnings;
import org.openqof.testing.LakeRows;
import org.openqof.testing.Qof;
import org.openqof.testing.Slow;
import org.openqof.testing.WholeExtract;

/**
 * Rows are read as databases, spreadsheets and people write them where that leaves no doubt; a file
 * of which too much is refused holds its year; and what cannot be told is said, never settled in
 * silence.
 */
@Slow
class RowsAsReceivedTest {
  private static Map<String, String> atFirst = Map.of();

  private final Path room;
  private final Path extracts;
  private int runs;

  RowsAsReceivedTest(@TempDir Path room) {
    this.room = room;
    extracts = room.resolve("extracts");
  }

  @BeforeEach
  void oneYear() throws IOException {
    WholeExtract.of("2023-24")
        .practice("A81001", 8000, 80)
        .practice("A81002", 12000, 60)
        .in(extracts);
  }

  private Path file(String name) {
    return extracts.resolve(name + "_2324.csv");
  }

  private void change(String name, String pattern, String by) throws IOException {
    String text = Files.readString(file(name));
    String changed = text.replaceAll(pattern, by);
    assertThat(changed).isNotEqualTo(text);
    Files.writeString(file(name), changed);
  }

  private Path lake() {
    return room.resolve("lake" + runs);
  }

  private Qof.Answer run(Object... more) {
    runs++;
    List<Object> arguments = new ArrayList<>(List.of("run"));
    arguments.addAll(
        List.of("--extracts", extracts, "--lake", lake(), "--published", room.resolve("p" + runs)));
    arguments.addAll(List.of(more));
    return Qof.run(arguments.toArray());
  }

  private Qof.Answer paysAsBefore() {
    Map<String, String> before = atFirst.isEmpty() ? Map.of() : atFirst;
    Qof.Answer answer = run();
    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isZero();
    Map<String, String> digests = new LakeRows(lake()).digestsOfResults("2023-24");
    digests.keySet().retainAll(List.of("payment_lines", "national_figures", "practice_payments"));
    assertThat(digests).isNotEmpty();
    if (before.isEmpty()) {
      atFirst = digests;
    } else {
      assertThat(digests).as(answer.out()).isEqualTo(before);
    }
    return answer;
  }

  private Qof.Answer holds(String... words) {
    Qof.Answer answer = run();
    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isEqualTo(3);
    assertThat(answer.out()).contains("GATE CLOSED").contains(words);
    return answer;
  }

  private Block rows(Table table) {
    return new Lake(lake().toUri()).read(table, FinancialYear.of("2023-24"), 1);
  }

  @Test
  void codesInSmallLettersAndSignsThatNobodySeesAreRead() throws IOException {
    paysAsBefore();
    change("INDICATOR_VALUES", "A81001", "a81001");
    change("INDICATOR_VALUES", ",CHOL", ",chol");
    change("FINAL_PRACTICE_LIST", "A81002,", "A81002\u00a0,");
    change("CONTRACTOR_REGISTERED_POPULATION", "A81001", "\u200ba81001 ");
    change("INDICATOR_VALUES", ",Numerator,", ",Numerator\u00a0,");

    assertThat(paysAsBefore().out()).contains("0 refused");
  }

  @Test
  void datesOfDatabasesAndSpreadsheetsAreReadAndSaid() throws IOException {
    paysAsBefore();
    change("FINAL_PRACTICE_LIST", ",(20\\d\\d)(\\d\\d)(\\d\\d)", ",$1-$2-$3 00:00:00");
    change("CONTRACTOR_REGISTERED_POPULATION", ",20240101,", ",01-Jan-24,");
    change("INDICATOR_VALUES", ",20240331,", ",45382,");

    assertThat(paysAsBefore().out())
        .contains("2 dates of PART_ST_DT of FINAL_PRACTICE_LIST_2324.csv")
        .contains("such as '2024-03-31 00:00:00'")
        .contains("such as '01-Jan-24'");
  }

  @Test
  void aColumnWithTheMonthFirstIsRefusedAsAWhole() throws IOException {
    String lists = Files.readString(file("CONTRACTOR_REGISTERED_POPULATION"));
    Files.writeString(
        file("CONTRACTOR_REGISTERED_POPULATION"),
        lists.replace("20240101", "1/1/2024") + "A81001,4/1/2023,7900\nA81001,7/21/2023,7950\n");
    Qof.Answer answer = run();
    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isEqualTo(1);
    assertThat(answer.err())
        .contains(
            "CONTRACTOR_REGISTERED_POPULATION_2324.csv has dates with the month before the day")
        .contains("such as '7/21/2023' on line 5; none shows the day first")
        .contains("1 more could be either")
        .contains("Write the dates as 20240331");

    Files.writeString(
        file("CONTRACTOR_REGISTERED_POPULATION"),
        lists.replace("20240101", "1/1/2024") + "A81001,1/4/2023,7900\nA81001,21/7/2023,7950\n");
    paysAsBefore();
  }

  @Test
  void thousandsMayHaveTheirCommas() throws IOException {
    paysAsBefore();
    change("CONTRACTOR_REGISTERED_POPULATION", ",8000", ",\"8,000\"");
    change("CONTRACTOR_REGISTERED_POPULATION", ",12000", ",\"12,000\"");
    paysAsBefore();
  }

  @Test
  void aListOfPracticesWithOneRefusedRowHoldsItsYearAndCanBeAccepted() throws IOException {
    change("FINAL_PRACTICE_LIST", "A81002,", "A8\u00a01002,");
    Qof.Answer held =
        holds(
            "refused rows of: FINAL_PRACTICE_LIST_2324.csv",
            "1 of 2 rows are refused (50.00 %)",
            "R02 practice code has another form",
            "as received: QOF2324,A8␣U+00A01002,");
    String accept =
        held.out()
            .lines()
            .filter(line -> line.contains("gate accept"))
            .findFirst()
            .orElseThrow()
            .strip()
            .replace("./qof ", "")
            .replace("NAME", "Tester")
            .replace("WHY", "checked");
    Qof.Answer accepted = Qof.run((Object[]) accept.split(" +"));
    assertThat(accepted.exitCode()).as(accepted.out() + accepted.err()).isZero();
    int before = runs;
    Qof.Answer again =
        Qof.run(
            "run",
            "--extracts",
            extracts,
            "--lake",
            lake(),
            "--published",
            room.resolve("p" + before));
    assertThat(again.exitCode()).as(again.out() + again.err()).isZero();
  }

  @Test
  void aFileOfWhichNothingIsAcceptedHoldsItsYear() throws IOException {
    Files.write(
        file("GP_PATIENT_LIST"),
        List.of(
            "ORG_CODE,EXTRACT_DATE,SEX,AGE,NUMBER_OF_PATIENTS",
            "A81001,soon,MALE,30,5",
            "A81002,soon,MALE,30,7"));
    Qof.Answer answer = run();
    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isNotZero();

    change("INDICATOR_VALUES", ",20240331,", ",31 Marz,");
    Files.delete(file("GP_PATIENT_LIST"));
    holds("refused rows of: INDICATOR_VALUES_2324.csv", "(100.00 %)", "R09 not a date or time");
  }

  @Test
  void aStrayQuoteNamesTheLinesThatItSwallows() throws IOException {
    String text = Files.readString(file("INDICATOR_VALUES"));
    List<String> lines = new ArrayList<>(text.lines().toList());
    lines.set(9, lines.get(9).replaceFirst(",QOF,", ",\"QOF,"));
    lines.set(29, lines.get(29).replaceFirst(",QOF,", ",QOF\","));
    Files.write(file("INDICATOR_VALUES"), lines);

    Qof.Answer answer = run();
    assertThat(answer.out())
        .contains("INDICATOR_VALUES_2324.csv: lines 10 to 30 were read as one row");
  }

  /** What hangs on a file of corrections is what its rows ask for. */
  @Test
  void aFileOfCorrectionsOfWhichNothingIsAcceptedIsHeldWithThePoundsItAsksFor() throws IOException {
    Files.writeString(
        extracts.resolve("ADJUSTMENTS_2324.csv"),
        """
        QUALITY_SERVICE,PRACTICE_CODE,IND_CODE,KIND,POINTS,AMOUNT_GBP,REASON,APPROVER,APPROVED_ON
        QOF2324,A81001,,one_off,,-1000.01,top-up,A. Smith,20.V.2024
        QOF2324,A81002,,one_off,2.5,,a visit,A. Smith,20.V.2024
        """);
    holds(
        "refused rows of: ADJUSTMENTS_2324.csv",
        "its refused rows ask for £1,000.01 and 2.50 points, without their signs");
  }

  @Test
  void datesOfValuesInAnotherFormAreReadAndNoted() throws IOException {
    assertThat(run().out()).doesNotContain("another form than extracts have");
    Files.writeString(
        file("INDICATOR_VALUES"),
        Files.readString(file("INDICATOR_VALUES")).replace(",20240331,", ",31-Mar-24,"));

    Qof.Answer answer = run();
    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isZero();
    assertThat(answer.out())
        .contains(
            "dates of INDICATOR_VALUES_2324.csv are written in another form than extracts have,"
                + " such as '31-Mar-24'",
            "+ 0 refused");
  }

  @Test
  void twoValuesOfOneSubmissionAreADoubtThatNamesBothFiles() throws IOException {
    String text = Files.readString(file("INDICATOR_VALUES"));
    Files.writeString(
        extracts.resolve("INDICATOR_VALUES_2324_corrected.csv"),
        text.replaceFirst("(A81001,20240331,AF008,Numerator),80", "$1,79"));

    Qof.Answer answer = run();
    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isZero();
    Block warnings = rows(Warnings.TABLE);
    List<String> said = new ArrayList<>();
    for (int row = 0; row < warnings.rows(); row++) {
      if (warnings.textAt(Warnings.WARNING_CODE, row).equals("W12")) {
        said.add(
            warnings.textAt(Warnings.PRACTICE_CODE, row)
                + " "
                + warnings.textAt(Warnings.SUBJECT, row)
                + " "
                + warnings.textAt(Warnings.MESSAGE, row));
      }
    }
    assertThat(said).hasSize(1);
    assertThat(said.get(0))
        .contains("A81001 AF008")
        .contains("79 in INDICATOR_VALUES_2324_corrected.csv, line ")
        .contains("80 in INDICATOR_VALUES_2324.csv, line ")
        .contains("which counts")
        .contains("submitted on 2024-04-04 at 12:00");
  }

  @Test
  void theMonthlyMapGivesAreasAndSuppliers() throws IOException {
    Files.writeString(
        extracts.resolve("gp-reg-pat-prac-map.csv"),
        "PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,PRACTICE_POSTCODE,PCN_CODE,PCN_NAME,"
            + "ONS_SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_NAME,ONS_ICB_CODE,"
            + "ICB_CODE,ICB_NAME,ONS_COMM_REGION_CODE,COMM_REGION_CODE,COMM_REGION_NAME,"
            + "SUPPLIER_NAME\n"
            + map("01Mar2024", "A81001", "OLD")
            + map("01Apr2024", "A81001", "TPP")
            + map("01Apr2024", "a81002", "EMIS")
            + map("01May2024", "A81001", "LATER"));

    Qof.Answer answer = run();
    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isZero();
    Block suppliers = rows(PracticeSuppliers.TABLE);
    assertThat(suppliers.rows()).isEqualTo(2);
    assertThat(suppliers.textAt(PracticeSuppliers.SUPPLIER, 0)).isEqualTo("TPP");
    Block practices = rows(Practices.TABLE);
    assertThat(practices.textAt(Practices.SUB_ICB_CODE, 0)).isEqualTo("S91");
    assertThat(practices.textAt(Practices.SUB_ICB_CODE, 1))
        .as("B5: small letters")
        .isEqualTo("S91");
  }

  private static String map(String date, String practice, String supplier) {
    return String.join(
            ",",
            "GP_PRAC_PAT_LIST",
            date,
            practice,
            "INVENTED SURGERY",
            "ZZ1 1ZZ",
            "UZ9001",
            "INVENTED PCN",
            "E38999999",
            "S91",
            "Invented - S91",
            "E54999999",
            "I91",
            "Invented ICB",
            "E40999999",
            "X91",
            "Inventshire",
            supplier)
        + "\n";
  }

  @Test
  void aPracticeInTwoAreasIsToldInWords() throws IOException {
    String header =
        "PRACTICE_CODE,PRACTICE_NAME,PCN_ODS_CODE,PCN_NAME,SUB_ICB_ODS_CODE,SUB_ICB_ONS_CODE,"
            + "SUB_ICB_NAME,ICB_ODS_CODE,ICB_ONS_CODE,ICB_NAME,REGION_ODS_CODE,REGION_ONS_CODE,"
            + "REGION_NAME\n";
    String row = "A8100%d,SURGERY,U1,PCN ONE,S%d,E3%d,SUB %d,I1,E5,ICB ONE,Y1,E4,NORTH\n";
    Files.writeString(
        extracts.resolve("MAPPING_NHS_GEOGRAPHIES_2324.csv"),
        header + row.formatted(1, 1, 1, 1) + row.formatted(2, 1, 1, 1) + row.formatted(1, 2, 2, 2));

    assertThat(run().exitCode()).isZero();
    assertThat(rows(RefusedRows.TABLE).textAt(RefusedRows.EXPLANATION, 0))
        .contains("A81001 has sub-ICB S2 (SUB 2, E32)")
        .contains("A81001 has sub-ICB S1 (SUB 1, E31) as on line 2 of MAPPING_NHS_GEOGRAPHIES")
        .doesNotContain("Area[");
  }

  @Test
  void aListThatNoYearUsesIsSaidWithTheDaysThatItUses() throws IOException {
    String header =
        "PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CODE,ONS_CODE,POSTCODE,SEX,AGE_GROUP_5,NUMBER_OF_PATIENTS\n";
    String row = "GP_PRAC_PAT_LIST,%s,GP,A81001,,ZZ1 1ZZ,ALL,ALL,8000\n";
    Files.writeString(
        extracts.resolve("gp-reg-pat-prac-quin-age.csv"), header + row.formatted("2026-07-01"));
    assertThat(run().out())
        .contains(
            "not used: gp-reg-pat-prac-quin-age.csv: its rows are of 2026-07-01; 2023-24 uses")
        .contains("2024-01-01 to 2024-04-01");

    Files.writeString(
        extracts.resolve("gp-reg-pat-prac-quin-age.csv"), header + row.formatted("2024-04-01"));
    assertThat(run().out()).doesNotContain("not used:");
  }

  @Test
  void groupsAreReadFromAWorkbookAndFromUtf16() throws IOException {
    assertThat(run().exitCode()).isZero();
    Path book = room.resolve("groups.xlsx");
    try (OutputStream out = Files.newOutputStream(book);
        org.dhatim.fastexcel.Workbook workbook =
            new org.dhatim.fastexcel.Workbook(out, "test", "1.0")) {
      Worksheet sheet = workbook.newWorksheet("groups");
      sheet.value(0, 0, "practice");
      sheet.value(0, 1, "Federation");
      sheet.value(1, 0, "a81001\u00a0");
      sheet.value(1, 1, "North");
    }
    Path wide = room.resolve("groups.csv");
    Files.writeString(wide, "practice;Federation\r\nA81001;North\r\n", StandardCharsets.UTF_16);
    for (Path groups : List.of(book, wide)) {
      Qof.Answer answer =
          Qof.run(
              "publish",
              "--year",
              "2023-24",
              "--lake",
              lake(),
              "--groups",
              groups,
              "--out",
              room.resolve("out-" + groups.getFileName()));
      assertThat(answer.exitCode()).as(answer.out() + answer.err()).isZero();
    }
    Path broken = room.resolve("groups.xls");
    Files.write(broken, new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, 0, 0});
    Qof.Answer answer =
        Qof.run(
            "publish", "--year", "2023-24", "--lake", lake(), "--groups", broken, "--out", "out");
    assertThat(answer.exitCode()).isNotZero();
    assertThat(answer.err()).contains("groups.xls is not one table").contains("saved as .xlsx");
  }
}
