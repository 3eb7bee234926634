package org.openqof.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.errors.QofException;
import org.openqof.store.parquet.BlockFile;
import org.openqof.store.parquet.BlockReader;
import org.openqof.store.parquet.BlockWriter;
import org.openqof.store.parquet.ColumnRange;
import org.openqof.store.parquet.Selection;
import org.openqof.store.place.Audience;
import org.openqof.store.place.LocalStorage;
import org.openqof.store.place.Storage;
import org.openqof.tables.Block;
import org.openqof.tables.Field;
import org.openqof.tables.PaymentLines;
import org.openqof.tables.Table;
import org.openqof.tables.Tables;

class ParquetBlocksTest {
  private final Storage storage = new LocalStorage("/", Audience.EVERYONE);
  private final Path folder;

  ParquetBlocksTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private String path(String name) {
    return LocalStorage.name(folder.resolve(name));
  }

  @Test
  void manyPagesOfManyDistinctValuesAreReadBack() {
    Block block = new Block(RandomBlocks.TABLE);
    List<Block> practices = RandomBlocks.of(5, 1, 4000, 4000);
    practices.forEach(block::addAll);
    assertThat(block.rows()).isGreaterThan(70_000);

    BlockWriter.write(storage, path("pages.parquet"), RandomBlocks.TABLE, List.of(block));

    assertThat(
            RandomBlocks.values(
                BlockReader.read(storage, path("pages.parquet"), RandomBlocks.TABLE)))
        .isEqualTo(RandomBlocks.values(block));
  }

  @Test
  void onePracticeIsFoundInARowGroupOfManyPagesWhereverItsRowsLie() {
    Block block = new Block(RandomBlocks.TABLE);
    RandomBlocks.of(6, 1, 4000, 4000).forEach(block::addAll);
    BlockWriter.write(storage, path("found.parquet"), RandomBlocks.TABLE, List.of(block));
    List<List<String>> all = RandomBlocks.values(block);
    List<String> codes = new ArrayList<>(List.of("P00001", "P04000", "P00000", "P02000x", "Q"));
    // Pages are cut every 20,000 rows: the practices on both sides of a cut, and on it.
    for (int cut = 20_000; cut < block.rows(); cut += 20_000) {
      codes.add(block.textAt(RandomBlocks.CODE, cut - 1));
      codes.add(block.textAt(RandomBlocks.CODE, cut));
    }
    for (String code : codes) {
      assertThat(
              RandomBlocks.values(
                  BlockReader.read(
                      storage,
                      path("found.parquet"),
                      RandomBlocks.TABLE,
                      Selection.everything().where(code))))
          .as(code)
          .isEqualTo(all.stream().filter(row -> row.get(0).equals("=" + code)).toList());
    }
  }

  @Test
  void everyTableOfTheLakeTakesARowWithNothingButWhatMustBeThere() {
    for (Table table : Tables.all()) {
      Block block = new Block(table).next();
      for (Field field : table.fields()) {
        if (!field.nullable()) {
          switch (field.type()) {
            case TEXT -> block.text(field, "x");
            case INT -> block.count(field, Integer.MIN_VALUE);
            case LONG, DECIMAL -> block.unscaled(field, Long.MIN_VALUE / 20);
            case DATE -> block.day(field, -1);
            case FLAG -> block.flag(field, true);
          }
        }
      }
      String path = path(table.name() + ".parquet");
      BlockWriter.write(storage, path, table, List.of(block));

      List<Block> found = BlockReader.read(storage, path, table);
      assertThat(found).hasSize(1);
      assertThat(RandomBlocks.values(found.get(0))).isEqualTo(RandomBlocks.values(block));
    }
  }

  @Test
  void aFileWithoutRowsCanBeReadAndIsEmpty() {
    BlockFile file =
        BlockWriter.write(
            storage,
            path("none.parquet"),
            PaymentLines.TABLE,
            List.of(new Block(PaymentLines.TABLE)));

    assertThat(file.rows()).isZero();
    assertThat(BlockReader.read(storage, path("none.parquet"), PaymentLines.TABLE)).isEmpty();
  }

  @Test
  void theSameRowsGiveTheSameBytes() throws IOException {
    List<Block> blocks = RandomBlocks.of(1, 1, 50, 20);
    BlockWriter.write(storage, path("one.parquet"), RandomBlocks.TABLE, blocks);
    BlockWriter.write(storage, path("two.parquet"), RandomBlocks.TABLE, blocks);

    assertThat(folder.resolve("one.parquet"))
        .hasBinaryContent(Files.readAllBytes(folder.resolve("two.parquet")));
  }

  @Test
  void rangesSayWhatTheFileHolds() {
    BlockFile file =
        BlockWriter.write(
            storage, path("ranges.parquet"), RandomBlocks.TABLE, RandomBlocks.of(2, 3, 17, 5));

    assertThat(file.ranges().get(0))
        .isEqualTo(new ColumnRange("practice_code", "P00003", "P00017", 0));
    assertThat(file.ranges()).hasSameSizeAs(RandomBlocks.TABLE.fields());
    assertThat(file.ranges().get(1).least()).isEqualTo(0);
  }

  @Test
  void onlyTheRowsOfOnePracticeAreReadFromItsRowGroupAlone() {
    List<Block> blocks = RandomBlocks.of(3, 1, 40, 10);
    BlockWriter.write(storage, path("many.parquet"), RandomBlocks.TABLE, blocks);
    List<List<String>> expected =
        RandomBlocks.values(blocks).stream().filter(row -> row.get(0).equals("=P00025")).toList();

    List<Block> found =
        BlockReader.read(
            storage,
            path("many.parquet"),
            RandomBlocks.TABLE,
            Selection.everything().where("P00025"));

    assertThat(found).hasSize(1);
    assertThat(RandomBlocks.values(found)).isEqualTo(expected).isNotEmpty();
    assertThat(
            BlockReader.read(
                storage,
                path("many.parquet"),
                RandomBlocks.TABLE,
                Selection.everything().where("P99999")))
        .isEmpty();
  }

  @Test
  void rangesOfPracticesComeWithBothEnds() {
    BlockWriter.write(
        storage, path("between.parquet"), RandomBlocks.TABLE, RandomBlocks.of(3, 1, 40, 10));

    Set<String> practices =
        RandomBlocks.values(
                BlockReader.read(
                    storage,
                    path("between.parquet"),
                    RandomBlocks.TABLE,
                    Selection.of(RandomBlocks.CODE).between("P00009", "P00012")))
            .stream()
            .map(row -> row.get(0))
            .collect(Collectors.toSet());

    assertThat(practices).containsExactlyInAnyOrder("=P00009", "=P00010", "=P00011", "=P00012");
  }

  @Test
  void columnsThatAreNotSelectedStayEmpty() {
    BlockWriter.write(
        storage, path("columns.parquet"), RandomBlocks.TABLE, RandomBlocks.of(4, 1, 3, 3));

    Block block =
        BlockReader.read(
                storage,
                path("columns.parquet"),
                RandomBlocks.TABLE,
                Selection.of(RandomBlocks.NUMBER))
            .get(0);

    assertThat(block.has(RandomBlocks.NUMBER, 0)).isTrue();
    assertThat(block.has(RandomBlocks.CODE, 0)).isFalse();
  }

  @Test
  void everyColumnHasStatisticsAndPageIndexes() throws IOException {
    BlockWriter.write(
        storage, path("index.parquet"), RandomBlocks.TABLE, RandomBlocks.of(6, 1, 3000, 3000));

    try (ParquetFileReader reader =
        BlockReader.open(storage, RandomBlocks.TABLE, path("index.parquet"))) {
      for (BlockMetaData group : reader.getRowGroups()) {
        for (ColumnChunkMetaData column : group.getColumns()) {
          assertThat(column.getStatistics().isNumNullsSet()).isTrue();
          assertThat(reader.readColumnIndex(column)).as(column.toString()).isNotNull();
          assertThat(reader.readOffsetIndex(column).getPageCount()).isGreaterThan(1);
        }
      }
    }
  }

  @Test
  void aRowWithoutARequiredValueIsADefectAndLeavesNoFile() throws IOException {
    Block block = new Block(RandomBlocks.TABLE).next().text(RandomBlocks.CODE, "P1");

    assertThatThrownBy(
            () ->
                BlockWriter.write(
                    storage, path("broken.parquet"), RandomBlocks.TABLE, List.of(block)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("number");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void aFileIsNeverReplaced() {
    BlockWriter.write(storage, path("there.parquet"), RandomBlocks.TABLE, List.of());

    assertThatThrownBy(
            () -> BlockWriter.write(storage, path("there.parquet"), RandomBlocks.TABLE, List.of()))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("is already there");
    assertThat(folder.resolve("there.parquet")).isNotEmptyFile();
  }

  @Test
  void everyDamagedByteOfAPageIsNoticed() throws IOException {
    String path = path("damaged.parquet");
    BlockWriter.write(storage, path, RandomBlocks.TABLE, RandomBlocks.of(7, 1, 20, 20));
    byte[] whole = Files.readAllBytes(LocalStorage.path(path));
    long firstPages;
    try (ParquetFileReader reader = BlockReader.open(storage, RandomBlocks.TABLE, path)) {
      firstPages = reader.getRowGroups().get(0).getCompressedSize();
    }
    List<Integer> unnoticed = new ArrayList<>();
    List<List<String>> right =
        RandomBlocks.values(BlockReader.read(storage, path, RandomBlocks.TABLE));
    for (int at = 4; at < firstPages; at += 97) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x55;
      Files.write(LocalStorage.path(path), damaged, StandardOpenOption.TRUNCATE_EXISTING);
      try {
        if (!RandomBlocks.values(BlockReader.read(storage, path, RandomBlocks.TABLE))
            .equals(right)) {
          unnoticed.add(at);
        }
      } catch (QofException noticed) {
        assertThat(noticed.problem()).contains("every_type").contains("cannot be read");
      }
    }
    assertThat(unnoticed).isEmpty();
  }

  @Test
  void aTruncatedFileIsNamedInTheError() throws IOException {
    String path = path("short.parquet");
    BlockWriter.write(storage, path, RandomBlocks.TABLE, RandomBlocks.of(7, 1, 20, 20));
    byte[] whole = Files.readAllBytes(LocalStorage.path(path));
    Files.write(LocalStorage.path(path), java.util.Arrays.copyOf(whole, whole.length / 2));

    assertThatThrownBy(() -> BlockReader.read(storage, path, RandomBlocks.TABLE))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("short.parquet");
  }

  @Test
  void aFileOfAnotherTableIsRefused() {
    BlockWriter.write(
        storage, path("other.parquet"), RandomBlocks.TABLE, RandomBlocks.of(7, 1, 2, 2));

    assertThatThrownBy(() -> BlockReader.read(storage, path("other.parquet"), PaymentLines.TABLE))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("Column indicator_code")
        .hasMessageContaining("no column");
  }
}
