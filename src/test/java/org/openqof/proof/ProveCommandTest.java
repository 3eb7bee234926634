package org.openqof.proof;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.Thresholds;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Protection.Treatment;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.Status;
import org.openqof.rulebook.read.Rulebooks;
import org.openqof.testing.PlantedRules;
import org.openqof.testing.Qof;
import org.openqof.testing.Slow;

/** {@code qof rulebook prove} on generated years with planted rules. */
@Slow
class ProveCommandTest {
  private static final Set<String> SHARES = Set.of("fraction", "step");

  @TempDir Path room = Path.of("");

  @ParameterizedTest
  @ValueSource(strings = {"2020-21", "2022-23", "2025-26"})
  void everyPlantedThresholdIsRecoveredExactly(String year) {
    Random dice = new Random(year.hashCode());
    Path planted =
        PlantedRules.write(
            room.resolve("planted"),
            year,
            (code, cells) -> {
              if (SHARES.contains(cells.get("kind"))) {
                int lower = 30 + dice.nextInt(30);
                int upper = lower + 15 + dice.nextInt(40 - (lower - 30));
                boolean step = "step".equals(cells.get("kind"));
                PlantedRules.thresholds(
                    cells,
                    String.valueOf(lower),
                    String.valueOf(upper),
                    step ? String.valueOf(dice.nextInt(4)) : "");
              }
            });
    Path blank =
        PlantedRules.write(
            room.resolve("blank"),
            year,
            (code, cells) -> {
              if (SHARES.contains(cells.get("kind"))) {
                PlantedRules.withoutThresholds(cells);
              }
            });
    complete(planted, year);
    complete(blank, year);
    Path extracts = generate(year, 300, "--rulebook", planted);

    Qof.Answer answer =
        prove(year, extracts, "--rulebook", blank, "--write", room.resolve("proved"));

    assertThat(answer.exitCode()).as(answer.err() + answer.out()).isZero();
    FinancialYear of = FinancialYear.of(year);
    Rulebook wanted = Rulebooks.withOverlay(planted).load(of);
    Rulebook found = Rulebooks.withOverlay(room.resolve("proved")).load(of);
    int compared = 0;
    for (Indicator indicator : wanted.indicators()) {
      Indicator proved = found.indicator(indicator.code()).orElseThrow();
      if (!SHARES.contains(indicator.kind().name().toLowerCase(Locale.ROOT))) {
        continue;
      }
      if (isProtected(wanted, indicator.code()) || indicator.availablePoints().signum() == 0) {
        assertThat(proved.thresholds()).as(indicator.code()).isNull();
        assertThat(verdicts(answer.out())).containsEntry(indicator.code(), "not judged");
        continue;
      }
      assertThat(same(requireNonNull(proved.thresholds()), requireNonNull(indicator.thresholds())))
          .as(indicator.code() + " " + proved.thresholds() + " of " + indicator.thresholds())
          .isTrue();
      assertThat(proved.thresholdStatus()).isEqualTo(Status.PROVED);
      compared++;
    }
    assertThat(compared).isGreaterThanOrEqualTo(year.equals("2020-21") ? 6 : 40);
    assertThat(found.unconfirmedValues())
        .extracting(value -> value.key())
        .doesNotContain("indicators.CS005.thresholds");
  }

  @Test
  void eachOfTwentyPlantedErrorsIsContradicted() {
    Path extracts = generate("2022-23", 300);
    Map<String, String[]> thresholds = new TreeMap<>();
    // One percentage off, at one end or the other; half a percent; another area's; a block moved.
    thresholds.put("AF006", new String[] {"41", "90", ""});
    thresholds.put("AF007", new String[] {"40", "71", ""});
    thresholds.put("AST006", new String[] {"45", "79", ""});
    thresholds.put("AST007", new String[] {"45.5", "70", ""});
    thresholds.put("CHD008", new String[] {"46", "86", ""});
    thresholds.put("COPD010", new String[] {"50", "95", ""});
    thresholds.put("DM006", new String[] {"56", "97", ""});
    thresholds.put("DM019", new String[] {"38", "90", ""});
    thresholds.put("HYP003", new String[] {"39", "77", ""});
    thresholds.put("SMOK004", new String[] {"0", "90", ""});
    thresholds.put("VI001", new String[] {"90", "95", "4"});
    thresholds.put("VI002", new String[] {"89", "95", "7"});
    thresholds.put("VI003", new String[] {"87", "95", "0"});
    // Points moved from one indicator to another, so that the framework still adds up.
    Map<String, String> points =
        Map.of(
            "CAN001", "4", "CHD001", "5", "QIOA011", "10", "QIOA012", "27", "HF005", "7", "HF007",
            "6");
    Set<String> planted = new TreeSet<>(thresholds.keySet());
    planted.addAll(points.keySet());
    planted.add("CHD005");
    Path wrong =
        PlantedRules.write(
            room.resolve("wrong"),
            "2022-23",
            (code, cells) -> {
              String[] other = thresholds.get(code);
              if (other != null) {
                PlantedRules.thresholds(cells, other[0], other[1], other[2]);
              }
              if (code.equals("CHD005")) {
                cells.put("kind", "step");
                PlantedRules.thresholds(cells, "56", "96", "2");
              }
              cells.computeIfPresent(
                  "available_points", (name, now) -> points.getOrDefault(code, now));
            });
    assertThat(planted).hasSize(20);

    Qof.Answer answer = prove("2022-23", extracts, "--rulebook", wrong);

    assertThat(answer.exitCode()).isEqualTo(3);
    assertThat(
            verdicts(answer.out()).entrySet().stream()
                .filter(entry -> entry.getValue().equals("contradicted"))
                .map(Map.Entry::getKey)
                .toList())
        .containsExactlyInAnyOrderElementsOf(planted);
    assertThat(answer.out())
        .containsPattern("AF006 +contradicted +\\d+: the rulebook says 41–90 %, against \\d+ of")
        .contains("needed: 40–90 %")
        .contains("needed: 90–95 % with 3 points at the lower one")
        .contains("needed: 56–96 %")
        .contains("needed: 5 points")
        .containsPattern(
            "Z\\d+: \\d+ of \\d+ \\(\\d+\\.\\d\\d %\\) awarded [0-9.]+, the rule gives")
        .containsPattern("it needs an? (upper|lower) threshold of");
  }

  @Test
  void whatSomePracticesWereAwardedOtherwiseIsNamedAndMisleadsNobody() throws IOException {
    Path extracts = generate("2022-23", 120, "--contracts", "--faults", "typical");
    List<String> changed = new ArrayList<>();
    Path awards = file(extracts, "INDICATOR_ACHIEVED_POINTS");
    List<String> lines = new ArrayList<>(Files.readAllLines(awards));
    int column = List.of(lines.get(0).replace("\"", "").split(",")).indexOf("POINTS");
    int practice = List.of(lines.get(0).replace("\"", "").split(",")).indexOf("ORG_CODE");
    for (int i = 1; i < lines.size() && changed.size() < 2; i++) {
      String[] cells = lines.get(i).split(",", -1);
      if (lines.get(i).contains("DM012") && !cells[column].replace("\"", "").isEmpty()) {
        cells[column] = "0.37";
        changed.add(cells[practice].replace("\"", ""));
        lines.set(i, String.join(",", cells));
      }
    }
    Files.writeString(awards, String.join("\n", lines) + "\n");

    Qof.Answer answer = prove("2022-23", extracts);

    assertThat(answer.exitCode()).as(answer.out()).isZero();
    assertThat(verdicts(answer.out()).values()).doesNotContain("contradicted");
    assertThat(answer.out()).contains("fit no rule").contains(changed.get(0) + ":");
    assertThat(answer.out()).contains("left out");
  }

  /** The published files of a year: no answers, but the points that practices could earn. */
  @Test
  void publishedFilesProveRegistersAnswersAndRevisedMaximaToo() {
    Path extracts = generate("2022-23", 200, "--layout", "published");
    Qof.Answer answer = prove("2022-23", extracts);
    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isZero();
    assertThat(verdicts(answer.out()))
        .containsEntry("maximum", "proved")
        .containsEntry("AF001", "proved")
        .containsEntry("AF006", "proved")
        .containsEntry("VI001", "proved")
        .containsEntry("QIOA011", "proved")
        .containsEntry("denominator 0", "proved");
    assertThat(answer.out())
        .containsPattern(
            "QIOA011 .*: 27 points, all or nothing: points available proved, answers not seen");
    assertThat(verdicts(answer.out()).values()).doesNotContain("contradicted");

    Path wrong =
        PlantedRules.write(
            room.resolve("wrong"),
            "2022-23",
            (code, cells) -> {
              // Learning disability has 4 points, all of which an empty register takes.
              if (code.equals("LD004")) {
                cells.put("available_points", "3");
              } else if (code.equals("EP001")) {
                cells.put("available_points", "2");
              }
            });
    Qof.Answer contradicted = prove("2022-23", extracts, "--rulebook", wrong);
    assertThat(verdicts(contradicted.out()))
        .containsEntry("LD004", "contradicted")
        .containsEntry("EP001", "contradicted");
    assertThat(contradicted.out()).contains("needed: 4 points").contains("needed: 1 point");
  }

  @Test
  void pointsRoundedOtherwiseRefuteTheRoundingAndNotTheThresholds() throws IOException {
    Path file = awards("DOWN", RoundingMode.DOWN);
    Qof.Answer answer = prove("2014-15", file);
    assertThat(answer.exitCode()).isEqualTo(3);
    assertThat(answer.out())
        .containsPattern(
            "the rulebook says half-up to two decimals, against [0-9,]+ of [0-9,]+ values")
        .contains("needed: cut off after two decimals");
    assertThat(verdicts(answer.out()))
        .containsEntry("AST002", "proved")
        .containsEntry("AST003", "proved");

    Qof.Answer usual = prove("2014-15", awards("HALF_UP", RoundingMode.HALF_UP));
    assertThat(usual.exitCode()).as(usual.out()).isZero();
    assertThat(verdicts(usual.out())).containsEntry("rounding", "proved");
  }

  /** One in a hundred may be against a proof; five in a hundred leave the rule unproved. */
  @Test
  void aRuleIsNotProvedWhileFiveInAHundredAreAgainstIt() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(awards("odd", RoundingMode.HALF_UP)));
    for (int i = 0; i < 1500; i++) {
      // Each practice has one line of AST002 and one of AST003.
      if (i % 20 == 0) {
        lines.set(1 + 2 * i, lines.get(1 + 2 * i).replaceAll(",,[0-9.]+,", ",,0.01,"));
      }
      if (i % 100 == 0) {
        lines.set(2 + 2 * i, lines.get(2 + 2 * i).replaceAll(",,[0-9.]+,", ",,0.01,"));
      }
    }
    Path file = room.resolve("odd/ACHIEVEMENT_1415.csv");
    Files.writeString(file, String.join("\n", lines) + "\n");
    Qof.Answer answer = prove("2014-15", file, "--write", room.resolve("proved"));
    assertThat(answer.exitCode()).as(answer.out()).isZero();
    assertThat(verdicts(answer.out()))
        .containsEntry("AST002", "agrees")
        .containsEntry("AST003", "proved");
    assertThat(answer.out())
        .contains("45–80 %; 75 practices have points that fit no rule")
        .contains("45–70 %; 15 practices have points that fit no rule")
        .contains(
            "More than one in a hundred are against it (75 of 1,500): see why, then prove again.")
        .contains("1 proved values written");
  }

  @Test
  void pointsThatNoRuleGivesAreNamedWithWhatToDo() throws IOException {
    StringBuilder text =
        new StringBuilder(
            "PRACTICE_CODE,INDICATOR_CODE,REGISTER,ACHIEVED_POINTS,NUMERATOR,DENOMINATOR,PCAS\n");
    // The more patients are reached, the fewer points: thresholds of no kind do that.
    for (int i = 0; i < 40; i++) {
      text.append("Z%05d,AST003,,%d.25,%d,100,0%n".formatted(i, 19 - i / 3, 40 + i));
    }
    Path file = room.resolve("falling/ACHIEVEMENT_1415.csv");
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, text);
    Qof.Answer answer = prove("2014-15", file);
    assertThat(answer.exitCode()).isEqualTo(3);
    assertThat(verdicts(answer.out())).containsEntry("AST003", "contradicted");
    assertThat(answer.out())
        .contains("no thresholds of whole or half percentages give the points awarded")
        .contains("the rulebook's 45–70 % do not for 40 of 40 practices")
        .contains("Z00000: 40 of 100 (40.00 %) awarded 19.25, the rule gives 0.00")
        .contains(
            "See whether the points were awarded for other values, another year, or by another"
                + " rule.");
  }

  /** VI001 of 2026-27: 18 points, 89 to 96 %, or more by improvement; 92 % are 7.71 points. */
  @Test
  void pointsOfTheHigherRouteRefuteThresholdsByThoseWhoWereAwardedLess() throws IOException {
    StringBuilder text =
        new StringBuilder(
            "PRACTICE_CODE,INDICATOR_CODE,REGISTER,ACHIEVED_POINTS,NUMERATOR,DENOMINATOR,PCAS\n");
    for (int i = 0; i < 20; i++) {
      text.append("Z%05d,VI001,,%s,92,100,0%n".formatted(i, i % 2 == 0 ? "7.71" : "12.00"));
      text.append("Z%05d,VI002,,%s,92,100,0%n".formatted(i, i < 5 ? "9.00" : "18.00"));
    }
    Path file = room.resolve("routes/ACHIEVEMENT_2627.csv");
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, text);
    Qof.Answer answer = prove("2026-27", file);
    assertThat(answer.exitCode()).isEqualTo(3);
    assertThat(verdicts(answer.out()))
        .containsEntry("VI001", "not judged")
        .containsEntry("VI002", "contradicted");
    assertThat(answer.out())
        .contains("thresholds or improvement on earlier years; nobody was awarded less than")
        .contains("5 of 20 practices were awarded less than the thresholds give")
        .contains(
            "Z00000: 92 of 100 (92.00 %) awarded 9.00, the rule gives 10.80; improvement can only"
                + " add to it");
  }

  /** A practice-level sheet of the first year, saved as CSV with a row a practice and indicator. */
  @Test
  void aFlattenedSheetOfTheFirstYearIsReadWithItsCodesAsTheyWereWritten() throws IOException {
    StringBuilder text =
        new StringBuilder(
            "PRACTICE_CODE,INDICATOR_CODE,REGISTER,ACHIEVED_POINTS,NUMERATOR,DENOMINATOR,EXCEPTIONS\n");
    // CHD 6: 19 points, 25 to 70 %.
    for (int percent = 26; percent < 70; percent++) {
      BigDecimal points =
          BigDecimal.valueOf(19L * (percent - 25))
              .divide(BigDecimal.valueOf(45), 2, RoundingMode.HALF_UP);
      text.append("Z%05d,CHD06,,%s,%d,100,3%n".formatted(percent, points, percent));
    }
    Path file = room.resolve("sheets/ACHIEVEMENT_0405.csv");
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, text);
    assertThat(prove("2004-05", file).out()).containsPattern("CHD 6 +proved +44: 25–70 %");
  }

  @Test
  void fewPracticesAreNotEnoughAndItIsSaidWhichWouldSettleIt() throws IOException {
    Path file = room.resolve("flat/ACHIEVEMENT_1415.csv");
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(
        file,
        """
        PRACTICE_CODE,INDICATOR_CODE,REGISTER,ACHIEVED_POINTS,NUMERATOR,DENOMINATOR,PCAS
        Z10001,AST002,,15,90,100,0
        Z10002,AST002,,15,85,100,0
        Z10003,AST002,,0,10,100,0
        Z10001,AST001,20,4,,,
        Z10001,AST003,,0,0,0,0
        """);
    Path blank =
        PlantedRules.write(
            room.resolve("blank"),
            "2014-15",
            (code, cells) -> {
              if (code.equals("AST002")) {
                PlantedRules.withoutThresholds(cells);
              }
            });
    Qof.Answer own = prove("2014-15", file);
    assertThat(own.exitCode()).isZero();
    assertThat(verdicts(own.out()))
        .containsEntry("AST001", "not enough")
        .containsEntry("AST002", "agrees")
        .containsEntry("AST003", "not enough");
    Qof.Answer without = prove("2014-15", file, "--rulebook", blank);
    assertThat(verdicts(without.out())).containsEntry("AST002", "not enough");
    assertThat(without.out())
        .contains("A practice would settle it: one with an achievement of")
        .contains("no practice with a denominator above zero");
  }

  /** The worked example of docs/method.md, section 35. */
  @Test
  void fourPracticesProveTheThresholdsOfAst003() throws IOException {
    Path file = room.resolve("flat/ACHIEVEMENT_1415.csv");
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(
        file,
        """
        PRACTICE_CODE,INDICATOR_CODE,REGISTER,ACHIEVED_POINTS,NUMERATOR,DENOMINATOR,PCAS
        Z10001,AST003,,4.00,30,60,0
        Z10002,AST003,,8.00,33,60,0
        Z10003,AST003,,12.00,36,60,0
        Z10004,AST003,,16.00,39,60,0
        """);
    Path wrong =
        PlantedRules.write(
            room.resolve("wrong"),
            "2014-15",
            (code, cells) -> {
              if (code.equals("AST003")) {
                PlantedRules.thresholds(cells, "45", "71", "");
              }
            });
    assertThat(prove("2014-15", file).out()).containsPattern("AST003 +proved +4: 45–70 %");
    assertThat(prove("2014-15", file, "--rulebook", wrong).out())
        .contains("the rulebook says 45–71 %, against 4 of 4 practices; needed: 45–70 %")
        .contains("Z10001: 30 of 60 (50.00 %) awarded 4.00, the rule gives 3.85")
        .contains("Z10004: 39 of 60 (65.00 %) awarded 16.00, the rule gives 15.38");
  }

  @Test
  void aFileOfAnotherFrameworkIsRefusedAndAStrayIndicatorIsNamed() throws IOException {
    Path file = room.resolve("flat/ACHIEVEMENT_2021.csv");
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    String header =
        "PRACTICE_CODE,INDICATOR_CODE,REGISTER,ACHIEVED_POINTS,NUMERATOR,DENOMINATOR,PCAS\n";
    String stray = "Z10001,CVDPP001,,10,60,80,0\n";
    Files.writeString(file, header + stray);
    Qof.Answer refused = prove("2020-21", file);
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .contains("The points awarded are of another framework than that of 2020-21.")
        .contains("it is an indicator of")
        .contains("2019-20");

    Files.writeString(file, header + stray + "Z10001,COPD009,20,8,,,\nZ10002,COPD009,20,8,,,\n");
    Qof.Answer named = prove("2020-21", file);
    assertThat(named.out()).containsPattern("CVDPP001 +no rule +awarded to 1 practice; it is");

    Qof.Answer nothing = prove("2019-20", file);
    assertThat(nothing.exitCode()).isEqualTo(2);
    assertThat(nothing.err()).contains("No points awarded in 2019-20 are under");
  }

  @Test
  void provedValuesAreNotMixedWithAnythingElse() throws IOException {
    Path file = awards("HALF_UP", RoundingMode.HALF_UP);
    Path folder = Files.createDirectories(room.resolve("taken"));
    Files.writeString(folder.resolve("note.txt"), "mine");
    Qof.Answer answer = prove("2014-15", file, "--write", folder);
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err()).contains("is not empty.");
  }

  /** Points of two asthma indicators by the formula in the tests' own words. */
  private Path awards(String name, RoundingMode mode) throws IOException {
    Random dice = new Random(11);
    StringBuilder text =
        new StringBuilder(
            "PRACTICE_CODE,INDICATOR_CODE,REGISTER,ACHIEVED_POINTS,NUMERATOR,DENOMINATOR,PCAS\n");
    for (int i = 0; i < 1500; i++) {
      for (String[] rule : new String[][] {{"AST002", "15", "80"}, {"AST003", "20", "70"}}) {
        int denominator = 20 + dice.nextInt(200);
        int numerator = denominator * (40 + dice.nextInt(45)) / 100;
        BigDecimal share =
            BigDecimal.valueOf(100L * numerator - 45L * denominator)
                .multiply(new BigDecimal(rule[1]))
                .divide(
                    BigDecimal.valueOf((Integer.parseInt(rule[2]) - 45L) * denominator),
                    new MathContext(30));
        BigDecimal points =
            share.max(BigDecimal.ZERO).min(new BigDecimal(rule[1])).setScale(2, mode);
        text.append("Z%05d,%s,,%s,%d,%d,0%n".formatted(i, rule[0], points, numerator, denominator));
      }
    }
    Path file = room.resolve(name + "/ACHIEVEMENT_1415.csv");
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, text);
    return file;
  }

  private static boolean same(Thresholds one, Thresholds other) {
    return one != null
        && other != null
        && one.lowerPercent().compareTo(other.lowerPercent()) == 0
        && one.upperPercent().compareTo(other.upperPercent()) == 0
        && one.pointsAtLower().compareTo(other.pointsAtLower()) == 0;
  }

  private static boolean isProtected(Rulebook rulebook, String code) {
    return rulebook.protections().stream()
        .anyMatch(
            protection ->
                protection.indicatorCode().equals(code)
                    && protection.treatment() != Treatment.PERFORMANCE);
  }

  /** A year whose thresholds are missing counts as one that can be generated. */
  private static void complete(Path folder, String year) {
    String path = year + "/payment.yaml";
    String text =
        Objects.requireNonNull(Rulebooks.shipped().texts(FinancialYear.of(year)).get(path));
    try {
      Files.writeString(folder.resolve(path), text.replace("complete: false", "complete: true"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path generate(String year, int practices, Object... more) {
    Path out = room.resolve("extracts");
    List<Object> arguments =
        new ArrayList<>(
            List.of("generate", "--practices", practices, "--years", year, "--out", out));
    arguments.addAll(List.of(more));
    Qof.Answer answer = Qof.run(arguments.toArray());
    assertThat(answer.exitCode()).as(answer.err()).isZero();
    return out;
  }

  private static Path file(Path folder, String name) throws IOException {
    try (var files = Files.walk(folder)) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).startsWith(name))
          .findFirst()
          .orElseThrow();
    }
  }

  private static Qof.Answer prove(String year, Path extracts, Object... more) {
    List<Object> arguments =
        new ArrayList<>(List.of("rulebook", "prove", "--year", year, "--extracts", extracts));
    arguments.addAll(List.of(more));
    return Qof.run(arguments.toArray());
  }

  /** The verdict of each line of a report. */
  static Map<String, String> verdicts(String report) {
    Map<String, String> verdicts = new TreeMap<>();
    report
        .lines()
        .filter(line -> line.length() > 30 && line.startsWith("  ") && line.charAt(2) != ' ')
        .forEach(
            line -> verdicts.put(line.substring(2, 15).strip(), line.substring(16, 29).strip()));
    return verdicts;
  }
}
