package org.openqof.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.domain.FinancialYear;
import org.openqof.synthetic.GeneratorSettings.Faults;
import org.openqof.synthetic.GeneratorSettings.Layout;

class PlantedFaultsTest {
  private static final List<FinancialYear> YEARS =
      List.of(FinancialYear.of("2022-23"), FinancialYear.of("2023-24"));

  @SuppressWarnings("NullAway.Init") // JUnit sets it before any test runs
  @TempDir
  private Path folder;

  private List<NamedCsvRecord> faults(GeneratorSettings settings) {
    new Generator(settings, TestRulebooks::load).generate(folder);
    return Written.records(folder, "truth/faults.csv");
  }

  private static GeneratorSettings faulty() {
    return GeneratorSettings.plain(90, YEARS, 21)
        .withLayout(Layout.BOTH)
        .withFaults(Faults.TYPICAL)
        .withZip()
        .withGzip();
  }

  @Test
  void everyKindOfFaultIsPlantedInEveryYearThatCanCarryIt() {
    Set<String> found = new TreeSet<>();
    faults(faulty())
        .forEach(row -> found.add(row.getField("file").substring(0, 7) + row.getField("fault")));
    for (FinancialYear year : YEARS) {
      for (PracticeFault fault : PracticeFault.values()) {
        boolean possible =
            fault != PracticeFault.NONE
                && fault
                    != (year.equals(YEARS.get(0))
                        ? PracticeFault.REGISTER_TENFOLD
                        : PracticeFault.NOT_ACTIVE);
        assertThat(found.contains(year.toString() + fault))
            .as("%s %s", year, fault)
            .isEqualTo(possible);
      }
    }
    for (FileFault fault : FileFault.values()) {
      assertThat(found).anyMatch(kind -> kind.endsWith(fault.name()));
    }
  }

  @Test
  void withoutFaultsTheListIsEmpty() {
    assertThat(faults(faulty().withFaults(Faults.NONE))).isEmpty();
  }

  @Test
  void everyListedLineIsTheFaultyOne() throws IOException {
    Map<String, List<String>> files = new HashMap<>();
    int checked = 0;
    for (NamedCsvRecord row : faults(faulty())) {
      String file = row.getField("file");
      if (!files.containsKey(file)) {
        files.put(file, Written.lines(folder, file));
      }
      int number = Integer.parseInt(row.getField("line"));
      if (number > 0) {
        String line = files.get(file).get(number - 1);
        assertThat(shows(row.getField("fault"), line, row.getField("practice_code")))
            .as("%s line %d: %s", row, number, line)
            .isTrue();
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(50);
  }

  private static boolean shows(String fault, String line, String practice) {
    String[] fields = line.split(",", -1);
    boolean named =
        practice.isEmpty() || fault.equals("NO_PRACTICE_CODE") || line.contains(practice);
    return named
        && switch (fault) {
          case "NOT_A_NUMBER" -> fields[6].startsWith("1O");
          case "STRAY_QUOTE" -> fields[6].matches("\\d+\"");
          case "NEGATIVE_VALUE" -> fields[6].startsWith("-");
          case "NOT_INTEGRAL" -> fields[6].endsWith(".5");
          case "OUT_OF_RANGE" -> fields[6].equals("99999999999");
          case "TOO_FEW_COLUMNS" -> fields.length == 9;
          case "TOO_MANY_COLUMNS" -> fields.length == 13;
          case "IMPOSSIBLE_DATE" -> fields[9].startsWith("31/02/");
          case "NO_PRACTICE_CODE" -> fields[2].isEmpty();
          case "UNKNOWN_PRACTICE" -> fields[2].startsWith("Z0");
          case "UNKNOWN_INDICATOR" -> fields[4].equals("ZZ999");
          case "DECIMAL_COUNT" -> fields[6].endsWith(".0");
          case "QUOTED_VALUE" -> fields[6].matches("\"\\d+\"");
          case "DAY_ABOVE_TWELVE" -> fields[9].startsWith("12/04/") && fields[11].equals("Y");
          case "SAME_DAY_TWICE" -> fields[10].equals("09:05:00") && fields[11].equals("Y");
          case "BLANK_REGISTER" -> fields[6].isEmpty();
          case "REPEATED_ROW", "NUMERATOR_ABOVE_DENOMINATOR" -> fields[5].equals("Numerator");
          case "REGISTER_ABOVE_LIST" -> Integer.parseInt(fields[6]) > 136;
          case "REGISTER_TENFOLD" -> fields[5].contains("Register");
          case "ROWS_APART", "CLOSED", "NOT_ACTIVE", "REPEATED_PRACTICE" -> true;
          case "QUOTED_NAME" -> line.contains("\"\"The Annexe\"\"");
          case "WINDOWS_1252_NAME" -> line.indexOf('\u0092') > 0;
          case "BLANK_PUBLISHED_REGISTER" -> fields[2].isEmpty();
          case "BLANK_MAXIMUM_POINTS" -> fields[1].isEmpty();
          case "BYTE_ORDER_MARK" -> line.startsWith("\u00EF\u00BB\u00BF");
          case "LINE_FEEDS_ONLY", "MIXED_LINE_ENDS", "VERSION_SUFFIX" -> true;
          default -> false;
        };
  }

  @Test
  void aBrokenCopyFollowsTheGoodRow() throws IOException {
    for (NamedCsvRecord row : faults(faulty())) {
      if (row.getField("expected_treatment").equals("row_refused")) {
        List<String> lines = Written.lines(folder, row.getField("file"));
        String good = lines.get(Integer.parseInt(row.getField("line")) - 2);
        assertThat(good).contains(row.getField("practice_code") + ",").contains(",Numerator,");
      }
    }
  }

  @Test
  void tenfoldRegistersAreTenTimesTheYearBefore() {
    NamedCsvRecord planted =
        faults(faulty()).stream()
            .filter(row -> row.getField("fault").equals("REGISTER_TENFOLD"))
            .findFirst()
            .orElseThrow();
    int before = learningDisability("2223", planted.getField("practice_code"));
    int now = learningDisability("2324", planted.getField("practice_code"));
    assertThat(now).isGreaterThanOrEqualTo(10 * before);
  }

  private int learningDisability(String year, String practice) {
    return Written.records(folder, "truth/truth_counts_" + year + ".csv.gz").stream()
        .filter(row -> row.getField("practice_code").equals(practice))
        .filter(row -> row.getField("indicator_code").equals("LD004"))
        .mapToInt(row -> Integer.parseInt(row.getField("register_size")))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void practicesWithoutAListAreInNoListAndThoseOffTheMapOnNoMap() throws IOException {
    for (NamedCsvRecord row : faults(faulty())) {
      boolean absent = Set.of("NO_LIST_SIZE", "UNMAPPED").contains(row.getField("fault"));
      if (absent) {
        assertThat(Written.lines(folder, row.getField("file")))
            .noneMatch(line -> line.contains(row.getField("practice_code")));
      }
    }
  }

  @Test
  void aFileOfMixedLineEndsHasBothAndOneOfLineFeedsHasNoOther() throws IOException {
    faults(faulty());
    String mixed =
        new String(
            Written.content(folder, "2023-24/payment/GP_PATIENT_LIST_2324.csv.gz"),
            StandardCharsets.US_ASCII);
    assertThat(mixed).contains("\r\n").containsPattern("[^\r]\n");
    String plain =
        new String(
            Written.content(folder, "2023-24/payment/CONTRACTOR_REGISTERED_POPULATION_2324.csv"),
            StandardCharsets.US_ASCII);
    assertThat(plain).contains("\n").doesNotContain("\r");
  }
}
