package org.openqof.rulebook.proof;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.GridThresholds;

/**
 * Looks through all thresholds on a grid of percentages for those that agree with the points
 * awarded: first for the fewest disagreeing practices that any rule leaves, then for every rule
 * that cannot be told from that one.
 *
 * <p>Points never rise with a threshold and never fall with the block. So the most generous and the
 * strictest rule of a range bound what every rule in it gives, and a range that leaves too many
 * practices unexplained is put aside whole.
 */
final class FindThresholds {
  private static final int HUNDRED = 100;
  private static final int HALF_POINT = 50;

  private FindThresholds() {}

  /** So many rules are named; of more the ranges say enough. */
  static final int NAMED = 3;

  /** What practices say of rules. */
  @FunctionalInterface
  interface Practices {
    /**
     * How many practices every rule of a range leaves unexplained, or fewer where that is not
     * known; the exact number where the range is one rule. Exact up to the limit, and above it some
     * number above it.
     *
     * @param generous gives no practice fewer points than any rule of the range
     * @param strict gives no practice more
     */
    int against(GridThresholds generous, GridThresholds strict, int limit);
  }

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
   * @param say counts practices against a rule
   * @return null when every rule leaves too many practices unexplained
   */
  static @Nullable Found find(Grid grid, long available, int practices, Practices say) {
    return within(grid, available, Margin.unexplained(practices), say);
  }

  /** The same with the most practices that the best rule may leave unexplained. */
  static @Nullable Found within(Grid grid, long available, int most, Practices say) {
    // One search is enough where the best rule leaves nobody unexplained, as it nearly always does.
    for (int limit = Math.min(most, Margin.upTo(0)); ; limit = Math.min(most, 2 * limit + 1)) {
      Collected collected = new Search(grid, available, limit, say).collected();
      if (collected.best != null) {
        int upTo = Margin.upTo(collected.against);
        Collected all =
            upTo == limit ? collected : new Search(grid, available, upTo, say).collected();
        return all.found();
      }
      if (limit == most) {
        return null;
      }
    }
  }

  /** One search, with the most practices that a rule may leave unexplained. */
  private static final class Search {
    private static final Comparator<Agreeing> IN_ORDER =
        Comparator.comparingLong((Agreeing one) -> one.rule.block())
            .thenComparingLong(one -> one.rule.lower())
            .thenComparingLong(one -> one.rule.upper());

    private final long available;
    private final int parts;
    private final int greatest;
    private final int blocks;
    private final int limit;
    private final Practices say;
    private final List<Agreeing> agreeing = new ArrayList<>();

    /** A rule and how many practices are against it. */
    private record Agreeing(GridThresholds rule, int against) {}

    Search(Grid grid, long available, int limit, Practices say) {
      this.available = available;
      this.parts = grid.parts;
      this.greatest = HUNDRED * grid.parts;
      this.blocks = grid.blocks ? (int) Math.max(0, (available - 1) / HALF_POINT) + 1 : 1;
      this.limit = limit;
      this.say = say;
    }

    Collected collected() {
      look(0, blocks - 1, 0, greatest - 1, 1, greatest);
      Collected collected = new Collected(blocks * (greatest * (greatest + 1) / 2));
      agreeing.sort(IN_ORDER);
      agreeing.forEach(one -> collected.add(one.rule, one.against));
      return collected;
    }

    /** Rules from the first to the last block, lower and upper threshold of a range. */
    private void look(
        int block, int lastBlock, int lower, int lastLower, int upper, int lastUpper) {
      int leastUpper = Math.max(upper, lower + 1);
      int greatestLower = Math.min(lastLower, lastUpper - 1);
      if (leastUpper > lastUpper || greatestLower < lower) {
        return;
      }
      GridThresholds generous = rule(lower, leastUpper, lastBlock);
      GridThresholds strict = rule(greatestLower, lastUpper, block);
      int against = say.against(generous, strict, limit);
      if (against > limit) {
        return;
      }
      int lowers = greatestLower - lower;
      int uppers = lastUpper - leastUpper;
      if (lastBlock > block && lastBlock - block >= Math.min(lowers, uppers)) {
        int middle = (block + lastBlock) >>> 1;
        look(block, middle, lower, greatestLower, leastUpper, lastUpper);
        look(middle + 1, lastBlock, lower, greatestLower, leastUpper, lastUpper);
      } else if (lowers > 0 && lowers >= uppers) {
        int middle = (lower + greatestLower) >>> 1;
        look(block, lastBlock, lower, middle, leastUpper, lastUpper);
        look(block, lastBlock, middle + 1, greatestLower, leastUpper, lastUpper);
      } else if (uppers > 0) {
        int middle = (leastUpper + lastUpper) >>> 1;
        look(block, lastBlock, lower, greatestLower, leastUpper, middle);
        look(block, lastBlock, lower, greatestLower, middle + 1, lastUpper);
      } else if (lastBlock > block) {
        int middle = (block + lastBlock) >>> 1;
        look(block, middle, lower, greatestLower, leastUpper, lastUpper);
        look(middle + 1, lastBlock, lower, greatestLower, leastUpper, lastUpper);
      } else {
        agreeing.add(new Agreeing(strict, against));
      }
    }

    private GridThresholds rule(int lower, int upper, int block) {
      return new GridThresholds(lower, upper, (long) block * HALF_POINT, available, parts);
    }
  }

  /** Rules while they are being found. */
  private static final class Collected {
    private @Nullable GridThresholds best;
    private int against = Integer.MAX_VALUE;
    private int count;
    private final int tried;
    private final List<GridThresholds> some = new ArrayList<>();
    private @Nullable Ranges ranges;

    Collected(int tried) {
      this.tried = tried;
    }

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
