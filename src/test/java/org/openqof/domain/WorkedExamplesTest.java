package org.openqof.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Worked examples with published answers; the source of each stands alongside it. */
class WorkedExamplesTest {

  @ParameterizedTest(name = "{0}: {1} points at {2}, list {3} of {4}, factor {5}/{6} = {7} ({8})")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          W01 | 30  | 124.60 | 1     | 1    | 1    | 1    | 3738.00   | Medeconomics GMS contract guide, atrial fibrillation (2006-07)
          W02 | 93  | 124.60 | 1     | 1    | 1    | 1    | 11587.80  | Medeconomics GMS contract guide, diabetes (2007-08)
          W03 | 44  | 194.83 | 10000 | 8799 | 0.53 | 0.78 | 6619.98   | Ardens support article 31000158571 (2020-21 version)
          W04 | 44  | 194.83 | 10000 | 8799 | 0.72 | 0.78 | 8993.18   | Ardens support article 31000158571 (2020-21 version)
          W05 | 44  | 201.16 | 10000 | 9085 | 0.53 | 0.7  | 7376.45   | Ardens support article 31000158571 (2021-22), CPI not rounded
          W06 | 29  | 207.56 | 16000 | 9374 | 3.05 | 2.1  | 14921.66  | Lincolnshire LMC point value and prevalence page, factors not rounded
          W08 | 74  | 201.16 | 1     | 1    | 1    | 1    | 14885.84  | Pulse Intelligence, how payments are calculated
          W10 | 1   | 165.18 | 9500  | 7460 | 1    | 1    | 210.35    | Insight Solutions / Caradoc Group
          W11 | 1   | 165.18 | 10000 | 7460 | 1    | 1    | 221.42    | Insight Solutions / Caradoc Group
          W12 | 559 | 187.74 | 9000  | 8479 | 1    | 1    | 111395.20 | Lentells QOF changes 2020-21
          W13 | 567 | 194.83 | 9000  | 8799 | 1    | 1    | 112992.10 | Lentells QOF changes 2020-21
          W17a| 54  | 201.16 | 1     | 1    | 1    | 1    | 10862.64  | Practice Index, vaccination and immunisations 2021-22
          W17b| 10  | 201.16 | 1     | 1    | 1    | 1    | 2011.60   | Practice Index, vaccination and immunisations 2021-22
          W20 | 954.5 | 124.60 | 1   | 1    | 1    | 1    | 118930.70 | digitalhealth.net, September 2007
          W21 | 1000 | 130.51 | 1    | 1    | 1    | 1    | 130510.00 | GP textbook, chapter QOF, DES, LES (2011-12)
          W22a| 42  | 75     | 1     | 1    | 1    | 1    | 3150.00   | guidelinesinpractice.co.uk 2003-04
          W22b| 42  | 120    | 1     | 1    | 1    | 1    | 5040.00   | guidelinesinpractice.co.uk 2003-04
          W22c| 85  | 75     | 1     | 1    | 1    | 1    | 6375.00   | guidelinesinpractice.co.uk 2003-04
          W22d| 85  | 120    | 1     | 1    | 1    | 1    | 10200.00  | guidelinesinpractice.co.uk 2003-04
          W22e| 1050 | 75    | 1     | 1    | 1    | 1    | 78750.00  | guidelinesinpractice.co.uk 2003-04
          W22f| 1050 | 120   | 1     | 1    | 1    | 1    | 126000.00 | guidelinesinpractice.co.uk 2003-04
          """)
  void pointsBecomePounds(
      String id,
      BigDecimal points,
      BigDecimal price,
      long list,
      long average,
      BigDecimal prevalence,
      BigDecimal national,
      BigDecimal expected,
      String source) {
    assertThat(
            AchievementPayment.toThePenny(
                Ratio.of(points),
                price,
                ContractorPopulationIndex.of(list, Ratio.of(average, 1)),
                new Ratio(prevalence, national)))
        .as("%s, %s", id, source)
        .isEqualByComparingTo(expected);
  }

  @ParameterizedTest(name = "{0}: {6} of {7} earns {8} ({9})")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          W14 | 18 | 90 | 95 | 7 | step | 911  | 1000 | 9.42  | Management in Practice, 12 October 2022
          W15 | 18 | 87 | 95 | 7 | step | 88   | 100  | 8.38  | Management in Practice, 12 October 2022 (8.375 before rounding; 8.5 printed for about 88 %)
          W16a| 18 | 90 | 95 | 3 | step | 90   | 100  | 3.00  | Pulse Intelligence, V&I domain guide
          W16b| 18 | 90 | 95 | 3 | step | 91   | 100  | 6.00  | Pulse Intelligence, V&I domain guide
          W16c| 18 | 90 | 95 | 3 | step | 95   | 100  | 18.00 | Pulse Intelligence, V&I domain guide
          W16d| 18 | 90 | 95 | 3 | step | 8999 | 10000| 0.00  | Pulse Intelligence, V&I domain guide
          """)
  void aBlockIsPaidAtTheLowerThreshold(
      String id,
      BigDecimal available,
      BigDecimal lower,
      BigDecimal upper,
      BigDecimal base,
      String kind,
      long numerator,
      long denominator,
      BigDecimal expected,
      String source) {
    Ratio points =
        AchievementPoints.forFraction(
            available, new Thresholds(lower, upper, base), numerator, denominator);
    assertThat(PointsRounding.TWO_DECIMALS.shown(points))
        .as("%s %s, %s", id, kind, source)
        .isEqualByComparingTo(expected);
  }

  @Test
  @DisplayName("W23: square root of relative prevalence 2.0 and 0.5 (Pulse letters 2008)")
  void theSquareRootDampensPrevalence() {
    Ratio highest = Ratio.of(2, 1);
    assertThat(PrevalenceMethod.SQUARE_ROOT.transformed(Ratio.of(2, 1), highest).rounded(2))
        .isEqualByComparingTo("1.41");
    assertThat(PrevalenceMethod.SQUARE_ROOT.transformed(Ratio.of(1, 2), highest).rounded(2))
        .isEqualByComparingTo("0.71");
  }

  @Test
  @DisplayName("W24: 133.76 on a list of 5,891 becomes 156.92 on 6,911 (DH letter, Pulse Dec 2012)")
  void thePriceWasRebasedCostNeutrally() {
    assertThat(
            new Ratio(new BigDecimal("133.76"), BigDecimal.valueOf(5891))
                .times(BigDecimal.valueOf(6911))
                .rounded(2))
        .isEqualByComparingTo("156.92");
  }

  @Test
  @DisplayName("W07: factors rounded to two decimals differ by pounds, so ours are never rounded")
  void roundedFactorsAreNotOurs() {
    BigDecimal printed =
        new BigDecimal("29")
            .multiply(new BigDecimal("201.16"))
            .multiply(new BigDecimal("1.76"))
            .multiply(new BigDecimal("1.50"));
    assertThat(printed.setScale(2, RoundingMode.HALF_UP)).isEqualByComparingTo("15400.81");
    assertThat(
            AchievementPayment.toThePenny(
                Ratio.of(BigDecimal.valueOf(29)),
                new BigDecimal("201.16"),
                ContractorPopulationIndex.of(16000, Ratio.of(9085, 1)),
                new Ratio(new BigDecimal("3.05"), new BigDecimal("2.03"))))
        .isNotEqualByComparingTo("15400.81");
  }
}
