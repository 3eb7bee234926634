package org.openqof.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqof.testing.LakeRows;
import org.openqof.testing.Qof;
import org.openqof.testing.Slow;

/**
 * Night after night something changes in the extracts or the rulebooks; each time the lake, which
 * was only brought up to date, must hold what a lake rebuilt from the same files holds, to the last
 * digit.
 *
 * <p>{@code -Dqof.nights=40 -Dqof.seeds=10} runs longer.
 */
@Slow
class OnlyWhatChangedTest {
  private static final int NIGHTS = Integer.getInteger("qof.nights", 6);
  private static final List<String> YEARS = List.of("2022-23", "2023-24");

  private final Path room;
  private final List<String> told = new ArrayList<>();
  private int night;

  OnlyWhatChangedTest(@TempDir Path room) {
    this.room = room;
  }

  static Stream<Integer> seeds() {
    return Stream.iterate(1, seed -> seed + 1).limit(Integer.getInteger("qof.seeds", 1));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aLakeBroughtUpToDateEqualsOneMadeAnew(int seed) throws IOException {
    Random dice = new Random(seed);
    generate(seed);
    // Years arrive out of order: the last one first, then the others one night each.
    List<String> arriving = new ArrayList<>(List.of("2023-24", "2022-23"));
    arrive(arriving.remove(0));
    compare();
    while (night < NIGHTS) {
      if (!arriving.isEmpty() && dice.nextInt(3) == 0) {
        arrive(arriving.remove(0));
      } else {
        change(dice);
      }
      if (dice.nextInt(3) > 0) {
        compare();
      }
    }
    while (!arriving.isEmpty()) {
      arrive(arriving.remove(0));
    }
    compare();
    // At last only the base year is still delivered: the other is rebuilt from what is frozen.
    editLine(dice, "2022-23", "INDICATOR_VALUES_2223", "Numerator,", "Numerator,1");
    compareWithout("2023-24");
  }

  private void generate(int seed) {
    Qof.Answer answer =
        Qof.run(
            "generate",
            "--practices",
            8,
            "--years",
            "2022-23..2023-24",
            "--seed",
            seed,
            "--contracts",
            "--faults",
            "typical",
            "--out",
            room.resolve("all"));
    assertThat(answer.exitCode()).as(answer.err()).isZero();
  }

  private Path extracts() {
    return room.resolve("extracts");
  }

  private Path folder(String year) {
    return extracts().resolve(year).resolve("payment");
  }

  private void arrive(String year) throws IOException {
    Files.createDirectories(extracts());
    Files.move(room.resolve("all").resolve(year), extracts().resolve(year));
    told.add(year + " arrives");
  }

  private Qof.Answer run(String lake) throws IOException {
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                "run",
                "--extracts",
                extracts(),
                "--lake",
                room.resolve(lake),
                "--published",
                room.resolve(lake + "-published"),
                "--engine",
                "local"));
    if (Files.exists(room.resolve("rulebook"))) {
      arguments.add("--rulebook");
      arguments.add(room.resolve("rulebook"));
    }
    return Qof.run(arguments.toArray());
  }

  private void compare() throws IOException {
    compare(run("kept"));
  }

  /** The lake that is brought up to date has lost the values of a year; the other one has all. */
  private void compareWithout(String year) throws IOException {
    List<Path> values = List.of(find(year, "INDICATOR_VALUES"), find(year, "INDICATOR_ACHIEVED"));
    for (Path file : values) {
      if (Files.exists(file)) {
        Files.move(file, room.resolve(file.getFileName()));
      }
    }
    Qof.Answer kept = run("kept");
    for (Path file : values) {
      if (Files.exists(room.resolve(file.getFileName()))) {
        Files.move(room.resolve(file.getFileName()), file);
      }
    }
    assertThat(kept.out()).contains(year + "  version ", "its files are no longer in the extracts");
    compare(kept);
  }

  private void compare(Qof.Answer kept) throws IOException {
    night++;
    Qof.Answer anew = run("again-" + night);
    String story = String.join("\n", told) + "\n" + kept.out() + kept.err() + anew.err();
    assertThat(kept.exitCode()).as(story).isEqualTo(anew.exitCode());
    assertThat(anew.exitCode()).as(story).isZero();
    for (String year : yearsThere()) {
      assertThat(digests("kept", year))
          .as(year + " after\n" + story)
          .isEqualTo(digests("again-" + night, year));
    }
    told.clear();
    told.add("then");
  }

  private Set<String> yearsThere() {
    TreeSet<String> years = new TreeSet<>();
    for (String year : YEARS) {
      if (Files.exists(folder(year))) {
        years.add(year);
      }
    }
    return years;
  }

  private Map<String, String> digests(String lake, String year) {
    Map<String, String> digests = new LakeRows(room.resolve(lake)).digestsOfResults(year);
    // How large a copy in bronze is depends on which of two forms of the same content came first.
    digests.put("files", files(lake, year));
    return digests;
  }

  private String files(String lake, String year) {
    LakeRows rows = new LakeRows(room.resolve(lake));
    List<Map<String, String>> files =
        rows.of(org.openqof.tables.Files.TABLE, year, rows.silverVersion(year));
    files.forEach(file -> List.of("content_bytes", "stored_bytes", "parts").forEach(file::remove));
    return files.toString();
  }

  private void change(Random dice) throws IOException {
    List<String> there = List.copyOf(yearsThere());
    String year = there.get(dice.nextInt(there.size()));
    String shortYear = year.substring(2, 4) + year.substring(5);
    switch (dice.nextInt(9)) {
      case 0 -> editLine(dice, year, "INDICATOR_VALUES_" + shortYear, "Numerator,", "Numerator,1");
      case 1 -> editNumber(dice, year, "CONTRACTOR_REGISTERED_POPULATION_" + shortYear);
      case 2 -> editNumber(dice, year, "GP_PATIENT_LIST_" + shortYear);
      case 3 -> remove(dice, year);
      case 4 -> rename(dice, year);
      case 5 -> reprice(dice, year);
      case 6 -> approve(dice, year, shortYear);
      case 7 -> sameBytesUnderAnotherYear(year, shortYear);
      default -> adjust(dice, year, shortYear);
    }
  }

  private Path find(String year, String start) throws IOException {
    try (Stream<Path> files = Files.list(folder(year))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(start))
          .sorted()
          .findFirst()
          .orElse(folder(year).resolve("none"));
    }
  }

  private void editLine(Random dice, String year, String start, String what, String by)
      throws IOException {
    Path file = find(year, start);
    if (!Files.exists(file)) {
      return;
    }
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    for (int i = 1 + dice.nextInt(lines.size() - 1); i < lines.size(); i++) {
      if (lines.get(i).contains(what)) {
        lines.set(i, lines.get(i).replace(what, by));
        Files.write(file, lines);
        told.add("line " + (i + 1) + " of " + file.getFileName() + " is corrected");
        return;
      }
    }
  }

  /** Another last digit in the last column of a row. */
  private void editNumber(Random dice, String year, String start) throws IOException {
    Path file = find(year, start);
    if (!Files.exists(file)) {
      return;
    }
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    int at = 1 + dice.nextInt(lines.size() - 1);
    lines.set(at, lines.get(at).replaceFirst("\\d$", Integer.toString(dice.nextInt(10))));
    Files.write(file, lines);
    told.add("line " + (at + 1) + " of " + file.getFileName() + " is corrected");
  }

  private void remove(Random dice, String year) throws IOException {
    List<String> kinds =
        List.of(
            "ADJUSTMENTS",
            "SUCCESSIONS",
            "MANUAL_ENTRY",
            "CRP_CORRECTIONS",
            "epraccur",
            "INDICATOR_ACHIEVED");
    Path file = find(year, kinds.get(dice.nextInt(kinds.size())));
    if (Files.deleteIfExists(file)) {
      told.add(file.getFileName() + " of " + year + " is removed");
    }
  }

  private void rename(Random dice, String year) throws IOException {
    List<String> kinds = List.of("INDICATOR_VALUES", "CONTRACTOR", "MAPPING", "GP_PATIENT");
    Path file = find(year, kinds.get(dice.nextInt(kinds.size())));
    if (Files.exists(file)) {
      String name = String.valueOf(file.getFileName());
      int dot = name.indexOf('.');
      Path to = file.resolveSibling(name.substring(0, dot) + "_v" + night + name.substring(dot));
      Files.move(file, to);
      told.add(name + " is renamed to " + to.getFileName());
    }
  }

  private void reprice(Random dice, String year) throws IOException {
    Path file = room.resolve("rulebook").resolve(year).resolve("payment.yaml");
    Files.createDirectories(file.getParent());
    try (var in = getClass().getResourceAsStream("/rulebook/" + year + "/payment.yaml")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String price = "value: 2%02d.%02d".formatted(dice.nextInt(100), dice.nextInt(100));
      Files.writeString(file, text.replaceFirst("value: 2\\d\\d\\.\\d\\d", price));
      told.add("a point of " + year + " costs another " + price);
    }
  }

  private void approve(Random dice, String year, String shortYear) throws IOException {
    Path file = find(year, "STATE_CHANGES_" + shortYear);
    List<String> lines = new ArrayList<>();
    if (Files.exists(file)) {
      lines.addAll(Files.readAllLines(file));
    } else {
      file = folder(year).resolve("STATE_CHANGES_" + shortYear + ".csv");
      lines.add("QUALITY_SERVICE,PRACTICE_CODE,STATE,VERSION,CHANGED_BY,CHANGED_AT,REASON");
    }
    List<String> practices = Files.readAllLines(find(year, "CONTRACTOR"));
    String practice = practices.get(1 + dice.nextInt(practices.size() - 1)).split(",", -1)[0];
    lines.add(
        "QOF"
            + shortYear
            + ","
            + practice
            + ",declared,,A. Person,2024-06-%02dT10:00:00,checked".formatted(1 + dice.nextInt(28)));
    Files.write(file, lines);
    told.add(practice + " of " + year + " is declared");
  }

  private void sameBytesUnderAnotherYear(String year, String shortYear) throws IOException {
    Path mapping = find(year, "MAPPING_NHS_GEOGRAPHIES");
    if (Files.exists(mapping)) {
      for (String other : yearsThere()) {
        if (!other.equals(year)) {
          Path own = find(other, "MAPPING_NHS_GEOGRAPHIES");
          if (Files.exists(own)) {
            Files.write(own, Files.readAllBytes(mapping));
            told.add(own.getFileName() + " has the bytes of " + shortYear);
          }
        }
      }
    }
  }

  private void adjust(Random dice, String year, String shortYear) throws IOException {
    Path file = find(year, "ADJUSTMENTS_" + shortYear);
    if (Files.exists(file)) {
      List<String> lines = new ArrayList<>(Files.readAllLines(file));
      String copy = lines.get(1 + dice.nextInt(lines.size() - 1));
      lines.add(copy.replaceFirst("-?\\d+\\.\\d\\d", "-%d.50".formatted(1 + dice.nextInt(90))));
      Files.write(file, lines);
      told.add("a line is added to " + file.getFileName());
    }
  }
}
