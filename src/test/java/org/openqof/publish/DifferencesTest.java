package org.openqof.publish;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.openqof.tables.OfficialFiles;
import org.openqof.tables.Table;

/**
 * What differs from the official publication, found by laying its layout as data alongside what is
 * made, and the table of {@code docs/publication.md} that gives the reason of each difference.
 */
class DifferencesTest {
  private static final Path LAYOUTS = Path.of("src/test/resources/publish/official-layouts.csv");
  private static final Path PAGE = Path.of("docs/publication.md");
  private static final Path REAL = Path.of("..", "shared", "data", "real");
  private static final Pattern ROW =
      Pattern.compile("\\| (file|header|workbook|sheet|value): ([^|]+?) \\|.*");

  private static Set<String> found() {
    Map<String, String> ours = new HashMap<>();
    for (Table table : OfficialFiles.all()) {
      ours.put(
          table.name(),
          String.join(",", table.fields().stream().map(field -> field.name()).toList()));
    }
    Set<String> found = new TreeSet<>();
    Set<String> official = new TreeSet<>();
    Map<String, Set<String>> workbooks = new HashMap<>();
    for (NamedCsvRecord row : SamplePublication.rows(LAYOUTS)) {
      String name = row.getField("name");
      switch (row.getField("kind")) {
        case "file" -> {
          official.add(name);
          String header = ours.get(name);
          if (header == null) {
            found.add("file: " + name);
          } else if (!row.getField("content").equals("not stated")
              && !header.equals(row.getField("content"))) {
            found.add("header: %s of %s".formatted(name, row.getField("from")));
          }
        }
        case "workbook" ->
            workbooks.put(name, new TreeSet<>(Arrays.asList(row.getField("content").split(" "))));
        default -> {
          List<String> headers = SamplePublication.get().workbook("icb-ach-prev-pca").headers(name);
          long more =
              headers.stream().filter(header -> header.matches("(Register|Prevalence).*")).count();
          if (more > 0) {
            found.add("sheet: %s of %s".formatted(name, row.getField("from")));
          }
        }
      }
    }
    ours.keySet().stream()
        .filter(name -> !official.contains(name))
        .forEach(name -> found.add("file: " + name));
    SamplePublication.files(SamplePublication.get().folder())
        .keySet()
        .forEach(
            file -> {
              if (file.endsWith(".xlsx")) {
                String name = file.replaceAll("workbooks/qof-\\d+-|\\.xlsx", "");
                List<String> sheets =
                    Workbook.sheetNames(SamplePublication.get().folder().resolve(file));
                Set<String> own = new TreeSet<>(sheets.subList(3, sheets.size()));
                Set<String> theirs = workbooks.remove(name);
                if (theirs == null) {
                  found.add("workbook: " + name);
                } else if (!theirs.equals(own)) {
                  found.add("sheet: " + name);
                }
              }
            });
    workbooks.keySet().forEach(name -> found.add("workbook: " + name));
    return found;
  }

  @Test
  void everyDifferenceIsInTheTableAndTheTableHasNoOther() throws IOException {
    Set<String> told = new TreeSet<>();
    for (String line : Files.readAllLines(PAGE)) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        assertThat(line.split("\\|", -1)).as("reason of " + line).hasSize(6);
        assertThat(line.split("\\|", -1)[4].strip()).as("reason of " + line).isNotEmpty();
        if (!row.group(1).equals("value")) {
          told.add(row.group(1) + ": " + row.group(2).replace("`", ""));
        }
      }
    }
    assertThat(told).isEqualTo(found());
  }

  @Test
  void theOfficialHeadersAreThoseOfTheRealFiles() throws IOException {
    Assumptions.assumeTrue(Files.exists(REAL), () -> REAL + " is not here; nothing to compare");
    List<String> compared = new ArrayList<>();
    for (NamedCsvRecord row : SamplePublication.rows(LAYOUTS)) {
      for (String file : row.getField("source").split(" ")) {
        if (file.endsWith(".csv")) {
          Path path =
              REAL.resolve(file.startsWith("PREVALENCE") ? "prevalence" : "reference")
                  .resolve(file);
          String text = new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
          assertThat(text.lines().findFirst()).as(file).contains(row.getField("content"));
          compared.add(file);
        }
      }
    }
    assertThat(compared).hasSizeGreaterThan(15);
  }
}
