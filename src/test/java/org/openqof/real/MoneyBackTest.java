package org.openqof.real;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqof.domain.AchievementPayment;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.Ratio;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.read.Rulebooks;
import org.openqof.tables.Block;
import org.openqof.tables.PracticeFactors;
import org.openqof.tables.Practices;
import org.openqof.tables.PublishedAreaFigures;

/**
 * Test E: money really paid, within a tolerance. Points by practice are not published for these
 * years, so each practice is given the mean points of its commissioner by group; index and factors
 * are the product's own. What was paid in a year is cash (aspiration of the year and the balance of
 * the year before), so agreement is expected to a few percent and not to the pound.
 */
abstract class MoneyBackTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "2017-18, PREVALENCE_1718.csv,    ORGANISATION_REFERENCE_1718.csv,    nhspayments_17-18.csv",
    "2018-19, PREVALENCE_1819_v2.csv, ORGANISATION_REFERENCE_1819_v2.csv, nhspayments_18-19.csv"
  })
  void modelledPaymentsAgreeWithThoseMade(
      String year, String prevalence, String geography, String payments) {
    RealData run = RealData.ofYear(prevalence, geography);
    Rulebook rulebook = Rulebooks.shipped().load(FinancialYear.of(year));
    Map<String, Map<String, Ratio>> meanPoints = meanPoints(run, year);
    Map<String, String> areaOf = areas(run, year);
    Map<String, Map<String, Ratio>> factors = new HashMap<>();
    Map<String, Ratio> cpi = new HashMap<>();
    Block rows = run.table(PracticeFactors.TABLE, year);
    for (int row = 0; row < rows.rows(); row++) {
      String practice = rows.textAt(PracticeFactors.PRACTICE_CODE, row);
      BigDecimal apdf = rows.decimalOrNull(PracticeFactors.APDF, row);
      BigDecimal index = rows.decimalOrNull(PracticeFactors.CPI, row);
      if (apdf != null && index != null) {
        factors
            .computeIfAbsent(practice, code -> new HashMap<>())
            .put(rows.textAt(PracticeFactors.GROUP_CODE, row), Ratio.of(apdf));
        cpi.put(practice, Ratio.of(index));
      }
    }

    List<Double> paid = new ArrayList<>();
    List<Double> modelled = new ArrayList<>();
    List<Double> paidUnderGms = new ArrayList<>();
    List<Double> modelledUnderGms = new ArrayList<>();
    List<Double> listUnderGms = new ArrayList<>();
    Map<String, double[]> byArea = new HashMap<>();
    for (NamedCsvRecord record : RealData.rows("payments/" + payments)) {
      String practice = record.getField("Practice Code").trim();
      String area = areaOf.get(practice);
      Ratio index = cpi.get(practice);
      Map<String, Ratio> ofArea = area == null ? null : meanPoints.get(area);
      double really = Double.parseDouble(record.getField("Total QOF Payments").trim());
      if (index == null || ofArea == null || really <= 0) {
        continue;
      }
      BigDecimal model = BigDecimal.ZERO;
      for (Map.Entry<String, Ratio> points : ofArea.entrySet()) {
        String group = points.getKey();
        Ratio factor =
            group.equals("PC") ? Ratio.ONE : factors.get(practice).getOrDefault(group, Ratio.ONE);
        BigDecimal price = rulebook.payment().pointValueGbp().value();
        model = model.add(AchievementPayment.toThePenny(points.getValue(), price, index, factor));
      }
      paid.add(really);
      modelled.add(model.doubleValue());
      if (record.getField("Contract Type").trim().equals("GMS")) {
        paidUnderGms.add(really);
        modelledUnderGms.add(model.doubleValue());
        listUnderGms.add(
            Double.parseDouble(
                record.getField("Number of Registered Patients (Last Known Figure)").trim()));
      }
      double[] sums = byArea.computeIfAbsent(area, code -> new double[2]);
      sums[0] += really;
      sums[1] += model.doubleValue();
    }
    assertThat(paid).hasSizeGreaterThan(6_000);
    double england = sum(paid) / sum(modelled);
    assertThat(england).as("England paid ÷ modelled").isBetween(0.97, 1.03);
    double practices = correlation(paid, modelled);
    assertThat(practices).as("practices").isGreaterThan(0.96);
    assertThat(
            correlation(
                byArea.values().stream().map(sums -> sums[0]).toList(),
                byArea.values().stream().map(sums -> sums[1]).toList()))
        .as("commissioners")
        .isGreaterThan(0.99);
    // List size alone is judged where nothing else stands between it and the payment: over general
    // medical services contracts (other contracts have part of their points deducted first) and by
    // the list that the payments themselves are published with.
    assertThat(paidUnderGms).hasSizeGreaterThan(4_500);
    double lists = correlation(paidUnderGms, listUnderGms);
    assertThat(lists).as("list size alone").isBetween(0.88, 0.92);
    assertThat(correlation(paidUnderGms, modelledUnderGms))
        .as("the model against list size alone")
        .isGreaterThan(0.96)
        .isGreaterThan(lists);
  }

  private static Map<String, Map<String, Ratio>> meanPoints(RealData run, String year) {
    Map<String, Map<String, Ratio>> points = new HashMap<>();
    Block rows = run.table(PublishedAreaFigures.TABLE, year);
    for (int row = 0; row < rows.rows(); row++) {
      BigDecimal earned = rows.decimalOrNull(PublishedAreaFigures.EARNED_POINTS, row);
      int practices = rows.countAt(PublishedAreaFigures.PRACTICES, row);
      if (earned != null && practices > 0) {
        points
            .computeIfAbsent(
                rows.textAt(PublishedAreaFigures.AREA_CODE, row), code -> new HashMap<>())
            .put(
                rows.textAt(PublishedAreaFigures.GROUP_CODE, row),
                new Ratio(earned, BigDecimal.valueOf(practices)));
      }
    }
    return points;
  }

  private static Map<String, String> areas(RealData run, String year) {
    Map<String, String> areas = new HashMap<>();
    Block rows = run.table(Practices.TABLE, year);
    for (int row = 0; row < rows.rows(); row++) {
      areas.put(
          rows.textAt(Practices.PRACTICE_CODE, row), rows.textAt(Practices.SUB_ICB_CODE, row));
    }
    return areas;
  }

  private static double sum(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).sum();
  }

  private static double correlation(List<Double> left, List<Double> right) {
    double meanLeft = sum(left) / left.size();
    double meanRight = sum(right) / right.size();
    double both = 0;
    double ofLeft = 0;
    double ofRight = 0;
    for (int i = 0; i < left.size(); i++) {
      double a = left.get(i) - meanLeft;
      double b = right.get(i) - meanRight;
      both += a * b;
      ofLeft += a * a;
      ofRight += b * b;
    }
    return both / Math.sqrt(ofLeft * ofRight);
  }
}
