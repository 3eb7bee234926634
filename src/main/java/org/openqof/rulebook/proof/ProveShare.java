package org.openqof.rulebook.proof;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.AwardRounding;
import org.openqof.domain.GridThresholds;
import org.openqof.domain.IndicatorKind;
import org.openqof.domain.Thresholds;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.proof.FindThresholds.Found;
import org.openqof.rulebook.proof.FindThresholds.Grid;
import org.openqof.rulebook.proof.IndicatorProof.Against;
import org.openqof.rulebook.proof.IndicatorProof.ProvedValue;

/** Proves the thresholds, the block and the points of an indicator that measures a share. */
final class ProveShare {
  /** Practices named of those that disagree. */
  static final int NAMED = 5;

  private static final int HUNDRED = 100;

  private final Indicator indicator;
  private final AwardRounding rounding;
  private final List<AwardedLine> lines;
  private final ShareLines shares;
  private final long available;

  private ProveShare(Indicator indicator, AwardRounding rounding, ShareLines shares) {
    this.indicator = indicator;
    this.rounding = rounding;
    this.shares = shares;
    this.lines = shares.lines();
    this.available = shares.available();
  }

  /**
   * What the lines say.
   *
   * @param shares lines with numbers and a denominator above zero, at least one
   */
  static IndicatorProof of(Indicator indicator, AwardRounding rounding, ShareLines shares) {
    return new ProveShare(indicator, rounding, shares).judged();
  }

  private IndicatorProof judged() {
    Found found = find(shares, rounding, indicator.kind());
    Thresholds own = indicator.thresholds();
    GridThresholds rule = own == null ? null : GridThresholds.of(own, indicator.availablePoints());
    if (found == null) {
      Found other = withOtherPoints();
      return other == null ? nothingFits(rule) : contradicted(rule, other, false);
    }
    if (rule == null) {
      return withoutRulebook(found);
    }
    int against = shares.disagreeing(rule, rounding, Integer.MAX_VALUE);
    if (Margin.refutes(found.against(), against)) {
      return contradicted(rule, found, true);
    }
    List<AwardedLine> unexplained = confirmed(rule, against);
    if (found.isOnly()) {
      boolean proves = Margin.proves(against, shares.size());
      return new IndicatorProof(
          indicator.code(),
          proves ? Verdict.PROVED : Verdict.AGREES,
          shares.size(),
          RuleWords.words(rule) + unexplainedWords(unexplained),
          proves ? new ProvedValue(rule.availablePoints(), rule.thresholds()) : null,
          named(unexplained, rule),
          against,
          proves ? null : Margin.settles(against, shares.size()));
    }
    return new IndicatorProof(
        indicator.code(),
        found.speaks() ? Verdict.AGREES : Verdict.NOT_ENOUGH,
        shares.size(),
        RuleWords.words(rule)
            + " agrees, as do other rules: "
            + RuleWords.ranges(found)
            + unexplainedWords(unexplained),
        null,
        named(unexplained, rule),
        unexplained.size(),
        RuleWords.settles(found));
  }

  /** Where no rule with the rulebook's kind agrees, others are looked at. */
  private static @Nullable Found find(
      ShareLines shares, AwardRounding rounding, IndicatorKind kind) {
    FindThresholds.Practices say =
        (generous, strict, limit) -> shares.disagreeing(generous, strict, rounding, limit);
    List<Grid> grids =
        kind == IndicatorKind.STEP
            ? List.of(Grid.WHOLE_WITH_BLOCK, Grid.HALVES)
            : List.of(Grid.WHOLE, Grid.HALVES, Grid.WHOLE_WITH_BLOCK);
    for (Grid grid : grids) {
      Found found = FindThresholds.find(grid, shares.available(), shares.size(), say);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** Rules with as many points available as the practices with most were awarded. */
  private @Nullable Found withOtherPoints() {
    Map<Integer, Integer> practices = new HashMap<>();
    lines.forEach(line -> practices.merge(line.awarded(), 1, Integer::sum));
    int most =
        practices.entrySet().stream()
            .filter(entry -> entry.getValue() >= 2)
            .mapToInt(Map.Entry::getKey)
            .max()
            .orElse(0);
    return most <= 0 || most == available
        ? null
        : find(new ShareLines(lines, most), rounding, indicator.kind());
  }

  /** Of a rule that the search calls right the formula itself must say the same. */
  private List<AwardedLine> confirmed(GridThresholds rule, int disagreeing) {
    List<AwardedLine> against =
        (rule.available() == available ? shares : new ShareLines(lines, rule.available()))
            .against(rule, rounding).stream()
                .sorted(Comparator.comparing(AwardedLine::practiceCode))
                .toList();
    if (against.size() != disagreeing) {
      throw new IllegalStateException(
          "the search finds %d practices against %s of %s, the formula %d"
              .formatted(disagreeing, rule, indicator.code(), against.size()));
    }
    return against;
  }

  private IndicatorProof withoutRulebook(Found found) {
    GridThresholds best = found.best();
    List<AwardedLine> unexplained = confirmed(best, found.against());
    boolean only = isProved(found);
    return new IndicatorProof(
        indicator.code(),
        only ? Verdict.PROVED : Verdict.NOT_ENOUGH,
        shares.size(),
        (found.isOnly() ? RuleWords.words(best) : RuleWords.ranges(found) + " agree")
            + ", the rulebook has none"
            + unexplainedWords(unexplained),
        only ? new ProvedValue(best.availablePoints(), best.thresholds()) : null,
        named(unexplained, best),
        unexplained.size(),
        only
            ? null
            : Objects.requireNonNullElseGet(settles(found), () -> RuleWords.settles(found)));
  }

  /** Whether it is one rule of whole percentages, with hardly a practice against it. */
  private boolean isProved(Found found) {
    return found.isOnly()
        && found.best().parts() == 1
        && Margin.proves(found.against(), shares.size());
  }

  /** What would settle it; null where a single rule is left and hardly a practice is against it. */
  private @Nullable String settles(Found found) {
    if (!found.isOnly()) {
      return RuleWords.settles(found);
    }
    return Margin.proves(found.against(), shares.size())
        ? null
        : Margin.settles(found.against(), shares.size());
  }

  /**
   * The rulebook's value is refuted.
   *
   * @param samePoints whether what was found has the rulebook's points available
   */
  private IndicatorProof contradicted(
      @Nullable GridThresholds rule, Found found, boolean samePoints) {
    GridThresholds best = found.best();
    List<AwardedLine> leftOver = confirmed(best, found.against());
    List<AwardedLine> against = rule == null ? leftOver : againstRulebook(rule);
    boolean only = isProved(found);
    String needed =
        (found.isOnly() ? RuleWords.words(best) : RuleWords.ranges(found))
            + (samePoints ? "" : " of " + RuleWords.points(best.available()) + " points");
    String says =
        (rule == null ? "no thresholds" : RuleWords.words(rule))
            + (samePoints ? "" : " of " + RuleWords.points(available) + " points");
    return new IndicatorProof(
        indicator.code(),
        Verdict.CONTRADICTED,
        shares.size(),
        "the rulebook says %s, against %,d of %,d practices; needed: %s%s"
            .formatted(says, against.size(), shares.size(), needed, unexplainedWords(leftOver)),
        only ? new ProvedValue(best.availablePoints(), best.thresholds()) : null,
        named(against, rule == null ? best : rule),
        against.size(),
        settles(found));
  }

  private List<AwardedLine> againstRulebook(GridThresholds rule) {
    return shares.against(rule, rounding).stream()
        .sorted(Comparator.comparing(AwardedLine::practiceCode))
        .toList();
  }

  private IndicatorProof nothingFits(@Nullable GridThresholds rule) {
    List<AwardedLine> against = rule == null ? List.of() : againstRulebook(rule);
    boolean many = against.size() >= 2 && against.size() > Margin.unexplained(shares.size());
    return new IndicatorProof(
        indicator.code(),
        many ? Verdict.CONTRADICTED : Verdict.NOT_ENOUGH,
        shares.size(),
        "no thresholds of whole or half percentages give the points awarded"
            + (rule == null
                ? ", and the rulebook has none"
                : "; the rulebook's %s do not for %,d of %,d practices"
                    .formatted(RuleWords.words(rule), against.size(), shares.size())),
        null,
        rule == null ? List.of() : named(against, rule),
        against.size(),
        "See whether the points were awarded for other values, another year, or by another rule.");
  }

  private List<Against> named(List<AwardedLine> against, GridThresholds rule) {
    List<Against> named = new ArrayList<>();
    for (AwardedLine line : against) {
      if (named.size() == NAMED) {
        break;
      }
      long numerator = line.reached();
      long denominator = line.patients();
      named.add(
          new Against(
              line,
              rounding.shown(rule.availablePoints(), rule.thresholds(), numerator, denominator),
              needs(line, rule, numerator, denominator)));
    }
    return named;
  }

  /** The thresholds that would give a practice its points, one of them changed at a time. */
  private String needs(AwardedLine line, GridThresholds rule, long numerator, long denominator) {
    if (line.awarded() > rule.available()) {
      return "it needs more points than there are";
    }
    List<String> needs = new ArrayList<>();
    List<GridThresholds> uppers = new ArrayList<>();
    List<GridThresholds> lowers = new ArrayList<>();
    int parts = rule.parts();
    for (long at = 0; at <= HUNDRED * (long) parts; at += parts) {
      if (at > rule.lower()) {
        add(uppers, new GridThresholds(rule.lower(), at, rule.block(), rule.available(), parts));
      }
      if (at < rule.upper()) {
        add(lowers, new GridThresholds(at, rule.upper(), rule.block(), rule.available(), parts));
      }
    }
    uppers.removeIf(other -> other.shown(rounding, numerator, denominator) != line.awarded());
    lowers.removeIf(other -> other.shown(rounding, numerator, denominator) != line.awarded());
    if (!uppers.isEmpty()) {
      needs.add(
          "an upper threshold of "
              + RuleWords.range(
                  uppers.get(0).upperPercent(), uppers.get(uppers.size() - 1).upperPercent(), ""));
    }
    if (!lowers.isEmpty()) {
      needs.add(
          "a lower threshold of "
              + RuleWords.range(
                  lowers.get(0).lowerPercent(), lowers.get(lowers.size() - 1).lowerPercent(), ""));
    }
    return needs.isEmpty()
        ? "no other lower or upper threshold alone gives it"
        : "it needs " + String.join(" or ", needs);
  }

  private static void add(List<GridThresholds> rules, GridThresholds rule) {
    rules.add(rule);
  }

  private static String unexplainedWords(List<AwardedLine> unexplained) {
    return unexplained.isEmpty()
        ? ""
        : "; %,d %s points that fit no rule"
            .formatted(
                unexplained.size(), unexplained.size() == 1 ? "practice has" : "practices have");
  }
}
