package org.openqof.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.testing.Qof;
import org.openqof.testing.Slow;

/** A nation of three suppliers with faults, three years: held, accepted, run again. */
@Slow
class OneStoryOfCausesTest {
  @TempDir static Path room = Path.of("");

  private static Qof.Answer run() {
    return Qof.run(
        "run",
        "--extracts",
        room.resolve("g"),
        "--lake",
        room.resolve("lake"),
        "--published",
        room.resolve("published"));
  }

  private static String block(Qof.Answer answer, String year) {
    Matcher block = Pattern.compile("(?ms)^" + year + "  .*?(?=\n\n)").matcher(answer.out());
    assertThat(block.find()).as(answer.out()).isTrue();
    return block.group();
  }

  /** A6: 2022-23 is held for one practice that is missing, whatever chance does to suppliers. */
  @Test
  void whatIsMissingIsTheCauseAndNoSupplierIsAccusedOfChance() {
    Qof.Answer generated =
        Qof.run(
            "generate",
            "--practices",
            300,
            "--years",
            "2021-22..2023-24",
            "--faults",
            "typical",
            "--contracts",
            "--suppliers",
            "--seed",
            7,
            "--out",
            room.resolve("g"));
    assertThat(generated.exitCode()).as(generated.err()).isZero();

    Qof.Answer stopped = run();
    assertThat(stopped.exitCode()).as(stopped.out() + stopped.err()).isEqualTo(3);
    String held = block(stopped, "2022-23");
    OneStory.in(held);
    assertThat(held)
        .contains(
            "what to do: ask for what the missing practices have not sent",
            "1. missing practices          1     100 %",
            "practices that take part and are not in the figures: 1 (Z10100)",
            "1 of them of supplier Claritas")
        .doesNotContain(" 2. ", "ask supplier");
    assertThat(block(stopped, "2023-24")).contains("waits for 2022-23");

    Matcher line =
        Pattern.compile("\\./qof (gate accept --year 2022-23 .*)").matcher(stopped.out());
    assertThat(line.find()).isTrue();
    Qof.Answer accepted =
        Qof.run(
            (Object[])
                line.group(1).replace("NAME", "Smith").replace("WHY", "right").strip().split(" "));
    assertThat(accepted.exitCode()).as(accepted.err()).isZero();
    Qof.Answer again = run();
    assertThat(again.exitCode()).as(again.out() + again.err()).isZero();
    assertThat(block(again, "2022-23")).contains("let through   PC, by Smith until");
    String after = block(again, "2023-24");
    assertThat(after)
        .contains("gate          open")
        .doesNotContain(
            "2022-23 is not in the lake", "one supplier: Claritas", "one supplier: Sable");
  }
}
