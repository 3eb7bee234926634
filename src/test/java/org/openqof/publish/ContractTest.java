package org.openqof.publish;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.openqof.testing.Slow;

/**
 * Every file, sheet and header row of a year, against the contract as data. The data were written
 * from the description of the official publication, not from the program.
 */
@Slow
class ContractTest {
  private static final Path CONTRACT = Path.of("src/test/resources/publish");
  private static final SamplePublication SAMPLE = SamplePublication.get();

  @Test
  void everyCsvFileAndItsHeaderIsInTheContractAndNoOther() {
    Map<String, String> expected = new TreeMap<>();
    SamplePublication.rows(CONTRACT.resolve("contract-files.csv"))
        .forEach(row -> expected.put(row.getField("file"), row.getField("header")));
    Map<String, String> found = new TreeMap<>();
    SamplePublication.files(SAMPLE.folder())
        .forEach(
            (name, bytes) -> {
              if (name.endsWith(".csv")) {
                String text = new String(bytes, StandardCharsets.UTF_8);
                found.put(name, text.substring(0, text.indexOf("\r\n")));
              }
            });
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void everyWorkbookSheetAndHeaderRowIsInTheContractAndNoOther() {
    Map<String, List<String>> expected = new LinkedHashMap<>();
    Map<String, Set<String>> sheets = new TreeMap<>();
    for (NamedCsvRecord row : SamplePublication.rows(CONTRACT.resolve("contract-sheets.csv"))) {
      String book = row.getField("workbook");
      expected.put(
          book + " " + row.getField("sheet"), Arrays.asList(row.getField("headers").split("\\|")));
      sheets.computeIfAbsent(book, name -> new HashSet<>()).add(row.getField("sheet"));
    }
    Set<String> books = new TreeSet<>();
    SamplePublication.files(SAMPLE.folder())
        .keySet()
        .forEach(
            name -> {
              if (name.endsWith(".xlsx")) {
                books.add(name.substring("workbooks/".length()));
              }
            });
    assertThat(SamplePublication.files(SAMPLE.folder()))
        .containsKeys("report.html", "data-quality.html", "datapackage.json");
    assertThat(books).isEqualTo(sheets.keySet());
    // The fourteen of the official publication, one of networks, three of limits, one of deciles.
    assertThat(books).hasSize(19);
    sheets.forEach(
        (book, names) -> {
          Workbook workbook = Workbook.read(SAMPLE.folder().resolve("workbooks/" + book));
          assertThat(workbook.names().subList(0, 3)).containsExactly("Cover", "Contents", "Notes");
          assertThat(new HashSet<>(workbook.names().subList(3, workbook.names().size())))
              .isEqualTo(names);
          names.forEach(
              sheet ->
                  assertThat(workbook.headers(sheet))
                      .as(book + " " + sheet)
                      .isEqualTo(expected.get(book + " " + sheet)));
        });
  }

  @Test
  void everyColumnOfEveryOfficialFileHasTheOfficialFormOfItsValues() {
    Map<String, Map<String, NamedCsvRecord>> forms = new TreeMap<>();
    for (NamedCsvRecord row : SamplePublication.rows(CONTRACT.resolve("official-columns.csv"))) {
      forms
          .computeIfAbsent(row.getField("file"), file -> new LinkedHashMap<>())
          .put(row.getField("column"), row);
    }
    Set<String> tested = new TreeSet<>();
    for (String name : SamplePublication.files(SAMPLE.folder()).keySet()) {
      if (!name.matches("csv/.*\\.csv")) {
        continue;
      }
      String file = name.substring(4, name.length() - "_2324.csv".length());
      file = file.startsWith("ACHIEVEMENT_") ? "ACHIEVEMENT" : file;
      tested.add(file);
      Map<String, NamedCsvRecord> columns = forms.getOrDefault(file, Map.of());
      List<NamedCsvRecord> rows = SAMPLE.rows(name);
      assertThat(rows).as(name).isNotEmpty();
      assertThat(rows.get(0).getHeader()).as(name).containsExactlyElementsOf(columns.keySet());
      String before = "";
      for (NamedCsvRecord row : rows) {
        StringBuilder key = new StringBuilder();
        for (Map.Entry<String, NamedCsvRecord> column : columns.entrySet()) {
          String value = row.getField(column.getKey());
          NamedCsvRecord form = column.getValue();
          assertThat(
                  value.isEmpty()
                      ? form.getField("blank").equals("yes")
                      : value.matches(form.getField("form")))
              .as("%s, %s '%s' is not %s", name, column.getKey(), value, form.getField("official"))
              .isTrue();
          if (!form.getField("key").isEmpty()) {
            key.append(value).append(' ');
          }
        }
        assertThat(key.toString().compareTo(before)).as(name + " " + key).isNotNegative();
        before = key.toString();
      }
    }
    assertThat(tested).isEqualTo(forms.keySet());
  }

  @Test
  void overallSheetsHaveTheirThirtySixAndFortyFourColumns() {
    assertThat(SAMPLE.workbook("prac-dom-ach").headers("Overall_domain_achievement")).hasSize(36);
    assertThat(SAMPLE.workbook("prac-dom-pca").headers("Overall_domain_PCAs")).hasSize(44);
  }

  @Test
  void csvFilesAreRfc4180InUtf8WithoutAByteOrderMark() {
    SamplePublication.files(SAMPLE.folder())
        .forEach(
            (name, bytes) -> {
              if (!name.endsWith(".csv")) {
                return;
              }
              String text = new String(bytes, StandardCharsets.UTF_8);
              assertThat(text.getBytes(StandardCharsets.UTF_8)).as(name).isEqualTo(bytes);
              assertThat(text.charAt(0)).as(name).isNotEqualTo('\ufeff');
              assertThat(text.replace("\r\n", "")).as(name).doesNotContain("\n", "\r");
              assertThat(text).as(name).endsWith("\r\n");
            });
  }

  @Test
  void theSameVersionGivesTheSameBytes() {
    Map<String, byte[]> first = SamplePublication.files(SAMPLE.folder());
    Map<String, byte[]> second = SamplePublication.files(SAMPLE.publish("again", "2023-24"));
    assertThat(second.keySet()).isEqualTo(first.keySet());
    first.forEach((name, bytes) -> assertThat(second.get(name)).as(name).isEqualTo(bytes));
  }
}
