package org.openqof.publish.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.IndicatorKind;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.read.Rulebooks;
import org.openqof.testing.WholeExtract;

/**
 * Twelve practices in two regions, three years, each number from a small rule that a reader can
 * work out: practice {@code p} and the {@code k}th indicator of the year by code.
 *
 * <ul>
 *   <li>denominator 40 + 3p + k, numerator (7p + 5k) mod 23 below it, adjustments 1 + (p + k) mod 5
 *       and 2, exclusions 9
 *   <li>the {@code k}th register 50 + 10p + k; in each cell of sex and age p + age mod 3 patients,
 *       and one more woman
 *   <li>practice 4: no patient at all for AF006; for AF008 adjustments and no denominator
 *   <li>practice 7: an empty register of non-diabetic hyperglycaemia
 *   <li>practice 3: answers no to the first manual indicator
 *   <li>practices 5 and 10: in no network
 *   <li>practice 11: closed in February 2024; practice 12: no list of April 2024
 * </ul>
 */
final class SmallNation {
  static final List<String> YEARS = List.of("2022-23", "2023-24", "2024-25");
  static final int PRACTICES = 12;
  private static final int OLDEST = 119;

  private SmallNation() {}

  static String code(int p) {
    return "Z900%02d".formatted(p);
  }

  /** Writes everything below a folder. */
  static void write(Path folder) throws IOException {
    for (String year : YEARS) {
      write(folder, year);
    }
    List<String> organisations = new ArrayList<>();
    for (int p = 1; p <= PRACTICES; p++) {
      boolean closed = p == 11;
      organisations.add(
          ("\"%s\",\"PRACTICE %d\",\"X01\",\"I01\",\"\",\"\",\"\",\"\",\"\",\"ZZ1 1ZZ\","
                  + "\"19740401\",\"%s\",\"%s\",\"B\",\"S01\",\"19740401\",\"\",\"\",\"\",\"\","
                  + "\"\",\"0\",\"\",\"S01\",\"\",\"4\",\"\"")
              .formatted(code(p), p, closed ? "20240228" : "", closed ? "C" : "A"));
    }
    Files.write(folder.resolve("epraccur.csv"), organisations);
  }

  private static void write(Path folder, String name) throws IOException {
    FinancialYear year = FinancialYear.of(name);
    Rulebook rulebook = Rulebooks.shipped().load(year);
    WholeExtract extract = WholeExtract.of(name);
    List<String> lists = new ArrayList<>(List.of(listHeader()));
    List<String> places =
        new ArrayList<>(
            List.of(
                "NAT_ONS_CODE,NAT_CODE,NAT_COUNTRY,REGION_ODS_CODE,REGION_ONS_CODE,REGION_NAME,"
                    + "ICB_ODS_CODE,ICB_ONS_CODE,ICB_NAME,SUB_ICB_ODS_CODE,SUB_ICB_ONS_CODE,"
                    + "SUB_ICB_NAME,PCN_ODS_CODE,PCN_NAME,PRACTICE_CODE,PRACTICE_NAME"));
    for (int p = 1; p <= PRACTICES; p++) {
      if (p == 11 && name.equals("2024-25")) {
        continue;
      }
      String closing = "%s,%s".formatted(code(p), place(p));
      places.add(closing.substring(closing.indexOf(',') + 1));
      extract.practice(code(p), 5_000 + 100 * p, 90);
      values(extract, rulebook, p);
      if (p != 12 || !name.equals("2023-24")) {
        lists.add(list(p, (year.startYear() + 1) + "0401"));
      }
    }
    extract.file("GP_PATIENT_LIST", lists.toArray(String[]::new));
    extract.file("MAPPING_NHS_GEOGRAPHIES", places.toArray(String[]::new));
    extract.file(
        "PCA_REFERENCE",
        "SHORT_NAME,NAME,DESCRIPTION,TYPE,GENERAL_SPECIFIC",
        "PCAZ1,PCAZ1,Chose not to.,PCA,General",
        "PCAZ2,PCAZ2,Unsuitable.,PCA,Specific",
        "EXCZ1,EXCZ1,Another age.,Exclusion,");
    extract.in(folder.resolve(name));
  }

  private static void values(WholeExtract extract, Rulebook rulebook, int p) {
    int k = 0;
    int manual = 0;
    for (Indicator indicator : rulebook.indicatorsInCodeOrder()) {
      k++;
      String i = indicator.code();
      if (indicator.kind() == IndicatorKind.YES_NO) {
        if (manual++ == 0 && p == 3) {
          extract.value(code(p), i, "Yes/No Flag", "0");
        }
      } else if (indicator.kind() != IndicatorKind.REGISTER) {
        boolean none = p == 4 && (i.equals("AF006") || i.equals("AF008"));
        int denominator = none ? 0 : 40 + 3 * p + k;
        int numerator = none ? 0 : denominator - (7 * p + 5 * k) % 23;
        boolean nobody = p == 4 && i.equals("AF006");
        extract.value(code(p), i, "Denominator", Integer.toString(denominator));
        extract.value(code(p), i, "Numerator", Integer.toString(numerator));
        extract.value(code(p), i, "PCAZ1", nobody ? "0" : Integer.toString(1 + (p + k) % 5));
        extract.value(code(p), i, "PCAZ2", nobody ? "0" : "2");
        extract.value(code(p), i, "EXCZ1", "9");
      }
    }
    int r = 0;
    for (Group group : rulebook.groups()) {
      String carrier = group.registerIndicator();
      if (carrier != null) {
        r++;
        boolean empty = p == 7 && group.code().equals("NDH");
        extract.value(
            code(p), carrier, "The Register", empty ? "0" : Integer.toString(50 + 10 * p + r));
      }
    }
  }

  private static String listHeader() {
    StringBuilder header = new StringBuilder("ORG_CODE,EXTRACT_DATE");
    for (String sex : List.of("MALE", "FEMALE")) {
      for (int age = 0; age <= OLDEST; age++) {
        header.append(',').append(sex).append('_').append(age);
      }
    }
    return header.toString();
  }

  private static String list(int p, String date) {
    StringBuilder row = new StringBuilder(code(p) + "," + date);
    for (int female = 0; female <= 1; female++) {
      for (int age = 0; age <= OLDEST; age++) {
        row.append(',').append(p + age % 3 + female);
      }
    }
    return row.toString();
  }

  /** Networks of two, and the last of those that go and one that stays. */
  static int network(int p) {
    return Math.min((p + 1) / 2, 5);
  }

  /** Practices 1 to 3 and 4 to 6 share a sub-ICB each of the first region, the rest the second. */
  private static String place(int p) {
    boolean east = p <= 6;
    int area = p <= 3 ? 1 : east ? 2 : 3;
    boolean none = p == 5 || p == 10;
    return ("E92000001,ENG,England,X0%1$d,E4000000%1$d,%2$s,I0%3$d,E5400000%3$d,NHS Board %3$d,"
            + "S0%3$d,E3800000%3$d,NHS Board %3$d - S0%3$d,%4$s,%5$s,%6$s,Practice %7$d")
        .formatted(
            east ? 1 : 2,
            east ? "East of England" : "South West",
            area,
            none ? "U" : "UZ000" + network(p),
            none ? "Unallocated" : "Network " + network(p),
            code(p),
            p);
  }
}
