package org.openqof.scenario;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.Ratio;
import org.openqof.practice.BaseYearPoints;
import org.openqof.practice.CheckPractice;
import org.openqof.practice.NationalValues;
import org.openqof.practice.NationalValues.Prevalence;
import org.openqof.practice.PracticeYear;
import org.openqof.testing.Given;
import org.openqof.whatif.scenario.Evidence;
import org.openqof.whatif.scenario.Outcome;
import org.openqof.whatif.scenario.PaidPractices;
import org.openqof.whatif.scenario.PriceScenarios;
import org.openqof.whatif.scenario.PriceScenarios.Priced;
import org.openqof.whatif.scenario.Scenario;
import org.openqof.whatif.scenario.ScenarioReader;
import org.openqof.whatif.scenario.ScenarioReader.Source;
import org.openqof.whatif.scenario.Terms;

/** Scenarios read from text, and a nation in which an average practice has index and factor 1. */
public final class GivenScenarios {
  /** Average list 10,000; 12 % of the nation have hypertension, 2 % atrial fibrillation. */
  static final NationalValues NATION =
      new NationalValues(
          Ratio.of(10_000, 1),
          Map.of(
              "HYP", new Prevalence(Ratio.of(12, 100), Ratio.of(12, 100)),
              "AF", new Prevalence(Ratio.of(2, 100), Ratio.of(2, 100))));

  static final Terms BASE = new Terms(Given.RULEBOOK, NATION, BaseYearPoints.none());

  static final PaidPractices PAID =
      new PaidPractices(
          Given.RULEBOOK, new CheckPractice(true, false, true, false, false, new BigDecimal("74")));

  private GivenScenarios() {}

  /**
   * Results at hand: two years, three practices, and one indicator's achievements.
   *
   * @param achievements achievements of HYP008 in the base year, ascending
   * @param hasComputedAverage whether there are lists of the date of the average
   */
  public record Known(List<Ratio> achievements, boolean hasComputedAverage) implements Evidence {
    public Known(List<Ratio> achievements) {
      this(achievements, true);
    }

    @Override
    public SortedSet<FinancialYear> years() {
      return new TreeSet<>(List.of(FinancialYear.of("2022-23"), Given.YEAR));
    }

    @Override
    public SortedSet<String> practices() {
      return new TreeSet<>(List.of("Z90001", "Z90002", "Z90003"));
    }

    @Override
    public List<Ratio> achievements(FinancialYear year, String indicatorCode) {
      return indicatorCode.equals("HYP008") && year.equals(Given.YEAR) ? achievements : List.of();
    }

    @Override
    public boolean isSent(String indicatorCode) {
      return indicatorCode.equals("NDH999");
    }
  }

  /** The scenarios of some texts; the first is called one.yaml, and so on. */
  public static List<Scenario> read(String... texts) {
    return read(new Known(List.of()), texts);
  }

  public static List<Scenario> read(Evidence evidence, String... texts) {
    List<String> names = List.of("one", "two", "three");
    List<Source> sources = new ArrayList<>();
    for (int i = 0; i < texts.length; i++) {
      sources.add(new Source("what/" + names.get(i) + ".yaml", texts[i]));
    }
    return ScenarioReader.read(sources, Given.RULEBOOK, evidence);
  }

  /** A pricing in which national figures stay as they are. */
  public static PriceScenarios pricing(List<Scenario> scenarios) {
    return new PriceScenarios(
        BASE,
        PAID,
        scenarios.stream()
            .map(
                scenario ->
                    new Priced(
                        scenario, new Terms(scenario.rulebook(), NATION, BaseYearPoints.none())))
            .toList());
  }

  /** What scenarios do to some practices. */
  public static List<Outcome> outcomes(List<Scenario> scenarios, PracticeYear... practices) {
    PriceScenarios pricing = pricing(scenarios);
    return Outcome.of(pricing, List.of(pricing.price(List.of(practices))));
  }
}
