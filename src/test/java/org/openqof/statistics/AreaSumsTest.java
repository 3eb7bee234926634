package org.openqof.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openqof.domain.Ratio;
import org.openqof.input.FieldKind;
import org.openqof.input.Geography;
import org.openqof.input.Geography.Area;
import org.openqof.practice.EarnedPoints;
import org.openqof.practice.NationalValues;
import org.openqof.practice.PracticeRegisters;
import org.openqof.practice.PracticeYear;
import org.openqof.practice.PricePractice;
import org.openqof.tables.AreaGroups;
import org.openqof.tables.AreaIndicators;
import org.openqof.tables.AreaPoints;
import org.openqof.tables.Block;
import org.openqof.tables.ContentDigest;
import org.openqof.tables.PatientLists;
import org.openqof.tables.PracticeGroups;
import org.openqof.tables.PracticeIndicators;
import org.openqof.tables.PracticePoints;
import org.openqof.testing.Given;

class AreaSumsTest {
  private static final Geography ELM = place("U90001", "90A", "X90", "Elm");
  private static final Geography ASH = place("U90002", "90B", "X90", "Ash");

  @Test
  void ratesOfAnAreaComeFromSumsAndNotFromMeansOfRates() {
    Block rows =
        sums(
                Given.practice("Z90001", 1000).in(ELM).fraction("AF006", 10, 10),
                Given.practice("Z90002", 9000).in(ELM).fraction("AF006", 45, 90))
            .indicatorRows(Given.RULEBOOK);
    int england = row(rows, "england", "ENG", "AF006");
    // 55 of 100, where the mean of 100 % and 50 % would be 75 %
    assertThat(rows.decimalOrNull(AreaIndicators.ACHIEVEMENT, england))
        .isEqualByComparingTo("0.55");
    assertThat(rows.countAt(AreaIndicators.PRACTICES, england)).isEqualTo(2);
  }

  @Test
  void anAreaHasOneRowALevelAndIndicatorWhoeverNamesIt() {
    // Fault 8 of the present publication code: regions left twice in an index fan rows out.
    Block rows =
        sums(
                Given.practice("Z90001", 1000).in(ELM).fraction("AF006", 10, 10),
                Given.practice("Z90002", 9000)
                    .in(place("U90001", "90A", "X90", "ELM"))
                    .fraction("AF006", 45, 90))
            .indicatorRows(Given.RULEBOOK);
    for (int i = 1; i < rows.rows(); i++) {
      assertThat(rows.compare(i - 1, i)).isNegative();
    }
    assertThat(rows.textAt(AreaIndicators.AREA_NAME, row(rows, "region", "X90", "AF006")))
        .isEqualTo("Elm region");
  }

  @Test
  void aPracticeOffTheMapIsInEnglandAndInAnAreaOfItsOwn() {
    // Fault 9: unmapped practices drop out of regional sums but not of national ones.
    AreaSums sums =
        sums(
            Given.practice("Z90001", 1000).in(ELM).register("AF001", 30),
            Given.practice("Z90002", 9000).in(Geography.NONE).register("AF001", 50));
    Block groups = sums.groupRows(Given.RULEBOOK);
    Block points = sums.pointRows();
    Reconcile reconcile = new Reconcile();
    reconcile.levelsAddUp(groups, points);
    assertThat(reconcile.failures()).isEmpty();
    int england = group(groups, "england", "ENG", "AF");
    assertThat(groups.unscaledAt(AreaGroups.REGISTER_SIZE, england)).isEqualTo(80);
    int unmapped = group(groups, "region", "UNMAPPED", "AF");
    assertThat(groups.unscaledAt(AreaGroups.REGISTER_SIZE, unmapped)).isEqualTo(50);
  }

  @Test
  void practicesWithoutANetworkShareAnExplicitPlace() {
    Geography without = new Geography(Geography.NO_PCN, ASH.subIcb(), ASH.icb(), ASH.region());
    Block points =
        sums(Given.practice("Z90001", 1000).in(ELM), Given.practice("Z90002", 10).in(without))
            .pointRows();
    boolean found = false;
    for (int row = 0; row < points.rows(); row++) {
      if (points.textAt(AreaPoints.LEVEL, row).equals("pcn")
          && points.textAt(AreaPoints.AREA_CODE, row).equals("U")) {
        found = true;
        assertThat(points.textAt(AreaPoints.AREA_NAME, row)).isEqualTo("Unallocated");
      }
    }
    assertThat(found).isTrue();
  }

  @Test
  void theDenominatorIsAlreadyNetOfAdjustments() {
    // W18, HSCIC Technical Annex 2011/12 quoting the SFE: register 100, 4 excepted for
    // non-attendance and
    // 1 terminally ill, denominator 95. Nothing is subtracted from it again.
    Block rows =
        sums(Given.practice("Z90001", 5000)
                .in(ELM)
                .fraction("CHD005", 76, 95)
                .value("CHD005", FieldKind.PCAS, 5))
            .indicatorRows(Given.RULEBOOK);
    int england = row(rows, "england", "ENG", "CHD005");
    assertThat(rows.decimalOrNull(AreaIndicators.ACHIEVEMENT, england)).isEqualByComparingTo("0.8");
    assertThat(rows.decimalOrNull(AreaIndicators.PCA_RATE, england)).isEqualByComparingTo("0.05");
    assertThat(rows.decimalOrNull(AreaIndicators.INTERVENTION_RATE, england))
        .isEqualByComparingTo("0.76");
  }

  /** A rate of a group counts denominators only where adjustments could be counted. */
  @Test
  void aGroupsAdjustmentsAreOfTheIndicatorsThatHaveAny() {
    Block rows =
        sums(Given.practice("Z90001", 5000)
                .in(ELM)
                .fraction("CHD005", 76, 95)
                .value("CHD005", FieldKind.PCAS, 5)
                .fraction("CHD015", 300, 400))
            .groupRows(Given.RULEBOOK);
    int england = group(rows, "england", "ENG", "CHD");
    assertThat(rows.unscaledAt(AreaGroups.PCA_COUNT, england)).isEqualTo(5);
    assertThat(rows.unscaledAt(AreaGroups.DENOMINATORS, england)).isEqualTo(95);
    assertThat(rows.decimalOrNull(AreaGroups.PCA_RATE, england)).isEqualByComparingTo("0.05");
  }

  @Test
  void addingPartsInAnyOrderGivesTheSame() {
    Given first = Given.practice("Z90001", 1000).in(ELM).fraction("AF006", 10, 12);
    Given second = Given.practice("Z90002", 2000).in(ASH).fraction("AF006", 7, 31);
    Given third = Given.practice("Z90003", 3000).in(ELM).register("AF001", 44);
    Given fourth = Given.practice("Z90004", 4000).in(ASH).register("HYP001", 0);
    AreaSums together = sums(first, second, third, fourth);
    AreaSums apart = sums(third);
    apart.add(sums(fourth, second));
    apart.add(sums(first));
    assertThat(digests(apart)).isEqualTo(digests(together)).doesNotHaveDuplicates().hasSize(4);
    assertThat(apart.practices()).isEqualTo(4);
  }

  /** Of everything that an area is published with. */
  private static List<String> digests(AreaSums sums) {
    return Stream.of(
            sums.indicatorRows(Given.RULEBOOK),
            sums.groupRows(Given.RULEBOOK),
            sums.pointRows(),
            sums.listRows())
        .peek(rows -> assertThat(rows.rows()).isPositive())
        .map(rows -> ContentDigest.of(rows).hex())
        .toList();
  }

  @Test
  void anEmptyRegisterTakesItsGroupsPointsOutOfTheMaximum() {
    // W19, HSCIC Technical Annex 2011/12: what cannot be earned is not counted against a practice.
    Block points = sums(Given.practice("Z90001", 1000).in(ELM).register("HYP001", 0)).pointRows();
    assertThat(points.decimalOrNull(AreaPoints.MAXIMUM_POINTS, 0)).isEqualByComparingTo("635");
    assertThat(points.decimalOrNull(AreaPoints.REVISED_MAXIMUM_POINTS, 0))
        .isLessThan(points.decimalOrNull(AreaPoints.MAXIMUM_POINTS, 0));
  }

  @Test
  void aGroupCountsThePracticesOfAnIndicatorAsEnglandDoes() {
    // One practice sent both indicators, one neither, one only what it was awarded.
    Geography elm = ELM;
    List<Given> practices =
        List.of(
            Given.practice("Z90001", 1000)
                .in(elm)
                .fraction("AF006", 10, 10)
                .value("QI013", FieldKind.YES_NO, 0),
            Given.practice("Z90002", 1000).in(elm).fraction("HYP008", 1, 2),
            Given.practice("Z90003", 1000)
                .in(elm)
                .value("AF006", FieldKind.ACHIEVED_POINTS, 1200)
                .value("QI013", FieldKind.ACHIEVED_POINTS, 0));
    Block england = sums(practices.toArray(Given[]::new)).indicatorRows(Given.RULEBOOK);
    Block points = new Block(PracticePoints.TABLE);
    Block groups = new Block(PracticeGroups.TABLE);
    Block indicators = new Block(PracticeIndicators.TABLE);
    for (Given given : practices) {
      PracticeYear practice = given.assembled();
      PracticeStatistics.of(
              practice,
              Given.RULEBOOK,
              new PricePractice(Given.RULEBOOK, NATIONAL).points(practice),
              PracticeRegisters.of(practice, Given.RULEBOOK))
          .addRows(indicators, groups, points);
    }
    Block recast =
        RecastAreas.of(
                points,
                groups,
                indicators,
                new Block(PatientLists.TABLE),
                practice -> elm,
                Given.RULEBOOK)
            .indicatorRows(Given.RULEBOOK);

    assertThat(england.countAt(AreaIndicators.PRACTICES, row(england, "england", "ENG", "AF006")))
        .isEqualTo(1);
    for (String indicator : List.of("AF006", "QI013", "AF001")) {
      assertThat(recast.countAt(AreaIndicators.PRACTICES, row(recast, "england", "ENG", indicator)))
          .as(indicator)
          .isEqualTo(
              england.countAt(AreaIndicators.PRACTICES, row(england, "england", "ENG", indicator)));
    }
  }

  private static final NationalValues NATIONAL = new NationalValues(Ratio.of(9639, 1), Map.of());

  private static AreaSums sums(Given... practices) {
    AreaSums sums = new AreaSums();
    for (Given given : practices) {
      PracticeYear practice = given.assembled();
      List<EarnedPoints> earned = new PricePractice(Given.RULEBOOK, NATIONAL).points(practice);
      Map<String, Integer> registers = PracticeRegisters.of(practice, Given.RULEBOOK);
      sums.add(
          practice.reference().geography(),
          PracticeStatistics.of(practice, Given.RULEBOOK, earned, registers));
    }
    return sums;
  }

  private static int row(Block rows, String level, String area, String indicator) {
    for (int row = 0; row < rows.rows(); row++) {
      if (rows.textAt(AreaIndicators.LEVEL, row).equals(level)
          && rows.textAt(AreaIndicators.AREA_CODE, row).equals(area)
          && rows.textAt(AreaIndicators.INDICATOR_CODE, row).equals(indicator)) {
        return row;
      }
    }
    throw new AssertionError("no row for " + level + " " + area + " " + indicator);
  }

  private static int group(Block rows, String level, String area, String group) {
    for (int row = 0; row < rows.rows(); row++) {
      if (rows.textAt(AreaGroups.LEVEL, row).equals(level)
          && rows.textAt(AreaGroups.AREA_CODE, row).equals(area)
          && rows.textAt(AreaGroups.GROUP_CODE, row).equals(group)) {
        return row;
      }
    }
    throw new AssertionError("no row for " + level + " " + area + " " + group);
  }

  private static Geography place(String pcn, String subIcb, String region, String name) {
    return new Geography(
        new Area(pcn, null, name + " PCN"),
        new Area(subIcb, null, name + " sub-ICB"),
        new Area("QE9", null, name + " ICB"),
        new Area(region, null, name + " region"));
  }
}
