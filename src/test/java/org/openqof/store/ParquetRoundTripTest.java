package org.openqof.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.openqof.store.parquet.BlockFile;
import org.openqof.store.parquet.BlockReader;
import org.openqof.store.parquet.BlockWriter;
import org.openqof.store.place.Audience;
import org.openqof.store.place.LocalStorage;
import org.openqof.store.place.Storage;
import org.openqof.tables.Block;

class ParquetRoundTripTest {
  private final Storage storage = new LocalStorage("/", Audience.EVERYONE);

  @Property(tries = 60)
  void whateverIsWrittenIsReadBack(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 60) int practices,
      @ForAll @IntRange(min = 1, max = 30) int perBlock)
      throws IOException {
    Path place = Files.createTempDirectory("blocks");
    try {
      List<Block> blocks = RandomBlocks.of(seed, 1, practices, perBlock);
      String path = LocalStorage.name(place.resolve("file.parquet"));
      BlockFile file = BlockWriter.write(storage, path, RandomBlocks.TABLE, blocks);

      assertThat(RandomBlocks.values(BlockReader.read(storage, path, RandomBlocks.TABLE)))
          .isEqualTo(RandomBlocks.values(blocks));
      assertThat(file.rows()).isEqualTo(RandomBlocks.together(blocks).rows());
      assertThat(file.bytes()).isEqualTo(Files.size(LocalStorage.path(path)));
    } finally {
      storage.deleteTree(LocalStorage.name(place));
    }
  }
}
