package org.openqof.publish.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqof.publish.chart.Markup;
import org.openqof.statistics.Rate;
import org.openqof.testing.Slow;
import org.openqof.testing.Tools;

/**
 * The page and the publication turn counts into percentages by one rule; see docs/method.md, 33.
 */
@Slow
class RatesOnBothSidesTest {

  @ParameterizedTest
  @CsvSource({
    // Exactly half way at the second decimal: 6.545 % is 6.55, half-up.
    "1309, 20000, 2, 6.55",
    "1, 800, 2, 0.13",
    "1, 3, 2, 33.33",
    "2, 3, 2, 66.67",
    // 0.00004999999 to ten decimals is 0.0000500000: up, by the first rounding.
    "4999999, 99999999999, 2, 0.01",
    "0, 7, 2, 0.00",
    "7, 7, 1, 100.0",
    "9, 7, 1, 128.6",
    "1, 2, 0, 50",
    "1, 200, 0, 1"
  })
  void aPercentageIsTheRateOfTenDecimalsRoundedHalfUp(
      long events, long base, int decimals, String expected) {
    BigDecimal rate = Objects.requireNonNull(Rate.of(events, base));
    assertThat(Markup.percentDigits(rate, decimals)).isEqualTo(expected);
    assertThat(Markup.percent(rate.doubleValue(), decimals)).isEqualTo(expected + " %");
  }

  @Test
  void thePageShowsTheDigitsOfThePublication(@TempDir Path room) throws Exception {
    Path node = Tools.need("node", "nodejs");
    List<String> asked = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (long base = 0; base <= 40; base++) {
      for (long events = 0; events <= base + 2; events++) {
        add(asked, expected, events, base, 2);
      }
    }
    // Half ways: x.xx5 % of round numbers of patients, and their neighbours.
    for (long thousandths = 5; thousandths < 100_000; thousandths += 370) {
      add(asked, expected, thousandths, 100_000, 2);
      add(asked, expected, thousandths * 10 + 1, 1_000_000, 2);
      add(asked, expected, thousandths * 10 - 1, 1_000_000, 1);
    }
    RandomGenerator dice = RandomGenerator.of("L64X128MixRandom");
    for (int i = 0; i < 5_000; i++) {
      long base = dice.nextLong(1, 70_000_000);
      add(asked, expected, dice.nextLong(0, base + 1), base, (int) dice.nextLong(0, 4));
    }

    assertThat(answers(node, room, asked)).isEqualTo(expected);
  }

  private static void add(
      List<String> asked, List<String> expected, long events, long base, int decimals) {
    asked.add(events + " " + base + " " + decimals);
    BigDecimal rate = Rate.of(events, base);
    expected.add(rate == null ? "-" : Markup.percentDigits(rate, decimals));
  }

  private static List<String> answers(Path node, Path room, List<String> asked)
      throws IOException, InterruptedException {
    Path in = Files.write(room.resolve("asked.txt"), asked);
    Path out = room.resolve("answers.txt");
    // The folder's package.json makes Node.js read the page's source as modules.
    Process process =
        new ProcessBuilder(
                node.toString(),
                Path.of("src/test/site/rates.mjs").toString(),
                Path.of("src/main/site/src/rates.js").toAbsolutePath().toString())
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectErrorStream(true)
            .start();
    boolean ended = process.waitFor(1, TimeUnit.MINUTES);
    assertThat(ended && process.exitValue() == 0).as(Files.readString(out)).isTrue();
    return Files.readAllLines(out);
  }
}
