package org.openqof.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assertions;

/**
 * A national gate that lets the nation of a test through whatever its size: for tests of amounts,
 * which would otherwise be held by chance, accepted, and run again. The gate has tests of its own.
 */
public final class WideGate {
  private static final Path SHIPPED = Path.of("src/main/resources/rulebook/gate.yaml");

  private static final Map<String, Integer> LIMITS =
      Map.of(
          "least_practices", 1_000_000,
          "small_nation_percent", 1_000,
          "input_worth_gbp", 100_000_000,
          "sent_not_counted_percent", 100,
          "not_in_statistics_percent", 100);

  private WideGate() {}

  /**
   * Writes the project's gate into a folder, with every nation too small for it to judge, no single
   * input worth a hold, and practices that may be left out.
   *
   * @return the folder, for {@code --rulebook}
   */
  public static Path in(Path folder) {
    try {
      String gate = Files.readString(SHIPPED);
      for (Map.Entry<String, Integer> limit : LIMITS.entrySet()) {
        String wider =
            gate.replaceFirst(
                "(?m)^(" + limit.getKey() + ": \\{ value: )[\\d.]+", "$1" + limit.getValue());
        Assertions.assertNotEquals(gate, wider, limit.getKey());
        gate = wider;
      }
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("gate.yaml"), gate);
      return folder;
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
