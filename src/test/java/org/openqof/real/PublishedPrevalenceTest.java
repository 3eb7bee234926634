package org.openqof.real;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqof.nation.NationalYear;
import org.openqof.tables.AreaGroups;
import org.openqof.tables.AreaPoints;
import org.openqof.tables.Block;
import org.openqof.tables.NationalFigures;
import org.openqof.tables.PatientLists;
import org.openqof.tables.Practices;
import org.openqof.tables.PublishedAreaFigures;
import org.openqof.tables.PublishedRegisters;
import org.openqof.tables.Reconciliation;

/**
 * Tests B, C, D and F: published prevalence and geography of five years in, published totals out,
 * through the product's own ingestion and tables.
 */
abstract class PublishedPrevalenceTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "2016-17, PREVALENCE_1617.csv,    ORGANISATION_REFERENCE_1617.csv,    7392, 58029147, 7850.26, 1304, 4347",
    "2017-18, PREVALENCE_1718.csv,    ORGANISATION_REFERENCE_1718.csv,    7100, 58383266, 8223.00, 252, 4074",
    "2018-19, PREVALENCE_1819_v2.csv, ORGANISATION_REFERENCE_1819_v2.csv, 6873, 59386096, 8640.49, 399, 4011",
    "2019-20, PREVALENCE_1920.csv,    MAPPING_NHS_GEOGRAPHIES_1920.csv,   6720, 60407685, 8989.24, 0, 0",
    "2022-23, PREVALENCE_2223.csv,    MAPPING_NHS_GEOGRAPHIES_2223.csv,   6378, 62378057, 9780.19, 0, 0"
  })
  void publishedTotalsComeOut(
      String year,
      String prevalence,
      String geography,
      int practices,
      long totalList,
      BigDecimal meanList,
      int blanks,
      int cells) {
    RealData run = RealData.ofYear(prevalence, geography);
    shape(run, year, practices, blanks);
    englandTotals(run, year, practices);
    lists(run, year, practices, totalList, meanList);
    areas(run, year, cells);
    assertThat(run.answer().out()).contains("no indicator values: national figures, factors");
  }

  /** F: 21 rows a practice, none twice, one list size for each list type. */
  private static void shape(RealData run, String year, int practices, int blanks) {
    Block registers = run.table(PublishedRegisters.TABLE, year);
    Map<String, Integer> rowsOf = new HashMap<>();
    Map<String, Integer> listOf = new HashMap<>();
    Set<String> seen = new HashSet<>();
    int blank = 0;
    for (int row = 0; row < registers.rows(); row++) {
      String practice = registers.textAt(PublishedRegisters.PRACTICE_CODE, row);
      rowsOf.merge(practice, 1, Integer::sum);
      assertThat(seen.add(practice + registers.textAt(PublishedRegisters.GROUP_CODE, row)))
          .isTrue();
      int list = registers.countAt(PublishedRegisters.LIST_SIZE, row);
      Integer before =
          listOf.put(practice + registers.textAt(PublishedRegisters.PATIENT_LIST_TYPE, row), list);
      assertThat(before == null || before == list).isTrue();
      blank += registers.has(PublishedRegisters.REGISTER_SIZE, row) ? 0 : 1;
    }
    assertThat(rowsOf).hasSize(practices);
    assertThat(new HashSet<>(rowsOf.values())).containsExactly(21);
    assertThat(blank).isEqualTo(blanks);
    assertThat(run.table(Practices.TABLE, year).rows()).isEqualTo(practices);
  }

  /** C: register, list and prevalence of England by group. */
  private static void englandTotals(RealData run, String year, int practices) {
    Block groups = run.table(AreaGroups.TABLE, year);
    Map<String, Integer> england = new HashMap<>();
    for (int row = 0; row < groups.rows(); row++) {
      if (groups.textAt(AreaGroups.LEVEL, row).equals("england")) {
        england.put(groups.textAt(AreaGroups.GROUP_CODE, row), row);
      }
    }
    int compared = 0;
    for (NamedCsvRecord expected : RealData.rows("prevalence/england_totals.csv")) {
      if (!expected.getField("year").equals(year.replace('-', '/'))) {
        continue;
      }
      String group = expected.getField("group_code");
      Integer row = england.get(group);
      assertThat(row).as(group).isNotNull();
      if (row == null) {
        continue;
      }
      assertThat(groups.countAt(AreaGroups.PRACTICES, row)).as(group).isEqualTo(practices);
      assertThat(groups.unscaledAt(AreaGroups.REGISTER_SIZE, row))
          .as(group)
          .isEqualTo(Long.parseLong(expected.getField("register")));
      assertThat(groups.unscaledAt(AreaGroups.LIST_SIZE, row))
          .as(group)
          .isEqualTo(Long.parseLong(expected.getField("list_size")));
      assertThat(groups.textAt(AreaGroups.PATIENT_LIST_TYPE, row))
          .as(group)
          .isEqualTo(expected.getField("patient_list_type"));
      BigDecimal percent = groups.decimalOrNull(AreaGroups.RAW_PREVALENCE, row);
      assertThat(percent).as(group).isNotNull();
      if (percent != null) {
        assertThat(percent.movePointRight(2).setScale(6, RoundingMode.HALF_UP))
            .as(group)
            .isEqualByComparingTo(expected.getField("prevalence_pct"));
      }
      compared++;
    }
    // The published totals have no table for 2019-20; its lists are checked below.
    assertThat(compared).isEqualTo(year.equals("2019-20") ? 0 : 21);
  }

  /** C: total and mean list; the mean is a national figure that applies to the next year. */
  private static void lists(
      RealData run, String year, int practices, long totalList, BigDecimal meanList) {
    Block points = run.table(AreaPoints.TABLE, year);
    for (int row = 0; row < points.rows(); row++) {
      if (points.textAt(AreaPoints.LEVEL, row).equals("england")) {
        assertThat(points.unscaledAt(AreaPoints.LIST_SIZE, row)).isEqualTo(totalList);
        assertThat(points.has(AreaPoints.EARNED_POINTS, row)).isFalse();
      }
    }
    Block figures = run.table(NationalFigures.TABLE, year);
    boolean found = false;
    for (int row = 0; row < figures.rows(); row++) {
      if (figures.textAt(NationalFigures.FIGURE, row).equals(NationalYear.AVERAGE_LIST_SIZE)
          && !figures.textAt(NationalFigures.APPLIES_TO_YEAR, row).equals(year)) {
        found = true;
        BigDecimal mean = figures.decimalOrNull(NationalFigures.FIGURE_VALUE, row);
        assertThat(mean).isNotNull();
        if (mean != null) {
          assertThat(mean.setScale(2, RoundingMode.HALF_UP)).isEqualByComparingTo(meanList);
        }
        assertThat(figures.countAt(NationalFigures.PRACTICES, row)).isEqualTo(practices);
      }
    }
    assertThat(found).isTrue();
    assertThat(run.table(PatientLists.TABLE, year).rows()).isNotNegative();
  }

  /** B and D: every published cell of every area, and the points behind them. */
  private static void areas(RealData run, String year, int cells) {
    if (cells == 0) {
      return;
    }
    Block checks = run.table(Reconciliation.TABLE, year);
    // Groups without a register are published with their points alone.
    Set<String> withRegister = new HashSet<>();
    for (int row = 0; row < checks.rows(); row++) {
      if (checks.textAt(Reconciliation.CHECK_NAME, row).equals("published register")) {
        withRegister.add(checks.textAt(Reconciliation.SUBJECT, row));
      }
    }
    Map<String, Integer> compared = new HashMap<>();
    for (int row = 0; row < checks.rows(); row++) {
      String check = checks.textAt(Reconciliation.CHECK_NAME, row);
      if (check.startsWith("published ")
          && withRegister.contains(checks.textAt(Reconciliation.SUBJECT, row))) {
        compared.merge(check, 1, Integer::sum);
        assertThat(checks.flagAt(Reconciliation.HOLDS, row))
            .as(check + " " + checks.textAt(Reconciliation.SUBJECT, row))
            .isTrue();
      }
    }
    assertThat(compared.get("published register")).isEqualTo(cells);
    assertThat(compared.get("published list size")).isEqualTo(cells);
    assertThat(compared.get("published practices")).isEqualTo(cells);

    Block published = run.table(PublishedAreaFigures.TABLE, year);
    BigDecimal points = BigDecimal.ZERO;
    for (int row = 0; row < published.rows(); row++) {
      BigDecimal earned = published.decimalOrNull(PublishedAreaFigures.EARNED_POINTS, row);
      points = earned == null ? points : points.add(earned);
    }
    Map<String, String> expected =
        Map.of("2016-17", "3947355.65", "2017-18", "3810386.01", "2018-19", "3695810.59");
    assertThat(points).isEqualByComparingTo(expected.get(year));
  }
}
