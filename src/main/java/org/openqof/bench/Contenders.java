package org.openqof.bench;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;

/** The programs that can be compared, and how each is started. */
final class Contenders {
  /** Their names. */
  static final List<String> NAMES = List.of("local", "spark", "duckdb", "duckdb-equal", "pandas");

  private final Path home;
  private final boolean built;
  private final BenchNation nation;
  private final Path room;

  /**
   * Programs over a nation.
   *
   * @param launched the project's folder where the launcher started this process; null where it was
   *     started from a class path, which its programs then share
   * @param room folder that they write to
   */
  Contenders(@Nullable Path launched, BenchNation nation, Path room) {
    this.home = launched == null ? Path.of("").toAbsolutePath() : launched;
    this.built = launched != null;
    this.nation = nation;
    this.room = room.toAbsolutePath();
  }

  /** The project's folder. */
  Path home() {
    return home;
  }

  /** The command {@code qof} as a process of its own. */
  List<String> qof() {
    if (built) {
      return List.of(home.resolve("qof").toString());
    }
    List<String> command = new ArrayList<>();
    command.add(java());
    for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (!option.startsWith("-javaagent") && !option.startsWith("-agentlib")) {
        command.add(option);
      }
    }
    command.addAll(List.of("-cp", ownClassPath(), "org.openqof.cli.Main"));
    return command;
  }

  /**
   * Has the launcher make what it keeps for an engine, so that no measured run pays for it.
   *
   * @param output folder for what it writes
   */
  void prepare(Contender contender, Path output) {
    if (built && contender.ours()) {
      List<String> command = new ArrayList<>(qof());
      command.addAll(List.of("run", "--engine", contender.name(), "--help"));
      Contest.succeeded(contender.name(), ProcessMeter.run(command, home, output));
    }
  }

  /** The program of a name. */
  Contender named(String name) {
    return switch (name) {
      case "local", "spark" -> ours(name);
      case "duckdb" -> new Contender(name, duckDb("DuckDbBareCore"), false, true);
      case "duckdb-equal" -> new Contender(name, duckDb("DuckDbEqualWork"), false, true);
      case "pandas" -> new Contender(name, pandas(), false, false);
      default -> throw BenchErrors.unknownContender(name, NAMES);
    };
  }

  private Contender ours(String engine) {
    List<String> command = new ArrayList<>(qof());
    command.addAll(List.of("run", home.resolve("jobs/national.yaml").toString()));
    command.addAll(List.of("--engine", engine, "--json"));
    command.addAll(List.of("--extracts", nation.extracts().toString()));
    command.addAll(List.of("--rulebook", nation.rulebooks().toString()));
    command.addAll(List.of("--lake", room.resolve("lake").toString()));
    command.addAll(List.of("--published", room.resolve("published").toString()));
    return new Contender(engine, command, true, true);
  }

  /** A process that has the database and SQL of its own, and nothing of the product. */
  private List<String> duckDb(String program) {
    List<String> command = new ArrayList<>(List.of(java(), "-cp", duckDbClassPath()));
    command.add("org.openqof.oracle." + program);
    command.addAll(arguments());
    return command;
  }

  private String duckDbClassPath() {
    if (!built) {
      return ownClassPath();
    }
    Path classes = home.resolve("target/test-classes");
    Path library = home.resolve("target/bench/lib");
    for (Path needed : List.of(classes.resolve("org/openqof/oracle"), library)) {
      if (!Files.isDirectory(needed)) {
        throw BenchErrors.notInTheProject(
            needed.toString(), "Build it with mvn -DskipTests package.");
      }
    }
    try (Stream<Path> jars = Files.list(library)) {
      return Stream.concat(Stream.of(classes), jars.sorted())
          .map(Path::toString)
          .reduce((before, next) -> before + File.pathSeparator + next)
          .orElseThrow();
    } catch (IOException e) {
      throw BenchErrors.notStarted("duckdb", e);
    }
  }

  private List<String> pandas() {
    Path script = home.resolve("src/bench/pandas/national_year.py");
    if (!Files.exists(script)) {
      throw BenchErrors.notInTheProject(script.toString(), "Run it in the project's folder.");
    }
    List<String> command = new ArrayList<>(List.of("/usr/bin/python3", script.toString()));
    command.addAll(arguments());
    return command;
  }

  private List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    arguments.add(nation.extracts().toString());
    arguments.add(nation.rulebooks().toString());
    arguments.add(room.resolve("out").toString());
    nation.years().stream().map(FinancialYear::toString).forEach(arguments::add);
    return arguments;
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static String ownClassPath() {
    return System.getProperty("java.class.path");
  }
}
