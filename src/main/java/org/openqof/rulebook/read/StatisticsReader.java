package org.openqof.rulebook.read;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openqof.rulebook.ConfidenceLevel;
import org.openqof.rulebook.StatisticsRules;
import org.openqof.rulebook.Status;

/** Reads {@code statistics.yaml}. */
final class StatisticsReader {
  static final String FILE = "statistics.yaml";

  private static final List<String> KEYS =
      List.of(
          "interval_confidence_percent",
          "outlier_confidence_percent",
          "winsorised_percent",
          "small_practice_patients",
          "least_practices");
  private static final BigDecimal HALF = BigDecimal.valueOf(50);

  private final Problems problems;
  private final CellReader cells;

  StatisticsReader(Problems problems, CellReader cells) {
    this.problems = problems;
    this.cells = cells;
  }

  /** The parameters; null when one cannot be read. */
  @Nullable StatisticsRules read(SourceFile source) {
    YamlFile file = YamlFile.read(source, problems);
    file.entries()
        .forEach(
            (key, entry) -> {
              if (!KEYS.contains(key)) {
                problems.add(
                    entry.own(),
                    "the key is unknown.",
                    NearestName.advice(key, KEYS, "Remove it."));
              }
            });
    ConfidenceLevel interval = level(value(file, "interval_confidence_percent"));
    ConfidenceLevel outlier = level(value(file, "outlier_confidence_percent"));
    Cell winsorisedCell = value(file, "winsorised_percent");
    BigDecimal winsorised = cells.decimal(winsorisedCell);
    if (winsorised != null && winsorised.compareTo(HALF) >= 0) {
      problems.add(winsorisedCell, "is half of all or more.", "Write a number below 50.");
    }
    BigDecimal small = cells.decimal(value(file, "small_practice_patients"));
    Integer least = cells.positiveWhole(value(file, "least_practices"));
    return interval == null
            || outlier == null
            || winsorised == null
            || small == null
            || least == null
        ? null
        : new StatisticsRules(interval, outlier, winsorised, small.intValue(), least);
  }

  private Cell value(YamlFile file, String key) {
    YamlFile.Entry entry = file.entry(key);
    cells.constant(entry.part("status"), Status.class, "status");
    cells.citation(entry.part("citation"));
    return entry.part("value");
  }

  private @Nullable ConfidenceLevel level(Cell cell) {
    for (ConfidenceLevel level : ConfidenceLevel.values()) {
      if (level.percent().toPlainString().equals(cell.text())) {
        return level;
      }
    }
    problems.add(
        cell,
        "'" + cell.text() + "' is not a level of confidence.",
        "Write one of "
            + Arrays.stream(ConfidenceLevel.values())
                .map(level -> level.percent().toPlainString())
                .collect(Collectors.joining(", "))
            + ".");
    return null;
  }
}
