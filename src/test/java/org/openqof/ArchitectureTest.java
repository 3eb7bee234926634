package org.openqof;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The house as docs/architecture.md draws it: floors, imports, sizes. */
class ArchitectureTest {
  private static final String ROOT = "org.openqof.";
  private static final Path SOURCES = Path.of("src/main/java/org/openqof");
  private static final Path DOCUMENT = Path.of("docs/architecture.md");
  private static final Pattern FLOOR = Pattern.compile("\\| (\\d+) \\| ([^|]*) \\|.*");
  private static final Pattern NAME = Pattern.compile("`([a-z.]+)`");
  private static final int FILES_OF_A_ROOM = 40;
  private static final int LINES_OF_A_ROOM = 6_000;
  private static final int LINES_OF_A_FILE = 400;

  private static final String[] PURE = {
    "..domain..",
    "..input..",
    "..practice..",
    "..nation..",
    "..statistics..",
    "..gate.figures..",
    "..comparison.change..",
    "..whatif.scenario..",
  };

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.openqof");

  /** Floors of rooms, from the document's table. */
  private static Map<String, Integer> floors() throws IOException {
    Map<String, Integer> floors = new TreeMap<>();
    for (String line : Files.readAllLines(DOCUMENT)) {
      Matcher row = FLOOR.matcher(line);
      if (row.matches()) {
        Matcher name = NAME.matcher(row.group(2));
        while (name.find()) {
          floors.put(name.group(1), Integer.parseInt(row.group(1)));
        }
      }
    }
    return floors;
  }

  private static String room(JavaClass type) {
    String name = type.getPackageName();
    return name.startsWith(ROOT) ? name.substring(ROOT.length()) : "";
  }

  @Test
  void theDocumentNamesTheRoomsThatThereAre() throws IOException {
    TreeSet<String> rooms = new TreeSet<>();
    CLASSES.forEach(type -> rooms.add(room(type)));
    assertThat(floors().keySet()).isEqualTo(rooms);
  }

  @Test
  void aRoomUsesRoomsBelowItsOwnFloor() throws IOException {
    Map<String, Integer> floors = floors();
    TreeSet<String> wrong = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      for (Dependency use : type.getDirectDependenciesFromSelf()) {
        String from = room(type);
        String to = room(use.getTargetClass());
        if (!to.isEmpty()
            && !to.equals(from)
            && floors.getOrDefault(from, 0) <= floors.getOrDefault(to, 0)) {
          wrong.add(type.getSimpleName() + " in " + from + " uses " + to + ": " + use);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void roomsAndFilesAreSmall() throws IOException {
    Map<String, List<Integer>> rooms = new TreeMap<>();
    List<String> wrong = new ArrayList<>();
    try (Stream<Path> all = Files.walk(SOURCES)) {
      for (Path file : all.filter(each -> each.toString().endsWith(".java")).toList()) {
        List<String> lines = Files.readAllLines(file);
        String room = SOURCES.relativize(file.resolveSibling("")).toString().replace('/', '.');
        rooms.computeIfAbsent(room, name -> new ArrayList<>()).add(lines.size());
        if (lines.size() > LINES_OF_A_FILE && !saysWhyItIsLong(lines)) {
          wrong.add(file + ": " + lines.size() + " lines, and its first comment does not say why");
        }
      }
    }
    rooms.forEach(
        (room, files) -> {
          int lines = files.stream().mapToInt(Integer::intValue).sum();
          boolean descriptors = room.equals("tables");
          if (!descriptors && (files.size() > FILES_OF_A_ROOM || lines > LINES_OF_A_ROOM)) {
            wrong.add(room + ": " + files.size() + " files, " + lines + " lines");
          }
        });
    assertThat(wrong).isEmpty();
  }

  private static boolean saysWhyItIsLong(List<String> lines) {
    String text = String.join(" ", lines);
    int from = text.indexOf("/**");
    return from >= 0
        && text.substring(from, text.indexOf("*/", from))
            .replaceAll("\\s*\\*\\s*", " ")
            .contains("One file because");
  }

  /** The launcher asks the compiler for these by name; a name that nothing has is passed over. */
  @Test
  void theLauncherNamesMethodsThatThereAre() throws IOException {
    Matcher asked =
        Pattern.compile("\"(org/openqof/[\\w/]+)\\.([\\w*]+)\"")
            .matcher(Files.readString(Path.of("src/main/launcher/compile.json")));
    int found = 0;
    while (asked.find()) {
      JavaClass type = CLASSES.get(asked.group(1).replace('/', '.'));
      String method = asked.group(2);
      assertThat(type.getMethods())
          .as(asked.group())
          .anyMatch(each -> method.equals("*") || each.getName().equals(method));
      found++;
    }
    assertThat(found).isPositive();
  }

  @Test
  void theCoreImportsNothingButTheJdkAndRoomsBelow() {
    classes()
        .that()
        .resideInAnyPackage(PURE)
        .or()
        .resideInAPackage("..tables..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.openqof..", "org.jspecify..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAnyPackage(PURE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.io.File..", "java.nio.file..", "java.net..", "java.util.concurrent..")
        .check(CLASSES);
  }

  @Test
  void theFormsOfAPublicationDoNotKnowEachOther() {
    slices()
        .matching("org.openqof.publish.(*)..")
        .should()
        .notDependOnEachOther()
        // Charts are not form of their own: the report draws them, the site shares their numbers.
        .ignoreDependency(
            resideInAnyPackage("..publish.report..", "..publish.site.."),
            resideInAPackage("..publish.chart.."))
        .check(CLASSES);
  }

  @Test
  void moneyStaysOutOfTheFormsOfStatistics() {
    noClasses()
        .that()
        .resideInAnyPackage("..statistics..", "..publish..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..comparison..", "..whatif..", "..restatement..")
        .check(CLASSES);
  }

  @Test
  void extrasAreUsedByCommandsOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "..cli..", "..bench..", "..synthetic..", "..publish.lint..", "..notebook..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..bench..", "..synthetic..", "..publish.lint..", "..notebook..")
        .check(CLASSES);
  }

  @Test
  void sparkIsImportedInItsEngineAndGivenToNotebooksOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..engine.spark..", "..sql..", "..notebook..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "scala..")
        .check(CLASSES);
  }

  @Test
  void deltaParquetAndHadoopAreImportedInTheStoreOnly() {
    noClasses()
        .that()
        // The catalogue hands a Delta table to Spark by its path.
        .resideOutsideOfPackages("..store..", "..sql..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.delta..", "org.apache.parquet..", "org.apache.hadoop..", "com.github.luben..")
        .check(CLASSES);
  }

  @Test
  void theEnginesImportNeitherFormulasNorLayouts() {
    noClasses()
        .that()
        .resideInAnyPackage("..engine..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "..domain..", "..rulebook..", "..extract..", "..nation..", "..statistics..")
        .check(CLASSES);
  }

  @Test
  void theBenchmarkCalculatesNothing() {
    classes()
        .that()
        .resideInAPackage("..bench..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "com.sun.management..",
            "com.fasterxml.jackson..",
            "org.jspecify..",
            "org.openqof.bench..",
            "org.openqof.domain..",
            "org.openqof.errors..")
        .check(CLASSES);
  }

  @Test
  void runsNeverNameAnEngineOfTheirOwn() {
    noClasses()
        .that()
        .resideInAnyPackage("..run..", "..recalculation..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..engine.local..", "..engine.spark..")
        .check(CLASSES);
  }
}
