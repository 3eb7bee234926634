package org.openqof.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Outcomes of cells, kept in a file line by line, so that a table that takes hours can be
 * continued; and the document that shows them.
 */
final class Outcomes {
  private final Path file;
  private final Map<String, Outcome> byCell = new LinkedHashMap<>();

  /** The outcomes that a file has; none where it is not there. */
  Outcomes(Path file) throws IOException {
    this.file = file;
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        String[] parts = line.split("\t", 3);
        byCell.put(parts[0], new Outcome(Outcome.End.valueOf(parts[1]), parts[2]));
      }
    }
  }

  boolean has(Cell cell) {
    return byCell.containsKey(cell.name());
  }

  /** Whether a cell was run and came out as from the good file. */
  boolean isAsGood(Cell cell) {
    Outcome outcome = byCell.get(cell.name());
    return outcome != null && outcome.end() == Outcome.End.AS_GOOD;
  }

  void add(Cell cell, Outcome outcome) throws IOException {
    byCell.put(cell.name(), outcome);
    Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
    Files.writeString(
        file,
        "%s\t%s\t%s%n"
            .formatted(cell.name(), outcome.end(), outcome.words().replaceAll("\\s+", " ")),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** Cells that ended wrong, with what was wrong. */
  List<String> wrong() {
    return byCell.entrySet().stream()
        .filter(each -> each.getValue().end() == Outcome.End.WRONG)
        .map(each -> each.getKey() + ": " + each.getValue().words())
        .toList();
  }

  /** The document. */
  String markdown() {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        # What becomes of damaged files

        Each input of a year, damaged as a whole in %d ways, in a generated nation of 300 practices. Every cell is a run through the command line.

        A cell says what came of it where the lake knows the year before, and in a first year, where the lake knows nothing.

        | Sign | What came of it |
        |---|---|
        """
            .formatted(Fault.OF_THE_TABLE.size()));
    for (Outcome.End end : Outcome.End.values()) {
      text.append("| `%s` | %s |%n".formatted(end.sign(), end.words()));
    }
    text.append(
        """

        No cell may be `X`: a version published with pounds of England, the prevalence of a register, a list of England or of a region,
        or the practices of any area more than 0.1 %% from the truth, or without a practice in its statistics, and no doubt in the year's
        own block of the report. A doubt counts if it names the input or its file, a practice, or a figure of the gate, and is not
        said of the good file too, with amounts within 5 %%. In a first year areas are not judged: nothing but the map says where a practice
        lies. A blank cell of a first year was not run: alongside a year before, that damage changes nothing.

        `FaultMatrixTest` runs 84 of the cells below in every build, 80 of a large nation and 4 of a small one, others each time, by a seed that it prints. The whole table is made with

        ```
        mvn test -Dtest=FaultMatrixTest -Dqof.regenerate=true
        ```

        which goes on where it was interrupted (`target/fault-matrix.tsv`). Another %d ways, and a lake that has a version of the very year
        (`OWN_VERSION`), are run by name: `-Dqof.matrix.only='PAYMENT ADJUSTMENTS TABS OWN_VERSION'`.
        The nation has a quarter of the indicators of its years; `-Dqof.matrix.whole=true` takes all of them.
        """
            .formatted(Fault.values().length - Fault.OF_THE_TABLE.size()));
    for (Nation nation : Nation.values()) {
      table(text, nation);
    }
    doubts(text);
    return text.toString();
  }

  private void table(StringBuilder text, Nation nation) {
    text.append("%n## %s%n".formatted(nation.title()));
    for (Past past : Past.values()) {
      if (!nation.faults(past).isEmpty()) {
        table(text, nation, past);
      }
    }
  }

  private void table(StringBuilder text, Nation nation, Past past) {
    text.append("%n### %s: %s%n%n".formatted(past.title(), nation.title()));
    text.append("| The file |");
    nation.inputs().forEach(input -> text.append(" %s |".formatted(input.name())));
    text.append("\n|---|").append("---|".repeat(nation.inputs().size())).append('\n');
    for (Fault fault : nation.faults(past)) {
      text.append("| ").append(fault.words()).append(" |");
      for (InputFile input : nation.inputs()) {
        Outcome outcome = byCell.get(new Cell(input, fault, past).name());
        text.append(" `");
        text.append(outcome == null ? "" : outcome.end().sign());
        text.append("` |");
      }
      text.append('\n');
    }
  }

  private void doubts(StringBuilder text) {
    text.append(
        "\n## Published with a doubt\n\n| Input | The file | The lake | What differs, and what the year's block says |\n|---|---|---|---|\n");
    for (Nation nation : Nation.values()) {
      for (Cell cell : Cell.all(nation)) {
        Outcome outcome = byCell.get(cell.name());
        if (cell.isOfTheTable() && outcome != null && outcome.end() == Outcome.End.DOUBT) {
          text.append(
              "| %s | %s | %s | %s |%n"
                  .formatted(
                      cell.input().name(),
                      cell.fault().words(),
                      cell.past() == Past.NOTHING ? "knows nothing" : "knows last year",
                      outcome.words().replace("|", "\\|")));
        }
      }
    }
  }
}
