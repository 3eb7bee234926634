package org.openqof.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.settings.JobFile;
import org.openqof.testing.Slow;
import org.openqof.testing.Tools;
import org.openqof.testing.WholeExtract;

/** The files under deploy/, each checked as far as deploy/README.md says. */
@Slow
class DeployFilesTest {
  private static final Path DEPLOY = Path.of("deploy").toAbsolutePath();
  private static final Path NPM = Path.of("target", "npm-deploy").toAbsolutePath();

  /** Kinds of objects and the TypeScript type that describes each: module and name. */
  private static final Map<String, String[]> TYPES =
      Map.of(
          "CronJob", new String[] {"kubernetes-models/batch/v1", "ICronJob"},
          "ConfigMap", new String[] {"kubernetes-models/v1", "IConfigMap"},
          "PersistentVolumeClaim", new String[] {"kubernetes-models/v1", "IPersistentVolumeClaim"},
          "ScheduledSparkApplication",
              new String[] {"./spark-operator", "ScheduledSparkApplication"});

  private final Path room;

  DeployFilesTest(@TempDir Path room) {
    this.room = room;
  }

  /**
   * What a program answered.
   *
   * @param exitCode exit code
   * @param out standard output
   * @param err standard error
   */
  private record Answer(int exitCode, String out, String err) {}

  private Answer run(Path folder, String... command) throws IOException, InterruptedException {
    Path out = Files.createTempFile(room, "out", ".txt");
    Path err = Files.createTempFile(room, "err", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    boolean ended = process.waitFor(5, TimeUnit.MINUTES);
    assertThat(ended).as(String.join(" ", command)).isTrue();
    return new Answer(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  /** The units with the program's place on this machine, and one text replaced by another. */
  private Path units(String found, String replacement) throws IOException {
    Path folder = Files.createTempDirectory(room, "units");
    try (Stream<Path> files = Files.list(DEPLOY.resolve("systemd"))) {
      for (Path file : files.toList()) {
        String text = Files.readString(file);
        Files.writeString(
            folder.resolve(file.getFileName()),
            text.replace("/opt/openqof/qof", Path.of("qof").toAbsolutePath().toString())
                .replace(found, replacement));
      }
    }
    return folder;
  }

  private Answer verified(Path units) throws IOException, InterruptedException {
    return run(
        units,
        Tools.need("systemd-analyze", "systemd").toString(),
        "verify",
        units.resolve("openqof.service").toString(),
        units.resolve("openqof.timer").toString(),
        units.resolve("openqof-failure@openqof.service").toString());
  }

  @Test
  void namesOfFilesMayHaveAnyLetterWhereNobodyLogsIn() throws Exception {
    String locale = "eval \"$(sed -n '/^case .*LC_ALL/,/^esac/p' qof)\"; echo \"${LC_ALL:-}\"";
    Path project = DEPLOY.resolveSibling("qof").getParent();
    assertThat(run(project, "env", "-i", "/bin/bash", "-c", "PATH=/usr/bin:/bin; " + locale).out())
        .isEqualTo("C.UTF-8\n");
    assertThat(
            run(
                    project,
                    "env",
                    "-i",
                    "LC_ALL=C",
                    "/bin/bash",
                    "-c",
                    "PATH=/usr/bin:/bin; " + locale)
                .out())
        .isEqualTo("C.UTF-8\n");
    assertThat(
            run(
                    project,
                    "env",
                    "-i",
                    "LANG=en_GB.UTF-8",
                    "/bin/bash",
                    "-c",
                    "PATH=/usr/bin:/bin; " + locale)
                .out())
        .isEqualTo("\n");
    for (String file :
        List.of(
            "systemd/openqof.service",
            "docker/Dockerfile",
            "kubernetes/qof-nightly.yaml",
            "kubernetes/qof-spark.yaml")) {
      assertThat(Files.readString(DEPLOY.resolve(file))).as(file).contains("LC_ALL");
    }
  }

  /**
   * As cron or systemd start it: no locale at all, and a folder with a letter that is not ASCII.
   */
  @Test
  void aRunWhereNobodyLogsInReadsFilesOfAnyName() throws Exception {
    Path extracts =
        WholeExtract.of("2023-24").practice("A81001", 8000, 80).in(room.resolve("für ü"));
    Answer answer =
        run(
            DEPLOY.resolveSibling("qof").getParent(),
            "env",
            "-i",
            "/bin/bash",
            "-c",
            "PATH=/usr/bin:/bin; eval \"$(sed -n '/^case .*LC_ALL/,/^esac/p' qof)\"; exec \"$@\"",
            "bash",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "org.openqof.cli.Main",
            "run",
            "--extracts",
            extracts.toString(),
            "--lake",
            room.resolve("läke").toString(),
            "--published",
            room.resolve("published").toString());
    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isZero();
    assertThat(answer.out()).contains("paid 1");
  }

  @Test
  void theUnitsOfSystemdAreVerifiedWithoutAWord() throws Exception {
    Answer good = verified(units("", ""));
    // The exit code alone hides warnings.
    assertThat(good.err()).isEmpty();
    assertThat(good.exitCode()).isZero();

    Answer bad = verified(units("MemoryMax=", "MemroyMax="));
    assertThat(bad.err()).contains("MemroyMax");
  }

  @Test
  void theTimerMeansHalfPastOneInTheMorningInLondon() throws Exception {
    String timer = Files.readString(DEPLOY.resolve("systemd/openqof.timer"));
    String when =
        timer
            .lines()
            .filter(line -> line.startsWith("OnCalendar="))
            .findFirst()
            .orElseThrow()
            .substring("OnCalendar=".length());
    Answer answer =
        run(room, Tools.need("systemd-analyze", "systemd").toString(), "calendar", when);
    assertThat(answer.err()).isEmpty();
    assertThat(answer.out()).contains("Normalized form: *-*-* 01:30:00 Europe/London");
  }

  @Test
  void whatWaitsForAPersonIsNotTriedAgain() throws IOException {
    assertThat(Files.readString(DEPLOY.resolve("systemd/openqof.service")))
        .contains("RestartPreventExitStatus=2 3")
        .contains("OnFailure=openqof-failure@%n.service");
    JsonNode rule =
        documents("kubernetes/qof-nightly.yaml")
            .get(2)
            .at("/spec/jobTemplate/spec/podFailurePolicy/rules/0");
    assertThat(rule.path("action").asText()).isEqualTo("FailJob");
    assertThat(rule.at("/onExitCodes/values")).extracting(JsonNode::asInt).containsExactly(2, 3);
  }

  @Test
  void theJobsAreReadByTheProgram() throws IOException {
    JobFile night = JobFile.read(DEPLOY.resolve("night.yaml"));
    assertThat(night.watching().metrics()).isEqualTo("/var/lib/openqof/metrics/qof.prom");
    assertThat(night.watching().retentionYears()).isEqualTo(6);
    Path mounted = room.resolve("night.yaml");
    Files.writeString(
        mounted, documents("kubernetes/qof-nightly.yaml").get(0).at("/data/night.yaml").asText());
    assertThat(JobFile.read(mounted).lake()).isEqualTo("/data/lake");
  }

  @Test
  void theRulesForAlertsAreValidAndEveryOneFires() throws Exception {
    String promtool = Tools.need("promtool", "prometheus").toString();
    Path folder = DEPLOY.resolve("prometheus");
    Answer checked = run(folder, promtool, "check", "rules", "qof-alerts.yaml");
    assertThat(checked.exitCode()).as(checked.out() + checked.err()).isZero();
    Answer tested = run(folder, promtool, "test", "rules", "qof-alerts.test.yaml");
    assertThat(tested.exitCode()).as(tested.out() + tested.err()).isZero();

    String tests = Files.readString(folder.resolve("qof-alerts.test.yaml"));
    JsonNode rules = new YAMLMapper().readTree(folder.resolve("qof-alerts.yaml").toFile());
    String operations = Files.readString(Path.of("docs/operations.md"));
    for (JsonNode rule : rules.at("/groups/0/rules")) {
      // The person on call finds the alert, and the place that it sends to.
      assertThat(operations).contains("`" + rule.path("alert").asText() + "`");
      Matcher place =
          Pattern.compile("docs/operations.md, \"([^\"]+)\"")
              .matcher(rule.at("/annotations/action").asText());
      if (place.find()) {
        assertThat(operations).containsPattern("(?m)^##+ " + Pattern.quote(place.group(1)) + "$");
      }
      assertThat(tests).contains("alertname: " + rule.path("alert").asText());
    }
  }

  private static List<JsonNode> documents(String name) throws IOException {
    List<JsonNode> documents = new ArrayList<>();
    YAMLMapper yaml = new YAMLMapper();
    try (var values =
        yaml.readerFor(JsonNode.class).<JsonNode>readValues(DEPLOY.resolve(name).toFile())) {
      values.forEachRemaining(documents::add);
    }
    return documents;
  }

  /** Types of Kubernetes and a compiler that knows them, in the build folder. */
  private static Path typescript() throws IOException, InterruptedException {
    Path npm = Tools.need("npm", "npm");
    Tools.need("node", "nodejs");
    Path compiler = NPM.resolve("node_modules/.bin/tsc");
    if (!Files.exists(compiler)) {
      Files.createDirectories(NPM);
      Process install =
          new ProcessBuilder(
                  npm.toString(),
                  "install",
                  "--no-audit",
                  "--no-fund",
                  "--ignore-scripts",
                  "--prefix",
                  NPM.toString(),
                  "kubernetes-models@4.5.1",
                  "typescript@5.9.3")
              .redirectErrorStream(true)
              .start();
      String said = new String(install.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (install.waitFor() != 0) {
        boolean required = "required".equals(System.getenv("QOF_TOOLS"));
        assertThat(required).as(said).isFalse();
        Assumptions.abort("the types of Kubernetes cannot be had from npm: " + said);
      }
    }
    return compiler;
  }

  /**
   * The compiler's opinion on objects: a literal with a key that its type does not know, or with a
   * value of another type, does not compile.
   */
  private Answer compiled(String name, List<JsonNode> documents)
      throws IOException, InterruptedException {
    Path compiler = typescript();
    StringBuilder text = new StringBuilder();
    int number = 0;
    for (JsonNode document : documents) {
      String[] type = TYPES.get(document.path("kind").asText());
      assertThat(type).as(document.path("kind").asText()).isNotNull();
      number++;
      text.append("import type { %s as T%d } from \"%s\";\n".formatted(type[1], number, type[0]))
          .append("export const o%d: T%d = ".formatted(number, number))
          .append(new ObjectMapper().writeValueAsString(document))
          .append(";\n");
    }
    Files.copy(
        Path.of("src/test/resources/deploy/spark-operator.d.ts"),
        NPM.resolve("spark-operator.d.ts"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    Path file = NPM.resolve(name + ".ts");
    Files.writeString(file, text);
    return run(
        NPM,
        compiler.toString(),
        "--noEmit",
        "--strict",
        "--skipLibCheck",
        "--target",
        "es2022",
        "--module",
        "nodenext",
        file.toString());
  }

  @Test
  void theObjectsOfKubernetesHaveNoKeyThatTheirTypesDoNotKnow() throws Exception {
    List<JsonNode> all = new ArrayList<>(documents("kubernetes/qof-nightly.yaml"));
    all.addAll(documents("kubernetes/qof-spark.yaml"));
    assertThat(all)
        .extracting(document -> document.path("kind").asText())
        .containsExactlyInAnyOrderElementsOf(TYPES.keySet());
    Answer good = compiled("good", all);
    assertThat(good.exitCode()).as(good.out()).isZero();

    String wrong =
        new ObjectMapper()
            .writeValueAsString(all)
            .replace("concurrencyPolicy", "concurencyPolicy")
            .replace("\"storage\":\"100Gi\"", "\"storage\":true");
    List<JsonNode> bad = new ArrayList<>();
    new ObjectMapper().readTree(wrong).forEach(bad::add);
    Answer answer = compiled("bad", bad);
    assertThat(answer.exitCode()).isNotZero();
    assertThat(answer.out().lines().filter(line -> line.contains("error TS"))).hasSize(3);
  }

  @Test
  void theGraphOfAirflowCompiles() throws Exception {
    Answer answer =
        run(
            room,
            Tools.need("python3", "python3").toString(),
            "-c",
            "import sys; compile(open(sys.argv[1]).read(), sys.argv[1], 'exec')",
            DEPLOY.resolve("airflow/qof_nightly.py").toString());
    assertThat(answer.exitCode()).as(answer.err()).isZero();
  }

  @Test
  void theImageIsMadeOfDebianAndOfFilesOfThisProject() throws IOException {
    String image = Files.readString(DEPLOY.resolve("docker/Dockerfile"));
    List<String> copied = new ArrayList<>();
    for (String line : image.lines().toList()) {
      String[] words = line.split(" ", -1);
      if (words[0].equals("FROM")) {
        assertThat(words[1]).startsWith("debian:");
      } else if (words[0].equals("COPY") && words[1].startsWith("--from=build")) {
        copied.add(words[2]);
      } else if (words[0].equals("COPY")) {
        assertThat(DEPLOY.resolveSibling(words[1])).as(line).exists();
      }
    }
    // What the launcher starts from.
    assertThat(copied).containsExactly("/project/target/openqof.jar", "/project/target/lib");
    String launcher = Files.readString(DEPLOY.resolveSibling("qof"));
    assertThat(launcher).contains("jar=\"$target/openqof.jar\"", "\"$target\"/lib/*.jar");
    Matcher opened =
        Pattern.compile("opened=\\(([^)]*)\\)|opened\\+=\\(([^)]*)\\)").matcher(launcher);
    int packages = 0;
    while (opened.find()) {
      String names = opened.group(1) == null ? opened.group(2) : opened.group(1);
      for (String name : names.strip().split("\\s+", -1)) {
        assertThat(image).contains("--add-opens=java.base/" + name + "=ALL-UNNAMED");
        packages++;
      }
    }
    assertThat(packages).isEqualTo(13);
  }

  @Test
  void whatWasNotRunByUsSaysSo() throws IOException {
    for (String name :
        List.of(
            "kubernetes/qof-nightly.yaml",
            "kubernetes/qof-spark.yaml",
            "airflow/qof_nightly.py",
            "docker/Dockerfile")) {
      assertThat(Files.readString(DEPLOY.resolve(name)).toLowerCase(java.util.Locale.ROOT))
          .as(name)
          .containsAnyOf("not run by us", "not built by us");
    }
  }
}
