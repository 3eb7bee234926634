package org.openqof.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.openqof.domain.FinancialYear;
import org.openqof.errors.QofException;
import org.openqof.settings.Unfinished;
import org.openqof.settings.YearVersion;
import org.openqof.store.Lake;
import org.openqof.store.LakeRestore;
import org.openqof.store.Manifest.Origin;
import org.openqof.store.Publication;
import org.openqof.store.RunLock;
import org.openqof.store.SmallLake;
import org.openqof.store.VersionLog;
import org.openqof.store.VersionState;
import org.openqof.store.VersionState.State;
import org.openqof.store.parquet.DataFile;
import org.openqof.tables.AreaLists;
import org.openqof.tables.Block;
import org.openqof.tables.ContentDigest;
import org.openqof.tables.Field;
import org.openqof.tables.GateAcceptances;
import org.openqof.tables.PatientLists;
import org.openqof.tables.PracticeSuppliers;
import org.openqof.tables.Table;
import org.openqof.tables.Versions;
import org.openqof.testing.HaltedThread;
import org.openqof.testing.ObjectStore;
import org.openqof.testing.Slow;

/**
 * A model of the lake: random sequences of runs, some of which die or are halted at any call to the
 * storage and wake up when another has taken the lake over, of corrections, acceptances,
 * publications, removals and damage. After each step, no key stands twice, the current version
 * holds what its input gives or is refused by name, and what is published can be read.
 *
 * <p>A run here is a small one on the same parts that every run uses: lock, undoing, commits, log
 * of versions, checked reading, publication. Every sequence begins with a copy of a lake after its
 * first run, in memory where the machine has a place for it. {@code -Dqof.sequences=10000} runs
 * longer.
 */
@Slow
class LakeModelProperties {
  private static final int SEQUENCES = Integer.getInteger("qof.sequences", 300);
  private static final int TRIES = 30;
  private static final FinancialYear YEAR = FinancialYear.of("2023-24");
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final RunLock.Times AT_ONCE =
      new RunLock.Times(Duration.ofMinutes(5), Duration.ZERO, Duration.ZERO);
  private static final List<Table> TABLES =
      List.of(
          PatientLists.TABLE,
          PracticeSuppliers.TABLE,
          AreaLists.TABLE,
          GateAcceptances.TABLE,
          Versions.TABLE);
  private static final List<Table> DATA =
      List.of(PatientLists.TABLE, PracticeSuppliers.TABLE, AreaLists.TABLE);

  /** Tables whose files and log are damaged. */
  private static final List<Table> DAMAGED =
      List.of(PatientLists.TABLE, PracticeSuppliers.TABLE, AreaLists.TABLE, Versions.TABLE);

  private static final int PRACTICES = 4;

  private static Path afterTheFirstRun = Path.of("");
  private static int killed;
  private static int halted;

  @BeforeContainer
  static void firstRun() throws IOException {
    afterTheFirstRun = room();
    new Model(afterTheFirstRun, new Random(0)).firstRun();
  }

  @AfterContainer
  static void tidyUp() throws IOException {
    delete(afterTheFirstRun);
    System.out.printf("%d runs killed and %d halted at a call%n", killed, halted);
  }

  /**
   * A build plays the same sequences every time, so that nobody's change is refused for another's
   * luck; {@code -Dqof.seed=N} plays others, and is how to hunt.
   */
  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF, seed = "20261201")
  void whateverHappensNothingWrongIsSaid(@ForAll long seed) throws Exception {
    Random dice = new Random(seed + Long.getLong("qof.seed", 0));
    for (int i = 0; i < (SEQUENCES + TRIES - 1) / TRIES; i++) {
      Path room = room();
      try {
        copy(afterTheFirstRun, room);
        new Model(room, dice).live(2 + dice.nextInt(3));
      } finally {
        delete(room);
      }
    }
  }

  /** A folder of its own: in memory, where nothing waits for a disk, or among temporary files. */
  private static Path room() throws IOException {
    Path memory = Path.of("/dev/shm");
    return Files.isWritable(memory)
        ? Files.createTempDirectory(memory, "lake-model")
        : Files.createTempDirectory("lake-model");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.filter(each -> !each.equals(from)).toList()) {
        Files.copy(path, to.resolve(from.relativize(path)));
      }
    }
  }

  private static void delete(Path room) throws IOException {
    try (Stream<Path> all = Files.walk(room)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  /** One lake and what is known of it. */
  private static final class Model {
    private final Path room;
    private final Random dice;
    private final SmallLake small;
    private final List<String> story = new ArrayList<>();
    private final List<HaltedThread> asleep = new ArrayList<>();
    private int input = 1;
    private boolean damaged;

    Model(Path room, Random dice) {
      this.room = room;
      this.dice = dice;
      Map<String, String> settings = new HashMap<>(ObjectStore.settings());
      settings.put(ObjectStore.FAULT, HaltedThread.Fault.class.getName());
      small = new SmallLake(uri("lake"), uri("published"), settings, TABLES);
    }

    private URI uri(String name) {
      return URI.create("objects://" + room.getFileName() + room.resolve(name));
    }

    private Lake lake() {
      return small.lake();
    }

    private Publication publication() {
      return small.publication();
    }

    void firstRun() {
      run(lake(), input, NOW);
    }

    void live(int steps) throws Exception {
      for (int step = 0; step < steps; step++) {
        step();
        look();
      }
      for (HaltedThread run : asleep) {
        run.goOn();
      }
      if (!asleep.isEmpty()) {
        story.add("all that sleep wake up");
        look();
      }
      rebuiltOrRestored();
    }

    private void step() throws Exception {
      switch (dice.nextInt(8)) {
        case 0 -> {
          story.add("night without news");
          night();
        }
        case 1 -> {
          input++;
          story.add("correction " + input);
          night();
        }
        case 2 -> {
          input++;
          int calls = dice.nextInt(170);
          story.add("correction " + input + ", killed at call " + calls);
          HaltedThread run = halted(calls);
          killed += run.isHalted() ? 1 : 0;
          end("process started: .*", "process started: 1");
          story.add(run.failure().map(Throwable::getMessage).orElse("no word of it"));
          night();
        }
        case 3, 4 -> {
          input += dice.nextInt(2);
          int calls = dice.nextInt(170);
          story.add("input " + input + ", halted at call " + calls);
          HaltedThread run = halted(calls);
          halted += run.isHalted() ? 1 : 0;
          end("host: .*", "host: another-machine");
          input += dice.nextInt(2);
          story.add("taken over with input " + input);
          night();
          if (dice.nextBoolean()) {
            story.add("wakes up");
            run.goOn();
          } else {
            asleep.add(run);
          }
        }
        case 5 -> {
          story.add("acceptance");
          accept();
        }
        case 6 -> {
          story.add("removal of what is no longer current");
          remove();
        }
        default -> damage();
      }
    }

    private HaltedThread halted(int calls) throws InterruptedException {
      int now = input;
      HaltedThread run = HaltedThread.at(calls, () -> run(lake(), now, NOW));
      boolean unused = run.awaitHaltOrEnd();
      return run;
    }

    /** The owner of the lock is no longer seen, or seen to have ended. */
    private void end(String line, String by) throws IOException {
      Path lock = room.resolve("lake/.run.lock");
      if (Files.exists(lock)) {
        Files.writeString(lock, Files.readString(lock).replaceFirst(line, by));
      }
    }

    /** A run that nobody disturbs; of a damaged lake it may refuse, by name. */
    private void night() {
      try {
        run(lake(), input, NOW);
      } catch (QofException refused) {
        named(refused);
        assertThat(damaged).as("%s%n%s", story, refused.getMessage()).isTrue();
        story.add("refused: " + refused.problem());
      }
    }

    private static void named(QofException refused) {
      assertThat(refused.remedy()).isNotBlank();
      assertThat(refused.problem()).isNotBlank();
    }

    private void accept() {
      Lake lake = lake();
      try (RunLock lock = RunLock.take(lake, "accept", NOW, AT_ONCE)) {
        lock.ensureHeld();
        Block rows = new Block(GateAcceptances.TABLE);
        for (Field field : rows.next().table().fields()) {
          if (field.type() == Field.Type.TEXT) {
            rows.text(field, "x");
          } else if (field.type() == Field.Type.DATE) {
            rows.day(field, 20_000);
          }
        }
        DataFile file = lake.stage(GateAcceptances.TABLE, YEAR, 1, "accepted", List.of(rows));
        lake.commit(GateAcceptances.TABLE, YEAR, 1, List.of(file), "accept-" + dice.nextLong());
      } catch (QofException refused) {
        named(refused);
        assertThat(damaged).as("%s", story).isTrue();
      }
    }

    private void remove() {
      Lake lake = lake();
      try (RunLock lock = RunLock.take(lake, "maintain", NOW, AT_ONCE)) {
        VersionLog log = new VersionLog(lake);
        int current = log.published(YEAR).map(VersionState::version).orElse(0);
        for (VersionState state : log.states(YEAR)) {
          if (state.state() == State.PUBLISHED && state.version() < current) {
            lock.ensureHeld();
            log.record(
                state(state.version(), State.REMOVED, "maintain", state.identity(), Map.of()));
            publication().remove(YEAR, state.version());
            DATA.forEach(table -> lake.remove(table, YEAR, state.version()));
            return;
          }
        }
      } catch (QofException refused) {
        named(refused);
        assertThat(damaged).as("%s", story).isTrue();
      }
    }

    private void damage() throws IOException {
      Table table = DAMAGED.get(dice.nextInt(DAMAGED.size()));
      Path place =
          room.resolve("lake")
              .resolve(table.layer().name().toLowerCase(Locale.ROOT))
              .resolve(table.name());
      List<Path> files;
      try (Stream<Path> all = Files.walk(place)) {
        files = all.filter(Files::isRegularFile).sorted().toList();
      }
      List<Path> data =
          files.stream().filter(file -> file.toString().endsWith(".parquet")).toList();
      List<Path> entries =
          files.stream().filter(file -> file.toString().endsWith(".json")).toList();
      damaged = true;
      switch (dice.nextInt(4)) {
        case 0 -> {
          Path last = entries.get(entries.size() - 1);
          story.add("last entry lost of " + table);
          Files.delete(last);
          Files.deleteIfExists(
              last.resolveSibling(last.getFileName().toString().replace(".json", ".crc")));
        }
        case 1 -> {
          Path file = files.get(dice.nextInt(files.size()));
          story.add("a bit flipped in " + file.getFileName());
          byte[] bytes = Files.readAllBytes(file);
          if (bytes.length > 0) {
            bytes[dice.nextInt(bytes.length)] ^= (byte) (1 << dice.nextInt(7));
            Files.write(file, bytes);
          }
        }
        case 2 -> {
          Path file = data.get(dice.nextInt(data.size()));
          story.add("cut off: " + file.getFileName());
          byte[] bytes = Files.readAllBytes(file);
          Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        }
        default -> {
          // The table as it was before its last two commits.
          story.add("an older copy of the log of " + table);
          for (int i = Math.max(1, entries.size() - 2); i < entries.size(); i++) {
            Files.delete(entries.get(i));
            Files.deleteIfExists(
                entries
                    .get(i)
                    .resolveSibling(
                        entries.get(i).getFileName().toString().replace(".json", ".crc")));
          }
        }
      }
    }

    private void look() {
      Publication publication = publication();
      Optional<Publication.Latest> latest = publication.latest(YEAR);
      assertThat(latest).as("%s: something is published", story).isPresent();
      verify(publication, latest.get().version());
      Lake lake = lake();
      try {
        Optional<VersionState> current = new VersionLog(lake).published(YEAR);
        if (current.isEmpty()) {
          return;
        }
        VersionState state = current.get();
        int of = Integer.parseInt(state.identity());
        for (Table table : DATA) {
          boolean silver = table.layer() == Table.Layer.SILVER;
          Block rows = lake.read(table, YEAR, silver ? state.silverVersion() : state.version());
          noKeyTwice(rows);
          assertThat(digest(rows)).as("%s: %s", story, table).isEqualTo(clean(of, table));
        }
        assertThat(latest.get().version())
            .as("%s: latest", story)
            .isGreaterThanOrEqualTo(state.version());
      } catch (QofException refused) {
        named(refused);
        assertThat(damaged).as("%s%n%s", story, refused.getMessage()).isTrue();
      }
    }

    private void verify(Publication publication, int version) {
      try {
        publication.verify(YEAR, version);
      } catch (QofException found) {
        throw new AssertionError(story + "\n" + found.getMessage(), found);
      }
    }

    private void noKeyTwice(Block rows) {
      HashSet<List<String>> keys = new HashSet<>();
      for (int row = 0; row < rows.rows(); row++) {
        List<String> key = new ArrayList<>();
        for (Field field : rows.table().key()) {
          key.add(rows.canonicalAt(field, row));
        }
        assertThat(keys.add(key)).as("%s: %s stands twice", story, key).isTrue();
      }
    }

    /** What is damaged is put back, or the lake is made again alongside its publications. */
    private void rebuiltOrRestored() throws IOException {
      end("process started: .*", "process started: 1");
      if (damaged) {
        LakeRestore restore;
        Lake lake = lake();
        try (RunLock lock = RunLock.take(lake, "restore", NOW, AT_ONCE)) {
          lock.ensureHeld();
          restore = new LakeRestore(lake).logs().states().versions(null, null);
          damaged = !restore.left().isEmpty();
        } catch (QofException notMended) {
          named(notMended);
        }
      }
      if (damaged) {
        story.add("moved away and made again");
        delete(room.resolve("lake"));
        damaged = false;
      }
      input++;
      story.add("last night " + input);
      night();
      look();
      VersionState last = new VersionLog(lake()).published(YEAR).orElseThrow();
      assertThat(last.identity()).as("%s", story).isEqualTo(Integer.toString(input));
    }

    /** A small run, in the order of every run. */
    private void run(Lake lake, int of, Instant now) {
      String identity = Integer.toString(of);
      try (RunLock lock = RunLock.take(lake, "run", now, AT_ONCE)) {
        VersionLog log = new VersionLog(lake);
        Unfinished unfinished = new Unfinished(lake, log);
        if (lock.recoveredFrom().isPresent()) {
          new Leftovers(lake).delete();
        }
        unfinished.takeBack();
        Optional<VersionState> last = log.states(YEAR).stream().reduce((one, next) -> next);
        if (last.isPresent()
            && last.get().identity().equals(identity)
            && last.get().state() == State.PUBLISHED
            && publishedIs(last.get().version())) {
          return;
        }
        boolean made =
            last.isPresent()
                && last.get().identity().equals(identity)
                && (last.get().state() == State.RECALCULATED
                    || last.get().state() == State.PUBLISHED);
        int version;
        if (made) {
          version = last.get().version();
        } else {
          int published = publication().latest(YEAR).map(Publication.Latest::version).orElse(0);
          version = Math.max(log.next(YEAR), published + 1);
          make(lake, log, unfinished, lock, version, of);
        }
        lock.ensureHeld();
        publish(lake, lock, version);
        lock.ensureHeld();
        log.record(state(version, State.PUBLISHED, "run", identity, Map.of()));
      }
    }

    private boolean publishedIs(int version) {
      return publication().latest(YEAR).filter(now -> now.version() == version).isPresent();
    }

    private static void make(
        Lake lake, VersionLog log, Unfinished unfinished, RunLock lock, int version, int of) {
      YearVersion place = new YearVersion(lake, YEAR, version);
      String identity = Integer.toString(of);
      unfinished.begin(place, "run");
      Map<String, String> digests = new TreeMap<>();
      commit(lake, version, lists(of), digests);
      commit(lake, version, suppliers(), digests);
      lock.ensureHeld();
      log.record(state(version, State.INGESTED, "run", identity, digests));
      commit(lake, version, areas(lake.read(PatientLists.TABLE, YEAR, version)), digests);
      lock.ensureHeld();
      log.record(state(version, State.RECALCULATED, "run", identity, digests));
      unfinished.done(place);
    }

    private void publish(Lake lake, RunLock lock, int version) {
      Publication publication = publication();
      if (publication.latest(YEAR).filter(now -> now.version() >= version).isPresent()) {
        return;
      }
      try (Publication.Draft draft = publication.begin(YEAR, version, lock::ensureHeld)) {
        draft.add(AreaLists.TABLE, lake.files(AreaLists.TABLE, YEAR, version));
        draft.publish(
            new Origin("run", NOW.toString(), "local", "1", "r", version, Map.of(), Map.of()),
            lock::ensureHeld);
      }
    }

    private static void commit(Lake lake, int version, Block rows, Map<String, String> digests) {
      DataFile file = lake.stage(rows.table(), YEAR, version, "all", List.of(rows));
      lake.commit(rows.table(), YEAR, version, List.of(file), "openqof-" + lake.opening());
      digests.put(rows.table().name(), digest(rows));
    }

    private static VersionState state(
        int version, State state, String run, String identity, Map<String, String> digests) {
      return new VersionState(
          YEAR, version, state, run, NOW.toString(), "local", version, identity, "r", "1", digests);
    }

    private static String digest(Block rows) {
      return ContentDigest.of(rows.sorted()).hex();
    }

    private static String clean(int of, Table table) {
      return digest(
          table.equals(PatientLists.TABLE)
              ? lists(of)
              : table.equals(PracticeSuppliers.TABLE) ? suppliers() : areas(lists(of)));
    }

    private static Block lists(int of) {
      Block rows = new Block(PatientLists.TABLE);
      for (int practice = 0; practice < PRACTICES; practice++) {
        rows.next()
            .text(PatientLists.PRACTICE_CODE, "A8100" + practice)
            .text(PatientLists.PATIENT_LIST_TYPE, "TOTAL")
            .count(PatientLists.LIST_SIZE, 1000 + 37 * of + practice)
            .text(PatientLists.FILE_DIGEST, "d" + of)
            .count(PatientLists.LINE_NUMBER, practice + 2);
      }
      return rows;
    }

    private static Block suppliers() {
      Block rows = new Block(PracticeSuppliers.TABLE);
      for (int practice = 0; practice < PRACTICES; practice++) {
        rows.next()
            .text(PracticeSuppliers.PRACTICE_CODE, "A8100" + practice)
            .text(PracticeSuppliers.SUPPLIER, "one")
            .text(PracticeSuppliers.FILE_DIGEST, "s")
            .count(PracticeSuppliers.LINE_NUMBER, practice + 2);
      }
      return rows;
    }

    /** Results: England's list, from what the lake gave back. */
    private static Block areas(Block lists) {
      long sum = 0;
      for (int row = 0; row < lists.rows(); row++) {
        sum += lists.countAt(PatientLists.LIST_SIZE, row);
      }
      Block rows = new Block(AreaLists.TABLE);
      rows.next()
          .text(AreaLists.LEVEL, "england")
          .text(AreaLists.AREA_CODE, "ENG")
          .text(AreaLists.PATIENT_LIST_TYPE, "TOTAL")
          .text(AreaLists.AREA_NAME, "England")
          .count(AreaLists.PRACTICES, lists.rows())
          .unscaled(AreaLists.LIST_SIZE, sum);
      return rows;
    }
  }
}
