package org.openqof.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.Ratio;
import org.openqof.errors.QofException;
import org.openqof.extract.layout.Layouts;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.read.Rulebooks;
import org.openqof.settings.GroupingFile;
import org.openqof.settings.JobFile;
import org.openqof.settings.RunSettings;
import org.openqof.testing.Slow;
import org.openqof.whatif.DeprivationFile;
import org.openqof.whatif.scenario.Evidence;
import org.openqof.whatif.scenario.ScenarioReader;

/**
 * Everything that people write for the program, damaged in many ways: it is read, or refused with a
 * message that says what to do, and soon. Damaged extracts are in {@code FuzzTest}.
 *
 * <p>{@code -Dqof.mutants=2000} makes so many of each kind, {@code -Dqof.mutants.seed=N} others.
 */
@Slow
class MutantsTest {
  private static final int OF_EACH_KIND = Integer.getInteger("qof.mutants", 120);
  private static final long SEED = Long.getLong("qof.mutants.seed", 20_240_331L);
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final FinancialYear YEAR = FinancialYear.of("2023-24");
  private static final Path RULES = Path.of("src/main/resources/rulebook/2023-24");
  private static final List<String> HOSTILE =
      List.of(
          "-5",
          "1e999999999",
          "-1E-999999999",
          "9".repeat(400),
          "0x7fffffff",
          "NaN",
          "\u0000",
          "\u202e",
          "\ufeff",
          "\t",
          "\r",
          "\n---\n",
          "\n...\n",
          "&a [*a, *a]",
          "!!java.net.URL [x]",
          "[".repeat(3000),
          "{a: ".repeat(1500),
          "\"",
          "'",
          "=HYPERLINK(1)",
          "../../../etc/passwd",
          "~",
          "2023-24..9999-00",
          "x".repeat(100_000));

  @TempDir private Path room = Path.of("");

  /** Reads one mutant. */
  @FunctionalInterface
  private interface Reading {
    void read(byte[] mutant) throws IOException;
  }

  private static byte[] mutant(byte[] good, Random random) {
    String text = new String(good, StandardCharsets.UTF_8);
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(text.length() + 1);
      int end = Math.min(text.length(), at + random.nextInt(40));
      String odd = HOSTILE.get(random.nextInt(HOSTILE.size()));
      text =
          switch (random.nextInt(6)) {
            case 0 -> text.substring(0, at) + text.substring(end);
            case 1 -> text.substring(0, at) + odd + text.substring(at);
            case 2 -> text.substring(0, at);
            case 3 -> text + text.substring(at);
            case 4 -> number(text, at, odd);
            default -> text.substring(0, at) + (char) random.nextInt(256) + text.substring(end);
          };
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 0 && random.nextInt(8) == 0) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  /** The next number after a place becomes something odd. */
  private static String number(String text, int at, String odd) {
    int from = at;
    while (from < text.length() && !Character.isDigit(text.charAt(from))) {
      from++;
    }
    int to = from;
    while (to < text.length() && Character.isDigit(text.charAt(to))) {
      to++;
    }
    return text.substring(0, from) + odd + text.substring(to);
  }

  private void readOrRefused(
      String kind, TestReporter reporter, List<Path> originals, Reading reading) {
    Random random = new Random(SEED ^ kind.hashCode());
    Map<String, Integer> ends = new TreeMap<>();
    Assertions.assertTimeoutPreemptively(
        SOON.multipliedBy(20),
        () -> {
          for (int i = 0; i < OF_EACH_KIND; i++) {
            Path original = originals.get(i % originals.size());
            byte[] mutant = mutant(Files.readAllBytes(original), random);
            long began = System.nanoTime();
            ends.merge(end(reading, mutant, original, i), 1, Integer::sum);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
          }
        });
    reporter.publishEntry(kind + ", seed " + SEED, ends.toString());
    // Damage that never refuses a file would prove nothing.
    assertThat(ends.getOrDefault("refused", 0)).isPositive();
  }

  private String end(Reading reading, byte[] mutant, Path original, int number) throws IOException {
    try {
      reading.read(mutant);
      return "read";
    } catch (QofException refused) {
      assertThat(refused.problem()).isNotBlank();
      assertThat(refused.remedy()).isNotBlank();
      return "refused";
    } catch (RuntimeException | StackOverflowError defect) {
      Path kept = Files.createTempFile("mutant-", "-" + original.getFileName());
      Files.write(kept, mutant);
      throw new AssertionError(
          "mutant %d of %s, seed %d, kept as %s".formatted(number, original, SEED, kept), defect);
    }
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  @Test
  void jobFiles(TestReporter reporter) throws IOException {
    Path file = room.resolve("job.yaml");
    readOrRefused(
        "job files",
        reporter,
        files(Path.of("jobs"), ".yaml"),
        mutant -> {
          Files.write(file, mutant);
          RunSettings.of(JobFile.read(file), "test", shipped -> shipped);
        });
  }

  @Test
  void rulebooks(TestReporter reporter) throws IOException {
    List<Path> all = new ArrayList<>(files(RULES, ".csv"));
    all.addAll(files(RULES, ".yaml"));
    for (Path original : all) {
      Path folder = Files.createDirectories(room.resolve("rules-" + original.getFileName()));
      Path year = Files.createDirectories(folder.resolve(YEAR.toString()));
      readOrRefused(
          "rulebook " + original.getFileName(),
          reporter,
          List.of(original),
          mutant -> {
            Files.write(year.resolve(String.valueOf(original.getFileName())), mutant);
            Rulebooks.withOverlay(folder).load(YEAR);
          });
    }
  }

  @Test
  void layouts(TestReporter reporter) throws IOException {
    Path folder = Files.createDirectories(room.resolve("layouts"));
    readOrRefused(
        "layouts",
        reporter,
        files(Path.of("src/main/resources/layouts"), ".yaml"),
        mutant -> {
          Files.write(folder.resolve("own.yaml"), mutant);
          Layouts.shipped().with(folder);
        });
  }

  @Test
  void groupsAndDeprivation(TestReporter reporter) throws IOException {
    Path groups = room.resolve("good-groups.csv");
    Path deciles = room.resolve("good-deciles.csv");
    StringBuilder first = new StringBuilder("practice_code,federation\n");
    StringBuilder second = new StringBuilder("practice_code,decile\n");
    for (int i = 0; i < 40; i++) {
      first.append("Z100%02d,Nor\u0175ich %d\n".formatted(i, i % 4));
      second.append("Z100%02d,%d\n".formatted(i, 1 + i % 10));
    }
    Files.writeString(groups, first);
    Files.writeString(deciles, second);
    Path file = room.resolve("given.csv");
    readOrRefused(
        "groups",
        reporter,
        List.of(groups),
        mutant -> {
          Files.write(file, mutant);
          GroupingFile.read(file.toString(), false, true)
              .grouping(new TreeSet<>(List.of("Z10001", "Z10002")), "2023-24");
        });
    readOrRefused(
        "deprivation",
        reporter,
        List.of(deciles),
        mutant -> {
          Files.write(file, mutant);
          DeprivationFile.deprivation(file);
        });
  }

  @Test
  void scenarios(TestReporter reporter) throws IOException {
    Rulebook base = Rulebooks.shipped().load(YEAR);
    readOrRefused(
        "scenarios",
        reporter,
        files(Path.of("jobs/scenarios"), ".yaml"),
        mutant ->
            ScenarioReader.read(
                List.of(
                    new ScenarioReader.Source(
                        "mutant.yaml", new String(mutant, StandardCharsets.UTF_8))),
                base,
                new Twenty()));
  }

  /** Twenty practices at 60 %, 61 %, … 79 %. */
  private static final class Twenty implements Evidence {
    @Override
    public SortedSet<FinancialYear> years() {
      return new TreeSet<>(List.of(YEAR, YEAR.previous()));
    }

    @Override
    public SortedSet<String> practices() {
      return new TreeSet<>(List.of("Z10001", "Z10002"));
    }

    @Override
    public List<Ratio> achievements(FinancialYear year, String indicatorCode) {
      List<Ratio> all = new ArrayList<>();
      for (int percent = 60; percent < 80; percent++) {
        all.add(Ratio.of(percent, 100));
      }
      return all;
    }

    @Override
    public boolean hasComputedAverage() {
      return true;
    }

    @Override
    public boolean isSent(String indicatorCode) {
      return true;
    }
  }
}
