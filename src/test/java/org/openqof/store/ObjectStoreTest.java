package org.openqof.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.defaults.engine.fileio.OutputFile;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.domain.FinancialYear;
import org.openqof.store.Manifest.Origin;
import org.openqof.store.parquet.DataFile;
import org.openqof.store.place.Audience;
import org.openqof.store.place.HadoopStorage;
import org.openqof.store.place.Storage;
import org.openqof.testing.HaltedThread;
import org.openqof.testing.ObjectStore;
import org.openqof.testing.Slow;

/**
 * What holds on file systems holds on object stores: there a rename is a copy, file by file, and a
 * process can end before or after any call.
 */
@Slow
class ObjectStoreTest {
  private static final FinancialYear YEAR = FinancialYear.of("2023-24");
  private static final String MARK = "mark.json";

  private final Path folder;
  private final Map<String, String> settings = new HashMap<>(ObjectStore.settings());

  ObjectStoreTest(@TempDir Path folder) {
    this.folder = folder;
    settings.put(ObjectStore.FAULT, Ending.class.getName());
  }

  /** The process ends: nothing it still does has any effect, not even what cleans up. */
  private static final class Ended extends Error {
    private static final long serialVersionUID = 1L;

    Ended() {
      super("the process has ended");
    }
  }

  /** Lets the process end at a chosen call, or an answer be lost. */
  public static final class Ending implements ObjectStore.Fault {
    private static long callsLeft = Long.MAX_VALUE;
    private static String losesTheAnswerTo = "";

    static void reset() {
      callsLeft = Long.MAX_VALUE;
      losesTheAnswerTo = "";
    }

    private static synchronized void count() {
      if (--callsLeft < 0) {
        throw new Ended();
      }
    }

    @Override
    public void before(ObjectStore.Call call, org.apache.hadoop.fs.Path path) {
      count();
    }

    @Override
    public void after(ObjectStore.Call call, org.apache.hadoop.fs.Path path) throws IOException {
      count();
      if (call == ObjectStore.Call.PUT && path.getName().equals(losesTheAnswerTo)) {
        losesTheAnswerTo = "";
        throw new IOException("the connection was reset");
      }
    }
  }

  @BeforeEach
  void allIsWell() {
    Ending.reset();
  }

  private URI uri(String name) {
    // Hadoop keeps file systems by their authority: each test needs its own.
    return URI.create("objects://" + folder.getFileName() + folder.resolve(name));
  }

  private Lake lake() {
    return new Lake(uri("lake"), settings);
  }

  private Publication publication() {
    return new Publication(uri("published"), settings);
  }

  private static List<DataFile> stage(Lake lake, int version) {
    return List.of(
        lake.stage(RandomBlocks.TABLE, YEAR, version, "x", RandomBlocks.of(version, 1, 9, 4)));
  }

  private static List<DataFile> committed(Lake lake, int version) {
    lake.commit(RandomBlocks.TABLE, YEAR, version, stage(lake, version), "run");
    return lake.files(RandomBlocks.TABLE, YEAR, version);
  }

  private static void publish(Publication publication, int version, List<DataFile> files) {
    publish(publication, version, files, () -> {});
  }

  private static void publish(
      Publication publication, int version, List<DataFile> files, Runnable stillOurs) {
    try (Publication.Draft draft = publication.begin(YEAR, version, stillOurs)) {
      draft.add(RandomBlocks.TABLE, files);
      draft.publish(new Origin("r", "t", "local", "1", "d", 1, Map.of(), Map.of()), stillOurs);
    }
  }

  /**
   * Does something again and again, each time ending one call later, until it is done without
   * ending; looks at what each of the ended ones left.
   *
   * @return how often it ended
   */
  private static int endingAtEveryCall(Runnable before, Runnable work, Runnable look) {
    for (int calls = 0; ; calls++) {
      before.run();
      Ending.callsLeft = calls;
      try {
        work.run();
        Ending.reset();
        return calls;
      } catch (Ended ended) {
        Ending.reset();
      }
      look.run();
    }
  }

  @Test
  void aRunThatEndsAtAnyCallLeavesTheCurrentVersionOrTheNewOneWholeAndTheNextRunFinishes() {
    List<DataFile> first = committed(lake(), 1);
    List<DataFile> second = committed(lake(), 2);
    TreeSet<Integer> seen = new TreeSet<>();

    int ended =
        endingAtEveryCall(
            () -> {
              publication().storage().deleteTree(publication().root());
              publish(publication(), 1, first);
            },
            () -> publish(publication(), 2, second),
            () -> {
              int current = publication().latest(YEAR).orElseThrow().version();
              seen.add(current);
              publication().verify(YEAR, 1);
              publication().verify(YEAR, current);
              if (current == 1) {
                publish(publication(), 2, second);
              }
              publication().verify(YEAR, 2);
              assertThat(publication().latest(YEAR).orElseThrow().version()).isEqualTo(2);
              String now = publication().latest(YEAR).orElseThrow().folder();
              assertThat(now).matches("2(-[0-9a-f]{8})?");
              assertThat(seenByReaders()).containsExactly("1", now, "latest.json");
            });

    assertThat(ended).isGreaterThan(6);
    assertThat(seen).containsExactly(1, 2);
  }

  /**
   * A publisher is halted before or after any call. Another takes over, publishes the same version
   * or one more, and removes what is no longer current. What the first still does when it wakes up
   * changes nothing that readers see.
   */
  @Test
  void aHaltedPublisherThatWakesUpHurtsNoVersionAtWhateverCallItWasHalted() throws Exception {
    settings.put(ObjectStore.FAULT, HaltedThread.Fault.class.getName());
    List<DataFile> files = committed(lake(), 1);
    int halted = 0;
    for (int last = 2; last <= 3; last++) {
      boolean goesOn = true;
      for (int calls = 0; goesOn; calls++) {
        Publication tree = new Publication(uri("published-%d-%d".formatted(last, calls)), settings);
        publish(tree, 1, files);
        AtomicBoolean lost = new AtomicBoolean();
        HaltedThread first =
            HaltedThread.at(calls, () -> publish(tree, 2, files, () -> refuse(lost.get())));
        goesOn = first.awaitHaltOrEnd();
        lost.set(true);
        if (goesOn) {
          halted++;
          for (int version = 2; version <= last; version++) {
            if (tree.latest(YEAR).orElseThrow().version() < version) {
              publish(tree, version, files);
            }
          }
          for (int version = 1; version < last; version++) {
            assertThat(tree.remove(YEAR, version)).isEmpty();
          }
        }
        first.goOn();

        Publication.Latest latest = tree.latest(YEAR).orElseThrow();
        assertThat(latest.version()).as("halted at call %d", calls).isEqualTo(goesOn ? last : 2);
        assertThat(tree.folder(YEAR, latest.version())).endsWith("/" + latest.folder());
        assertThat(tree.versions(YEAR)).endsWith(latest.version());
        tree.verify(YEAR, latest.version());
        if (goesOn) {
          assertThat(tree.versions(YEAR)).containsExactly(last);
          // What the woken one left is nobody's, and goes with the next publication.
          publish(tree, last + 1, files);
          tree.verify(YEAR, last);
          tree.verify(YEAR, last + 1);
          assertThat(
                  tree.storage().list(Storage.parent(tree.folder(YEAR, last))).stream()
                      .filter(Storage.Entry::folder)
                      .filter(entry -> !entry.name().startsWith(".")))
              .hasSize(2);
        }
      }
    }
    assertThat(halted).isGreaterThan(20);
  }

  private static void refuse(boolean lost) {
    if (lost) {
      throw new IllegalStateException("the lake is another's");
    }
  }

  @Test
  void aFolderWithoutManifestIsNoVersionAndGoesWithTheNextRun() {
    List<DataFile> files = committed(lake(), 1);
    publish(publication(), 1, files);
    Ending.callsLeft = 4;
    assertThatThrownBy(() -> publish(publication(), 2, files)).isInstanceOf(Ended.class);
    Ending.reset();
    assertThat(seenByReaders()).containsExactly("1", "2", "latest.json");
    assertThat(publication().manifest(YEAR, 2)).isEmpty();

    publish(publication(), 3, files);

    assertThat(seenByReaders()).containsExactly("1", "3", "latest.json");
    publication().verify(YEAR, 3);
  }

  @Test
  void aCommitThatEndsAtAnyCallIsDoneOnceByTheNextRun() {
    committed(lake(), 1);
    List<List<String>> rows = RandomBlocks.values(RandomBlocks.of(2, 1, 9, 4));
    boolean[] wasThere = new boolean[2];

    endingAtEveryCall(
        () -> {
          lake().storage().deleteTree(lake().root());
          committed(lake(), 1);
        },
        () -> committed(lake(), 2),
        () -> {
          List<List<String>> found = RandomBlocks.values(lake().read(RandomBlocks.TABLE, YEAR, 2));
          assertThat(found).isIn(List.of(), rows);
          wasThere[found.isEmpty() ? 0 : 1] = true;
          committed(lake(), 2);
          assertThat(RandomBlocks.values(lake().read(RandomBlocks.TABLE, YEAR, 2))).isEqualTo(rows);
          assertThat(RandomBlocks.values(lake().read(RandomBlocks.TABLE, YEAR, 1)))
              .isEqualTo(RandomBlocks.values(RandomBlocks.of(1, 1, 9, 4)));
        });

    assertThat(wasThere).containsExactly(true, true);
  }

  @Test
  void aLostAnswerToACommitIsNotTakenForAnotherWriter() {
    Lake lake = lake();
    committed(lake, 1);
    // Delta's version 0 made the table, 1 holds the rows of ours: the next is 2.
    Ending.losesTheAnswerTo = "00000000000000000002.json";

    committed(lake, 2);

    assertThat(Ending.losesTheAnswerTo).isEmpty();
    assertThat(RandomBlocks.values(lake.read(RandomBlocks.TABLE, YEAR, 2)))
        .isEqualTo(RandomBlocks.values(RandomBlocks.of(2, 1, 9, 4)));
    assertThat(lake.deltaVersion(RandomBlocks.TABLE)).hasValue(2);
  }

  @Test
  void ofManyWritersOfOneSmallFileOnePutsIt() throws Exception {
    Storage storage = lake().storage();
    String path = Storage.below(Storage.absolute(uri("locks")), "lock");
    ExecutorService writers = Executors.newFixedThreadPool(8);
    try {
      for (int round = 0; round < 20; round++) {
        List<Callable<Boolean>> puts = new ArrayList<>();
        for (int writer = 0; writer < 8; writer++) {
          byte[] mine = Integer.toString(writer).getBytes(StandardCharsets.UTF_8);
          puts.add(() -> storage.putIfAbsent(path, mine));
        }
        List<Integer> winners = new ArrayList<>();
        List<Future<Boolean>> answers = writers.invokeAll(puts);
        for (int writer = 0; writer < answers.size(); writer++) {
          if (answers.get(writer).get()) {
            winners.add(writer);
          }
        }
        assertThat(winners).hasSize(1);
        assertThat(storage.readText(path)).isEqualTo(winners.get(0).toString());
        storage.deleteTree(path);
      }
    } finally {
      writers.shutdownNow();
    }
  }

  @Test
  void aLogEntryThatIsThereIsNotOverwritten() throws IOException {
    OutputFile entry =
        new HadoopStorage(settings)
            .deltaFiles(lake().root())
            .newOutputFile(Storage.absolute(uri("log/0.json")));
    entry.writeAtomically(lines("ours"), false);

    assertThatThrownBy(() -> entry.writeAtomically(lines("theirs"), false))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(text("log/0.json")).isEqualTo("ours\n");
    entry.writeAtomically(lines("again"), true);
    assertThat(text("log/0.json")).isEqualTo("again\n");
  }

  private static CloseableIterator<String> lines(String... lines) {
    return Utils.toCloseableIterator(List.of(lines).iterator());
  }

  @Test
  void settingsOfTheProcessReachTheStorage() {
    System.setProperty("spark.hadoop." + HadoopStorage.OBJECT_STORES, "elsewhere");
    try {
      assertThat(new HadoopStorage(Map.of()).configuration().get(HadoopStorage.OBJECT_STORES))
          .isEqualTo("elsewhere");
      assertThat(new HadoopStorage(settings).configuration().get(HadoopStorage.OBJECT_STORES))
          .isEqualTo("objects");
    } finally {
      System.clearProperty("spark.hadoop." + HadoopStorage.OBJECT_STORES);
    }
  }

  @Test
  void anExchangeOfFoldersThatEndsAtAnyCallIsFinishedByTheNext() {
    TreeSet<String> found = new TreeSet<>();

    endingAtEveryCall(
        () -> {
          storage().deleteTree(Storage.absolute(uri("out")));
          exchange("first", "old.csv");
        },
        () -> exchange("second", "new.csv"),
        () -> {
          // What the machine says of a process that has ended.
          storage().deleteTree(Storage.absolute(uri("out/.2023-24.lock")));
          storage().deleteTree(Storage.absolute(uri("out/.2023-24.lock.beat")));
          try (ReplacedFolder next = begin()) {
            // Beginning alone puts right what was left.
            String whole = text("out/2023-24/csv/a.csv");
            found.add(whole);
            assertThat(text("out/2023-24/" + MARK)).isEqualTo(whole);
            assertThat(names("out/2023-24/csv"))
                .containsExactly("a.csv", whole.equals("first") ? "old.csv" : "new.csv");
          }
          assertThat(names("out")).containsExactly("2023-24");
        });

    assertThat(found).containsExactly("first", "second");
    assertThat(text("out/2023-24/csv/a.csv")).isEqualTo("second");
  }

  private Storage storage() {
    return Storage.of(uri("out"), settings, Audience.EVERYONE);
  }

  private ReplacedFolder begin() {
    return ReplacedFolder.begin(storage(), Storage.absolute(uri("out")), "2023-24", MARK);
  }

  private void exchange(String text, String another) {
    try (ReplacedFolder next = begin()) {
      write(next, "csv/a.csv", text);
      write(next, "csv/" + another, text);
      write(next, MARK, text);
      next.exchange();
    }
  }

  private static void write(ReplacedFolder to, String name, String text) {
    try (OutputStream stream = to.create(name)) {
      stream.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  private String text(String name) {
    try {
      return Files.readString(folder.resolve(name));
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  private List<String> seenByReaders() {
    return names("published/2023-24").stream().filter(name -> !name.startsWith(".")).toList();
  }

  private List<String> names(String place) {
    return storage().list(Storage.absolute(uri(place))).stream().map(Storage.Entry::name).toList();
  }
}
