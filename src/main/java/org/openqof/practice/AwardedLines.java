package org.openqof.practice;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.openqof.input.LocalDecisions;
import org.openqof.input.ValueUse;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.proof.AwardedLine;
import org.openqof.rulebook.proof.AwardedValues;
import org.openqof.rulebook.proof.MaximumLine;
import org.openqof.tables.Block;
import org.openqof.tables.IndicatorValues;

/**
 * What one practice says of the rules: its counts alongside the points it was awarded. Awards that
 * may rest on something else than the counts are left out and counted: of a part of the year, of an
 * indicator that was corrected or whose thresholds were lowered for the practice, entered by hand
 * or submitted more than once.
 */
public final class AwardedLines {
  private static final String SUPERSEDED = ValueUse.SUPERSEDED.name().toLowerCase(Locale.ROOT);

  private AwardedLines() {}

  /** Adds a practice to the evidence. */
  public static void add(PracticeYear practice, Rulebook rulebook, AwardedValues values) {
    boolean whole = practice.contract().isWhole();
    Set<String> unclear = unclear(practice, rulebook);
    for (IndicatorCounts counts : practice.counts()) {
      Integer awarded = counts.reportedPoints();
      if (awarded == null) {
        continue;
      }
      if (!whole || unclear.contains(counts.indicatorCode())) {
        values.leaveOut();
        continue;
      }
      values.add(
          counts.indicatorCode(),
          new AwardedLine(
              practice.practiceCode(),
              counts.numerator(),
              counts.denominator(),
              counts.register(),
              counts.answer(),
              awarded));
    }
    addMaximum(practice, rulebook, whole, values);
  }

  private static Set<String> unclear(PracticeYear practice, Rulebook rulebook) {
    Set<String> unclear = new HashSet<>();
    LocalDecisions decisions = practice.reference().decisions();
    decisions.adjustments().forEach(adjustment -> unclear.add(adjustment.subject()));
    if (decisions.thresholdRelief().isPresent()) {
      rulebook.indicators().stream()
          .filter(indicator -> indicator.relief() != null)
          .forEach(indicator -> unclear.add(indicator.code()));
    }
    decisions.manualEntries().forEach(entry -> unclear.add(entry.indicatorCode()));
    Block rows = practice.values();
    for (int row = 0; row < rows.rows(); row++) {
      if (rows.textAt(IndicatorValues.VALUE_USE, row).equals(SUPERSEDED)) {
        unclear.add(rows.textAt(IndicatorValues.INDICATOR_CODE, row));
      }
    }
    return unclear;
  }

  /** A practice with a published maximum, where its registers are known. */
  private static void addMaximum(
      PracticeYear practice, Rulebook rulebook, boolean whole, AwardedValues values) {
    Integer maximum = practice.reference().reportedMaximumPoints();
    if (maximum == null || !whole) {
      return;
    }
    Map<String, Integer> registers = PracticeRegisters.of(practice, rulebook);
    if (registers.isEmpty()) {
      return;
    }
    Set<String> empty = new TreeSet<>();
    for (Group group : rulebook.groups()) {
      if (group.zeroRegisterReducesMaximum() && registers.getOrDefault(group.code(), 0) == 0) {
        empty.add(group.code());
      }
    }
    values.add(new MaximumLine(practice.practiceCode(), maximum, empty));
  }
}
