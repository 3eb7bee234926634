package org.openqof.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole files that arrive damaged, through the command line: nothing that they do is published
 * without a word. See {@code docs/fault-matrix.md}.
 *
 * <p>{@code -Dqof.matrix.seed=N} repeats the cells of a run that printed that seed; {@code
 * -Dqof.matrix.cells=N} runs another number of them.
 */
class FaultMatrixTest {
  private static final Path DOCUMENT = Path.of("docs/fault-matrix.md");
  private static final int CELLS = Integer.getInteger("qof.matrix.cells", 80);

  @TempDir(factory = InMemory.class)
  static Path room = Path.of("");

  @Test
  void noDamagedFileIsPublishedWithoutAWord(TestReporter reporter) throws IOException {
    long seed = Long.getLong("qof.matrix.seed", System.nanoTime() & Integer.MAX_VALUE);
    reporter.publishEntry("cells of the fault matrix", "-Dqof.matrix.seed=" + seed);
    Random random = new Random(seed);
    Map<Cell, Outcome> outcomes = new LinkedHashMap<>(some(Nation::isLarge, CELLS, random));
    outcomes.putAll(some(nation -> !nation.isLarge(), CELLS / 20, random));
    List<String> wrong = new ArrayList<>();
    Map<Outcome.End, Integer> ends = new EnumMap<>(Outcome.End.class);
    outcomes.forEach(
        (cell, outcome) -> {
          ends.merge(outcome.end(), 1, Integer::sum);
          if (outcome.end() == Outcome.End.WRONG) {
            wrong.add(cell.name() + ": " + outcome.words());
          }
        });
    reporter.publishEntry("seed " + seed, ends.toString());
    assertThat(wrong).as("seed %d", seed).isEmpty();
    // Damage that changed nothing, or that nothing survived, would prove nothing.
    assertThat(ends.keySet()).contains(Outcome.End.HELD, Outcome.End.AS_GOOD);
  }

  /**
   * What comes of some of the cells that the document shows of one nation: to make another would
   * take as long as ten cells.
   */
  private static Map<Cell, Outcome> some(Predicate<Nation> from, int number, Random random)
      throws IOException {
    List<Nation> nations = Stream.of(Nation.values()).filter(from).toList();
    Nation nation = nations.get(random.nextInt(nations.size()));
    List<Cell> shown =
        signs(nation).entrySet().stream()
            .filter(cell -> !cell.getValue().isEmpty())
            .map(Map.Entry::getKey)
            .toList();
    List<Cell> cells = Cell.some(shown, number, random);
    assertThat(cells).hasSize(number);
    Ground ground = new Ground(nation, room.resolve("some-" + nation));
    Map<Cell, Outcome> outcomes = new LinkedHashMap<>();
    for (Cell cell : cells) {
      outcomes.put(cell, ground.outcome(cell));
    }
    return outcomes;
  }

  /** What the document shows of a nation: the sign of each cell. */
  private static Map<Cell, String> signs(Nation nation) throws IOException {
    List<String> lines = Files.readAllLines(DOCUMENT);
    Map<Cell, String> shown = new LinkedHashMap<>();
    for (Past past : Past.values()) {
      if (nation.faults(past).isEmpty()) {
        continue;
      }
      int row = lines.indexOf("### " + past.title() + ": " + nation.title()) + 4;
      for (Fault fault : nation.faults(past)) {
        assertThat(lines.get(row)).startsWith("| " + fault.words() + " |");
        String[] signs = lines.get(row++).split("`");
        for (int input = 0; input < nation.inputs().size(); input++) {
          shown.put(new Cell(nation.inputs().get(input), fault, past), signs[2 * input + 1]);
        }
      }
    }
    return shown;
  }

  @Test
  void theDocumentShowsEveryCellOfTheTableAndNothingWrong() throws IOException {
    List<String> lines = Files.readAllLines(DOCUMENT);
    assertThat(Fault.OF_THE_TABLE).hasSizeGreaterThanOrEqualTo(25);
    assertThat(Fault.OF_THE_TABLE).containsAll(Fault.OF_FIGURES);
    for (Nation nation : Nation.values()) {
      for (Past past : Past.values()) {
        int heading = lines.indexOf("### " + past.title() + ": " + nation.title());
        assertThat(heading < 0).isEqualTo(nation.faults(past).isEmpty());
        if (heading >= 0) {
          String header = lines.get(heading + 2);
          assertThat(nation.inputs()).allMatch(input -> header.contains(" " + input.name() + " |"));
        }
      }
      Map<Cell, String> signs = signs(nation);
      assertThat(signs.keySet())
          .containsExactlyInAnyOrderElementsOf(
              Cell.all(nation).stream().filter(Cell::isOfTheTable).toList());
      signs.forEach(
          (cell, sign) -> {
            // What changes nothing alongside a year before is not run without one.
            String beside = signs.get(new Cell(cell.input(), cell.fault(), Past.YEAR_BEFORE));
            boolean isRun = cell.past() == Past.YEAR_BEFORE || !"=".equals(beside);
            assertThat(sign).as(cell.name()).isIn("s", "h", "=", "~", "d", isRun ? "s" : "");
          });
    }
  }

  /** Half an hour: only when the document is made. */
  @Test
  void theWholeTable() throws IOException {
    Assumptions.assumeTrue(
        Boolean.getBoolean("qof.regenerate"), "the whole table is made with -Dqof.regenerate=true");
    Outcomes outcomes =
        new Outcomes(Path.of(System.getProperty("qof.matrix.outcomes", "target/fault-matrix.tsv")));
    String only = System.getProperty("qof.matrix.only");
    for (Nation nation : Nation.values()) {
      List<Cell> cells =
          Cell.all(nation).stream()
              .filter(cell -> only == null ? isRun(cell, outcomes) : cell.name().matches(only))
              .filter(cell -> !outcomes.has(cell))
              .toList();
      if (!cells.isEmpty()) {
        Ground ground = new Ground(nation, room.resolve("whole-" + nation.name()));
        for (Cell cell : cells) {
          if (only != null || isRun(cell, outcomes)) {
            outcomes.add(cell, ground.outcome(cell));
          }
        }
      }
    }
    Files.writeString(
        Path.of(System.getProperty("qof.matrix.document", DOCUMENT.toString())),
        outcomes.markdown());
    assertThat(outcomes.wrong()).isEmpty();
  }

  /**
   * Whether the table wants a cell: one that changes nothing alongside a year before is left out.
   */
  private static boolean isRun(Cell cell, Outcomes outcomes) {
    return cell.isOfTheTable()
        && !(cell.past() == Past.NOTHING
            && outcomes.isAsGood(new Cell(cell.input(), cell.fault(), Past.YEAR_BEFORE)));
  }
}
