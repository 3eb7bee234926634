package org.openqof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.testing.Qof;
import org.openqof.testing.Slow;

/** The commands as a user meets them: reports, exit codes, messages. */
@Slow
class CommandLineTest {
  private final Path room;

  CommandLineTest(@TempDir Path room) {
    this.room = room;
  }

  private Qof.Answer run(Object... more) {
    Object[] arguments = new Object[7 + more.length];
    Object[] first = {
      "run",
      "--engine",
      "local",
      "--lake",
      room.resolve("lake"),
      "--published",
      room.resolve("published")
    };
    System.arraycopy(first, 0, arguments, 0, 7);
    System.arraycopy(more, 0, arguments, 7, more.length);
    return Qof.run(arguments);
  }

  @Test
  void theSamplesRunAndTheReportSaysWhatCameOut() throws IOException {
    Qof.Answer answer = run("--extracts", "data-samples");
    assertThat(answer.exitCode()).as(answer.err()).isZero();
    assertThat(answer.out())
        .contains("2023-24  version 1")
        .contains("practices ")
        .contains("accepted +")
        .contains("average list")
        .contains("payments      £")
        .contains("values used that no source confirms")
        .contains("done: 2 years on engine local");
    assertThat(answer.err()).doesNotContain("\r").doesNotContain("\u001b");
    Path version = room.resolve("published/2023-24/1");
    assertThat(version.resolve("manifest.json")).exists();
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(version.resolve("payments"))))
        .isEqualTo("rwxr-x---");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(version.resolve("payments/payment_lines.parquet"))))
        .isEqualTo("rw-r-----");
    assertThat(Files.readString(room.resolve("published/2023-24/latest.json"))).contains("1");
  }

  @Test
  void jsonIsOneObjectALine() throws IOException {
    Qof.Answer answer = run("--extracts", "data-samples", "--years", "2023-24", "--json");
    assertThat(answer.exitCode()).as(answer.err()).isZero();
    ObjectMapper mapper = new ObjectMapper();
    List<String> lines = answer.out().lines().toList();
    JsonNode report = mapper.readTree(lines.get(lines.size() - 1));
    for (String line : lines) {
      assertThat(mapper.readTree(line).path("event").asText()).isNotEmpty();
    }
    assertThat(report.path("event").asText()).isEqualTo("report");
    assertThat(report.path("exit_code").asInt()).isZero();
    JsonNode year = report.path("years").get(0);
    assertThat(year.path("total_gbp").decimalValue()).isPositive();
    assertThat(year.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "event",
            "headline",
            "year",
            "version",
            "unchanged",
            "practices",
            "payable",
            "in_statistics",
            "rows_in",
            "rows_accepted",
            "refused_by_reason",
            "refused_practices",
            "warnings",
            "figures",
            "total_points",
            "total_gbp",
            "money",
            "improvement",
            "not_priced",
            "unconfirmed",
            "proof",
            "notices",
            "published",
            "failures",
            "supplementary",
            "states",
            "gate");
  }

  @Test
  void aJobFileWithUnknownKeysIsRefusedWithSuggestionsAllAtOnce() throws IOException {
    Path job = room.resolve("bad.yaml");
    Files.writeString(job, "step: [ingest]\nsteps: [ingest, publsh]\nengin: local\n");
    Qof.Answer answer = Qof.run("run", job);
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err())
        .contains("3 problems")
        .contains("bad.yaml, line 1, step: is unknown. Did you mean 'steps'?")
        .contains("line 2, steps: 'publsh' is not a step. Did you mean 'publish'?")
        .contains("line 3, engin: is unknown. Did you mean 'engine'?")
        .contains("What to do:");
  }

  @Test
  void everyWrongValueOfAJobFileIsToldWithItsLine() throws IOException {
    Path job = room.resolve("wrong.yaml");
    Files.writeString(
        job,
        """
        steps: ingest
        engine: quantum
        lake: {here: there}
        groups: federations.csv
        require_confirmed: perhaps
        spark_above_bytes: 16 GiB
        """);
    assertThat(Qof.run("run", job).err())
        .contains("6 problems")
        .contains("wrong.yaml, line 1, steps: is not a list of steps.")
        .contains("line 2, engine: 'quantum' is not an engine.")
        .contains("line 3, lake: is not a single value.")
        .contains("line 4, groups: is of no use without publication.")
        .contains("line 5, require_confirmed: 'perhaps' is neither true nor false.")
        .contains("line 6, spark_above_bytes: '16 GiB' is not a whole number of at least 0.");

    Files.writeString(job, "steps: [publish]\ngroups_overlap: true\ngroups_skip_unknown: no\n");
    assertThat(Qof.run("run", job).err())
        .contains("3 problems")
        .contains("line 2, groups_overlap: is of no use without groups.")
        .contains("line 3, groups_skip_unknown: 'no' is neither true nor false.");

    Files.writeString(job, "steps: [publish\nlake:\n");
    assertThat(Qof.run("run", job).err()).contains("1 problem").contains("is not YAML.");
  }

  @Test
  void whatIsMissingIsSaidWithWhatToDo() {
    assertThat(Qof.run("run", room.resolve("no.yaml")))
        .satisfies(
            answer -> {
              assertThat(answer.exitCode()).isEqualTo(2);
              assertThat(answer.err()).contains("There is no job file");
            });
    assertThat(run("--extracts", room.resolve("nowhere")))
        .satisfies(
            answer -> {
              assertThat(answer.exitCode()).isEqualTo(2);
              assertThat(answer.err()).contains("There is no folder or file").contains("generate");
            });
    assertThat(run("--extracts", "data-samples", "--years", "2019-20"))
        .satisfies(
            answer -> {
              assertThat(answer.exitCode()).isEqualTo(2);
              assertThat(answer.err()).contains("2019-20").contains("2022-23");
            });
    assertThat(Qof.run("run", "--engine", "quantum"))
        .satisfies(
            answer -> {
              assertThat(answer.exitCode()).isEqualTo(2);
              assertThat(answer.err()).contains("auto, local or spark");
            });
    assertThat(Qof.run("run", "--no-such-option").exitCode()).isEqualTo(2);
    assertThat(Qof.run("run", "jobs/publish.yaml", "--lake", room.resolve("empty")))
        .satisfies(
            answer -> {
              assertThat(answer.exitCode()).isEqualTo(1);
              assertThat(answer.err()).contains("jobs/ingest.yaml");
            });
  }

  @Test
  void aBadFileStopsTheRunAndYesterdaysVersionStays() throws IOException {
    assertThat(run("--extracts", "data-samples").exitCode()).isZero();
    String yesterday = Files.readString(room.resolve("published/2023-24/latest.json"));
    Path extracts = Files.createDirectories(room.resolve("bad"));
    Files.writeString(extracts.resolve("WRONG.csv"), "A,B,C\n1,2,3\n");
    Files.writeString(extracts.resolve("OTHER.csv"), "PRACTICE_CODE,SOMETHING_NEW\nZ90001,2\n");
    Qof.Answer answer = run("--extracts", extracts);
    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.err())
        .contains("WRONG.csv")
        .contains("OTHER.csv")
        .contains("nothing was published");
    assertThat(Files.readString(room.resolve("published/2023-24/latest.json")))
        .isEqualTo(yesterday);
  }

  @Test
  void valuesThatNoSourceConfirmsAreRefusedWhereTheJobSaysSo() throws IOException {
    Path job = room.resolve("strict.yaml");
    Files.writeString(
        job,
        "steps: [ingest, recalculate, publish]\nrequire_confirmed: true\nengine: local\nlake: "
            + room.resolve("lake")
            + "\npublished: "
            + room.resolve("published")
            + "\nextracts: data-samples\n");
    Qof.Answer answer = Qof.run("run", job);
    assertThat(answer.exitCode()).isEqualTo(3);
    assertThat(answer.err()).contains("2022-23");
    assertThat(room.resolve("published/2022-23")).doesNotExist();
  }

  @Test
  void sevenRegionalFilesAreReadAsOneNation() {
    // Fault 5 of the present publication code: all seven regions would write one and the same file.
    Path extracts = room.resolve("regional");
    assertThat(
            Qof.run(
                    "generate",
                    "--practices",
                    40,
                    "--years",
                    "2022-23",
                    "--seed",
                    3,
                    "--layout",
                    "published",
                    "--zip",
                    "--out",
                    extracts)
                .exitCode())
        .isZero();
    Qof.Answer answer = run("--extracts", extracts);
    assertThat(answer.exitCode()).as(answer.err()).isZero();
    assertThat(answer.out()).contains("practices     40; paid 40");
  }

  @Test
  void helpShowsExamplesAndExitCodes() {
    Qof.Answer answer = Qof.run("run", "--help");
    assertThat(answer.exitCode()).isZero();
    assertThat(answer.out()).contains("Examples:").contains("Exit codes:").contains("--extracts");
    assertThat(Qof.run("--help").out()).contains("run").contains("rulebook").contains("sql");
    assertThat(Qof.run().exitCode()).isEqualTo(2);
  }
}
