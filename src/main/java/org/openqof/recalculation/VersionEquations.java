package org.openqof.recalculation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.openqof.domain.MoneyRounding;
import org.openqof.engine.Engine;
import org.openqof.engine.Equation;
import org.openqof.engine.Equation.Difference;
import org.openqof.errors.PrintedCommand;
import org.openqof.rulebook.Rulebook;
import org.openqof.settings.Progress;
import org.openqof.settings.YearVersion;
import org.openqof.store.Lake;
import org.openqof.store.parquet.DataFile;
import org.openqof.tables.Table;
import org.openqof.tables.Tables;

/**
 * The equations of a version in SQL, which an engine that has SQL asks of what was written before
 * any of it is published. They stand in {@code src/main/resources/equations}, one a file, and share
 * no code with those that {@link GoldYear} asks.
 */
public final class VersionEquations {
  /** Where they lie in the sources, for those who ask them again. */
  public static final String FOLDER = "src/main/resources/equations/";

  private static final List<String> ALWAYS =
      List.of(
          "rows-are-accepted-or-refused",
          "refused-rows-are-those-of-their-files",
          "values-accepted-are-kept",
          "practices-with-values-are-priced-or-refused",
          "national-registers-are-those-of-practices",
          "adjustments-are-those-applied",
          "totals-are-payments-part-years-and-adjustments",
          "due-is-the-total-less-aspiration",
          "aspiration-is-its-monthly-payments",
          "twelve-months-are-the-annual-aspiration",
          "payments-take-off-the-aspiration-paid",
          "a-succession-leaves-the-payment",
          "areas-are-their-practices",
          "registers-of-areas-are-those-of-practices",
          "counts-of-areas-are-those-of-practices",
          "the-run-s-own-equations-hold");

  private static final List<String> OF_ROUNDED_LINES =
      List.of(
          "payments-are-the-sums-of-their-lines",
          "results-with-succession-are-the-sums-of-their-lines");

  private final List<Equation> equations;

  private VersionEquations(List<Equation> equations) {
    this.equations = equations;
  }

  /** Those that hold of a version made by a rulebook. */
  public static VersionEquations of(Rulebook rulebook) {
    List<String> names = new ArrayList<>(ALWAYS);
    if (rulebook.payment().moneyRounding() == MoneyRounding.PER_INDICATOR) {
      names.addAll(OF_ROUNDED_LINES);
    }
    return new VersionEquations(names.stream().map(VersionEquations::shipped).toList());
  }

  private static Equation shipped(String name) {
    String file = "/equations/" + name + ".sql";
    try (InputStream stream = VersionEquations.class.getResourceAsStream(file)) {
      String query =
          new String(Objects.requireNonNull(stream, file).readAllBytes(), StandardCharsets.UTF_8);
      return new Equation(name, query.lines().findFirst().orElseThrow().substring(3), query);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /**
   * What does not hold of a version, in words: the equation, its tables, subject, both sides and
   * how to ask again.
   *
   * @param engine who asks, if it does
   * @param progress told of it
   * @param place the version, all of whose tables are written
   * @param silverVersion version whose frozen values it was made from
   * @param written names of the tables that have rows of either
   */
  public List<String> failures(
      Engine engine, Progress progress, YearVersion place, int silverVersion, Set<String> written) {
    if (!engine.asksEquations()) {
      return List.of();
    }
    progress.began(place.year().toString(), "equations in SQL");
    Lake lake = place.lake();
    Map<Table, List<String>> files = new LinkedHashMap<>();
    for (Table table : Tables.all()) {
      if (equations.stream().anyMatch(equation -> names(equation, table))) {
        int version = Tables.isFrozen(table) ? silverVersion : place.version();
        files.put(
            table,
            written.contains(table.name())
                ? lake.files(table, place.year(), version).stream().map(DataFile::path).toList()
                : List.of());
      }
    }
    List<Difference> differences = engine.ask(equations, files);
    long failed = differences.stream().map(Difference::equation).distinct().count();
    progress.ended(
        failed == 0
            ? "%d hold".formatted(equations.size())
            : "%d of %d do not hold".formatted(failed, equations.size()));
    return differences.stream().map(each -> words(each, place)).toList();
  }

  private static boolean names(Equation equation, Table table) {
    return Pattern.compile("^(?!--).*\\b(from|join) " + table.name() + "\\b", Pattern.MULTILINE)
        .matcher(equation.query())
        .find();
  }

  private static String words(Difference difference, YearVersion place) {
    Equation equation = difference.equation();
    return "%s (%s, in SQL; tables %s) %s: expected %s, found %s; ask again: %s"
        .formatted(
            equation.name(),
            equation.sentence(),
            String.join(
                ", ",
                Tables.all().stream()
                    .filter(table -> names(equation, table))
                    .map(Table::name)
                    .toList()),
            difference.subject(),
            difference.expected().isEmpty() ? "nothing" : difference.expected(),
            difference.found().isEmpty() ? "nothing" : difference.found(),
            PrintedCommand.on(
                place.lake().root(),
                "sql --year %s --version %d --file %s%s.sql"
                    .formatted(place.year(), place.version(), FOLDER, equation.name())));
  }
}
