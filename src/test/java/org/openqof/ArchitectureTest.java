package org.openqof;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

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
}
