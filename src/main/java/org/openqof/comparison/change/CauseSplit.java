package org.openqof.comparison.change;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Splits the difference between two versions of an amount among its causes.
 *
 * <p>Each cause that can be priced is owed the mean of its effects over all orders in which the
 * causes could have come one after the other (the Shapley value), so that no order is preferred and
 * the parts add up. Each such effect has two halves: what moves at the national figures as they
 * were, and what the figures so moved move in turn. Source: Shapley, Contributions to the Theory of
 * Games II, 1953.
 *
 * <p>Code cannot be exchanged: it is owed what today's code gives otherwise than the version holds,
 * at either end. What a version's own code does not give again is unexplained.
 *
 * <p>Effects are summed as whole pence times the number of orders, so nothing is rounded before the
 * end. Parts are then cut to whole pence, and the pence missing go to the parts that lost most by
 * it, of equal ones to the first in the order of {@link Cause}, own data before national figures.
 */
public final class CauseSplit {
  private final List<Cause> causes;
  private final boolean sameCodeBefore;
  private final boolean sameCodeAfter;
  private final List<Pricing> pricings = new ArrayList<>();
  private final Map<Pricing, Integer> places = new HashMap<>();

  /**
   * One pricing: which causes stand as in the later version, the rest as in the earlier one.
   *
   * @param later causes of the data and rules, one bit each in the order of {@link #causes}
   * @param laterFigures causes of the national figures that pay
   */
  public record Pricing(int later, int laterFigures) {}

  /**
   * A split.
   *
   * @param differing the causes that differ between the two versions and can be priced
   * @param sameCodeBefore whether the code at hand made the earlier version
   * @param sameCodeAfter whether it made the later one
   */
  public CauseSplit(Set<Cause> differing, boolean sameCodeBefore, boolean sameCodeAfter) {
    this.causes =
        Arrays.stream(Cause.values())
            .filter(differing::contains)
            .filter(Cause::canBePriced)
            .toList();
    this.sameCodeBefore = sameCodeBefore;
    this.sameCodeAfter = sameCodeAfter;
    for (int later = 0; later < 1 << causes.size(); later++) {
      add(later, later);
      for (int cause = 0; cause < causes.size(); cause++) {
        if ((later & 1 << cause) != 0) {
          add(later, later & ~(1 << cause));
        }
      }
    }
  }

  private void add(int later, int figures) {
    Pricing pricing = pricing(later, figures);
    if (places.putIfAbsent(pricing, pricings.size()) == null) {
      pricings.add(pricing);
    }
  }

  /** National figures do not depend on causes that never move them. */
  private Pricing pricing(int later, int figures) {
    int moving = figures;
    for (int cause = 0; cause < causes.size(); cause++) {
      if (!causes.get(cause).movesFigures()) {
        moving &= ~(1 << cause);
      }
    }
    return new Pricing(later, moving);
  }

  /** The causes that are priced, in the order of their bits. */
  public List<Cause> causes() {
    return causes;
  }

  /** The pricings that the split needs; those of fewer later causes first. */
  public List<Pricing> pricings() {
    return List.copyOf(pricings);
  }

  /** Whether a pricing takes the later side of a cause. */
  public boolean isLater(Pricing pricing, Cause cause) {
    int bit = causes.indexOf(cause);
    return bit >= 0 && (pricing.later() & 1 << bit) != 0;
  }

  /** Whether a pricing takes the national figures that its own data and rules give. */
  public boolean hasOwnFigures(Pricing pricing) {
    return pricing.equals(pricing(pricing.later(), pricing.later()));
  }

  /**
   * Splits one amount.
   *
   * @param before what the earlier version holds, pence
   * @param after what the later version holds, pence
   * @param priced what each of {@link #pricings} gives, pence
   */
  public Restated split(long before, long after, long[] priced) {
    int size = causes.size();
    Restated restated = new Restated(before, after);
    int all = (1 << size) - 1;
    long first = priced[place(0, 0)];
    long last = priced[place(all, all)];
    restated.addOwn(sameCodeBefore ? Cause.UNEXPLAINED : Cause.CODE, first - before);
    restated.addOwn(sameCodeAfter ? Cause.UNEXPLAINED : Cause.CODE, after - last);
    if ((sameCodeBefore && first != before) || (sameCodeAfter && last != after)) {
      restated.markUnexplained();
    }
    if (size == 0) {
      return restated;
    }
    long orders = factorial(size);
    // Own data at even places, national figures at odd ones.
    long[] parts = new long[2 * size];
    for (int cause = 0; cause < size; cause++) {
      for (int from = 0; from <= all; from++) {
        if ((from & 1 << cause) != 0) {
          continue;
        }
        int others = Integer.bitCount(from);
        long weight = factorial(others) * factorial(size - 1 - others);
        int to = from | 1 << cause;
        long between = priced[place(to, from)];
        parts[2 * cause] += weight * (between - priced[place(from, from)]);
        parts[2 * cause + 1] += weight * (priced[place(to, to)] - between);
      }
    }
    long[] pence = wholePence(parts, orders, last - first);
    for (int cause = 0; cause < size; cause++) {
      restated.addOwn(causes.get(cause), pence[2 * cause]);
      restated.addNational(causes.get(cause), pence[2 * cause + 1]);
    }
    return restated;
  }

  private int place(int later, int figures) {
    Integer place = places.get(pricing(later, figures));
    if (place == null) {
      throw new IllegalStateException("no such pricing: " + later + ", " + figures);
    }
    return place;
  }

  /** Parts in whole pence that add up to the sum: the largest remainders get what is missing. */
  private static long[] wholePence(long[] parts, long orders, long sum) {
    long[] pence = new long[parts.length];
    long[] left = new long[parts.length];
    long missing = sum;
    for (int i = 0; i < parts.length; i++) {
      pence[i] = Math.floorDiv(parts[i], orders);
      left[i] = Math.floorMod(parts[i], orders);
      missing -= pence[i];
    }
    for (; missing > 0; missing--) {
      int most = 0;
      for (int i = 1; i < left.length; i++) {
        if (left[i] > left[most]) {
          most = i;
        }
      }
      pence[most]++;
      left[most] = -1;
    }
    return pence;
  }

  private static long factorial(int of) {
    long product = 1;
    for (int i = 2; i <= of; i++) {
      product *= i;
    }
    return product;
  }
}
