package org.openqof.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.testing.PlantedRules;
import org.openqof.testing.Qof;

/** A run finds a wrong rulebook by the points that its own inputs say were awarded. */
class RunProvesItsRulesTest {
  @TempDir Path room = Path.of("");

  @Test
  void aContradictedRuleHoldsTheYearBeforeItPays() {
    generate(110);
    Path wrong =
        PlantedRules.write(
            room.resolve("wrong"),
            "2022-23",
            (code, cells) -> {
              if (code.equals("AF006")) {
                PlantedRules.thresholds(cells, "41", "90", "");
              }
            });

    Qof.Answer held = run("--rulebook", wrong);
    assertThat(held.exitCode()).as(held.out() + held.err()).isEqualTo(3);
    assertThat(held.out())
        .contains("71 of 72 indicators by the points awarded, 1 rule contradicted")
        .containsPattern("CONTRADICTED +AF006: the rulebook says 41–90 %, against \\d+ of \\d+")
        .contains("needed: 40–90 %")
        .contains("points_awarded_AF006")
        .contains("./qof gate accept");
    assertThat(room.resolve("published/2022-23")).doesNotExist();

    Qof.Answer right = run();
    assertThat(right.exitCode()).as(right.out() + right.err()).isZero();
    assertThat(right.out())
        .contains("72 of 72 indicators by the points awarded, none contradicted")
        .doesNotContain("CONTRADICTED");
    assertThat(Files.isDirectory(room.resolve("published/2022-23"))).isTrue();
  }

  @Test
  void aSmallNationIsToldAndNotHeld() {
    generate(60);
    Path wrong =
        PlantedRules.write(
            room.resolve("wrong"),
            "2022-23",
            (code, cells) -> {
              if (code.equals("DM012")) {
                PlantedRules.thresholds(cells, "50", "80", "");
              }
            });
    Qof.Answer told = run("--rulebook", wrong);
    assertThat(told.exitCode()).as(told.out() + told.err()).isZero();
    assertThat(told.out())
        .containsPattern("CONTRADICTED +DM012: the rulebook says 50–80 %")
        .contains("needed: 50–90 %");
  }

  private void generate(int practices) {
    Qof.Answer answer =
        Qof.run(
            "generate",
            "--practices",
            practices,
            "--years",
            "2022-23",
            "--out",
            room.resolve("extracts"));
    assertThat(answer.exitCode()).as(answer.err()).isZero();
  }

  private Qof.Answer run(Object... more) {
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                "run",
                "--extracts",
                room.resolve("extracts"),
                "--lake",
                room.resolve("lake"),
                "--published",
                room.resolve("published"),
                "--engine",
                "local"));
    arguments.addAll(List.of(more));
    return Qof.run(arguments.toArray());
  }
}
