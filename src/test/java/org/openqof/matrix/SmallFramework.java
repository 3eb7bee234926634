package org.openqof.matrix;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.openqof.domain.FinancialYear;

/**
 * Rulebooks of two years with a quarter of their indicators, laid over those that are shipped, so
 * that a run over 300 practices takes a quarter of its time. Every kind of indicator, protection, a
 * target population and ten registers are still there.
 */
final class SmallFramework {
  private static final Set<String> INDICATORS =
      Set.of(
          "AF001", "AF006", "AST005", "AST007", "BP002", "CHD001", "CHD005", "CS005", "DEM001",
          "DEM004", "DM012", "DM014", "DM017", "DM020", "EP001", "HYP001", "LD004", "OST004",
          "PC001");
  private static final Set<String> GROUPS =
      Set.of("AF", "AST", "BP", "CHD", "CS", "DEM", "DM", "EP", "HYP", "LD", "OST", "PC");
  private static final Path SHIPPED = Path.of("src/main/resources/rulebook");

  private final Path folder;
  private final List<String> years;

  private SmallFramework(Path folder, List<String> years) {
    this.folder = folder;
    this.years = years;
  }

  /** Writes the folder. */
  static Path write(Path folder, String before, String year) throws IOException {
    SmallFramework small = new SmallFramework(folder, List.of(before, year));
    for (String each : small.years) {
      small.year(each);
    }
    small.lineage();
    return folder;
  }

  private void year(String year) throws IOException {
    List<String[]> indicators = rows(year + "/indicators.csv", INDICATORS::contains);
    BigDecimal points =
        indicators.stream()
            .skip(1)
            .map(row -> new BigDecimal(row[3]))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    write(year + "/indicators.csv", indicators);
    write(year + "/groups.csv", rows(year + "/groups.csv", GROUPS::contains));
    write(year + "/protection.csv", rows(year + "/protection.csv", INDICATORS::contains));
    write(year + "/registers.csv", rows(year + "/registers.csv", code -> false));
    Files.writeString(
        folder.resolve(year + "/payment.yaml"),
        Files.readString(SHIPPED.resolve(year + "/payment.yaml"))
            .replaceFirst(
                "(total_points:\n  value: )\\d+",
                "$1" + points.stripTrailingZeros().toPlainString()));
  }

  private void lineage() throws IOException {
    FinancialYear first = FinancialYear.of(years.get(0)).previous();
    List<String> all =
        List.of(
            first.toString(),
            years.get(0),
            years.get(1),
            FinancialYear.of(years.get(1)).next().toString());
    List<Set<String>> codes = new ArrayList<>();
    for (String each : all) {
      codes.add(codes(each));
    }
    Set<String> said = new HashSet<>();
    List<String[]> lineage = new ArrayList<>();
    for (String[] row : rows("lineage.csv", any -> true)) {
      int from = all.indexOf(row[0]);
      boolean between = from >= 0 && from < 3;
      if (!between || (isOne(row[1], codes.get(from)) && isOne(row[3], codes.get(from + 1)))) {
        lineage.add(row);
        said.add(row[0] + " to " + row[1]);
        said.add(row[0] + " from " + row[3]);
      }
    }
    for (int from = 0; from < 3; from++) {
      for (String code : codes.get(from)) {
        if (!codes.get(from + 1).contains(code) && !said.contains(all.get(from) + " to " + code)) {
          lineage.add(row(all.get(from), code, all.get(from + 1), "", "retired"));
        }
      }
      for (String code : codes.get(from + 1)) {
        if (!codes.get(from).contains(code) && !said.contains(all.get(from) + " from " + code)) {
          lineage.add(row(all.get(from), "", all.get(from + 1), code, "new"));
        }
      }
    }
    write("lineage.csv", lineage);
  }

  private static String[] row(String from, String code, String to, String next, String kind) {
    return new String[] {from, code, to, next, kind, "unconfirmed", "", "codes-side-by-side"};
  }

  private static boolean isOne(String code, Set<String> codes) {
    return code.isEmpty() || codes.contains(code);
  }

  private Set<String> codes(String year) throws IOException {
    Set<String> codes = new java.util.TreeSet<>();
    boolean cut = years.contains(year);
    rows(year + "/indicators.csv", code -> !cut || INDICATORS.contains(code)).stream()
        .skip(1)
        .forEach(row -> codes.add(row[0]));
    return codes;
  }

  /** The header and the rows whose first cell is wanted. */
  private static List<String[]> rows(String file, Predicate<String> wanted) throws IOException {
    List<String[]> rows = new ArrayList<>();
    try (CsvReader<de.siegmar.fastcsv.reader.CsvRecord> csv =
        CsvReader.builder().ofCsvRecord(Files.readString(SHIPPED.resolve(file)))) {
      csv.forEach(
          row -> {
            if (rows.isEmpty() || wanted.test(row.getField(0))) {
              rows.add(row.getFields().toArray(String[]::new));
            }
          });
    }
    return rows;
  }

  private void write(String file, List<String[]> rows) throws IOException {
    StringWriter out = new StringWriter();
    try (CsvWriter writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out)) {
      rows.forEach(writer::writeRecord);
    }
    Path path = folder.resolve(file);
    Files.createDirectories(Objects.requireNonNull(path.getParent()));
    Files.writeString(path, out.toString());
  }
}
