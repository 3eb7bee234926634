package org.openqof.real;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.domain.FinancialYear;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.read.Rulebooks;
import org.openqof.settings.Place;
import org.openqof.store.Lake;
import org.openqof.store.VersionLog;
import org.openqof.store.VersionState.State;
import org.openqof.tables.Block;
import org.openqof.tables.PaymentLines;
import org.openqof.testing.Qof;
import org.openqof.testing.Slow;
import org.openqof.testing.WideGate;

/**
 * Test G: COPD of 2021-22 as all practices of England were really paid for it.
 *
 * <p>Points of 2018-19 are published by CCG alone. In the twelve CCGs whose practices are the same
 * in both years each practice is given the points of COPD003 and COPD005 that its published points
 * of 2021-22 leave possible, and that add up to the CCG's published points of 2018-19. That such
 * points exist is the proof of the pool; the run pays by it.
 */
@Slow
class PooledProtectionTest {
  private static final String POINTS = "achievement/copd_2021-22_practice_indicator.csv";
  private static final String CCGS = "achievement/copd_protection_check_12_ccgs.csv";
  private static final int OF_COPD005 = 500;
  private static final int OF_BOTH = 1400;

  @Test
  void theRunPaysWhatPracticesWerePaid(@TempDir Path room) throws IOException {
    List<NamedCsvRecord> practices = RealData.rows(POINTS);
    List<NamedCsvRecord> ccgs = RealData.rows(CCGS);
    assertThat(practices).hasSize(6_470);
    assertThat(ccgs).hasSize(12);
    Map<String, int[]> then = new TreeMap<>();
    for (NamedCsvRecord ccg : ccgs) {
      then.putAll(pointsOf2018(ccg, practices));
    }
    Path extracts = Files.createDirectories(room.resolve("extracts"));
    write2018(extracts, then);
    write2021(extracts, practices);
    Block lines = payments(room, extracts);

    Map<String, BigDecimal> paid = new TreeMap<>();
    Map<String, String> how = new TreeMap<>();
    for (int row = 0; row < lines.rows(); row++) {
      String indicator = lines.textAt(PaymentLines.INDICATOR_CODE, row);
      if (indicator.startsWith("COPD")) {
        String key = lines.textAt(PaymentLines.PRACTICE_CODE, row) + " " + indicator;
        paid.put(key, lines.decimalAt(PaymentLines.EARNED_POINTS, row));
        how.put(key, lines.textOrNull(PaymentLines.PROTECTION, row) + "");
      }
    }
    // A register of one patient earns all points, an empty one none.
    for (NamedCsvRecord practice : practices) {
      assertThat(paid.get(practice.getField("practice_code") + " COPD009"))
          .as(practice.getField("practice_code"))
          .isEqualByComparingTo(practice.getField("copd009_points"));
    }
    for (NamedCsvRecord practice : practices) {
      String code = practice.getField("practice_code");
      for (String indicator : List.of("COPD008", "COPD010")) {
        assertThat(how.get(code + " " + indicator))
            .isEqualTo(then.containsKey(code) ? "protected" : "no_base_year");
        if (then.containsKey(code)) {
          assertThat(paid.get(code + " " + indicator).subtract(points(practice, indicator)).abs())
              .as(code + " " + indicator)
              .isLessThanOrEqualTo(new BigDecimal("0.01"));
        }
      }
    }
    for (NamedCsvRecord ccg : ccgs) {
      for (String indicator : List.of("copd008", "copd010")) {
        BigDecimal sum =
            practices.stream()
                .filter(practice -> practice.getField("sub_icb").equals(ccg.getField("ccg")))
                .map(
                    p ->
                        paid.get(
                            p.getField("practice_code") + " " + indicator.toUpperCase(Locale.ROOT)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        for (String published : List.of(indicator + "_points_2021_22", "expected_" + indicator)) {
          assertThat(sum.subtract(new BigDecimal(ccg.getField(published))).abs())
              .as(ccg.getField("ccg") + " " + published)
              .isLessThanOrEqualTo(new BigDecimal("0.03"));
        }
      }
    }
  }

  /** Lines of 2021-22. Only COPD is known of these practices, which the gate would hold. */
  private static Block payments(Path room, Path extracts) {
    Qof.Answer answer =
        Qof.run(
            "run",
            "--extracts",
            extracts,
            "--lake",
            room.resolve("lake"),
            "--published",
            room.resolve("published"),
            "--engine",
            "local",
            "--rulebook",
            WideGate.in(room.resolve("gate")));
    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isZero();
    Lake lake = new Lake(Place.uri(room.resolve("lake").toString()));
    FinancialYear year = FinancialYear.of("2021-22");
    int version = new VersionLog(lake).last(year, State.PUBLISHED).orElseThrow().version();
    return lake.read(PaymentLines.TABLE, year, version);
  }

  private static BigDecimal points(NamedCsvRecord practice, String indicator) {
    return new BigDecimal(practice.getField(indicator.toLowerCase(Locale.ROOT) + "_points"));
  }

  private static int hundredths(String points) {
    return new BigDecimal(points).movePointRight(2).setScale(0, RoundingMode.HALF_UP).intValue();
  }

  /** Hundredths of a point for COPD003 and COPD005 of every practice of a CCG. */
  private static Map<String, int[]> pointsOf2018(NamedCsvRecord ccg, List<NamedCsvRecord> all) {
    int copd003 = hundredths(ccg.getField("copd003_points_2018_19"));
    int copd005 = hundredths(ccg.getField("copd005_points_2018_19"));
    List<String> codes = new ArrayList<>();
    List<Integer> least = new ArrayList<>();
    List<Integer> most = new ArrayList<>();
    for (NamedCsvRecord practice : all) {
      if (practice.getField("sub_icb").equals(ccg.getField("ccg"))) {
        int[] pools = pools(points(practice, "COPD008"), points(practice, "COPD010"));
        codes.add(practice.getField("practice_code"));
        least.add(pools[0]);
        most.add(pools[1]);
      }
    }
    assertThat(codes).hasSize(Integer.parseInt(ccg.getField("practices")));
    int missing = copd003 + copd005 - least.stream().mapToInt(i -> i).sum();
    for (int i = 0; i < codes.size() && missing > 0; i++) {
      int more = Math.min(missing, most.get(i) - least.get(i));
      least.set(i, least.get(i) + more);
      missing -= more;
    }
    // What two hundredths of rounding in 49 practices can leave.
    assertThat(Math.abs(missing)).as(ccg.getField("ccg")).isLessThanOrEqualTo(3);
    Map<String, int[]> points = new TreeMap<>();
    int tooMany = -copd005;
    for (int i = 0; i < codes.size(); i++) {
      int second = Math.min(OF_COPD005, least.get(i));
      tooMany += second;
      points.put(codes.get(i), new int[] {least.get(i) - second, second});
    }
    for (int[] ofPractice : points.values()) {
      int less = Math.max(0, Math.min(tooMany, Math.min(ofPractice[1], 900 - ofPractice[0])));
      ofPractice[0] += less;
      ofPractice[1] -= less;
      tooMany -= less;
    }
    return points;
  }

  /** The least and the most of the pool from which a practice can have been paid. */
  private static int[] pools(BigDecimal copd008, BigDecimal copd010) {
    int[] fitting =
        IntStream.rangeClosed(0, OF_BOTH)
            .filter(pool -> share(pool, 2).compareTo(copd008) == 0)
            .filter(pool -> share(pool, 9).compareTo(copd010) == 0)
            .toArray();
    if (fitting.length > 0) {
      return new int[] {fitting[0], fitting[fitting.length - 1]};
    }
    // Points of 2018-19 were not rounded before they were shared.
    int nearest =
        copd010
            .multiply(BigDecimal.valueOf(OF_BOTH))
            .divide(BigDecimal.valueOf(9), 0, RoundingMode.HALF_UP)
            .intValue();
    return new int[] {nearest, nearest};
  }

  private static BigDecimal share(int pool, int available) {
    return BigDecimal.valueOf(pool)
        .multiply(BigDecimal.valueOf(available))
        .divide(BigDecimal.valueOf(OF_BOTH), 2, RoundingMode.HALF_UP);
  }

  private static void write2018(Path folder, Map<String, int[]> points) throws IOException {
    List<String> list = new ArrayList<>(List.of(LIST));
    List<String> populations = new ArrayList<>(List.of(POPULATIONS));
    List<String> values = new ArrayList<>(List.of(VALUES));
    List<String> awards = new ArrayList<>(List.of(AWARDS));
    List<String> registers = otherRegisters("2018-19");
    points.forEach(
        (code, ofPractice) -> {
          list.add("QOF1819,%s,Practice %s,S001,20180401,20190331".formatted(code, code));
          populations.add(code + ",20190101,9000");
          values.add(value("QOF1819", code, "20190331", "COPD001", "COPD Register", "100"));
          others(values, "QOF1819", code, "20190331", registers);
          // Counts that earn these points between 50 and 90 %, and between 40 and 90 %.
          share(values, code, "COPD003", 2250 + 2 * ofPractice[0], 4500);
          share(values, code, "COPD005", 400 + ofPractice[1], 1000);
          awards.add(award(code, "COPD003", ofPractice[0]));
          awards.add(award(code, "COPD005", ofPractice[1]));
        });
    write(folder, "FINAL_PRACTICE_LIST_1819.csv", list);
    write(folder, "CONTRACTOR_REGISTERED_POPULATION_1819.csv", populations);
    write(folder, "INDICATOR_VALUES_1819.csv", values);
    write(folder, "INDICATOR_ACHIEVED_POINTS_1819.csv", awards);
  }

  private static void write2021(Path folder, List<NamedCsvRecord> practices) throws IOException {
    List<String> list = new ArrayList<>(List.of(LIST));
    List<String> populations = new ArrayList<>(List.of(POPULATIONS));
    List<String> values = new ArrayList<>(List.of(VALUES));
    List<String> registers = otherRegisters("2021-22");
    for (NamedCsvRecord practice : practices) {
      String code = practice.getField("practice_code");
      others(values, "QOF2122", code, "20220331", registers);
      list.add("QOF2122,%s,Practice %s,S001,20210401,20220331".formatted(code, code));
      populations.add(code + ",20220101," + practice.getField("list_2021_22"));
      values.add(
          value(
              "QOF2122",
              code,
              "20220331",
              "COPD009",
              "COPD Register",
              practice.getField("copd_register_2021_22")));
      for (String indicator : List.of("COPD008", "COPD010")) {
        String column = indicator.toLowerCase(Locale.ROOT);
        for (String field : List.of("Numerator", "Denominator")) {
          values.add(
              value(
                  "QOF2122",
                  code,
                  "20220331",
                  indicator,
                  field,
                  practice.getField(column + "_" + field.toLowerCase(Locale.ROOT))));
        }
      }
    }
    write(folder, "FINAL_PRACTICE_LIST_2122.csv", list);
    write(folder, "CONTRACTOR_REGISTERED_POPULATION_2122.csv", populations);
    write(folder, "INDICATOR_VALUES_2122.csv", values);
  }

  private static final String LIST =
      "QUALITY_SERVICE,SP_ORG_CODE,SP_ORG_NAME,CO_ORG_CODE,PART_ST_DT,PART_ED_DT";
  private static final String POPULATIONS = "PRACTICE_CODE,REFERENCE_DATE,REGISTERED_POPULATION";
  private static final String VALUES =
      "QUALITY_SERVICE,NAME,ORG_CODE,ACH_DATE,IND_CODE,FIELD_NAME,VALUE,DEFAULT_VALUES_USED,"
          + "SUBMIT_USER_ID,SUBMIT_DATE,SUBMIT_TIME,LAST_SUBMISSION";
  private static final String AWARDS = "QUALITY_SERVICE,ORG_CODE,ACH_DATE,IND_CODE,POINTS,APPROVED";

  /** Indicators that carry the registers of all other groups, without which no year is paid. */
  private static List<String> otherRegisters(String year) {
    return Rulebooks.shipped().load(FinancialYear.of(year)).groups().stream()
        .filter(group -> !group.code().equals("COPD"))
        .map(Group::registerIndicator)
        .filter(Objects::nonNull)
        .toList();
  }

  private static void others(
      List<String> values, String service, String practice, String day, List<String> registers) {
    registers.forEach(
        indicator -> values.add(value(service, practice, day, indicator, "The Register", "100")));
    values.add(value(service, practice, day, "HF003", "Heart Failure (LVSD) Register", "50"));
  }

  private static void share(
      List<String> values, String practice, String indicator, int numerator, int denominator) {
    String day = "20190331";
    values.add(
        value("QOF1819", practice, day, indicator, "Numerator", Integer.toString(numerator)));
    values.add(
        value("QOF1819", practice, day, indicator, "Denominator", Integer.toString(denominator)));
  }

  private static String value(
      String service, String practice, String day, String indicator, String field, String value) {
    return String.join(
        ",",
        service,
        "Quality and Outcomes Framework",
        practice,
        day,
        indicator,
        field,
        value,
        "None",
        "AUTOMATED",
        "04/04/" + day.substring(0, 4) + ",12:00:00,Y");
  }

  private static String award(String practice, String indicator, int hundredths) {
    return "QOF1819,%s,20190331,%s,%s,Approved"
        .formatted(practice, indicator, BigDecimal.valueOf(hundredths, 2));
  }

  private static void write(Path folder, String name, List<String> lines) throws IOException {
    Files.write(folder.resolve(name), lines);
  }
}
