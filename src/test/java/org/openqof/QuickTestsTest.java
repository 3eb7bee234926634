package org.openqof;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
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

/** The group of quick tests stays quick. */
class QuickTestsTest {
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
          && !test.isEquivalentTo(QuickTestsTest.class)
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
