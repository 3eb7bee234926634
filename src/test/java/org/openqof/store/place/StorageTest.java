package org.openqof.store.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqof.domain.FinancialYear;
import org.openqof.errors.QofException;
import org.openqof.store.Bronze;
import org.openqof.store.Lake;
import org.openqof.store.Manifest;
import org.openqof.store.Publication;
import org.openqof.store.RandomBlocks;
import org.openqof.store.parquet.DataFile;
import org.openqof.testing.HdfsForTests;
import org.openqof.testing.ObjectStore;
import org.openqof.testing.Slow;

@Slow
class StorageTest {
  private final Path folder;

  StorageTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** The same promises hold for files of this machine and for those reached through Hadoop. */
  enum Way {
    LOCAL {
      @Override
      URI uri(Path folder) {
        return folder.toUri();
      }
    },
    HADOOP {
      @Override
      URI uri(Path folder) {
        // Hadoop keeps file systems by their authority: each test needs its own.
        return URI.create("viewfs://" + folder.getFileName() + "/place");
      }

      @Override
      Map<String, String> settings(Path folder) {
        return Map.of(
            "fs.viewfs.mounttable." + folder.getFileName() + ".link./place",
            folder.toUri().toString(),
            "fs.permissions.umask-mode",
            "022");
      }
    },
    HDFS {
      @Override
      URI uri(Path folder) {
        return URI.create(HdfsForTests.address() + "/" + folder.getFileName());
      }

      @Override
      String permissions(Path folder, String name) throws IOException {
        return HdfsForTests.fileSystem()
            .getFileStatus(new org.apache.hadoop.fs.Path(Storage.below(root(folder), name)))
            .getPermission()
            .toString();
      }
    },
    OBJECTS {
      @Override
      URI uri(Path folder) {
        return URI.create("objects://" + folder.getFileName() + folder);
      }

      @Override
      Map<String, String> settings(Path folder) {
        return ObjectStore.settings();
      }
    };

    abstract URI uri(Path folder);

    Map<String, String> settings(Path folder) {
      return Map.of();
    }

    Storage storage(Path folder) {
      return Storage.of(uri(folder), settings(folder), Audience.EVERYONE);
    }

    String root(Path folder) {
      return Storage.absolute(uri(folder));
    }

    String permissions(Path folder, String name) throws IOException {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A run that lost the lake may still finish with a file that its successor is about to clear. */
  @Test
  void whatGoesWhileItIsClearedAwayIsNoFailure() throws Exception {
    Storage storage = Storage.of(folder.toUri());
    Thread other =
        new Thread(
            () -> {
              for (int i = 0; i < 2_000; i++) {
                Path written = folder.resolve(".beat." + i + ".tmp");
                try {
                  Files.writeString(written, "1");
                  Files.deleteIfExists(written);
                } catch (IOException problem) {
                  throw new UncheckedIOException(problem);
                }
              }
            });
    other.start();
    while (other.isAlive()) {
      storage.dropUnfinishedPuts(Storage.below(Storage.absolute(folder.toUri()), "beat"));
    }
    other.join();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSmallFileIsPutOnceOrReplacedAndNothingElseIsLeft(Way way) {
    Storage storage = way.storage(folder);
    String root = way.root(folder);
    String path = Storage.below(root, "deep", "er", "file.txt");

    assertThat(storage.putIfAbsent(path, bytes("one"))).isTrue();
    assertThat(storage.putIfAbsent(path, bytes("two"))).isFalse();
    assertThat(storage.readText(path)).isEqualTo("one");
    storage.put(path, bytes("three"));
    assertThat(storage.readText(path)).isEqualTo("three");
    assertThat(storage.list(Storage.parent(path)))
        .extracting(Storage.Entry::name)
        .filteredOn(name -> !name.endsWith(".crc"))
        .containsExactly("file.txt");
  }

  @ParameterizedTest
  @EnumSource
  void aFileIsReadFromAnyPlace(Way way) throws IOException {
    Storage storage = way.storage(folder);
    String path = Storage.below(way.root(folder), "new", "file");
    try (OutputStream stream = storage.create(path)) {
      stream.write(bytes("0123456789"));
    }

    try (InputStream stream = storage.open(path, 7)) {
      assertThat(stream.readAllBytes()).isEqualTo(bytes("789"));
    }
    try (Storage.Input input = storage.openAnywhere(path)) {
      byte[] some = new byte[5];
      input.readFully(3, some, 1, 4);
      assertThat(some).isEqualTo(bytes("\0" + "3456"));
      assertThat(input.length()).isEqualTo(10);
      assertThatThrownBy(() -> input.readFully(8, some, 0, 5)).isInstanceOf(EOFException.class);
    }
    assertThatThrownBy(() -> storage.create(path))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("is already there");
  }

  @ParameterizedTest
  @EnumSource
  void aFolderIsRenamedOnceAndDeletedWithAllItHolds(Way way) {
    Storage storage = way.storage(folder);
    String root = way.root(folder);
    storage.putIfAbsent(Storage.below(root, "a", "b", "c"), bytes("x"));
    storage.renameFolder(Storage.below(root, "a"), Storage.below(root, "d"));

    assertThat(storage.exists(Storage.below(root, "a"))).isFalse();
    assertThat(storage.readText(Storage.below(root, "d", "b", "c"))).isEqualTo("x");
    storage.putIfAbsent(Storage.below(root, "e", "f"), bytes("y"));
    assertThatThrownBy(
            () -> storage.renameFolder(Storage.below(root, "e"), Storage.below(root, "d")))
        .isInstanceOf(QofException.class);
    storage.deleteTree(Storage.below(root, "d"));
    storage.deleteTree(Storage.below(root, "d"));
    assertThat(storage.list(root)).extracting(Storage.Entry::name).containsExactly("e");
    assertThat(storage.list(Storage.below(root, "none"))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aFinishedFileGetsItsNameOnce(Way way) {
    Storage storage = way.storage(folder);
    String root = way.root(folder);
    String to = Storage.below(root, "kept", "file");
    storage.putIfAbsent(Storage.below(root, "tmp", "1"), bytes("1"));
    storage.putIfAbsent(Storage.below(root, "tmp", "2"), bytes("2"));

    assertThat(storage.moveIfAbsent(Storage.below(root, "tmp", "1"), to)).isTrue();
    assertThat(storage.moveIfAbsent(Storage.below(root, "tmp", "2"), to)).isFalse();
    assertThat(storage.readText(to)).isEqualTo("1");
    assertThat(storage.list(Storage.below(root, "tmp")))
        .extracting(Storage.Entry::name)
        .filteredOn(name -> !name.endsWith(".crc"))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aTreeIsClosedToOthersAndCopied(Way way) throws IOException {
    Storage storage = way.storage(folder);
    String root = way.root(folder);
    storage.putIfAbsent(Storage.below(root, "t", "u", "file"), bytes("x"));
    storage.restrictToOwnerAndGroup(Storage.below(root, "t"));
    storage.linkOrCopy(Storage.below(root, "t", "u", "file"), Storage.below(root, "v", "copy"));

    if (way != Way.OBJECTS) {
      assertThat(way.permissions(folder, "t/u")).isEqualTo("rwxr-x---");
      assertThat(way.permissions(folder, "t/u/file")).isEqualTo("rw-r-----");
    }
    assertThat(storage.readText(Storage.below(root, "v", "copy"))).isEqualTo("x");
  }

  @ParameterizedTest
  @EnumSource
  void lakeBronzeAndPublicationWorkOnEveryKindOfStorage(Way way) {
    FinancialYear year = FinancialYear.of("2023-24");
    Lake lake = new Lake(way.uri(folder), way.settings(folder));
    Publication publication =
        new Publication(URI.create(way.root(folder) + "/published"), way.settings(folder));
    List<DataFile> files =
        List.of(lake.stage(RandomBlocks.TABLE, year, 1, "x", RandomBlocks.of(1, 1, 9, 4)));
    lake.commit(RandomBlocks.TABLE, year, 1, files, "run");
    lake.commit(RandomBlocks.TABLE, year, 1, files, "run");
    try (Bronze.Writer writer = lake.bronze().open()) {
      writer.append(bytes("received"), 8);
      writer.commit("ab");
    }
    try (Publication.Draft draft = publication.begin(year, 1)) {
      draft.add(RandomBlocks.TABLE, lake.files(RandomBlocks.TABLE, year, 1));
      draft.publish(new Manifest.Origin("r", "t", "local", "1", "d", 1, Map.of(), Map.of()));
    }

    assertThat(RandomBlocks.values(lake.read(RandomBlocks.TABLE, year, 1)))
        .isEqualTo(RandomBlocks.values(RandomBlocks.of(1, 1, 9, 4)));
    assertThat(lake.bronze().read("ab", lake.bronze().kept("ab").frames().get(0)))
        .isEqualTo(bytes("received"));
    publication.verify(year, 1);
    assertThat(publication.latest(year)).isPresent();
  }

  @Test
  void pathsAreAbsoluteAndWithoutASlashAtTheEnd() {
    assertThat(Storage.absolute(URI.create("file:///data/the%20lake/")))
        .isEqualTo("file:/data/the lake");
    assertThat(Storage.absolute(URI.create("/data/x/../lake"))).isEqualTo("file:/data/lake");
    assertThat(Storage.absolute(URI.create("s3a://bucket/a%20b/"))).isEqualTo("s3a://bucket/a b");
    assertThat(Storage.absolute(URI.create("lake")))
        .isEqualTo(LocalStorage.name(Path.of("lake").toAbsolutePath()));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void whatBelongsToAnotherIsLeftAsItIsAndNamed() {
    // A folder of the kernel: nobody may change its rights, not even root.
    String others = "file:/proc/sys/kernel/keys";
    assumeTrue(Files.isDirectory(Path.of("/proc/sys/kernel/keys")), "no such folder here");
    Storage storage = Storage.of(URI.create(others));

    List<String> left = storage.closeToOthers(others);

    assertThat(left).isNotEmpty().allMatch(line -> line.startsWith(others));
    assertThat(storage.openToOthers(others)).isPresent();
  }
}
