package org.openqof.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqof.testing.Qof;

/**
 * A nation's good extracts and the lakes they made, made once; every cell starts from a copy. Files
 * that are written once and never changed in place are linked rather than copied.
 */
final class Ground {
  private static final String PRACTICES = System.getProperty("qof.matrix.practices", "300");

  private static final boolean WHOLE = Boolean.getBoolean("qof.matrix.whole");

  private final Nation nation;
  private final Path room;
  private final Path extracts;
  private final @Nullable Path rules;
  private final Map<String, String> region = new HashMap<>();
  private final Map<Past, Doubts> goodLines = new HashMap<>();
  private final Map<Past, Figures> truth = new EnumMap<>(Past.class);

  Ground(Nation nation, Path room) throws IOException {
    this.nation = nation;
    this.room = room;
    Path made = room.resolve("made");
    rules =
        WHOLE ? null : SmallFramework.write(room.resolve("rules"), nation.before(), nation.year());
    Qof.Answer generated =
        qof(
            "generate",
            "--practices",
            PRACTICES,
            "--years",
            String.join(",", nation.earlier()) + "," + nation.year(),
            "--contracts",
            "--suppliers",
            "--seed",
            11,
            "--layout",
            nation.layout(),
            "--out",
            made);
    assertThat(generated.exitCode()).as(generated.err()).isZero();
    extracts = made.resolve(nation.year()).resolve(nation.layout());
    readRegions();
    for (String year : nation.earlier()) {
      Path folder = made.resolve(year).resolve(nation.layout());
      String inNamesBefore = Nation.inNames(year);
      withoutLargeCorrections(folder.resolve("ADJUSTMENTS_" + inNamesBefore + ".csv"));
      OtherForms.write(nation, folder, inNamesBefore);
      Qof.Answer before = run(folder, room.resolve("YEAR_BEFORE"));
      assertThat(before.exitCode()).as(before.out() + before.err()).isZero();
    }
    String inNames = Nation.inNames(nation.year());
    withoutLargeCorrections(extracts.resolve("ADJUSTMENTS_" + inNames + ".csv"));
    OtherForms.write(nation, extracts, inNames);
    // Each cell's extracts lie in one and the same place, so that unchanged files are known.
    link(extracts, place());
    for (Past past : List.of(Past.YEAR_BEFORE, Past.NOTHING)) {
      Path lake = room.resolve(past == Past.YEAR_BEFORE ? "OWN_VERSION" : "first");
      if (past == Past.YEAR_BEFORE) {
        link(room.resolve("YEAR_BEFORE"), lake);
      }
      Qof.Answer good = run(place(), lake);
      assertThat(good.exitCode()).as(good.out() + good.err()).isZero();
      goodLines.put(past, Doubts.of(nation.year(), good.out()));
      truth.put(past, Figures.of(lake.resolve("lake"), nation.year()));
    }
    goodLines.put(Past.OWN_VERSION, goodLines.getOrDefault(Past.YEAR_BEFORE, Doubts.NONE));
    truth.put(Past.OWN_VERSION, truth.getOrDefault(Past.YEAR_BEFORE, Figures.NONE));
    delete(place());
  }

  private void readRegions() throws IOException {
    Path map =
        extracts.resolve("MAPPING_NHS_GEOGRAPHIES_" + Nation.inNames(nation.year()) + ".csv");
    Sheet sheet = Sheet.of(Files.readAllBytes(map), true);
    int code = List.of(sheet.header()).indexOf("REGION_ODS_CODE");
    int practice = List.of(sheet.header()).indexOf("PRACTICE_CODE");
    sheet.rows().forEach(row -> region.put(row[practice], row[code]));
  }

  private Path place() {
    return room.resolve("extracts");
  }

  /** A correction worth more than half of what a practice earns would hold the good year. */
  private static void withoutLargeCorrections(Path file) throws IOException {
    if (Files.exists(file)) {
      Files.write(
          file,
          Files.readAllLines(file).stream()
              .filter(line -> !line.contains("pms_deduction"))
              .toList());
    }
  }

  private Qof.Answer run(Path extracts, Path lake) {
    return qof(
        "run",
        "--extracts",
        extracts,
        "--lake",
        lake.resolve("lake"),
        "--published",
        lake.resolve("published"));
  }

  private Qof.Answer qof(Object... arguments) {
    List<Object> all = new ArrayList<>(List.of(arguments));
    if (rules != null) {
      all.addAll(List.of("--rulebook", rules));
    }
    return Qof.run(all.toArray());
  }

  /** Damages an input, runs, and says what came of it. */
  Outcome outcome(Cell cell) throws IOException {
    InputFile input = cell.input();
    Past past = cell.past();
    Path extractsOfCell = place();
    Path lake = room.resolve("cell");
    link(extracts, extractsOfCell);
    if (past != Past.NOTHING) {
      link(room.resolve(past.name()), lake);
    }
    Set<String> files = new TreeSet<>();
    for (String name : names(extracts)) {
      if (input.has(name)) {
        cell.fault()
            .damage(extractsOfCell.resolve(name), new Fault.Given(input, lastYear(name), region));
        files.add(name);
      }
    }
    assertThat(files).as(input.name()).isNotEmpty();
    Qof.Answer answer = run(extractsOfCell, lake);
    Outcome outcome = judged(answer, lake, cell, files);
    delete(extractsOfCell);
    delete(lake);
    return outcome;
  }

  private Outcome judged(Qof.Answer answer, Path lake, Cell cell, Set<String> files)
      throws IOException {
    boolean published =
        Files.exists(lake.resolve("published").resolve(nation.year()).resolve("latest.json"));
    Figures now = published ? Figures.of(lake.resolve("lake"), nation.year()) : Figures.NONE;
    Set<String> about = new TreeSet<>(names(place()));
    about.removeAll(names(extracts));
    about.addAll(files);
    Set<String> doubts =
        Doubts.of(nation.year(), answer.out())
            .about(cell.input(), about)
            .newBeside(goodLines.getOrDefault(cell.past(), Doubts.NONE));
    Figures truth = this.truth.getOrDefault(cell.past(), Figures.NONE);
    // Nothing but a map of earlier years says that practices lie elsewhere.
    return cell.past() == Past.NOTHING
        ? Outcome.of(answer, published, truth.withoutAreas(), now.withoutAreas(), doubts)
        : Outcome.of(answer, published, truth, now, doubts);
  }

  private Path lastYear(String name) {
    Path file =
        room.resolve("made")
            .resolve(nation.before())
            .resolve(nation.layout())
            .resolve(nation.nameBefore(name));
    return Files.exists(file) ? file : null;
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(Fault::name).sorted().collect(Collectors.toCollection(ArrayList::new));
    }
  }

  private static void link(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path each : files.toList()) {
        Path copy = to.resolve(from.relativize(each).toString());
        if (Files.isDirectory(each)) {
          Files.createDirectories(copy);
        } else if (each.toString().matches(".*\\.(parquet|zst|csv)")) {
          Files.createLink(copy, each);
        } else {
          Files.copy(each, copy);
        }
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path each, IOException failed)
              throws IOException {
            Files.delete(each);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
