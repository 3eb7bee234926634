package org.openqof.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Generated extracts of a year in forms that the generator does not write. */
final class OtherForms {
  private final Path folder;
  private final String year;

  private OtherForms(Path folder, String year) {
    this.folder = folder;
    this.year = year;
  }

  /**
   * Writes the files of a year as a nation has them.
   *
   * @param folder the year's extracts
   * @param year the year as names of files have it, {@code 2324}
   */
  static void write(Nation nation, Path folder, String year) throws IOException {
    OtherForms forms = new OtherForms(folder, year);
    switch (nation) {
      case PAYMENT, PUBLISHED -> {}
      case MONTHLY -> {
        forms.listsByAge();
        forms.monthlyMap();
        forms.outcomes();
      }
      case FLAT -> forms.flat();
      case PLANS -> forms.plans();
    }
  }

  private Path file(String name) {
    return folder.resolve(name + "_" + year + ".csv");
  }

  private Sheet sheet(String name) throws IOException {
    return Sheet.of(Files.readAllBytes(file(name)), true);
  }

  private void write(String name, String header, List<String[]> rows) throws IOException {
    Files.write(folder.resolve(name), new Sheet(header.split(","), rows).bytes());
  }

  /**
   * A plan of every practice, a quarter of them not agreed; only a year that asks for them has one.
   */
  private void plans() throws IOException {
    if (!Files.exists(file("AGREED_PLANS"))) {
      return;
    }
    Sheet practices = sheet("FINAL_PRACTICE_LIST");
    int code = List.of(practices.header()).indexOf("SP_ORG_CODE");
    List<String[]> rows = new ArrayList<>();
    for (String[] practice : practices.rows()) {
      boolean agreed = rows.size() % 4 != 3;
      rows.add(
          new String[] {
            "QOF" + year, practice[code], agreed ? "Y" : "N", "A. Commissioner", "20220405"
          });
    }
    write(
        "AGREED_PLANS_" + year + ".csv",
        "QUALITY_SERVICE,PRACTICE_CODE,PLAN_AGREED,APPROVER,DECIDED_ON",
        rows);
  }

  /** A row a practice, sex and age in place of a row a practice. */
  private void listsByAge() throws IOException {
    Sheet wide = sheet("GP_PATIENT_LIST");
    List<String[]> single = new ArrayList<>();
    List<String[]> fiveYears = new ArrayList<>();
    for (String[] row : wide.rows()) {
      Map<String, Integer> bands = new TreeMap<>();
      Map<String, Integer> ages = new TreeMap<>();
      int all = 0;
      for (int column = 2; column < row.length; column++) {
        String name = wide.header()[column];
        String sex = name.substring(0, name.indexOf('_'));
        int age = Math.min(95, Integer.parseInt(name.substring(name.indexOf('_') + 1)));
        int patients = Integer.parseInt(row[column]);
        int youngest = age / 5 * 5;
        ages.merge(sex + "," + (age == 95 ? "95+" : age), patients, Integer::sum);
        bands.merge(
            sex + "," + (age == 95 ? "95+" : youngest + "_" + (youngest + 4)),
            patients,
            Integer::sum);
        all += patients;
      }
      ages.forEach(
          (age, patients) ->
              single.add(
                  ("GP_PRAC_PAT_LIST," + row[1] + "," + row[0] + ",," + age + "," + patients)
                      .split(",")));
      fiveYears.add(ofPractice(row, "ALL,ALL", all));
      bands.forEach((band, patients) -> fiveYears.add(ofPractice(row, band, patients)));
    }
    write(
        "gp-reg-pat-prac-sing-age_" + year + ".csv",
        "PUBLICATION,EXTRACT_DATE,ORG_CODE,POSTCODE,SEX,AGE,NUMBER_OF_PATIENTS",
        single);
    write(
        "gp-reg-pat-prac-quin-age_" + year + ".csv",
        "PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CODE,ONS_CODE,POSTCODE,SEX,AGE_GROUP_5,NUMBER_OF_PATIENTS",
        fiveYears);
    Files.delete(file("GP_PATIENT_LIST"));
  }

  private static String[] ofPractice(String[] wide, String band, int patients) {
    return ("GP_PRAC_PAT_LIST," + wide[1] + ",GP," + wide[0] + ",,," + band + "," + patients)
        .split(",");
  }

  /** Areas and suppliers in one file, of the last month of the year. */
  private void monthlyMap() throws IOException {
    Map<String, String> suppliers = new TreeMap<>();
    sheet("PRACTICE_SUPPLIERS").rows().forEach(row -> suppliers.put(row[0], row[1]));
    Sheet areas = sheet("MAPPING_NHS_GEOGRAPHIES");
    List<String> header = List.of(areas.header());
    String date = "20" + year.substring(2) + "0301";
    List<String[]> rows = new ArrayList<>();
    for (String[] row : areas.rows()) {
      String practice = row[header.indexOf("PRACTICE_CODE")];
      List<String> cells = new ArrayList<>(List.of("GP_PRAC_PAT_LIST", date, practice));
      for (String column :
          List.of(
              "PRACTICE_NAME",
              "PCN_ODS_CODE",
              "PCN_NAME",
              "SUB_ICB_ODS_CODE",
              "SUB_ICB_ONS_CODE",
              "SUB_ICB_NAME",
              "ICB_ODS_CODE",
              "ICB_ONS_CODE",
              "ICB_NAME",
              "REGION_ODS_CODE",
              "REGION_ONS_CODE",
              "REGION_NAME")) {
        cells.add(row[header.indexOf(column)]);
      }
      cells.add(suppliers.getOrDefault(practice, ""));
      rows.add(cells.toArray(String[]::new));
    }
    write(
        "gp-reg-pat-prac-map_" + year + ".csv",
        "PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,PCN_CODE,PCN_NAME,"
            + "SUB_ICB_LOCATION_CODE,ONS_SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_NAME,ICB_CODE,"
            + "ONS_ICB_CODE,ICB_NAME,COMM_REGION_CODE,ONS_COMM_REGION_CODE,COMM_REGION_NAME,SUPPLIER_NAME",
        rows);
    Files.delete(file("PRACTICE_SUPPLIERS"));
    Files.delete(file("MAPPING_NHS_GEOGRAPHIES"));
  }

  /** Six practices left out of the publication. */
  private void outcomes() throws IOException {
    List<String[]> rows = new ArrayList<>();
    for (int practice : List.of(20, 40, 77, 122, 178, 216)) {
      rows.add(new String[] {"Z%05d".formatted(10000 + practice), "1", "List size below 100"});
    }
    write(
        "PRACTICE_VALIDATION_OUTCOMES_" + year + ".csv",
        "PRACTICE_CODE,VALIDATION_RULE,RULE_DESCRIPTION",
        rows);
  }

  /** All measures of a practice and indicator in one row, all regions in one file. */
  private void flat() throws IOException {
    List<String> measures =
        List.of("REGISTER", "ACHIEVED_POINTS", "NUMERATOR", "DENOMINATOR", "PCAS");
    Map<String, String[]> rows = new TreeMap<>();
    List<Path> files;
    try (Stream<Path> listed = Files.list(folder)) {
      files = listed.filter(each -> Fault.name(each).startsWith("ACHIEVEMENT_")).toList();
    }
    for (Path each : files) {
      Sheet sheet = Sheet.of(Files.readAllBytes(each), true);
      int last = sheet.header().length - 1;
      for (String[] row : sheet.rows()) {
        int measure = measures.indexOf(row[last - 1]);
        if (measure >= 0) {
          String[] cells =
              rows.computeIfAbsent(
                  row[last - 3] + " " + row[last - 2],
                  any -> new String[] {row[last - 3], row[last - 2], "", "", "", "", ""});
          cells[2 + measure] = row[last].replaceFirst("\\.0$", "");
        }
      }
      Files.delete(each);
    }
    write(
        "PRACTICE_INDICATORS_" + year + ".csv",
        "PRACTICE_CODE,INDICATOR_CODE," + String.join(",", measures),
        new ArrayList<>(rows.values()));
  }
}
