package org.openqof;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.openqof.testing.Slow;
import org.openqof.testing.Tools;

/** Which way imports point; see docs/adr and the package comments. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.openqof");

  @Test
  void importsPointDownwards() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("org.openqof..")
        .layer("cli")
        .definedBy("..cli..")
        .layer("notebook")
        .definedBy("..notebook..")
        .layer("job")
        .definedBy("..job..")
        .layer("engines")
        .definedBy("..engine.local..", "..engine.spark..")
        .layer("sql")
        .definedBy("..sql..")
        .layer("extract")
        .definedBy("..extract..")
        .layer("store")
        .definedBy("..store..")
        .layer("publish")
        .definedBy("..publish..")
        .layer("bench")
        .definedBy("..bench..")
        .layer("synthetic")
        .definedBy("..synthetic..")
        .layer("engine")
        .definedBy("org.openqof.engine")
        .layer("scenario")
        .definedBy("..scenario..")
        .layer("comparison")
        .definedBy("..comparison..")
        .layer("statistics")
        .definedBy("..statistics..")
        .layer("nation")
        .definedBy("..nation..")
        .layer("practice")
        .definedBy("..practice..")
        .layer("tables")
        .definedBy("..tables..")
        .layer("rulebook")
        .definedBy("..rulebook..")
        .layer("domain")
        .definedBy("..domain..")
        .layer("errors")
        .definedBy("..errors..")
        .whereLayer("cli")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("notebook")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("job")
        .mayOnlyBeAccessedByLayers("notebook", "cli")
        .whereLayer("sql")
        .mayOnlyBeAccessedByLayers("notebook", "cli")
        .whereLayer("engines")
        .mayOnlyBeAccessedByLayers("notebook", "cli")
        .whereLayer("extract")
        .mayOnlyBeAccessedByLayers("job", "cli")
        .whereLayer("store")
        .mayOnlyBeAccessedByLayers("engines", "sql", "job", "notebook", "cli")
        .whereLayer("publish")
        .mayOnlyBeAccessedByLayers("job", "notebook", "cli")
        .whereLayer("bench")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("synthetic")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("scenario")
        .mayOnlyBeAccessedByLayers("job", "cli")
        .whereLayer("comparison")
        .mayOnlyBeAccessedByLayers("job", "notebook", "cli")
        .whereLayer("statistics")
        .mayOnlyBeAccessedByLayers(
            "scenario",
            "comparison",
            "publish",
            "engine",
            "engines",
            "sql",
            "job",
            "notebook",
            "cli")
        .whereLayer("nation")
        .mayOnlyBeAccessedByLayers("scenario", "statistics", "engine", "engines", "job", "cli")
        .check(CLASSES);
  }

  @Test
  void theCoreImportsNothingButTheJdkAndRoomsBelow() {
    classes()
        .that()
        .resideInAnyPackage(
            "..domain..",
            "..practice..",
            "..nation..",
            "..statistics..",
            "..comparison..",
            "..scenario..",
            "..tables..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.openqof..", "org.jspecify..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAnyPackage(
            "..domain..",
            "..practice..",
            "..nation..",
            "..statistics..",
            "..comparison..",
            "..scenario..")
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
        // Charts are no form of their own: the report draws them, the site shares their numbers.
        .ignoreDependency(
            resideInAnyPackage("..publish.report..", "..publish.site.."),
            resideInAPackage("..publish.chart.."))
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
  void jobsNeverNameAnEngineOfTheirOwn() {
    noClasses()
        .that()
        .resideInAPackage("..job..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..engine.local..", "..engine.spark..")
        .check(CLASSES);
  }

  /** What a test class may not come to, over other test classes, in the group of quick tests. */
  private static final DescribedPredicate<JavaClass> SLOW =
      resideInAnyPackage("org.apache.spark..", "org.apache.hadoop.hdfs..")
          .or(belongToAnyOf(Process.class, ProcessBuilder.class, Tools.class))
          .or(name("org.openqof.real.RealData"));

  @Test
  void whatStartsSparkOrAProcessOrReadsANationIsMarkedSlow() {
    JavaClasses tests =
        new ClassFileImporter()
            .withImportOption(new ImportOption.OnlyIncludeTests())
            .importPackages("org.openqof");
    List<String> unmarked = new ArrayList<>();
    int quick = 0;
    for (JavaClass test : tests) {
      boolean isTest = test.getName().matches(".*(Test|Properties)");
      if (isTest
          && !test.isEquivalentTo(ArchitectureTest.class)
          && !test.getModifiers().contains(JavaModifier.ABSTRACT)) {
        if (test.isAnnotatedWith(Slow.class)) {
          continue;
        }
        quick++;
        TreeSet<String> reached = new TreeSet<>();
        reach(test, tests, new HashSet<>(), reached);
        if (!reached.isEmpty()) {
          unmarked.add(test.getName() + " comes to " + reached.first());
        }
      }
    }
    assertThat(unmarked).as("test classes that need @Slow").isEmpty();
    assertThat(quick).isGreaterThan(80);
  }

  private static void reach(
      JavaClass from, JavaClasses tests, Set<String> visited, Set<String> reached) {
    if (!visited.add(from.getName())) {
      return;
    }
    for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
      JavaClass to = dependency.getTargetClass().getBaseComponentType();
      if (SLOW.test(to)) {
        reached.add(to.getName());
      } else if (tests.contain(to.getName())) {
        reach(tests.get(to.getName()), tests, visited, reached);
      }
    }
    for (JavaClass inner : tests) {
      if (inner.getName().startsWith(from.getName() + "$")) {
        reach(inner, tests, visited, reached);
      }
    }
  }
}
