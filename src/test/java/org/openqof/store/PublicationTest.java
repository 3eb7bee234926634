package org.openqof.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.domain.FinancialYear;
import org.openqof.errors.QofException;
import org.openqof.store.Manifest.Origin;
import org.openqof.store.Manifest.PublishedTable;
import org.openqof.store.parquet.BlockReader;
import org.openqof.store.parquet.DataFile;
import org.openqof.store.place.LocalStorage;
import org.openqof.store.place.Storage;
import org.openqof.tables.Block;
import org.openqof.tables.ContentDigest;
import org.openqof.tables.Field.Unit;
import org.openqof.tables.PaymentLines;
import org.openqof.tables.Table;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

class PublicationTest {
  private static final FinancialYear YEAR = FinancialYear.of("2023-24");
  private static final Table TABLE = RandomBlocks.TABLE;

  private final Path place;
  private final Lake lake;
  private final Publication publication;

  PublicationTest(@TempDir Path folder) {
    place = folder.resolve("published");
    lake = new Lake(folder.resolve("lake").toUri());
    publication = new Publication(place.toUri());
  }

  private static Origin origin(String runId) {
    return new Origin(
        runId,
        "2026-01-02T03:04:05Z",
        "local",
        "1.0",
        "rules",
        1,
        Map.of("b.csv", "22", "a.csv", "11"),
        Map.of("every_type", 3L));
  }

  private List<DataFile> staged(int version, long seed) {
    List<DataFile> files =
        List.of(
            lake.stage(TABLE, YEAR, version, "late", RandomBlocks.of(seed, 31, 60, 10)),
            lake.stage(TABLE, YEAR, version, "early", RandomBlocks.of(seed, 1, 30, 10)));
    lake.commit(TABLE, YEAR, version, files, "run");
    return files;
  }

  private void publish(int version, long seed, String runId) {
    List<DataFile> files = staged(version, seed);
    try (Publication.Draft draft = publication.begin(YEAR, version)) {
      draft.add(TABLE, files);
      draft.publish(origin(runId));
    }
  }

  private List<List<String>> rows(long seed) {
    List<Block> all = new ArrayList<>(RandomBlocks.of(seed, 1, 30, 10));
    all.addAll(RandomBlocks.of(seed, 31, 60, 10));
    return RandomBlocks.values(all);
  }

  private List<List<String>> published(int version) {
    String path = Storage.below(publication.folder(YEAR, version), "statistics/every_type.parquet");
    return RandomBlocks.values(BlockReader.read(publication.storage(), path, TABLE));
  }

  private List<String> names(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aPublishedTableHasTheRowsOfTheLakeInOrderAndItsManifestSaysWhatItIs() {
    publish(1, 5, "run-1");

    assertThat(published(1)).isEqualTo(rows(5));
    assertThat(publication.latest(YEAR))
        .contains(
            new Publication.Latest(
                "2023-24",
                1,
                "1",
                List.of(
                    new Publication.LatestTable(
                        "every_type", "1/statistics/every_type.parquet", rows(5).size()))));
    Manifest manifest = publication.manifest(YEAR, 1).orElseThrow();
    PublishedTable table = manifest.table("every_type").orElseThrow();
    assertThat(table.rows()).isEqualTo(rows(5).size());
    assertThat(table.contentDigest()).isEqualTo(ContentDigest.of(lake.read(TABLE, YEAR, 1)).hex());
    assertThat(table.key()).containsExactly("practice_code", "number");
    assertThat(table.columns()).hasSize(16);
    assertThat(table.columns().get(9).type()).isEqualTo("decimal(18,10)");
    assertThat(manifest.origin()).isEqualTo(origin("run-1"));
    assertThat(manifest.files())
        .extracting(Manifest.PublishedFile::path)
        .containsExactly("statistics/every_type.parquet");
    publication.verify(YEAR, 1);
  }

  @Test
  void copiedRowGroupsKeepTheirPageIndexesAndTheFileSaysItsYear() throws IOException {
    publish(1, 5, "run-1");

    String path = Storage.below(publication.folder(YEAR, 1), "statistics/every_type.parquet");
    try (ParquetFileReader reader = BlockReader.open(publication.storage(), TABLE, path)) {
      assertThat(reader.getRowGroups()).hasSize(6);
      for (BlockMetaData group : reader.getRowGroups()) {
        for (ColumnChunkMetaData column : group.getColumns()) {
          assertThat(reader.readColumnIndex(column)).isNotNull();
          assertThat(reader.readOffsetIndex(column)).isNotNull();
          assertThat(column.getStatistics().isNumNullsSet()).isTrue();
        }
      }
      assertThat(reader.getFileMetaData().getKeyValueMetaData())
          .containsEntry("openqof.financial_year", "2023-24")
          .containsEntry("openqof.version", "1")
          .containsEntry("openqof.unit.some_decimal", "POINTS");
    }
  }

  @Test
  void filesWhoseKeysOverlapAreSortedAnew() {
    List<Block> even = new ArrayList<>();
    List<Block> odd = new ArrayList<>();
    for (int practice = 1; practice <= 20; practice++) {
      (practice % 2 == 0 ? even : odd).addAll(RandomBlocks.of(practice, practice, practice, 1));
    }
    List<DataFile> files =
        List.of(lake.stage(TABLE, YEAR, 1, "even", even), lake.stage(TABLE, YEAR, 1, "odd", odd));
    lake.commit(TABLE, YEAR, 1, files, "run");

    PublishedTable table;
    try (Publication.Draft draft = publication.begin(YEAR, 1)) {
      table = draft.add(TABLE, files);
      draft.publish(origin("run"));
    }

    List<Block> all = new ArrayList<>(even);
    all.addAll(odd);
    Block sorted = RandomBlocks.together(all).sorted();
    assertThat(published(1)).isEqualTo(RandomBlocks.values(sorted));
    assertThat(table.contentDigest()).isEqualTo(ContentDigest.of(sorted).hex());
  }

  @Test
  void aTableWithoutRowsIsPublishedAsAnEmptyFile() {
    try (Publication.Draft draft = publication.begin(YEAR, 1)) {
      assertThat(draft.add(TABLE, List.of()).rows()).isZero();
      draft.publish(origin("run"));
    }

    assertThat(published(1)).isEmpty();
  }

  @Test
  void filesReadBackFromTheLakeAreAsGoodAsStagedOnes() {
    staged(1, 5);
    try (Publication.Draft draft = publication.begin(YEAR, 1)) {
      PublishedTable table = draft.add(TABLE, lake.files(TABLE, YEAR, 1));
      assertThat(table.contentDigest())
          .isEqualTo(ContentDigest.of(lake.read(TABLE, YEAR, 1)).hex());
      draft.publish(origin("run"));
    }

    assertThat(published(1)).isEqualTo(rows(5));
  }

  @Test
  void paymentsAreForTheirOwnerAndGroupOnly() throws IOException {
    DataFile lines = lake.stage(PaymentLines.TABLE, YEAR, 1, "x", List.of());
    try (Publication.Draft draft = publication.begin(YEAR, 1)) {
      assertThat(permissions(LocalStorage.path(draft.folder(Tree.PAYMENTS))))
          .as("while it is prepared")
          .isEqualTo("rwxr-x---");
      draft.add(PaymentLines.TABLE, List.of(lines));
      draft.add(TABLE, staged(1, 5));
      draft.publish(origin("run"));
    }

    Path folder = place.resolve("2023-24/1");
    assertThat(permissions(folder.resolve("payments"))).isEqualTo("rwxr-x---");
    assertThat(permissions(folder.resolve("payments/payment_lines.parquet")))
        .isEqualTo("rw-r-----");
    assertThat(names(folder)).containsExactly("manifest.json", "payments", "statistics");
    assertThat(names(folder.resolve("statistics"))).containsExactly("every_type.parquet");
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void moneyNeverGoesToThePublicTree() {
    Table.Builder builder = Table.named("leak", Layer.GOLD, Tree.STATISTICS, "One leak.");
    builder.key().text("practice_code", "Code.");
    builder.decimal("payment_gbp", 2, Unit.GBP, "Pounds.");
    Table leak = builder.build();

    try (Publication.Draft draft = publication.begin(YEAR, 1)) {
      assertThatThrownBy(() -> draft.add(leak, List.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("holds money");
    }
  }

  @Test
  void aDraftThatIsNotPublishedLeavesTheCurrentVersionAndNothingElse() throws IOException {
    publish(1, 5, "run-1");
    try (Publication.Draft draft = publication.begin(YEAR, 2)) {
      draft.add(TABLE, staged(2, 6));
    }

    assertThat(publication.latest(YEAR))
        .hasValueSatisfying(l -> assertThat(l.version()).isEqualTo(1));
    assertThat(names(place.resolve("2023-24"))).containsExactly("1", "latest.json");
    publication.verify(YEAR, 1);
  }

  @Test
  void aRunKilledWhilePreparingLeavesTheCurrentVersionAndTheNextRunCleansUp() throws IOException {
    publish(1, 5, "run-1");
    publication.begin(YEAR, 2).add(TABLE, staged(2, 6));

    assertThat(names(place.resolve("2023-24"))).hasSize(3);
    assertThat(publication.latest(YEAR))
        .hasValueSatisfying(l -> assertThat(l.version()).isEqualTo(1));
    publication.verify(YEAR, 1);

    try (Publication.Draft draft = publication.begin(YEAR, 2)) {
      draft.add(TABLE, lake.files(TABLE, YEAR, 2));
      draft.publish(origin("run-2"));
    }
    assertThat(names(place.resolve("2023-24"))).containsExactly("1", "2", "latest.json");
    assertThat(publication.latest(YEAR))
        .hasValueSatisfying(l -> assertThat(l.version()).isEqualTo(2));
    assertThat(published(2)).isEqualTo(rows(6));
  }

  @Test
  void aRunKilledBetweenTheVersionAndItsPointerIsFinishedByDoingItAgain() throws IOException {
    publish(1, 5, "run-1");
    byte[] pointer = Files.readAllBytes(place.resolve("2023-24/latest.json"));
    publish(2, 6, "run-2");
    Files.write(place.resolve("2023-24/latest.json"), pointer);

    assertThat(publication.latest(YEAR))
        .hasValueSatisfying(l -> assertThat(l.version()).isEqualTo(1));
    try (Publication.Draft draft = publication.begin(YEAR, 2)) {
      draft.add(TABLE, lake.files(TABLE, YEAR, 2));
      assertThat(draft.publish(origin("run-3")).origin().runId()).isEqualTo("run-2");
    }

    assertThat(publication.latest(YEAR))
        .hasValueSatisfying(l -> assertThat(l.version()).isEqualTo(2));
    assertThat(names(place.resolve("2023-24"))).containsExactly("1", "2", "latest.json");
  }

  @Test
  void aVersionInPlaceIsNeverReplacedByOtherResults() throws IOException {
    publish(1, 5, "run-1");
    Files.delete(place.resolve("2023-24/latest.json"));
    List<DataFile> others = staged(2, 6);

    try (Publication.Draft draft = publication.begin(YEAR, 1)) {
      draft.add(TABLE, others);
      assertThatThrownBy(() -> draft.publish(origin("run-2")))
          .isInstanceOf(QofException.class)
          .hasMessageContaining("Version 1 of 2023-24 has already been published");
    }
    assertThat(published(1)).isEqualTo(rows(5));
    assertThat(publication.latest(YEAR)).isEmpty();
  }

  @Test
  void theCurrentVersionCannotBePreparedAgain() {
    publish(1, 5, "run-1");

    assertThatThrownBy(() -> publication.begin(YEAR, 1))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("has already been published");
  }

  @Test
  void aRemovedVersionLeavesWhatSomebodyElsePutThere() throws IOException {
    publish(1, 1, "run");
    publish(2, 2, "run");
    Path year = place.resolve("2023-24");
    Files.writeString(year.resolve("1/statistics/notes.txt"), "mine");

    assertThat(publication.remove(YEAR, 1)).singleElement().asString().endsWith("/notes.txt");

    assertThat(year.resolve("1")).doesNotExist();
    assertThat(year.resolve("not-of-version-1/statistics/notes.txt")).hasContent("mine");
    assertThat(publication.versions(YEAR)).containsExactly(2);
    publish(3, 3, "run");
    assertThat(year.resolve("not-of-version-1/statistics/notes.txt")).exists();
  }

  @Test
  void anOlderVersionDoesNotBecomeCurrent() {
    publish(4, 5, "run-1");
    publish(3, 6, "run-2");

    assertThat(publication.latest(YEAR))
        .hasValueSatisfying(l -> assertThat(l.version()).isEqualTo(4));
    publication.verify(YEAR, 3);
  }

  @Test
  void aPublishedFileThatWasChangedOrLostIsFound() throws IOException {
    publish(1, 5, "run-1");
    Path file = place.resolve("2023-24/1/statistics/every_type.parquet");
    byte[] bytes = Files.readAllBytes(file);
    bytes[100] ^= 1;
    Files.write(file, bytes);

    assertThatThrownBy(() -> publication.verify(YEAR, 1))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("every_type.parquet");
    Files.delete(file);
    assertThatThrownBy(() -> publication.verify(YEAR, 1))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("no file");
  }

  @Test
  void theSameResultsGiveTheSameFiles() throws IOException {
    publish(1, 5, "run-1");
    publish(2, 5, "run-1");

    List<Manifest.PublishedFile> first = publication.manifest(YEAR, 1).orElseThrow().files();
    List<Manifest.PublishedFile> second = publication.manifest(YEAR, 2).orElseThrow().files();
    assertThat(first.get(0).bytes()).isEqualTo(second.get(0).bytes());
    assertThat(publication.manifest(YEAR, 1).orElseThrow().tables())
        .isEqualTo(publication.manifest(YEAR, 2).orElseThrow().tables());
  }

  @Test
  void aRunHaltedBeforeItsVersionBecomesCurrentDoesNotTurnTheCurrentOneBack() throws IOException {
    List<DataFile> files = staged(1, 1);
    try (Publication.Draft halted = publication.begin(YEAR, 1)) {
      halted.add(TABLE, files);
      int[] asked = {0};
      assertThatThrownBy(
              () ->
                  halted.publish(
                      origin("halted"),
                      () -> {
                        // Ready to put the pointer, and halted: the next run publishes.
                        if (++asked[0] == 2) {
                          publish(2, 5, "next");
                        }
                      }))
          .isInstanceOf(QofException.class)
          .hasMessageContaining("latest.json");
    }

    assertThat(publication.latest(YEAR).map(Publication.Latest::folder)).contains("2");
    assertThat(published(2)).isEqualTo(rows(5));
    assertThat(names(place.resolve("2023-24"))).containsExactly("1", "2", "latest.json");
  }

  @Test
  void aRunHaltedWhileItPreparedPublishesNothingThatTheNextOneClearedAway() throws IOException {
    List<DataFile> files = staged(1, 1);
    try (Publication.Draft halted = publication.begin(YEAR, 1)) {
      halted.add(TABLE, files);
      publish(2, 5, "next");
      assertThatThrownBy(() -> halted.publish(origin("halted")))
          .isInstanceOf(QofException.class)
          .hasMessageContaining("every_type.parquet");
    }

    assertThat(publication.latest(YEAR).map(Publication.Latest::folder)).contains("2");
    assertThat(names(place.resolve("2023-24"))).containsExactly("2", "latest.json");
  }
}
