package org.openqof.nation;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.openqof.domain.Ratio;
import org.openqof.practice.Contribution;
import org.openqof.practice.NationalValues;
import org.openqof.practice.NationalValues.Prevalence;
import org.openqof.rulebook.PaymentRules;
import org.openqof.rulebook.Rulebook;
import org.openqof.tables.Block;
import org.openqof.tables.NationalFigures;

/**
 * National figures read back from the lake, exact as they entered the payments: a row shows a
 * rounded figure alongside the two whole numbers it was formed from, and only those are used.
 */
public final class FrozenFigures {
  private FrozenFigures() {}

  /**
   * The figures that entered the payments of a version.
   *
   * <p>A mean over practices, and the share of a target population, cannot be read from two sums.
   * Where the year has one, its figures are formed again from the contributions of all practices.
   *
   * @param rulebook the rulebook of the version
   * @param figures its rows of {@code national_figures}
   * @param contributions gives what all practices brought; asked only where the year needs it
   */
  public static NationalValues of(
      Rulebook rulebook, Block figures, Supplier<List<Contribution>> contributions) {
    Ratio average = Ratio.of(BigDecimal.valueOf(rulebook.payment().averageListSize().value()));
    Map<String, Prevalence> prevalence = new HashMap<>();
    for (int row = 0; row < figures.rows(); row++) {
      if (!figures.textAt(NationalFigures.PAYS, row).equals("computed")) {
        continue;
      }
      Ratio ofSums =
          Ratio.of(
              figures.unscaledAt(NationalFigures.NUMERATOR, row),
              figures.unscaledAt(NationalFigures.DENOMINATOR, row));
      if (figures.textAt(NationalFigures.FIGURE, row).equals(NationalYear.AVERAGE_LIST_SIZE)) {
        average = ofSums;
      } else {
        // Nothing is compared with the highest where prevalence is a ratio of sums.
        prevalence.put(
            figures.textAt(NationalFigures.GROUP_CODE, row), new Prevalence(ofSums, ofSums));
      }
    }
    if (areRatiosOfSums(rulebook.payment())) {
      return new NationalValues(average, prevalence);
    }
    NationalValues formed = NationalYear.of(rulebook, contributions.get(), List.of()).values();
    return new NationalValues(average, formed.prevalence(), formed.targetShares());
  }

  private static boolean areRatiosOfSums(PaymentRules rules) {
    return !rules.prevalenceMethod().rebasesAroundTheMean()
        && rules.nationalPrevalence() == PaymentRules.NationalPrevalence.RATIO_OF_SUMS
        && !rules.targetPopulationFactor();
  }
}
