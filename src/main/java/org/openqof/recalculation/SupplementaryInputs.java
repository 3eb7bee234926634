package org.openqof.recalculation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.openqof.domain.FinancialYear;
import org.openqof.nation.NationalYear;
import org.openqof.practice.CheckPractice;
import org.openqof.practice.NationalValues;
import org.openqof.practice.OtherYearsRules;
import org.openqof.practice.SupplementaryTerms;
import org.openqof.practice.SupplementaryTerms.EarlierPopulations;
import org.openqof.rulebook.Rulebook;

/** Brings together what the results alongside a year's payments need. */
public final class SupplementaryInputs {
  /** Years to either side whose rules an award may have been worked out with. */
  private static final int YEARS_ASIDE = 2;

  private SupplementaryInputs() {}

  /** The first pass over the practices of a year. */
  public static GatherYear gathering(Rulebook rulebook, SilverYear silver, CheckPractice checks) {
    return new GatherYear(
        new Contribute(rulebook, checks),
        checks.hasParticipationList(),
        new EarlierPopulations(
            rulebook.payment().averageListDate(), new HashMap<>(silver.populationsBefore())));
  }

  /**
   * The terms of one year.
   *
   * @param gathering the first pass over its practices
   * @param gathered what that pass gave
   */
  public static SupplementaryTerms terms(
      RunContext context,
      Rulebook rulebook,
      SilverYear silver,
      GatherYear gathering,
      GatherYear.Gathered gathered) {
    TreeMap<LocalDate, NationalValues> interim = new TreeMap<>();
    gathered.interim.forEach(
        (date, contributions) ->
            interim.put(
                date,
                NationalYear.of(rulebook, contributions, silver.populationsBefore().values())
                    .values()));
    return new SupplementaryTerms(
        gathering.hasParticipationList(),
        new YearBefore(context, rulebook).aspiration(),
        gathered.donors,
        interim,
        gathering.earlierPopulations(),
        OtherYearsRules.of(rulebook, nearby(context, rulebook.year())));
  }

  /** Rulebooks of the years around, the nearest first. */
  private static List<Rulebook> nearby(RunContext context, FinancialYear year) {
    Set<FinancialYear> held = new TreeSet<>(context.rulebooks().years());
    List<Rulebook> nearby = new ArrayList<>();
    FinancialYear before = year;
    FinancialYear after = year;
    for (int i = 0; i < YEARS_ASIDE; i++) {
      before = before.equals(FinancialYear.FIRST) ? before : before.previous();
      after = after.next();
      for (FinancialYear aside : List.of(before, after)) {
        if (!aside.equals(year) && held.remove(aside)) {
          nearby.add(context.rulebooks().load(aside));
        }
      }
    }
    return nearby;
  }
}
