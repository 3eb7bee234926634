package org.openqof.gate.figures;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.Ratio;
import org.openqof.nation.NationalYear;
import org.openqof.practice.Contribution;
import org.openqof.rulebook.Comparability;
import org.openqof.rulebook.GateRules;

/**
 * All that the gate looks at, of one year.
 *
 * @param rules tolerances
 * @param pays whether the year is paid; figures that pay nothing are shown and never held
 * @param national the figures as found
 * @param contributions what each practice brought to them
 * @param standings every practice of the year
 * @param suppliers supplier of the practice's system by practice; empty when none were given
 * @param files practices by the name of the file that their values came in
 * @param listFiles names of the files of lists by digest
 * @param listsBefore lists at the date of the average list, by practice
 * @param before the year before
 * @param comparability whether a register can be compared with the year before, by group
 * @param lastRun the current published version of the same year; null for none
 * @param otherAverage set when the rulebook's average list size is not the published one
 */
public record GateFacts(
    GateRules rules,
    boolean pays,
    NationalYear national,
    List<Contribution> contributions,
    List<PracticeStanding> standings,
    Map<String, String> suppliers,
    Map<String, Set<String>> files,
    Map<String, String> listFiles,
    Map<String, Integer> listsBefore,
    NationBefore before,
    Map<String, Comparability> comparability,
    @Nullable LastRun lastRun,
    @Nullable OtherAverage otherAverage) {

  /**
   * The figures of the current published version of the same year.
   *
   * @param version the version
   * @param average the average list size it paid on
   * @param prevalence national prevalence by group
   * @param targetShares shares of target populations by list type; empty in a year that pays none
   * @param practices practices in its figures
   */
  public record LastRun(
      int version,
      Ratio average,
      Map<String, Ratio> prevalence,
      Map<String, Ratio> targetShares,
      int practices) {}

  /**
   * An average list size that an operator's rulebook has and the program's does not.
   *
   * @param published the published one of the year
   * @param ofYear the year whose published one it is; null for none
   */
  public record OtherAverage(int published, @Nullable FinancialYear ofYear) {}
}
