package org.openqof.real;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqof.testing.Qof;

/**
 * Published prevalence in, the publication out: every cell of PREVALENCE as it was published, for
 * every name its columns have had, and the published figures of areas.
 */
abstract class ReproducedPrevalenceTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "2016-17, 1617, PREVALENCE_1617.csv,    ORGANISATION_REFERENCE_1617.csv,    155232, 4347",
    "2017-18, 1718, PREVALENCE_1718.csv,    ORGANISATION_REFERENCE_1718.csv,    149100, 4074",
    "2018-19, 1819, PREVALENCE_1819_v2.csv, ORGANISATION_REFERENCE_1819_v2.csv, 144333, 4011",
    "2019-20, 1920, PREVALENCE_1920.csv,    MAPPING_NHS_GEOGRAPHIES_1920.csv,   141120, 0",
    "2022-23, 2223, PREVALENCE_2223.csv,    MAPPING_NHS_GEOGRAPHIES_2223.csv,   133938, 0"
  })
  void everyCellIsReproduced(
      String year,
      String digits,
      String prevalence,
      String geography,
      int expectedRows,
      int areaCells,
      @TempDir Path room)
      throws IOException {
    Qof.Answer answer =
        Qof.run(
            "publish",
            "--year",
            year,
            "--lake",
            RealData.ofYear(prevalence, geography).place(),
            "--out",
            room.resolve("out"),
            "--forms",
            "csv,long");
    assertThat(answer.exitCode()).as(answer.err()).isZero();
    Path out = room.resolve("out").resolve(year);

    List<NamedCsvRecord> source = RealData.rows("prevalence/" + prevalence);
    assertThat(source).hasSize(expectedRows);
    try (CsvReader<NamedCsvRecord> ours =
        CsvReader.builder().ofNamedCsvRecord(out.resolve("csv/PREVALENCE_" + digits + ".csv"))) {
      int at = 0;
      for (NamedCsvRecord row : ours) {
        // The text of every cell, whatever the column was called.
        if (!row.getFields().equals(source.get(at).getFields())) {
          assertThat(row.getFields()).as("row " + at).isEqualTo(source.get(at).getFields());
        }
        at++;
      }
      assertThat(at).isEqualTo(expectedRows);
    }
    if (geography.startsWith("MAPPING")) {
      geographies(out.resolve("csv/MAPPING_NHS_GEOGRAPHIES_" + digits + ".csv"), geography);
    }
    if (areaCells > 0) {
      areas(out.resolve("long/prevalence_" + digits + ".csv"), year, areaCells);
    }
  }

  private static void geographies(Path ours, String source) throws IOException {
    Map<String, List<String>> published = new HashMap<>();
    RealData.rows("reference/" + source)
        .forEach(
            row ->
                // One board's name was published with a blank after it; ours has none.
                published.put(
                    row.getField("PRACTICE_CODE"),
                    row.getFields().stream().map(String::strip).toList()));
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(ours)) {
      int compared = 0;
      for (NamedCsvRecord row : rows) {
        assertThat(row.getFields()).isEqualTo(published.get(row.getField("PRACTICE_CODE")));
        compared++;
      }
      assertThat(compared).isEqualTo(published.size());
    }
  }

  /** Register, list and practices of every clinical commissioning group and group. */
  private static void areas(Path ours, String year, int expected) throws IOException {
    Map<String, String> values = new HashMap<>();
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(ours)) {
      for (NamedCsvRecord row : rows) {
        if (row.getField("level").equals("sub_icb")) {
          values.put(
              row.getField("area_code")
                  + " "
                  + row.getField("group_code")
                  + " "
                  + row.getField("measure"),
              row.getField("value"));
        }
      }
    }
    int compared = 0;
    for (NamedCsvRecord row :
        RealData.rows("achievement/ccg_group_points_2016-17_to_2018-19.csv")) {
      if (row.getField(0).equals(year) && !row.getField("register").isEmpty()) {
        String key = row.getField("ccg") + " " + row.getField("group");
        same(values.get(key + " register_size"), row.getField("register"), key);
        same(values.get(key + " list_size"), row.getField("list"), key);
        same(values.get(key + " practices"), row.getField("practices"), key);
        compared++;
      }
    }
    assertThat(compared).isEqualTo(expected);
  }

  private static void same(@Nullable String ours, String published, String key) {
    assertThat(ours).as(key).isNotNull();
    assertThat(new BigDecimal(String.valueOf(ours))).as(key).isEqualByComparingTo(published);
  }
}
