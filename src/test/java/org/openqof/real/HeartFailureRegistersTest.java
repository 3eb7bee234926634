package org.openqof.real;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqof.domain.AchievementPayment;
import org.openqof.domain.ContractorPopulationIndex;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.Ratio;
import org.openqof.domain.RawPrevalence;
import org.openqof.nation.NationalYear;
import org.openqof.practice.Contribution;
import org.openqof.practice.NationalValues;
import org.openqof.rulebook.PaymentRules;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.read.Rulebooks;
import org.openqof.testing.Slow;

/**
 * What it moves that HF003 and HF006 are paid by the register of left ventricular systolic
 * dysfunction, on the real registers of 6,263 practices of 2023-24: all 12 points to everybody, by
 * the product's own national figures, factors and payments.
 *
 * <p>The counts are worked back from published prevalences, and those of dysfunction may be of
 * another date: good for the size of the effect and no more.
 */
@Slow
class HeartFailureRegistersTest {
  private static final Rulebook RULEBOOK = Rulebooks.shipped().load(FinancialYear.of("2023-24"));

  /** What each practice gets for the 12 points by one register. */
  private static List<BigDecimal> payments(List<Contribution> nation, String register) {
    NationalValues national = NationalYear.of(RULEBOOK, nation, List.of()).values();
    PaymentRules rules = RULEBOOK.payment();
    List<BigDecimal> payments = new ArrayList<>();
    for (Contribution practice : nation) {
      Ratio raw =
          RawPrevalence.of(requireNonNull(practice.registers().get(register)), practice.crp());
      BigDecimal payment = BigDecimal.ZERO;
      for (String code : List.of("HF003", "HF006")) {
        payment =
            payment.add(
                AchievementPayment.toThePenny(
                    Ratio.of(RULEBOOK.indicator(code).orElseThrow().availablePoints()),
                    rules.pointValueGbp().value(),
                    ContractorPopulationIndex.of(practice.crp(), national.averageListSize()),
                    rules
                        .prevalenceMethod()
                        .factor(
                            raw, requireNonNull(national.prevalence().get(register)).compared())));
      }
      payments.add(payment);
    }
    return payments;
  }

  @Test
  void twoMillionPoundsOfSixteenGoToOtherPracticesThanByTheRegisterOfHeartFailure() {
    List<Contribution> nation = new ArrayList<>();
    for (NamedCsvRecord row : RealData.rows("prevalence/hf_lvsd_2023-24.csv")) {
      nation.add(
          new Contribution(
              row.getField("practice_code"),
              Integer.parseInt(row.getField("hf_list_size")),
              Map.of(
                  "HF",
                  Integer.parseInt(row.getField("hf_register")),
                  "LVSD",
                  Integer.parseInt(row.getField("lvsd_patients")))));
    }
    List<BigDecimal> before = payments(nation, "HF");
    List<BigDecimal> now = payments(nation, "LVSD");
    BigDecimal gained = BigDecimal.ZERO;
    BigDecimal apart = BigDecimal.ZERO;
    BigDecimal most = BigDecimal.ZERO;
    BigDecimal least = BigDecimal.ZERO;
    for (int i = 0; i < nation.size(); i++) {
      BigDecimal change = now.get(i).subtract(before.get(i));
      gained = gained.add(change.max(BigDecimal.ZERO));
      apart = apart.add(change.abs());
      most = most.max(change);
      least = least.min(change);
    }
    BigDecimal pool = sum(before);
    assertThat(nation).hasSize(6_263);
    // The pool is the same but for rounding to the penny.
    assertThat(pool).isEqualByComparingTo("16401626.20");
    assertThat(sum(now)).isEqualByComparingTo("16401644.06");
    assertThat(gained).isEqualByComparingTo("2316203.84");
    assertThat(apart.divide(BigDecimal.valueOf(nation.size()), 2, RoundingMode.HALF_UP))
        .isEqualByComparingTo("739.64");
    assertThat(least).isEqualByComparingTo("-7293.02");
    assertThat(most).isEqualByComparingTo("13219.64");
  }

  private static BigDecimal sum(List<BigDecimal> amounts) {
    return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
