package org.openqof.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.domain.FinancialYear;
import org.openqof.synthetic.GeneratorSettings.Faults;

class DataSamplesTest {
  private static final Path SAMPLES = Path.of("data-samples");

  @SuppressWarnings("NullAway.Init") // JUnit sets it before any test runs
  @TempDir
  private Path folder;

  /**
   * Compressed files are compared by what is in them, as another compression library may pack the
   * same content otherwise.
   */
  @Test
  void generatingAgainGivesTheSamplesByteForByte() throws IOException {
    GeneratorSettings settings =
        GeneratorSettings.plain(
                60, List.of(FinancialYear.of("2022-23"), FinancialYear.of("2023-24")), 7)
            .withFaults(Faults.TYPICAL)
            .withContracts()
            .withGzip();
    new Generator(settings, TestRulebooks::load).generate(folder.resolve("again"));
    Map<String, byte[]> held = unpacked(Written.files(SAMPLES));
    Map<String, byte[]> again = unpacked(Written.files(folder.resolve("again")));
    held.remove("README.md");
    held.remove(".gitattributes");
    assertThat(held.keySet()).isEqualTo(again.keySet());
    again.forEach((name, bytes) -> assertThat(held.get(name)).as(name).isEqualTo(bytes));
  }

  private static Map<String, byte[]> unpacked(Map<String, byte[]> files) throws IOException {
    Map<String, byte[]> unpacked = new TreeMap<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      byte[] bytes = file.getValue();
      unpacked.put(file.getKey(), file.getKey().endsWith(".gz") ? Written.unzipped(bytes) : bytes);
    }
    return unpacked;
  }

  @Test
  void theSamplesStaySmall() throws IOException {
    long bytes = Written.files(SAMPLES).values().stream().mapToLong(file -> file.length).sum();
    assertThat(bytes).isBetween(100_000L, 3_000_000L);
  }
}
