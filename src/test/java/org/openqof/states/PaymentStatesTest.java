package org.openqof.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.openqof.testing.LakeRows.amount;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.tables.ApprovedChanges;
import org.openqof.tables.PaymentStates;
import org.openqof.tables.PracticePayments;
import org.openqof.tables.RefusedStateChanges;
import org.openqof.testing.LakeRows;
import org.openqof.testing.Qof;
import org.openqof.testing.Slow;
import org.openqof.testing.WholeExtract;
import org.openqof.testing.WideGate;

/** States of payments as people ask for them, night after night, through the command line. */
@Slow
class PaymentStatesTest {
  private static final String HEADER =
      "QUALITY_SERVICE,PRACTICE_CODE,STATE,VERSION,CHANGED_BY,CHANGED_AT,REASON";
  private static final String DECLARED = "QOF2324,Z90001,declared,,A Lane,2024-05-01T09:00:00,fine";
  private static final String APPROVED =
      "QOF2324,Z90001,approved,,B Hill,2024-05-20T09:00:00,checked";

  private final Path room;
  private final LakeRows lake;

  PaymentStatesTest(@TempDir Path room) {
    this.room = room;
    this.lake = new LakeRows(room.resolve("lake"));
  }

  private static WholeExtract extract(int percent) {
    return WholeExtract.of("2023-24")
        .practice("Z90001", 10_000, percent)
        .practice("Z90002", 8_000, 60);
  }

  private static String[] lines(String... changes) {
    String[] lines = new String[changes.length + 1];
    lines[0] = HEADER;
    System.arraycopy(changes, 0, lines, 1, changes.length);
    return lines;
  }

  private Qof.Answer run(WholeExtract extract, String... changes) throws IOException {
    Path extracts = room.resolve("extracts");
    return run(
        "jobs/national.yaml",
        "--extracts",
        (changes.length == 0 ? extract : extract.file("STATE_CHANGES", lines(changes)))
            .in(extracts));
  }

  private Qof.Answer run(String job, Object... more) {
    Object[] first = {
      "run",
      job,
      "--engine",
      "local",
      "--lake",
      room.resolve("lake"),
      "--published",
      room.resolve("published"),
      "--debug"
    };
    Object[] all = new Object[first.length + more.length];
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    Qof.Answer answer = Qof.run(all);
    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isZero();
    return answer;
  }

  private List<String> states(int version, String practice) {
    return new LakeRows(room.resolve("lake"))
        .of(PaymentStates.TABLE, "2023-24", version, practice).stream()
            .map(row -> row.get("sequence") + " " + row.get("payment_state"))
            .toList();
  }

  @Test
  void theSameFileEveryNightIsRecordedOnceAndMakesNoVersion() throws IOException {
    Qof.Answer first = run(extract(70), DECLARED, APPROVED);
    assertThat(first.out()).contains("states        version 1: approved (1); 2 recorded now");
    assertThat(states(1, "Z90001")).containsExactly("1 declared", "2 approved");
    assertThat(lake.of(PaymentStates.TABLE, "2023-24", 1, "Z90001").get(1))
        .containsEntry("changed_by", "B Hill")
        .containsEntry("changed_at", "2024-05-20T09:00")
        .containsEntry("reason", "checked")
        .containsEntry("line_number", "3")
        .containsEntry(
            "total_achievement_gbp",
            String.valueOf(
                lake.one(PracticePayments.TABLE, "2023-24", 1, "Z90001")
                    .get("total_achievement_gbp")));

    Qof.Answer second = run(extract(70), DECLARED, APPROVED);
    assertThat(second.out())
        .contains("version 1 is up to date")
        .contains("states        version 1: approved (1); 0 recorded now");
    assertThat(states(1, "Z90001")).containsExactly("1 declared", "2 approved");

    // The file grows: only the new line is recorded, and the year stays up to date.
    Qof.Answer third =
        run(
            extract(70),
            DECLARED,
            APPROVED,
            "QOF2324,Z90001,paid,1,C Weir,2024-06-30T12:00:00,paid by PCSE");
    assertThat(third.out()).contains("version 1 is up to date").contains("paid (1); 1 recorded");
    assertThat(states(1, "Z90001")).containsExactly("1 declared", "2 approved", "3 paid");
  }

  @Test
  void recordsThatTheLogLostAreRecordedAgainByTheNextRun() throws IOException {
    run(extract(70), DECLARED, APPROVED);
    List<String> recorded = states(1, "Z90001");
    Path log = room.resolve("lake/ops/payment_states/_delta_log");
    try (Stream<Path> entries = Files.list(log)) {
      Path last =
          entries
              .filter(entry -> entry.toString().endsWith(".json"))
              .max(Comparator.naturalOrder())
              .orElseThrow();
      Files.delete(last);
      String checksum = last.getFileName().toString().replace(".json", ".crc");
      Files.deleteIfExists(last.resolveSibling(checksum));
    }
    assertThat(states(1, "Z90001")).isEmpty();
    Qof.Answer found = lakeCommand("check");
    assertThat(found.exitCode()).isEqualTo(3);
    assertThat(found.out())
        .contains("payment_states", "recorded again, and none twice", "lake restore --leftovers");

    run(extract(70), DECLARED, APPROVED);
    assertThat(states(1, "Z90001")).isEqualTo(recorded);
    assertThat(lakeCommand("restore", "--leftovers").exitCode()).isZero();
    assertThat(lakeCommand("check").exitCode()).isZero();
  }

  private Qof.Answer lakeCommand(Object... words) {
    List<Object> all = new ArrayList<>(List.of("lake"));
    all.addAll(List.of(words));
    all.addAll(List.of("--lake", room.resolve("lake")));
    return Qof.run(all.toArray());
  }

  @Test
  void whatIsNotAllowedIsKeptWithItsLineReasonAndRemedy() throws IOException {
    Qof.Answer answer =
        run(
            extract(70),
            DECLARED,
            "QOF2324,Z90002,approved,,B Hill,2024-05-20T09:00:00,too early",
            "QOF2324,Z99999,declared,,A Lane,2024-05-01T09:00:00,who is it",
            "QOF2324,Z90002,declared,7,A Lane,2024-05-01T09:00:00,no such version",
            "QOF2324,Z90001,sold,,A Lane,2024-05-02T09:00:00,no such state");

    assertThat(lake.of(RefusedStateChanges.TABLE, "2023-24", 1))
        .extracting(row -> row.get("line_number"), row -> row.get("reasons"))
        .containsExactly(
            tuple("3", "S03"), tuple("4", "S01"), tuple("5", "S02"), tuple("6", "R15"));
    assertThat(lake.of(RefusedStateChanges.TABLE, "2023-24", 1).get(0))
        .containsEntry(
            "explanation",
            "S03 found approved after calculated in version 1, expected one of [declared,"
                + " disputed, superseded]")
        .containsEntry(
            "remedy", "record the states between the two first, then send the line again")
        .containsEntry("raw_line", "QOF2324,Z90002,approved,,B Hill,2024-05-20T09:00:00,too early");
    assertThat(states(1, "Z90001")).containsExactly("1 declared");
    assertThat(answer.out())
        .contains("states        refused R15 (1), S01 (1), S02 (1), S03 (1)")
        .contains("line 3 of STATE_CHANGES_2324.csv: S03 found approved after calculated");

    // Refused again the next night, and kept once.
    run(extract(70), DECLARED, "QOF2324,Z90002,approved,,B Hill,2024-05-20T09:00:00,too early");
    assertThat(lake.of(RefusedStateChanges.TABLE, "2023-24", 1)).hasSize(4);
  }

  @Test
  void aChangeBeforeTheLastOneIsOutOfOrder() throws IOException {
    run(extract(70), DECLARED);
    run(
        extract(70),
        DECLARED,
        "QOF2324,Z90001,approved,,B Hill,2024-04-30T09:00:00,dated before the declaration");

    assertThat(lake.of(RefusedStateChanges.TABLE, "2023-24", 1))
        .extracting(row -> row.get("reasons"))
        .containsExactly("S04");
    assertThat(states(1, "Z90001")).containsExactly("1 declared");
  }

  @Test
  void linesOfOneNightAreTakenInOrderOfTime() throws IOException {
    run(extract(70), APPROVED, DECLARED);

    assertThat(states(1, "Z90001")).containsExactly("1 declared", "2 approved");
  }

  @Test
  void anApprovedAmountStandsWhenANewVersionComputesAnother() throws IOException {
    run(extract(70), DECLARED, APPROVED);
    Map<String, String> before = lake.one(PracticePayments.TABLE, "2023-24", 1, "Z90001");

    Qof.Answer answer = run(extract(75), DECLARED, APPROVED);

    assertThat(answer.out())
        .contains("2023-24  version 2")
        .contains("approved      1 amounts are others than approved, £");
    Map<String, String> change = lake.one(ApprovedChanges.TABLE, "2023-24", 2, "Z90001");
    Map<String, String> after = lake.one(PracticePayments.TABLE, "2023-24", 2, "Z90001");
    assertThat(change)
        .containsEntry("payment_state", "approved")
        .containsEntry("approved_version", "1")
        .containsEntry("approved_gbp", String.valueOf(before.get("total_achievement_gbp")))
        .containsEntry("calculated_gbp", String.valueOf(after.get("total_achievement_gbp")));
    assertThat(amount(change, ApprovedChanges.DIFFERENCE_GBP))
        .isEqualByComparingTo(
            amount(after, PracticePayments.TOTAL_ACHIEVEMENT_GBP)
                .subtract(amount(before, PracticePayments.TOTAL_ACHIEVEMENT_GBP)))
        .isPositive();
    assertThat(lake.of(ApprovedChanges.TABLE, "2023-24", 2)).hasSize(1);
    // The lines speak of the version that people saw: nothing of version 2 is declared by them.
    assertThat(states(2, "Z90001")).isEmpty();
    assertThat(states(1, "Z90001")).containsExactly("1 declared", "2 approved");
  }

  @Test
  void aPracticeThatIsPaidNoMoreIsListedWithNothing() throws IOException {
    run(extract(70), DECLARED, APPROVED);
    // The gate would hold a nation of two that pays less than half of what it paid.
    run(
        "jobs/national.yaml",
        "--rulebook",
        WideGate.in(room.resolve("gate")),
        "--extracts",
        WholeExtract.of("2023-24")
            .participation("Z90001", "20230401", "20240331")
            .practice("Z90002", 8_000, 60)
            .in(room.resolve("extracts")));

    assertThat(lake.one(ApprovedChanges.TABLE, "2023-24", 2, "Z90001"))
        .containsEntry("calculated_gbp", "0.00");
  }

  @Test
  void aFolderOfNothingButStateChangesRecordsThemBesideWhatTheLakeHolds() throws IOException {
    run(extract(70));
    Path states = Files.createDirectories(room.resolve("states"));
    Files.write(states.resolve("STATE_CHANGES_2324.csv"), List.of(lines(DECLARED)));
    Files.write(
        states.resolve("STATE_CHANGES_2122.csv"),
        List.of(HEADER, DECLARED.replace("QOF2324", "QOF2122")));

    Qof.Answer answer = run("jobs/national.yaml", "--extracts", states);

    assertThat(states(1, "Z90001")).containsExactly("1 declared");
    assertThat(answer.out())
        .contains("2023-24  version 1 is up to date")
        .contains("declared (1); 1 recorded now")
        .contains("changes of state of 2021-22 are left for a run that has results of it");
  }

  @Test
  void recalculatingAloneKeepsTheStates() throws IOException {
    run(extract(70), DECLARED, APPROVED);

    Qof.Answer answer = run("jobs/recalculate.yaml");

    assertThat(answer.out()).contains("states        version");
    assertThat(states(1, "Z90001")).containsExactly("1 declared", "2 approved");
  }

  @Test
  void theReportSaysItAllInJsonToo() throws IOException {
    Path extracts =
        extract(70).file("STATE_CHANGES", lines(DECLARED, APPROVED)).in(room.resolve("x"));
    Qof.Answer answer = run("jobs/national.yaml", "--extracts", extracts, "--json");

    String[] printed = answer.out().strip().split("\n");
    JsonNode year = new ObjectMapper().readTree(printed[printed.length - 1]).path("years").path(0);
    assertThat(year.path("states").path("states").path("approved").asInt()).isEqualTo(1);
    assertThat(year.path("states").path("recorded").asInt()).isEqualTo(2);
    assertThat(year.path("supplementary").path("complete_practices").asInt()).isEqualTo(2);
    assertThat(year.path("supplementary").path("practices").asInt()).isEqualTo(2);
  }
}
