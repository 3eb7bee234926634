package org.openqof.whatif.scenario;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.openqof.practice.CheckPractice;
import org.openqof.practice.IndicatorCounts;
import org.openqof.practice.PracticeYear;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.Rulebook;

/**
 * Who is paid in the base year. Counts of codes that only a scenario knows are left aside: they say
 * nothing of the base year.
 */
public final class PaidPractices implements Serializable {
  private static final long serialVersionUID = 1L;

  private final CheckPractice checks;
  private final Set<String> codes = new TreeSet<>();

  /**
   * The paid practices of a year.
   *
   * @param rulebook its rulebook
   * @param checks its checks
   */
  public PaidPractices(Rulebook rulebook, CheckPractice checks) {
    this.checks = checks;
    codes.addAll(rulebook.indicatorsByCode().keySet());
    for (Group group : rulebook.groups()) {
      if (group.registerIndicator() != null) {
        codes.add(group.registerIndicator());
      }
    }
  }

  /** Whether a practice passes every check that stops payment. */
  public boolean holds(PracticeYear practice) {
    return checks.apply(asInBase(practice), null).stream()
        .noneMatch(failed -> failed.check().stopsPayment());
  }

  /** The practice with the counts that the base year knows. */
  public PracticeYear asInBase(PracticeYear practice) {
    List<IndicatorCounts> known =
        practice.counts().stream().filter(sent -> codes.contains(sent.indicatorCode())).toList();
    return known.size() == practice.counts().size()
        ? practice
        : new PracticeYear(practice.year(), practice.reference(), practice.values(), known);
  }
}
