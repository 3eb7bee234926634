package org.openqof.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A nation of three practices in which every text that somebody else writes would do harm if it
 * were passed on as it is: names of practices and areas, suppliers, reasons, approvers, and the
 * titles of a rulebook. Each text bears {@link #MARK}, by which it is found in what is written.
 */
public final class HostileNation {
  /** Stands in every text, before and behind what does harm. */
  public static final String MARK = "QZ";

  /** What a line would begin with that a name forged. */
  public static final String FORGED = MARK + "FORGED";

  /** Texts that extracts may hold: formulas, turned writing, markup, quotes, great length. */
  public static final List<String> READABLE =
      List.of(
          "=HYPERLINK(\"http://example.invalid\",\"QZ\")",
          "@SUM(1+1)*cmd|' /C calc'!A0 QZ",
          "-2+3 QZ",
          "QZ\u202eecitcarp QZ\u2066QZ",
          "QZ<img src=x onerror=alert(1)>QZ</script><script>alert(1)</script>&amp;",
          "QZ\" onmouseover=\"alert(1) QZ' x='",
          "QZ\u200b\u2028QZFORGED",
          "QZ" + " a long name".repeat(300),
          "QZ`*_[x](javascript:alert(1))|# QZ",
          "+2+3 QZ",
          "QZ\\\",\"x\":\"QZ\\n");

  /** Those, and what makes a row be refused: it is shown then. */
  public static final List<String> TEXTS =
      Stream.concat(
              READABLE.stream(),
              Stream.of(
                  "QZ\u001b[2J\u001b]0;QZ\u0007 QZ",
                  "QZ\u0085QZFORGED",
                  "QZ\nQZFORGED  done: 1 year\r\nQZFORGED{a=\"b\"} 1",
                  "\tQZ=1+1",
                  "QZ" + " a long name".repeat(500)))
          .toList();

  /** A year without these has no practices to speak of. */
  private static final Pattern NEEDED =
      Pattern.compile(
          "(FINAL_PRACTICE_LIST|MAPPING|CRP_CORRECTIONS|PRACTICE_SUPPLIERS|PCA_REFERENCE|groups|indicators|registers).*|epraccur\\.csv");

  private static final Pattern NAMES =
      Pattern.compile(
          "(SP_ORG|PRACTICE|PCN|REGION|ICB|SUB_ICB)_NAME|REASON|APPROVER|CHANGED_BY|SUPPLIER|DESCRIPTION|group_name|domain_name|register_name|description");

  private HostileNation() {}

  /**
   * Copies extracts or a rulebook, with another text in every cell that holds a name.
   *
   * @param from folder with CSV files
   * @param to where the copies go
   */
  public static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      int text = 0;
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        if (file.toString().endsWith(".csv")) {
          boolean needed = NEEDED.matcher(file.getFileName().toString()).matches();
          text = copyCsv(file, copy, needed ? READABLE : TEXTS, text);
        } else {
          Files.copy(file, copy);
        }
      }
    }
  }

  /**
   * Copies one file with the texts for which rows are refused among the others: too many of them
   * for the national gate.
   */
  public static void copyWithRefusals(Path file, Path copy) throws IOException {
    int unused = copyCsv(file, copy, TEXTS, 0);
  }

  private static int copyCsv(Path file, Path copy, List<String> texts, int first)
      throws IOException {
    int text = first;
    List<Integer> names = new ArrayList<>();
    try (CsvReader<CsvRecord> rows =
            CsvReader.builder().ofCsvRecord(Files.readString(file, UTF_8).replace("\ufeff", ""));
        CsvWriter out = CsvWriter.builder().build(copy, UTF_8)) {
      boolean head = !file.getFileName().toString().equals("epraccur.csv");
      if (!head) {
        names.addAll(List.of(1, 4));
      }
      for (CsvRecord row : rows) {
        List<String> cells = new ArrayList<>(row.getFields());
        if (head) {
          for (int i = 0; i < cells.size(); i++) {
            if (NAMES.matcher(cells.get(i)).matches()) {
              names.add(i);
            }
          }
          head = false;
        } else {
          for (int name : names) {
            cells.set(name, texts.get(text++ % texts.size()));
          }
        }
        out.writeRecord(cells);
      }
    }
    return text;
  }
}
