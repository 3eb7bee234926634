package org.openqof.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.domain.FinancialYear;
import org.openqof.errors.QofException;
import org.openqof.store.Lake;
import org.openqof.store.Publication;
import org.openqof.store.VersionLog;
import org.openqof.store.VersionState;
import org.openqof.store.VersionState.State;
import org.openqof.tables.Block;
import org.openqof.tables.IndicatorValues;
import org.openqof.tables.PaymentLines;
import org.openqof.tables.PracticePayments;
import org.openqof.testing.Qof;
import org.openqof.testing.Slow;
import org.openqof.testing.WholeExtract;

/** What retention takes away, and what it never does. */
@Slow
class RetentionTest {
  private static final FinancialYear YEAR = FinancialYear.of("2023-24");
  private static final FinancialYear BEFORE = FinancialYear.of("2022-23");
  private static final Instant LATER = Instant.parse("2099-01-01T00:00:00Z");
  private static final String[] STATES = {
    "QUALITY_SERVICE,PRACTICE_CODE,STATE,VERSION,CHANGED_BY,CHANGED_AT,REASON",
    "QOF2324,Z90001,declared,2,A Lane,2024-05-01T09:00:00,fine"
  };

  private final Path room;
  private final Lake lake;
  private final Publication published;

  RetentionTest(@TempDir Path room) {
    this.room = room;
    this.lake = new Lake(room.resolve("lake").toUri());
    this.published = new Publication(room.resolve("published").toUri());
  }

  private void run(String year, int percent, String... states) throws IOException {
    WholeExtract extract = WholeExtract.of(year).practice("Z90001", 10_000, percent);
    Path extracts = room.resolve("extracts-" + year);
    (states.length == 0 ? extract : extract.file("STATE_CHANGES", states)).in(extracts);
    Qof.Answer answer =
        Qof.run(
            "run",
            "--engine",
            "local",
            "--extracts",
            extracts,
            "--years",
            year,
            "--lake",
            room.resolve("lake"),
            "--published",
            room.resolve("published"));
    assertThat(answer.exitCode()).as(answer.err()).isZero();
  }

  private List<String> removals(Instant now) {
    return new MaintainLake(lake, published)
        .removals(5, now).stream()
            .map(removal -> removal.state().year() + " " + removal.state().version())
            .toList();
  }

  private Qof.Answer maintain(Object... more) {
    Object[] all = new Object[5 + more.length];
    Object[] first = {
      "maintain", "--lake", room.resolve("lake"), "--published", room.resolve("published")
    };
    System.arraycopy(first, 0, all, 0, 5);
    System.arraycopy(more, 0, all, 5, more.length);
    return Qof.run(all);
  }

  @Test
  void onlyWhatIsOldNotCurrentAndNotNamedByAPaymentGoes() throws IOException {
    run("2023-24", 70);
    run("2023-24", 71);
    run("2023-24", 72, STATES);
    run("2023-24", 73, STATES);
    byte[] kept = Files.readAllBytes(room.resolve("published/2023-24/2/manifest.json"));
    Block values = lake.read(IndicatorValues.TABLE, YEAR, 2);

    assertThat(removals(Instant.now())).isEmpty();
    // Version 2 was declared, version 4 is current.
    assertThat(removals(LATER)).containsExactly("2023-24 1", "2023-24 3");
    assertThat(published.manifest(YEAR, 1)).isPresent();

    List<MaintainLake.Removal> removed = new MaintainLake(lake, published).apply(5, LATER);
    assertThat(removed).hasSize(2);
    assertThat(lake.versions(PaymentLines.TABLE, YEAR)).containsExactly(2, 4);
    assertThat(lake.versions(IndicatorValues.TABLE, YEAR)).containsExactly(2, 4);
    assertThat(room.resolve("published/2023-24/1")).doesNotExist();
    assertThat(room.resolve("published/2023-24/2/manifest.json")).hasBinaryContent(kept);
    published.verify(YEAR, 2);
    published.verify(YEAR, 4);
    assertThat(lake.read(IndicatorValues.TABLE, YEAR, 2).rows()).isEqualTo(values.rows());
    try (var files = Files.walk(room.resolve("lake"))) {
      assertThat(files.filter(file -> file.toString().contains("version=1" + "/")))
          .allMatch(file -> file.toString().contains("/ops/"));
    }

    // The log tells of them, and who asks for one is told.
    Qof.Answer history = Qof.run("history", "2023-24", "--lake", room.resolve("lake"));
    assertThat(history.out()).containsPattern("2023-24 +1 +removed .* first");
    Qof.Answer gone =
        Qof.run(
            "restatement", "2023-24", "--from", "1", "--to", "4", "--lake", room.resolve("lake"));
    assertThat(gone.exitCode()).isEqualTo(2);
    assertThat(gone.err()).contains("Version 1 of 2023-24 was removed by retention on ");
    assertThat(
            Qof.run("explain", "Z90001", "--year", "2023-24", "--lake", room.resolve("lake"))
                .exitCode())
        .isZero();
    assertThat(Qof.run("restatement", "2023-24", "--lake", room.resolve("lake")).out())
        .contains("2023-24 version 2 to version 4");
    // What went is not made again, and nothing is left to do.
    assertThat(removals(LATER)).isEmpty();
    run("2023-24", 73, STATES);
    assertThat(new VersionLog(lake).next(YEAR)).isEqualTo(5);
  }

  @Test
  void whatAKeptVersionWasMadeFromIsKept() throws IOException {
    run("2022-23", 60);
    run("2023-24", 70);
    run("2022-23", 61);
    run("2022-23", 62);
    // Version 1 of the base year made 2023-24's only version; version 2 made nothing.
    assertThat(removals(LATER)).containsExactly("2022-23 2");
    VersionState recalculated = new VersionLog(lake).last(BEFORE, State.RECALCULATED).orElseThrow();
    // A version whose frozen inputs are those of version 2 keeps it too.
    new VersionLog(lake)
        .record(
            new VersionState(
                BEFORE,
                4,
                State.RECALCULATED,
                "again",
                Instant.now().toString(),
                "local",
                2,
                "again",
                recalculated.rulebookDigest(),
                "2",
                recalculated.digests()));
    assertThat(removals(LATER)).isEmpty();
  }

  @Test
  void aRemovalThatWasInterruptedIsFinishedTheNextTime() throws IOException {
    run("2023-24", 70);
    run("2023-24", 71);
    VersionState first = new VersionLog(lake).states(YEAR).get(0);
    // The log has it, the rest was not reached but for one table's commit.
    new VersionLog(lake)
        .record(
            new VersionState(
                YEAR,
                1,
                State.REMOVED,
                "cut",
                Instant.now().toString(),
                "local",
                1,
                first.identity(),
                first.rulebookDigest(),
                first.codeVersion(),
                Map.of()));
    lake.remove(PracticePayments.TABLE, YEAR, 1);

    assertThat(removals(Instant.now())).containsExactly("2023-24 1");
    new MaintainLake(lake, published).apply(5, Instant.now());
    assertThat(removals(Instant.now())).isEmpty();
    assertThat(lake.versions(PaymentLines.TABLE, YEAR)).containsExactly(2);
    assertThat(room.resolve("published/2023-24/1")).doesNotExist();
  }

  @Test
  void lessThanFiveYearsIsRefusedAndNothingIsRemovedUnasked() throws IOException {
    run("2023-24", 70);
    run("2023-24", 71);
    assertThatThrownBy(() -> new MaintainLake(lake, published).apply(4, LATER))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("Retention of 4 years is too short.")
        .hasMessageContaining("5 years at least");
    Qof.Answer none = maintain();
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err()).contains("does not say how long versions are kept");
    assertThat(maintain("--retention-years", 3).exitCode()).isEqualTo(2);
    Qof.Answer listed = maintain("--retention-years", 6);
    assertThat(listed.exitCode()).isZero();
    assertThat(listed.out()).contains("0 versions would be removed, kept 6 years");

    Path job = room.resolve("job.yaml");
    Files.writeString(job, "steps: [publish]\nretention_years: 2\n");
    assertThat(Qof.run("run", job).err())
        .contains("line 2, retention_years: '2' is not a whole number of at least 5.");
    Files.writeString(job, "steps: [publish]\nretention_years: 6\n");
    assertThat(maintain(job, "--apply").out()).contains("done: 0 versions removed, kept 6 years");
  }
}
