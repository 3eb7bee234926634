package org.openqof.rulebook.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.AwardRounding;
import org.openqof.domain.GridThresholds;
import org.openqof.rulebook.proof.FindThresholds.Found;
import org.openqof.rulebook.proof.FindThresholds.Grid;

/** Putting whole ranges of rules aside loses none that agrees. */
class FindThresholdsProperties {
  @Property(tries = 30)
  void findsWhatTryingEveryRuleFinds(
      @ForAll AwardRounding rounding,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 260) int available,
      @ForAll @IntRange(min = 0, max = 60) int practices,
      @ForAll @IntRange(min = 0, max = 100) int otherwisePercent) {
    Random random = new Random(seed);
    int lower = random.nextInt(90);
    GridThresholds rule =
        new GridThresholds(lower, lower + 1 + random.nextInt(10), 0, available, 1);
    List<AwardedLine> lines = new ArrayList<>();
    for (int i = 0; i < practices; i++) {
      int patients = 1 + random.nextInt(300);
      int reached = random.nextInt(patients + 1);
      long awarded =
          random.nextInt(100) < otherwisePercent
              ? random.nextInt(available + 2)
              : rule.shown(rounding, reached, patients);
      lines.add(new AwardedLine("A" + i, reached, patients, null, null, (int) awarded));
    }
    ShareLines shares = new ShareLines(lines, available);
    for (Grid grid : List.of(Grid.WHOLE, Grid.WHOLE_WITH_BLOCK)) {
      Found found =
          FindThresholds.find(
              grid,
              available,
              practices,
              (generous, strict, limit) -> shares.disagreeing(generous, strict, rounding, limit));
      assertThat(words(found)).isEqualTo(words(oneByOne(grid, shares, rounding)));
    }
  }

  @Example
  void morePointsThanThereAreAreGivenByNoRuleAlsoWhereNobodyHasAll() {
    ShareLines shares = new ShareLines(List.of(new AwardedLine("A", 1, 2, null, null, 2)), 1);
    assertThat(shares.disagreeing(new GridThresholds(0, 1, 0, 1, 1), AwardRounding.HALF_UP, 0))
        .isEqualTo(1);
  }

  private static String words(FindThresholds.@Nullable Found found) {
    return String.valueOf(found);
  }

  /** Every rule of the grid, those that agree as well as the best or cannot be told from it. */
  private static @Nullable Found oneByOne(Grid grid, ShareLines shares, AwardRounding rounding) {
    List<GridThresholds> rules = new ArrayList<>();
    long blocks = grid == Grid.WHOLE ? 1 : (shares.available() - 1) / 50 + 1;
    for (long block = 0; block < blocks; block++) {
      for (int lower = 0; lower < 100; lower++) {
        for (int upper = lower + 1; upper <= 100; upper++) {
          rules.add(new GridThresholds(lower, upper, block * 50, shares.available(), 1));
        }
      }
    }
    GridThresholds best = null;
    int least = Integer.MAX_VALUE;
    for (GridThresholds rule : rules) {
      int against = shares.disagreeing(rule, rounding, Integer.MAX_VALUE);
      if (against < least) {
        best = rule;
        least = against;
      }
    }
    if (best == null || least > Margin.unexplained(shares.size())) {
      return null;
    }
    int most = Margin.upTo(least);
    List<GridThresholds> alike =
        rules.stream().filter(rule -> shares.disagreeing(rule, rounding, most) <= most).toList();
    return new Found(
        best,
        least,
        alike.size(),
        rules.size(),
        alike.subList(0, Math.min(alike.size(), FindThresholds.NAMED + 1)),
        ranges(alike));
  }

  private static FindThresholds.Ranges ranges(List<GridThresholds> rules) {
    GridThresholds first = rules.get(0);
    GridThresholds[] ends = {first, first, first, first, first, first};
    for (GridThresholds rule : rules) {
      ends[0] = rule.lower() < ends[0].lower() ? rule : ends[0];
      ends[1] = rule.lower() > ends[1].lower() ? rule : ends[1];
      ends[2] = rule.upper() < ends[2].upper() ? rule : ends[2];
      ends[3] = rule.upper() > ends[3].upper() ? rule : ends[3];
      ends[4] = rule.block() < ends[4].block() ? rule : ends[4];
      ends[5] = rule.block() > ends[5].block() ? rule : ends[5];
    }
    return new FindThresholds.Ranges(ends[0], ends[1], ends[2], ends[3], ends[4], ends[5]);
  }
}
