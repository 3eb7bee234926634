package org.openqof.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.domain.FinancialYear;
import org.openqof.job.Place;
import org.openqof.store.Lake;
import org.openqof.store.VersionLog;
import org.openqof.store.VersionState;
import org.openqof.store.VersionState.State;
import org.openqof.testing.Qof;

/** The overnight job by spark-submit, from a jar, in a process of its own. */
class SparkSubmitTest {

  @Test
  void theOvernightJobRunsBySparkSubmitAndGivesTheSameDigests(@TempDir Path room)
      throws IOException, InterruptedException {
    Path jar = jarOfTheProduct(room.resolve("openqof.jar"));
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.add("-Xmx1500m");
    command.add("-XX:TieredStopAtLevel=1");
    for (String opened :
        List.of(
            "java.lang",
            "java.lang.invoke",
            "java.lang.reflect",
            "java.io",
            "java.net",
            "java.nio",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "sun.nio.ch",
            "sun.nio.cs",
            "sun.security.action",
            "sun.util.calendar")) {
      command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
    }
    command.addAll(
        List.of(
            "-cp",
            librariesWithoutTheProduct(),
            "org.apache.spark.deploy.SparkSubmit",
            "--master",
            "local[2]",
            "--conf",
            "spark.driver.host=127.0.0.1",
            "--conf",
            "spark.driver.bindAddress=127.0.0.1",
            "--class",
            "org.openqof.cli.Main",
            jar.toString(),
            "run",
            "jobs/overnight.yaml",
            "--extracts",
            "data-samples",
            "--years",
            "2023-24",
            "--lake",
            room.resolve("submitted/lake").toString(),
            "--published",
            room.resolve("submitted/published").toString()));
    Path output = room.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    assertThat(Files.readString(output)).contains("on engine spark");

    Qof.Answer local =
        Qof.run(
            "run",
            "--extracts",
            "data-samples",
            "--years",
            "2023-24",
            "--engine",
            "local",
            "--lake",
            room.resolve("local/lake"),
            "--published",
            room.resolve("local/published"));
    assertThat(local.exitCode()).as(local.err()).isZero();
    assertThat(published(room.resolve("submitted/lake")).digests())
        .isEqualTo(published(room.resolve("local/lake")).digests());
  }

  private static VersionState published(Path lake) {
    return new VersionLog(new Lake(Place.uri(lake.toString())))
        .last(FinancialYear.of("2023-24"), State.PUBLISHED)
        .orElseThrow();
  }

  private static String librariesWithoutTheProduct() {
    List<String> libraries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (entry.endsWith(".jar")) {
        libraries.add(entry);
      }
    }
    return String.join(File.pathSeparator, libraries);
  }

  private static Path jarOfTheProduct(Path jar) throws IOException {
    Path classes = Path.of("target", "classes");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        entries.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, entries);
        entries.closeEntry();
      }
    }
    return jar;
  }
}
