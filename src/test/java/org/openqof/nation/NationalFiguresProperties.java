package org.openqof.nation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.openqof.domain.PrevalenceMethod;
import org.openqof.domain.Ratio;
import org.openqof.domain.RawPrevalence;
import org.openqof.practice.Contribution;
import org.openqof.rulebook.PaymentRules;
import org.openqof.testing.Given;

class NationalFiguresProperties {

  @Property(tries = 200)
  void theListWeightedMeanOfTheFactorsIsOne(@ForAll("practices") List<Contribution> practices) {
    NationalPrevalence national =
        NationalPrevalence.of("AF", practices, Given.RULEBOOK.payment()).orElseThrow();
    if (national.register() == 0) {
      return;
    }
    Ratio weighted = Ratio.ZERO;
    for (Contribution practice : practices) {
      Ratio factor =
          PrevalenceMethod.TRUE_PREVALENCE.factor(
              RawPrevalence.of(practice.registers().getOrDefault("AF", 0), practice.crp()),
              national.compared().compared());
      weighted = weighted.plus(factor.times(BigDecimal.valueOf(practice.crp())));
    }
    assertThat(weighted.dividedBy(Ratio.of(national.crp(), 1)).rounded(30))
        .isEqualByComparingTo(BigDecimal.ONE);
  }

  @Property(tries = 100)
  void permutingPracticesChangesNothing(
      @ForAll("practices") List<Contribution> practices, @ForAll long seed) {
    List<Contribution> shuffled = new ArrayList<>(practices);
    Collections.shuffle(shuffled, new Random(seed));
    assertThat(NationalYear.of(Given.RULEBOOK, shuffled, List.of()).prevalence())
        .isEqualTo(NationalYear.of(Given.RULEBOOK, practices, List.of()).prevalence());
  }

  @Example
  void practicesOfEqualPrevalenceMayComeInAnyOrder() {
    Contribution small = new Contribution("Z90001", 1, Map.of("AF", 1));
    Contribution large = new Contribution("Z90002", 902, Map.of("AF", 902));
    assertThat(NationalPrevalence.of("AF", List.of(small, large), Given.RULEBOOK.payment()))
        .isEqualTo(NationalPrevalence.of("AF", List.of(large, small), Given.RULEBOOK.payment()));
  }

  @Property(tries = 100)
  void theMeanOfTheRebasedFactorsIsOneInTheErasOfTheSquareRoot(
      @ForAll("practices") List<Contribution> practices) {
    for (PrevalenceMethod method :
        List.of(PrevalenceMethod.SQUARE_ROOT, PrevalenceMethod.CUT_OFF)) {
      NationalPrevalence national =
          NationalPrevalence.of("AF", practices, Rules.with(method)).orElseThrow();
      if (national.register() == 0) {
        continue;
      }
      BigDecimal sum = BigDecimal.ZERO;
      for (Contribution practice : practices) {
        Ratio raw = RawPrevalence.of(practice.registers().getOrDefault("AF", 0), practice.crp());
        sum =
            sum.add(
                method
                    .factor(
                        method.transformed(raw, national.compared().highest()),
                        national.compared().compared())
                    .rounded(30));
      }
      BigDecimal mean = new Ratio(sum, BigDecimal.valueOf(practices.size())).rounded(20);
      assertThat(mean).isEqualByComparingTo(BigDecimal.ONE);
    }
  }

  @Provide
  Arbitrary<List<Contribution>> practices() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 30_000), Arbitraries.integers().between(0, 900))
        .as((crp, register) -> new Contribution("", crp, Map.of("AF", register)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(60);
  }

  /** The shipped rules with another method. */
  private static final class Rules {
    static PaymentRules with(PrevalenceMethod method) {
      PaymentRules rules = Given.RULEBOOK.payment();
      return new PaymentRules(
          rules.pointValueGbp(),
          rules.averageListSize(),
          rules.averageListDate(),
          rules.crpDate(),
          rules.prevalenceDay(),
          method,
          PaymentRules.NationalPrevalence.MEAN_OF_RATIOS,
          rules.payingAverage(),
          rules.totalPoints(),
          rules.aspirationRatePercent(),
          rules.pointsRounding(),
          rules.moneyRounding(),
          rules.statisticsListDate(),
          rules.targetPopulationFactor(),
          rules.upratingIndex(),
          rules.protectedPointsScaling(),
          rules.protectionNeedsPlan());
    }
  }
}
