package org.openqof.rulebook.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.GridThresholds;

/**
 * Looks through all thresholds on a grid of percentages for those that agree with the points
 * awarded: first for the fewest disagreeing practices that any rule leaves, then for every rule
 * that cannot be told from that one.
 */
final class FindThresholds {
  private static final int HUNDRED = 100;
  private static final int HALF_POINT = 50;

  private FindThresholds() {}

  /** So many rules are named; of more the ranges say enough. */
  static final int NAMED = 3;

  /** Where to look. */
  enum Grid {
    /** Whole percentages, no block. */
    WHOLE(1, false),
    /** Whole percentages, blocks of whole and half points. */
    WHOLE_WITH_BLOCK(1, true),
    /** Halves of a percent, no block. */
    HALVES(2, false);

    private final int parts;
    private final boolean blocks;

    Grid(int parts, boolean blocks) {
      this.parts = parts;
      this.blocks = blocks;
    }
  }

  /**
   * The rules that agree.
   *
   * @param best the one with the fewest practices against it
   * @param against practices against it
   * @param count how many cannot be told from it, itself included
   * @param tried how many were tried
   * @param some a few of those that cannot be told apart
   * @param ranges least and greatest value of each threshold among them
   */
  record Found(
      GridThresholds best,
      int against,
      int count,
      int tried,
      List<GridThresholds> some,
      Ranges ranges) {
    boolean isOnly() {
      return count == 1;
    }

    /** Whether the practices refute any rule at all. */
    boolean speaks() {
      return count < tried;
    }
  }

  /** Least and greatest lower threshold, upper threshold and block. */
  record Ranges(
      GridThresholds leastLower,
      GridThresholds greatestLower,
      GridThresholds leastUpper,
      GridThresholds greatestUpper,
      GridThresholds leastBlock,
      GridThresholds greatestBlock) {}

  /**
   * Looks.
   *
   * @param grid where
   * @param available points available, hundredths
   * @param practices how many practices speak
   * @param disagreeing counts practices against a rule, exactly up to a limit
   * @return null when every rule leaves too many practices unexplained
   */
  static @Nullable Found find(
      Grid grid,
      long available,
      int practices,
      ToIntBiFunction<GridThresholds, Integer> disagreeing) {
    return within(grid, available, Margin.unexplained(practices), disagreeing);
  }

  /** The same with the most practices that the best rule may leave unexplained. */
  static @Nullable Found within(
      Grid grid, long available, int most, ToIntBiFunction<GridThresholds, Integer> disagreeing) {
    for (int limit = 0; ; limit = Math.min(most, 2 * limit + 1)) {
      Collected collected = collect(grid, available, limit, disagreeing);
      if (collected.best != null) {
        int upTo = Margin.upTo(collected.against);
        Collected all = upTo == limit ? collected : collect(grid, available, upTo, disagreeing);
        return all.found();
      }
      if (limit == most) {
        return null;
      }
    }
  }

  private static Collected collect(
      Grid grid, long available, int limit, ToIntBiFunction<GridThresholds, Integer> disagreeing) {
    Collected collected = new Collected();
    int most = HUNDRED * grid.parts;
    long lastBlock = grid.blocks ? available - 1 : 0;
    for (long block = 0; block <= lastBlock; block += HALF_POINT) {
      for (int lower = 0; lower < most; lower++) {
        for (int upper = lower + 1; upper <= most; upper++) {
          GridThresholds rule = new GridThresholds(lower, upper, block, available, grid.parts);
          int against = disagreeing.applyAsInt(rule, limit);
          collected.tried++;
          if (against <= limit) {
            collected.add(rule, against);
          }
        }
      }
    }
    return collected;
  }

  /** Rules while they are being found. */
  private static final class Collected {
    private @Nullable GridThresholds best;
    private int against = Integer.MAX_VALUE;
    private int count;
    private int tried;
    private final List<GridThresholds> some = new ArrayList<>();
    private @Nullable Ranges ranges;

    void add(GridThresholds rule, int disagreeing) {
      count++;
      if (some.size() <= NAMED) {
        some.add(rule);
      }
      if (disagreeing < against) {
        best = rule;
        against = disagreeing;
      }
      Ranges now = ranges;
      ranges =
          now == null
              ? new Ranges(rule, rule, rule, rule, rule, rule)
              : new Ranges(
                  rule.lower() < now.leastLower.lower() ? rule : now.leastLower,
                  rule.lower() > now.greatestLower.lower() ? rule : now.greatestLower,
                  rule.upper() < now.leastUpper.upper() ? rule : now.leastUpper,
                  rule.upper() > now.greatestUpper.upper() ? rule : now.greatestUpper,
                  rule.block() < now.leastBlock.block() ? rule : now.leastBlock,
                  rule.block() > now.greatestBlock.block() ? rule : now.greatestBlock);
    }

    Found found() {
      if (best == null || ranges == null) {
        throw new IllegalStateException("nothing was found");
      }
      return new Found(best, against, count, tried, List.copyOf(some), ranges);
    }
  }
}
