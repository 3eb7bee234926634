package org.openqof.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.domain.FinancialYear;
import org.openqof.errors.QofException;
import org.openqof.store.parquet.DataFile;
import org.openqof.store.parquet.Selection;
import org.openqof.store.place.LocalStorage;
import org.openqof.tables.Block;
import org.openqof.tables.ContentDigest;
import org.openqof.tables.Field.Unit;
import org.openqof.tables.PaymentLines;
import org.openqof.tables.Table;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

class LakeTest {
  private static final FinancialYear YEAR = FinancialYear.of("2023-24");
  private static final FinancialYear OTHER_YEAR = FinancialYear.of("2024-25");
  private static final Table TABLE = RandomBlocks.TABLE;

  private final Path place;
  private final Lake lake;

  LakeTest(@TempDir Path folder) {
    // A blank, a percent sign and a letter beyond ASCII: paths are escaped in Delta's log.
    place = folder.resolve("the 100% lake é");
    lake = new Lake(place.toUri());
  }

  private DataFile stage(Lake into, int version, long seed, int first, int last) {
    return into.stage(TABLE, YEAR, version, "p" + first, RandomBlocks.of(seed, first, last, 7));
  }

  @Test
  void aTableThatWasNeverWrittenIsEmpty() {
    assertThat(lake.deltaVersion(TABLE)).isEmpty();
    assertThat(lake.files(TABLE, YEAR, 1)).isEmpty();
    assertThat(lake.versions(TABLE, YEAR)).isEmpty();
    assertThat(lake.read(TABLE, YEAR, 1).rows()).isZero();
    assertThat(place).doesNotExist();
  }

  @Test
  void whatIsCommittedIsReadBackInOrderWhateverTheOrderOfTheFiles() {
    DataFile late = stage(lake, 1, 2, 51, 90);
    DataFile early = stage(lake, 1, 1, 1, 50);
    lake.commit(TABLE, YEAR, 1, List.of(late, early), "run");

    List<Block> expected = new ArrayList<>(RandomBlocks.of(1, 1, 50, 7));
    expected.addAll(RandomBlocks.of(2, 51, 90, 7));
    assertThat(RandomBlocks.values(lake.read(TABLE, YEAR, 1)))
        .isEqualTo(RandomBlocks.values(expected));
    assertThat(RandomBlocks.values(new Lake(place.toUri()).read(TABLE, YEAR, 1)))
        .as("by another process")
        .isEqualTo(RandomBlocks.values(expected));
    assertThat(lake.files(TABLE, YEAR, 1))
        .extracting(DataFile::path)
        .containsExactly(early.path(), late.path());
    assertThat(lake.files(TABLE, YEAR, 1))
        .extracting(DataFile::rows)
        .containsExactly(early.rows(), late.rows());
  }

  @Test
  void versionsAndYearsAreKeptApart() {
    lake.commit(TABLE, YEAR, 1, List.of(stage(lake, 1, 1, 1, 10)), "a");
    lake.commit(TABLE, YEAR, 3, List.of(stage(lake, 3, 3, 1, 10)), "b");
    DataFile other = lake.stage(TABLE, OTHER_YEAR, 2, "x", RandomBlocks.of(9, 1, 4, 2));
    lake.commit(TABLE, OTHER_YEAR, 2, List.of(other), "c");

    assertThat(lake.versions(TABLE, YEAR)).containsExactly(1, 3);
    assertThat(lake.versions(TABLE, OTHER_YEAR)).containsExactly(2);
    assertThat(lake.years(TABLE)).containsExactly(YEAR, OTHER_YEAR);
    assertThat(RandomBlocks.values(lake.read(TABLE, YEAR, 3)))
        .isEqualTo(RandomBlocks.values(RandomBlocks.of(3, 1, 10, 7)));
    assertThat(lake.read(TABLE, YEAR, 2).rows()).isZero();
  }

  @Test
  void filesThatWereNeverCommittedAreInvisible() {
    DataFile committed = stage(lake, 1, 1, 1, 10);
    DataFile orphan = stage(lake, 1, 2, 11, 20);
    lake.commit(TABLE, YEAR, 1, List.of(committed), "run");

    assertThat(LocalStorage.path(orphan.path())).exists();
    assertThat(lake.files(TABLE, YEAR, 1))
        .extracting(DataFile::path)
        .containsExactly(committed.path());
    assertThat(RandomBlocks.values(lake.read(TABLE, YEAR, 1)))
        .isEqualTo(RandomBlocks.values(RandomBlocks.of(1, 1, 10, 7)));
  }

  @Test
  void committingTheSameStepAgainAddsNothingAndDropsTheNewFiles() {
    DataFile first = stage(lake, 1, 1, 1, 10);
    long version = lake.commit(TABLE, YEAR, 1, List.of(first), "run");
    DataFile again = stage(new Lake(place.toUri()), 1, 1, 1, 10);

    assertThat(new Lake(place.toUri()).commit(TABLE, YEAR, 1, List.of(again), "run"))
        .isEqualTo(version);
    assertThat(lake.commit(TABLE, YEAR, 1, List.of(first), "run")).isEqualTo(version);

    assertThat(lake.files(TABLE, YEAR, 1)).extracting(DataFile::path).containsExactly(first.path());
    assertThat(LocalStorage.path(again.path())).doesNotExist();
    assertThat(LocalStorage.path(first.path())).exists();
  }

  @Test
  void oneRunMayCommitALowerVersionAfterAHigherOneAndOtherYears() {
    lake.commit(TABLE, YEAR, 5, List.of(stage(lake, 5, 1, 1, 2)), "run");
    lake.commit(TABLE, YEAR, 4, List.of(stage(lake, 4, 1, 1, 2)), "run");
    DataFile other = lake.stage(TABLE, OTHER_YEAR, 4, "x", RandomBlocks.of(9, 1, 4, 2));
    lake.commit(TABLE, OTHER_YEAR, 4, List.of(other), "run");

    assertThat(lake.versions(TABLE, YEAR)).containsExactly(4, 5);
    assertThat(lake.versions(TABLE, OTHER_YEAR)).containsExactly(4);
  }

  @Test
  void aVersionMayHaveNoRows() {
    long version = lake.commit(TABLE, YEAR, 1, List.of(), "run");
    DataFile empty = lake.stage(TABLE, YEAR, 1, "none", List.of());

    assertThat(lake.commit(TABLE, YEAR, 1, List.of(empty), "next")).isEqualTo(version + 1);
    assertThat(lake.read(TABLE, YEAR, 1).rows()).isZero();
    assertThat(lake.versions(TABLE, YEAR)).isEmpty();
  }

  @Test
  void manyThreadsStageAndManyLakesCommitWithoutLosingAFile() throws Exception {
    int writers = 6;
    ExecutorService pool = Executors.newFixedThreadPool(writers);
    try {
      List<Callable<Long>> work = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        int mine = writer;
        work.add(
            () -> {
              Lake own = new Lake(place.toUri());
              long last = 0;
              for (int i = 0; i < 4; i++) {
                int practice = 1 + mine * 100 + i * 10;
                last =
                    own.commit(
                        TABLE,
                        YEAR,
                        1,
                        List.of(stage(own, 1, practice, practice, practice + 9)),
                        "writer" + mine + "-" + i);
              }
              return last;
            });
      }
      for (Future<Long> done : pool.invokeAll(work)) {
        assertThat(done.get()).isPositive();
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(lake.files(TABLE, YEAR, 1)).hasSize(writers * 4);
    assertThat(lake.deltaVersion(TABLE)).hasValue(writers * 4L);
  }

  @Test
  void checkpointsAreMadeAndReadBack() throws IOException {
    for (int version = 1; version <= 23; version++) {
      lake.commit(TABLE, YEAR, version, List.of(stage(lake, version, version, 1, 3)), "run");
    }

    Path log = LocalStorage.path(lake.path(TABLE)).resolve("_delta_log");
    try (var files = Files.list(log)) {
      assertThat(files.filter(file -> file.toString().contains("checkpoint.parquet"))).hasSize(2);
    }
    Lake other = new Lake(place.toUri());
    assertThat(other.versions(TABLE, YEAR)).hasSize(23);
    assertThat(RandomBlocks.values(other.read(TABLE, YEAR, 17)))
        .isEqualTo(RandomBlocks.values(RandomBlocks.of(17, 1, 3, 7)));
    assertThat(other.files(TABLE, YEAR, 17).get(0).rows())
        .isEqualTo(RandomBlocks.together(RandomBlocks.of(17, 1, 3, 7)).rows());
  }

  @Test
  void onlyTheFileOfAPracticeIsOpenedForIt() throws IOException {
    DataFile first = stage(lake, 1, 1, 1, 50);
    DataFile second = stage(lake, 1, 2, 51, 90);
    lake.commit(TABLE, YEAR, 1, List.of(first, second), "run");
    Files.delete(LocalStorage.path(first.path()));

    Block found = lake.read(TABLE, YEAR, 1, Selection.everything().where("P00077"));

    assertThat(RandomBlocks.values(found))
        .isNotEmpty()
        .allMatch(row -> row.get(0).equals("=P00077"));
    assertThatThrownBy(() -> lake.read(TABLE, YEAR, 1)).isInstanceOf(QofException.class);
  }

  @Test
  void digestsOfFilesCombineToTheDigestOfTheTable() {
    DataFile one = stage(lake, 1, 1, 1, 50);
    DataFile two = stage(lake, 1, 2, 51, 90);
    lake.commit(TABLE, YEAR, 1, List.of(one, two), "run");

    assertThat(
            ContentDigest.combine(
                    TABLE, List.of(two.digest().orElseThrow(), one.digest().orElseThrow()))
                .hex())
        .isEqualTo(ContentDigest.of(lake.read(TABLE, YEAR, 1)).hex());
  }

  @Test
  void aLakeThatWasSentToATaskStagesThere() throws Exception {
    lake.commit(TABLE, YEAR, 1, List.of(), "warm-up");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(lake);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      Lake sent = (Lake) in.readObject();
      DataFile staged = stage(sent, 1, 1, 1, 5);
      ByteArrayOutputStream back = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(back)) {
        out.writeObject(staged);
      }
      lake.commit(TABLE, YEAR, 1, List.of(staged), "run");
    }
    assertThat(RandomBlocks.values(lake.read(TABLE, YEAR, 1)))
        .isEqualTo(RandomBlocks.values(RandomBlocks.of(1, 1, 5, 7)));
  }

  @Test
  void aTableWithOtherColumnsIsRefusedAndBothAreShown() {
    lake.commit(TABLE, YEAR, 1, List.of(), "run");
    Table.Builder builder =
        Table.named(TABLE.name(), Layer.GOLD, Tree.STATISTICS, "Another table of that name.");
    builder.key().text("practice_code", "Code.");
    builder.total("patients", Unit.PATIENTS, "Patients.");
    Table changed = builder.build();

    assertThatThrownBy(() -> lake.commit(changed, YEAR, 2, List.of(), "run"))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("patients long")
        .hasMessageContaining("maybe_decimal");
  }

  @Test
  void tablesOfPaymentsAreClosedToOthers() throws IOException {
    lake.stage(PaymentLines.TABLE, YEAR, 1, "x", List.of());

    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(LocalStorage.path(lake.path(PaymentLines.TABLE)))))
        .isEqualTo("rwxr-x---");
  }

  @Test
  void filesThatAKilledRunStagedAreDeletedAndCommittedOnesStay() {
    DataFile committed = stage(lake, 1, 1, 1, 5);
    lake.commit(TABLE, YEAR, 1, List.of(committed), "run");
    DataFile beside = stage(lake, 1, 2, 6, 9);
    DataFile ofAnotherVersion = stage(lake, 2, 3, 1, 5);

    lake.deleteUncommitted(TABLE);

    assertThat(lake.storage().exists(committed.path())).isTrue();
    assertThat(lake.storage().exists(beside.path())).isFalse();
    assertThat(lake.storage().exists(ofAnotherVersion.path())).isFalse();
    assertThat(lake.read(TABLE, YEAR, 1).rows()).isPositive();
  }

  @Test
  void noTemporaryFileIsLeftInTheLog() throws IOException {
    lake.commit(TABLE, YEAR, 1, List.of(stage(lake, 1, 1, 1, 5)), "run");
    lake.commit(TABLE, YEAR, 1, List.of(), "run");

    try (var files = Files.walk(place)) {
      assertThat(files.filter(file -> file.toString().endsWith(".tmp"))).isEmpty();
    }
  }
}
