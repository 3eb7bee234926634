package org.openqof.rulebook.proof;

import java.util.List;
import java.util.stream.Collectors;
import org.openqof.domain.AwardRounding;
import org.openqof.domain.GridThresholds;
import org.openqof.domain.IndicatorKind;
import org.openqof.domain.Thresholds;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.proof.FindThresholds.Found;
import org.openqof.rulebook.proof.FindThresholds.Grid;
import org.openqof.rulebook.proof.IndicatorProof.ProvedValue;

/** Proves thresholds where points are known without the counts that earned them. */
final class ProveBySmallRegisters {
  private ProveBySmallRegisters() {}

  /**
   * Where only registers and points are known: a small register bounds the denominator, and few
   * fractions of so few patients give just these points.
   */
  static IndicatorProof of(Indicator indicator, AwardRounding rounding, List<AwardedLine> lines) {
    long available = GridThresholds.hundredths(indicator.availablePoints());
    SmallRegisters small = new SmallRegisters(lines, available, rounding);
    String wanted =
        "Practices with numerator, denominator and awarded points, some of them between the"
            + " thresholds.";
    if (small.size() == 0) {
      return IndicatorProof.notEnough(
          indicator.code(), "no practice with a denominator above zero", wanted);
    }
    Thresholds own = indicator.thresholds();
    boolean step = indicator.kind() == IndicatorKind.STEP;
    Found found =
        FindThresholds.find(
            step ? Grid.WHOLE_WITH_BLOCK : Grid.WHOLE,
            available,
            small.size(),
            (generous, strict, limit) ->
                generous.equals(strict) ? small.disagreeing(strict, limit) : 0);
    if (found == null) {
      return IndicatorProof.notEnough(
          indicator.code(), "no thresholds give the points of small registers", wanted);
    }
    GridThresholds rule = own == null ? null : GridThresholds.of(own, indicator.availablePoints());
    List<GridThresholds> likely =
        found.count() <= FindThresholds.NAMED ? small.likely(found.some()) : List.of();
    GridThresholds single = likely.size() == 1 ? likely.get(0) : null;
    boolean proved = single != null && Margin.proves(found.against(), small.size());
    boolean refuted =
        rule != null
            && (Margin.refutes(found.against(), small.disagreeing(rule, Integer.MAX_VALUE))
                || (single != null && !sameRule(single, rule)));
    String words =
        (single == null ? RuleWords.ranges(found) : RuleWords.words(single))
            + ", by %,d small registers without counts".formatted(small.size())
            + (single == null || found.isOnly() ? "" : others(found, single))
            + (rule == null
                ? ", the rulebook has none"
                : "; the rulebook says " + RuleWords.words(rule));
    return new IndicatorProof(
        indicator.code(),
        refuted
            ? Verdict.CONTRADICTED
            : proved ? Verdict.PROVED : rule == null ? Verdict.NOT_ENOUGH : Verdict.AGREES,
        small.size(),
        words,
        single != null && proved
            ? new ProvedValue(single.availablePoints(), single.thresholds())
            : null,
        List.of(),
        0,
        single == null
            ? RuleWords.settles(found)
            : proved ? null : Margin.settles(found.against(), small.size()));
  }

  private static boolean sameRule(GridThresholds one, GridThresholds other) {
    return one.lower() * other.parts() == other.lower() * one.parts()
        && one.upper() * other.parts() == other.upper() * one.parts()
        && one.block() == other.block();
  }

  private static String others(Found found, GridThresholds single) {
    String others =
        found.some().stream()
            .filter(rule -> !rule.equals(single))
            .map(RuleWords::words)
            .collect(Collectors.joining(" and "));
    return "; %s would give them too, but all of them points of the former only by a chance below 1 in 10^12"
        .formatted(others);
  }
}
