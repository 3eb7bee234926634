package org.openqof.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.domain.FinancialYear;
import org.openqof.store.Lake;
import org.openqof.store.Publication;
import org.openqof.store.VersionLog;
import org.openqof.testing.LakeRows;
import org.openqof.testing.Qof;
import org.openqof.testing.Slow;

/**
 * Runs that are killed or halted: real processes, ended by the system at random moments, which can
 * do nothing more, or stopped and woken up when another run has taken the lake over. After each,
 * what was published stays whole; the next run goes on; in the end the lake is that of a run nobody
 * disturbed.
 *
 * <p>Only runs that are killed or halted have a process of their own; the others, which nobody
 * disturbs, work in this one. Moments are shares of the processor time that a whole run takes, so
 * that they fall into its work on a busy machine too. {@code -Dqof.kills=1000 -Dqof.halts=200} runs
 * longer; {@code -Dqof.seed} gives the moments of a former run, as far as processes repeat
 * themselves.
 */
@EnabledOnOs(OS.LINUX)
@SuppressWarnings("NullAway.Init") // JUnit fills the fields before any test
@Slow
class KilledRunsTest {
  private static final int KILLS = Integer.getInteger("qof.kills", 12);
  private static final int HALTS = Integer.getInteger("qof.halts", 3);
  private static final long SEED = Long.getLong("qof.seed", System.nanoTime() % 1_000_000);
  private static final int LAKES = 2;
  private static final String YEAR = "2023-24";
  private static final FinancialYear OF = FinancialYear.of(YEAR);

  private static final String DEAD_AFTER = "qof.lock.dead-after";
  private static final Duration ENDLESS = Duration.ofDays(1);

  /** What a run prints of its work, in order. */
  private static final List<String> STEPS =
      List.of(
          "taking extracts into the lake",
          "reading, assembling and freezing values",
          "national figures",
          "points, payments and statistics",
          "publishing");

  @TempDir private static Path shared;
  private static final List<String> JAVA = new ArrayList<>();

  @TempDir private Path room;

  /** A jar and a class-data archive, as the launcher has them: a run then takes half a second. */
  @BeforeAll
  static void prepare() throws Exception {
    Path jar = shared.resolve("openqof.jar");
    List<String> libraries = new ArrayList<>();
    libraries.add(jar.toString());
    for (String entry : System.getProperty("java.class.path").split(":", -1)) {
      if (Files.isDirectory(Path.of(entry, "org/openqof/cli"))
          && Files.exists(Path.of(entry, "org/openqof/cli/Main.class"))) {
        pack(Path.of(entry), jar);
      } else if (entry.endsWith(".jar")) {
        libraries.add(entry);
      }
    }
    assertThat(jar).exists();
    Qof.Answer generated =
        Qof.run(
            "generate",
            "--practices",
            5,
            "--years",
            YEAR,
            "--seed",
            3,
            "--contracts",
            "--out",
            shared.resolve("extracts"));
    assertThat(generated.exitCode()).as(generated.err()).isZero();
    Path archive = shared.resolve("classes.jsa");
    JAVA.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx400m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Duser.timezone=UTC",
            "-Xlog:disable",
            "-Xlog:all=error:stderr",
            "-XX:ArchiveClassesAtExit=" + archive,
            "-cp",
            String.join(":", libraries)));
    Child training = new Child(shared.resolve("training"), shared.resolve("extracts"));
    assertThat(training.waitFor()).as(training.output()).isZero();
    JAVA.set(
        JAVA.indexOf("-XX:ArchiveClassesAtExit=" + archive), "-XX:SharedArchiveFile=" + archive);
  }

  private static void pack(Path classes, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> all = Files.walk(classes)) {
      out.setLevel(1);
      for (Path path : all.filter(Files::isRegularFile).sorted().toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(path).toString()));
        Files.copy(path, out);
        out.closeEntry();
      }
    }
  }

  /** A run in a process of its own. */
  private static final class Child {
    private final Process process;
    private final Path log;
    private Duration used = Duration.ZERO;

    Child(Path room, Path extracts) throws IOException {
      Files.createDirectories(room);
      log = Files.createTempFile(room, "child", ".log");
      List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT,TERM"));
      command.addAll(JAVA);
      command.add("-Djava.io.tmpdir=" + Files.createDirectories(temporary(room)));
      command.addAll(
          List.of(
              "org.openqof.cli.Main",
              "run",
              "--extracts",
              extracts.toString(),
              "--lake",
              room.resolve("lake").toString(),
              "--published",
              room.resolve("published").toString(),
              "--engine",
              "local"));
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .directory(Path.of("").toAbsolutePath().toFile())
              .start();
    }

    /** Whether it ended by itself before it had used this much processor time. */
    boolean endsWithin(Duration processorTime) throws InterruptedException {
      while (!process.waitFor(2, TimeUnit.MILLISECONDS)) {
        used = process.info().totalCpuDuration().orElse(used);
        if (used.compareTo(processorTime) >= 0) {
          return false;
        }
      }
      return true;
    }

    void kill() throws InterruptedException {
      process.destroyForcibly();
      process.waitFor();
    }

    /** Exit code, and afterwards the processor time it {@link #used}. */
    int waitFor() throws InterruptedException {
      boolean unused = endsWithin(ENDLESS);
      return process.exitValue();
    }

    /** What it said last of its work: the step it was in. */
    String step() throws IOException {
      String last = "start of the machine";
      for (String line : output().lines().toList()) {
        for (String step : STEPS) {
          last = line.contains(step) ? step : last;
        }
      }
      return last;
    }

    String output() throws IOException {
      return Files.readString(log, UTF_8);
    }
  }

  /** Where libraries unpack their native part: what killed processes leave goes with the next. */
  private static Path temporary(Path room) {
    return room.resolve("temporary");
  }

  private static Path extracts(Path room) throws IOException {
    Path copy = room.resolve("extracts");
    try (Stream<Path> files = Files.walk(shared.resolve("extracts").resolve(YEAR))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path to = copy.resolve(shared.resolve("extracts").relativize(file));
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
    }
    return copy;
  }

  @Test
  void runsKilledAtRandomMomentsLoseNothingAndLeaveNothing() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(LAKES);
    try {
      List<Future<?>> lakes = new ArrayList<>();
      for (int i = 1; i <= LAKES; i++) {
        long seed = SEED + i;
        lakes.add(
            pool.submit(
                () -> {
                  new Nights(room.resolve("lake-" + seed), seed).kill(KILLS / LAKES);
                  return null;
                }));
      }
      for (Future<?> lake : lakes) {
        lake.get();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  /** A moment in the work of a run, as processor time. */
  private static Duration moment(Duration whole, Random dice) {
    return whole.multipliedBy(35 + dice.nextLong(70)).dividedBy(100);
  }

  /** The nights of one lake. */
  private static final class Nights {
    private final Path room;
    private final Path extracts;
    private final Random dice;
    private final TreeMap<String, Integer> struck = new TreeMap<>();
    private int night;

    Nights(Path room, long seed) throws IOException {
      this.room = room;
      this.extracts = extracts(room);
      this.dice = new Random(seed);
    }

    void kill(int kills) throws Exception {
      Child first = new Child(room, extracts);
      assertThat(first.waitFor()).as(first.output()).isZero();
      correct(extracts, ++night);
      int killed = 0;
      int inARow = 0;
      while (killed < kills) {
        // The first third is the start of the machine, where nothing is written yet. After several
        // kills a run may end, so that the next ones find another state of the lake.
        if (inARow < 6) {
          Child child = new Child(room, extracts);
          if (!child.endsWithin(moment(first.used, dice))) {
            child.kill();
            struck.merge(child.step(), 1, Integer::sum);
            killed++;
            inARow++;
          } else {
            assertThat(child.waitFor()).as(child.output()).isZero();
            correct(extracts, ++night);
            inARow = 0;
          }
        } else {
          nobodyDisturbs(room, extracts);
          correct(extracts, ++night);
          inARow = 0;
        }
        publishedIsWhole(room);
      }
      Child last = new Child(room, extracts);
      assertThat(last.waitFor()).as(last.output()).isZero();
      publishedIsWhole(room);
      undisturbed(room, extracts);
      nothingIsLeft(room, night);
      assertThat(temporary(room)).as("unpacked libraries").isEmptyDirectory();
      System.out.printf(
          "%d runs killed over %d nights, in %s; a whole run takes %d ms of a processor; seed %d%n",
          killed, night, struck, first.used.toMillis(), SEED);
      assertThat(struck.keySet()).as("steps that were killed").hasSizeGreaterThan(1);
    }
  }

  /** A run in this process, to its end. */
  private static void nobodyDisturbs(Path room, Path extracts) {
    Qof.Answer run =
        Qof.run(
            "run",
            "--extracts",
            extracts,
            "--lake",
            room.resolve("lake"),
            "--published",
            room.resolve("published"),
            "--engine",
            "local");
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
  }

  /** The same, which takes a silent owner of the lake for dead at once. */
  private static void takesOver(Path room, Path extracts) {
    System.setProperty(DEAD_AFTER, "0");
    try {
      nobodyDisturbs(room, extracts);
    } finally {
      System.clearProperty(DEAD_AFTER);
    }
  }

  /** News of a night: another numerator in one row. */
  private static void correct(Path extracts, int night) throws IOException {
    Path values = extracts.resolve(YEAR).resolve("payment").resolve("INDICATOR_VALUES_2324.csv");
    List<String> lines = new ArrayList<>(Files.readAllLines(values));
    int changed = 0;
    for (int i = night; i < lines.size() && changed == 0; i++) {
      if (lines.get(i).contains(",Numerator,")) {
        lines.set(i, lines.get(i).replaceFirst(",Numerator,\\d+", ",Numerator," + night));
        changed++;
      }
    }
    assertThat(changed).isOne();
    Files.write(values, lines);
  }

  private static void publishedIsWhole(Path room) throws IOException {
    Publication publication = new Publication(room.resolve("published").toUri());
    int current = publication.latest(OF).orElseThrow().version();
    publication.verify(OF, current);
    try (Stream<Path> versions = Files.list(room.resolve("published").resolve(YEAR))) {
      for (Path version : versions.filter(Files::isDirectory).toList()) {
        if (!version.getFileName().toString().startsWith(".")) {
          assertThat(version.resolve("manifest.json")).exists();
        }
      }
    }
  }

  private static void undisturbed(Path room, Path extracts) {
    nobodyDisturbs(room.resolve("undisturbed"), extracts);
    Map<String, String> expected =
        new LakeRows(room.resolve("undisturbed").resolve("lake")).digestsOfResults(YEAR);
    Map<String, String> found = new LakeRows(room.resolve("lake")).digestsOfResults(YEAR);
    assertThat(found).isEqualTo(expected);
  }

  private static void nothingIsLeft(Path room, int nights) throws IOException {
    Path lake = room.resolve("lake");
    assertThat(lake.resolve(".run.lock")).doesNotExist();
    assertThat(lake.resolve(".state").resolve("begun")).isEmptyDirectory();
    int versions = new VersionLog(new Lake(lake.toUri())).published(OF).orElseThrow().version();
    assertThat(versions).isLessThanOrEqualTo(nights + 1);
    Set<String> strangers = new TreeSet<>();
    try (Stream<Path> all = Files.walk(room.resolve("published"))) {
      all.filter(path -> path.getFileName().toString().startsWith("."))
          .forEach(path -> strangers.add(path.toString()));
    }
    assertThat(strangers).as("half-made publications").isEmpty();
    try (Stream<Path> all = Files.walk(lake)) {
      for (Path path : all.filter(Files::isRegularFile).toList()) {
        String name = path.getFileName().toString();
        if (name.endsWith(".parquet")
            && !path.toString().contains("_delta_log")
            && !isInALog(lake, path)) {
          strangers.add(path.toString());
        }
        if (name.endsWith(".tmp") || path.toString().contains(".incoming")) {
          strangers.add(path.toString());
        }
      }
    }
    // The run that ended well cleaned up after the last one that was killed.
    assertThat(strangers).as("files in no log").isEmpty();
  }

  private static boolean isInALog(Path lake, Path file) throws IOException {
    Path table = lake.resolve(lake.relativize(file).subpath(0, 2));
    try (Stream<Path> log = Files.list(table.resolve("_delta_log"))) {
      for (Path entry : log.filter(path -> path.toString().endsWith(".json")).toList()) {
        String text = Files.readString(entry, UTF_8);
        if (text.contains(String.valueOf(file.getFileName()))) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void aRunThatIsToldToStopEndsAtItsNextStepAndGivesTheLakeBack() throws Exception {
    Path extracts = extracts(room);
    assertThat(stopped("-TERM", extracts)).isEqualTo(143);
    assertThat(room.resolve("lake").resolve(".run.lock")).doesNotExist();
    assertThat(stopped("-INT", extracts)).isEqualTo(130);
    assertThat(room.resolve("lake").resolve(".run.lock")).doesNotExist();

    nobodyDisturbs(room, extracts);
    publishedIsWhole(room);
  }

  @Test
  void aRunThatIsHaltedAndWakesUpAfterItLostTheLakeAddsNothing() throws Exception {
    Path extracts = extracts(room);
    Child first = new Child(room, extracts);
    assertThat(first.waitFor()).as(first.output()).isZero();
    Path lock = room.resolve("lake").resolve(".run.lock");
    Random dice = new Random(SEED);
    TreeMap<String, Integer> lost = new TreeMap<>();
    for (int halts = 0; halts < HALTS; halts++) {
      correct(extracts, halts + 1);
      Child halted = new Child(room, extracts);
      if (halts < STEPS.size()) {
        String step = STEPS.get(halts);
        while (halted.process.isAlive() && !halted.output().contains(step)) {
          halted.process.waitFor(2, TimeUnit.MILLISECONDS);
        }
      } else {
        boolean unused = halted.endsWithin(moment(first.used, dice));
      }
      signal("-STOP", halted);
      String halt = "halted in " + halted.step() + ", seed " + SEED;
      if (Files.exists(lock)) {
        // As a process of another machine, of which nobody here can say whether it runs.
        Files.writeString(
            lock, Files.readString(lock).replaceFirst("host: .*", "host: another-machine"));
      }

      takesOver(room, extracts);
      publishedIsWhole(room);
      signal("-CONT", halted);
      int code = halted.waitFor();

      assertThat(code).as(halt + halted.output()).isIn(0, 1);
      if (code == 1) {
        lost.merge(halted.step(), 1, Integer::sum);
        assertThat(halted.output()).as(halt).contains("What to do");
      }
      publishedIsWhole(room);
      undisturbed(room, extracts);
      Object lake = room.resolve("lake");
      Qof.Answer restored = Qof.run("lake", "restore", "--leftovers", "--lake", lake);
      assertThat(restored.out()).as(halt).doesNotContain("put back").contains("every version");
      Qof.Answer check =
          Qof.run(
              "lake", "check", "--lake", lake, "--published", room.resolve("published").toString());
      assertThat(check.exitCode()).as(halt + check.out() + check.err()).isZero();
    }
    System.out.printf("%d runs halted; lost the lake in %s; seed %d%n", HALTS, lost, SEED);
    assertThat(lost).as("runs that were halted in their work").isNotEmpty();
  }

  private static void signal(String signal, Child child) throws Exception {
    Process kill = new ProcessBuilder("kill", signal, Long.toString(child.process.pid())).start();
    int unused = kill.waitFor();
  }

  /** Sends a signal once the run has taken its extracts in; the exit code it ends with. */
  private int stopped(String signal, Path extracts) throws Exception {
    Child child = new Child(room, extracts);
    while (child.process.isAlive() && !child.output().contains("taking extracts into the lake")) {
      child.process.waitFor(5, TimeUnit.MILLISECONDS);
    }
    Process kill = new ProcessBuilder("kill", signal, Long.toString(child.process.pid())).start();
    assertThat(kill.waitFor()).isZero();
    int exitCode = child.waitFor();
    assertThat(child.output()).contains("asked to stop").contains("Run again");
    return exitCode;
  }
}
