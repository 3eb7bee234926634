package org.openqof.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.openqof.domain.FinancialYear;

/**
 * The extracts that all programs read: one complete year, laid over as many years as are wanted
 * with its dates changed. Made once and kept.
 *
 * <p>Protection is left out of these rulebooks, so that a year's payments do not hang on the years
 * before it and every program can be asked for the same.
 */
final class BenchNation {
  /** The year that is complete, with confirmed money. */
  private static final FinancialYear FIRST = FinancialYear.of("2023-24");

  private static final String SEED = "7";

  private final Path folder;
  private final int practices;
  private final List<FinancialYear> years = new ArrayList<>();

  /**
   * A nation that may not be there yet.
   *
   * @param data folder in which nations are kept
   * @param practices practices in the first year
   * @param yearCount financial years
   */
  BenchNation(Path data, int practices, int yearCount) {
    this.folder = data.resolve("nation-" + practices + "-" + yearCount).toAbsolutePath();
    this.practices = practices;
    for (int i = 0; i < yearCount; i++) {
      years.add(new FinancialYear(FIRST.startYear() + i));
    }
  }

  /** The financial years. */
  List<FinancialYear> years() {
    return List.copyOf(years);
  }

  /** Number of practices asked for. */
  int practices() {
    return practices;
  }

  /** Folder of everything that is kept of it. */
  Path folder() {
    return folder;
  }

  /** Folder of the extracts. */
  Path extracts() {
    return folder.resolve("extracts");
  }

  /** Folder of a rulebook folder a year. */
  Path rulebooks() {
    return folder.resolve("rulebooks");
  }

  /** Bytes of all extracts. */
  long bytes() {
    try (Stream<Path> files = Files.walk(extracts())) {
      return files
          .filter(file -> file.toString().endsWith(".csv") && !file.toString().contains("truth"))
          .mapToLong(BenchNation::size)
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Makes it, unless it is there.
   *
   * @param home the project's folder
   * @param qof the command {@code qof} as a process
   * @return whether it was made now
   */
  boolean make(Path home, List<String> qof) {
    if (Files.isDirectory(extracts())) {
      return false;
    }
    try {
      for (FinancialYear year : years) {
        layOver(home, year);
      }
      keepTheGateOpen(home);
      Path making = folder.resolve("making");
      deleteAll(making);
      List<String> command = new ArrayList<>(qof);
      command.addAll(
          List.of("generate", "--practices", Integer.toString(practices), "--seed", SEED));
      command.addAll(List.of("--years", years.get(0) + ".." + years.get(years.size() - 1)));
      command.addAll(List.of("--rulebook", rulebooks().toString(), "--out", making.toString()));
      Contest.succeeded("generate", ProcessMeter.run(command, home, folder));
      // Only whole extracts have the name that is looked for.
      Files.move(making, extracts());
      return true;
    } catch (IOException e) {
      throw BenchErrors.notWritten(folder.toString(), e);
    }
  }

  private void layOver(Path home, FinancialYear year) throws IOException {
    Path from = home.resolve("src/main/resources/rulebook/" + FIRST);
    if (!Files.isDirectory(from)) {
      throw BenchErrors.notInTheProject(from.toString(), "Run it in the project's folder.");
    }
    Path to = Files.createDirectories(rulebooks().resolve(year.toString()));
    for (String unchanged : List.of("indicators.csv", "groups.csv", "registers.csv")) {
      Files.writeString(to.resolve(unchanged), Files.readString(from.resolve(unchanged)));
    }
    String protection = Files.readString(from.resolve("protection.csv"));
    Files.writeString(
        to.resolve("protection.csv"), protection.substring(0, protection.indexOf('\n') + 1));
    int start = FIRST.startYear();
    Files.writeString(
        to.resolve("payment.yaml"),
        Files.readString(from.resolve("payment.yaml"))
            .replace("date: " + start, "date: " + year.startYear())
            .replace("value: " + (start + 1), "value: " + (year.startYear() + 1))
            .replace(FIRST.toString(), year.toString()));
  }

  /**
   * The rulebook of one year laid over all would be held at once: its average list is another
   * year's published one. The gate judges all the same, which is what takes time.
   */
  private void keepTheGateOpen(Path home) throws IOException {
    String gate = Files.readString(home.resolve("src/main/resources/rulebook/gate.yaml"));
    Files.writeString(
        rulebooks().resolve("gate.yaml"),
        gate.replace("least_practices: { value: 100,", "least_practices: { value: 1000000,"));
  }

  static void deleteAll(Path place) throws IOException {
    if (!Files.exists(place)) {
      return;
    }
    try (Stream<Path> files = Files.walk(place)) {
      for (Path file : files.sorted((left, right) -> right.compareTo(left)).toList()) {
        Files.delete(file);
      }
    }
  }
}
