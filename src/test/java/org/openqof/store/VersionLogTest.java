package org.openqof.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.domain.FinancialYear;
import org.openqof.store.VersionState.State;
import org.openqof.store.parquet.DataFile;
import org.openqof.tables.Block;
import org.openqof.tables.PatientLists;
import org.openqof.tables.Versions;

class VersionLogTest {
  private static final FinancialYear YEAR = FinancialYear.of("2023-24");
  private static final FinancialYear OTHER = FinancialYear.of("2022-23");

  private final Lake lake;
  private final VersionLog log;

  VersionLogTest(@TempDir Path folder) {
    lake = new Lake(folder.toUri());
    log = new VersionLog(lake);
  }

  private static VersionState state(int version, State state, String run) {
    return new VersionState(
        YEAR,
        version,
        state,
        run,
        "2026-01-02T03:04:05Z",
        "local",
        version,
        "identity-" + version,
        "rules",
        "1.0",
        Map.of("payment_lines", "aa", "area_points", "bb"));
  }

  @Test
  void theFirstVersionOfAYearIsOne() {
    assertThat(log.next(YEAR)).isEqualTo(1);
    assertThat(log.published(YEAR)).isEmpty();
    assertThat(log.states(YEAR)).isEmpty();
  }

  @Test
  void whatAnotherRunRecordedMeanwhileIsNotTakenForLost() {
    Block rows = new Block(PatientLists.TABLE);
    rows.next()
        .text(PatientLists.PRACTICE_CODE, "A81001")
        .text(PatientLists.PATIENT_LIST_TYPE, "TOTAL")
        .count(PatientLists.LIST_SIZE, 5000)
        .text(PatientLists.FILE_DIGEST, "d")
        .count(PatientLists.LINE_NUMBER, 2);
    DataFile file = lake.stage(PatientLists.TABLE, YEAR, 1, "all", List.of(rows));
    lake.commit(PatientLists.TABLE, YEAR, 1, List.of(file), "run");
    List<VersionState> readBeforeAHalt = log.states(YEAR);
    assertThat(new LostStates(lake).of(YEAR, readBeforeAHalt))
        .containsExactly(new LostStates.Lost(1, "patient_lists"));

    new VersionLog(new Lake(URI.create(lake.root()))).record(state(1, State.RECALCULATED, "b"));

    assertThat(new LostStates(lake).of(YEAR, readBeforeAHalt)).isEmpty();
  }

  @Test
  void statesComeBackAsTheyWereNoted() {
    log.record(state(1, State.INGESTED, "a"));
    log.record(state(1, State.RECALCULATED, "a"));
    log.record(state(1, State.PUBLISHED, "b"));

    assertThat(log.states(YEAR))
        .containsExactly(
            state(1, State.INGESTED, "a"),
            state(1, State.RECALCULATED, "a"),
            state(1, State.PUBLISHED, "b"));
    assertThat(log.next(YEAR)).isEqualTo(2);
    assertThat(log.next(OTHER)).isEqualTo(1);
  }

  @Test
  void theHighestPublishedVersionIsCurrent() {
    log.record(state(1, State.PUBLISHED, "a"));
    log.record(state(3, State.RECALCULATED, "c"));
    log.record(state(2, State.PUBLISHED, "b"));

    assertThat(log.published(YEAR)).contains(state(2, State.PUBLISHED, "b"));
    assertThat(log.last(YEAR, State.RECALCULATED)).contains(state(3, State.RECALCULATED, "c"));
    assertThat(log.withIdentity(YEAR, "identity-1")).contains(state(1, State.PUBLISHED, "a"));
    assertThat(log.withIdentity(YEAR, "identity-9")).isEmpty();
  }

  @Test
  void notingTheSameStateAgainDoesNothing() {
    log.record(state(1, State.INGESTED, "a"));
    log.record(state(1, State.INGESTED, "a"));

    assertThat(log.states(YEAR)).hasSize(1);
    assertThat(lake.files(Versions.TABLE, YEAR, 1)).hasSize(1);
  }

  @Test
  void aNumberThatAnInterruptedRunUsedIsNotUsedAgain() {
    Block block = new Block(PatientLists.TABLE).next();
    PatientLists.TABLE
        .fields()
        .forEach(
            field -> {
              if (!field.nullable()) {
                switch (field.type()) {
                  case TEXT -> block.text(field, "x");
                  case INT -> block.count(field, 1);
                  case LONG, DECIMAL -> block.unscaled(field, 1);
                  case DATE -> block.day(field, 1);
                  case FLAG -> block.flag(field, true);
                }
              }
            });
    DataFile file = lake.stage(PatientLists.TABLE, YEAR, 6, "x", List.of(block));
    lake.commit(PatientLists.TABLE, YEAR, 6, List.of(file), "run");

    assertThat(log.next(YEAR)).isEqualTo(7);
  }
}
