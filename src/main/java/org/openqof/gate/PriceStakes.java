package org.openqof.gate;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openqof.engine.Engine.Step;
import org.openqof.practice.BaseYearPoints;
import org.openqof.practice.CheckPractice;
import org.openqof.practice.EarnedPoints;
import org.openqof.practice.NationalValues;
import org.openqof.practice.PracticeRegisters;
import org.openqof.practice.PracticeYear;
import org.openqof.practice.PricePractice;
import org.openqof.rulebook.Rulebook;

/**
 * Prices a block of practices with several sets of national figures, by the same call as the run,
 * and writes nothing: what is at stake while a year is held.
 *
 * @param rulebook the year's rulebook
 * @param checks the checks that apply
 * @param bases points of the base years of income protection
 * @param figures the sets of national figures; the first are those found
 */
record PriceStakes(
    Rulebook rulebook, CheckPractice checks, BaseYearPoints bases, List<NationalValues> figures)
    implements Step<ArrayList<PriceStakes.Priced>> {
  private static final long serialVersionUID = 1L;

  PriceStakes {
    figures = List.copyOf(figures);
  }

  /**
   * One practice that is paid.
   *
   * @param practiceCode ODS code
   * @param totalsGbp its total achievement with each set of figures, pounds
   */
  record Priced(String practiceCode, List<BigDecimal> totalsGbp) implements Serializable {}

  @Override
  public ArrayList<Priced> apply(List<PracticeYear> practices) {
    List<PricePractice> pricings = new ArrayList<>();
    figures.forEach(national -> pricings.add(new PricePractice(rulebook, national, bases)));
    ArrayList<Priced> priced = new ArrayList<>(practices.size());
    for (PracticeYear practice : practices) {
      if (checks.apply(practice, null).stream().anyMatch(failed -> failed.check().stopsPayment())) {
        continue;
      }
      Map<String, Integer> registers = PracticeRegisters.of(practice, rulebook);
      List<EarnedPoints> earned = pricings.get(0).points(practice);
      List<BigDecimal> totals = new ArrayList<>();
      for (PricePractice pricing : pricings) {
        totals.add(pricing.price(practice, registers, earned, BigDecimal.ZERO).totalAchievement());
      }
      priced.add(new Priced(practice.practiceCode(), totals));
    }
    return priced;
  }
}
