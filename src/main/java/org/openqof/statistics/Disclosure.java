package org.openqof.statistics;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How small counts are treated in an output. The framework's own publication shows them as they
 * are, by decision of the programme; other outputs may hide counts below a limit and round the
 * rest.
 *
 * @param hiddenBelow counts above zero and below this are hidden; 0 hides none, and 1 and 2 are not
 *     possible: a count that is hidden because it can only be 1 is told by being hidden
 * @param roundedTo other counts are rounded to the nearest multiple; 1 leaves them as they are
 */
public record Disclosure(int hiddenBelow, int roundedTo) {
  /** Counts as they are: what the framework publishes. */
  public static final Disclosure AS_PUBLISHED = new Disclosure(0, 1);

  public Disclosure {
    if (hiddenBelow < 0 || hiddenBelow == 1 || hiddenBelow == 2 || roundedTo < 1) {
      throw new IllegalArgumentException("hidden below " + hiddenBelow + ", to " + roundedTo);
    }
  }

  /** The count to show; empty when it is hidden. */
  public Optional<Long> count(long count) {
    if (isHidden(count)) {
      return Optional.empty();
    }
    return Optional.of((count + roundedTo / 2) / roundedTo * roundedTo);
  }

  /**
   * Counts that add up to a total, when the total is shown or known. One hidden count could be had
   * by subtraction, and several when they are as small or as large as hidden ones can be. So where
   * any count is hidden, the smallest of the others is hidden too, with all that equal it; where
   * all others are zero, the zeros.
   *
   * <p>No hidden count can then be worked out, even by somebody who knows this rule and every count
   * that is shown: two hidden counts of different size can change places, and exactly the same is
   * shown. The total itself is shown as {@link #count} of it. See docs/interpretations.md, I65.
   *
   * @param counts the parts, none negative
   * @return what to show of each, in the same order; empty when it is hidden
   */
  public List<Optional<Long>> parts(List<Long> counts) {
    long also = -1;
    if (counts.stream().anyMatch(this::isHidden)) {
      also = counts.stream().filter(count -> count >= hiddenBelow).min(Long::compare).orElse(0L);
    }
    List<Optional<Long>> shown = new ArrayList<>();
    for (long count : counts) {
      shown.add(count == also ? Optional.empty() : count(count));
    }
    return shown;
  }

  /**
   * The rate to show, from the counts as shown, so that nobody can work back to the true ones;
   * empty when the events, those without the event, or the base are hidden, and for an empty base.
   */
  public Optional<BigDecimal> rate(long events, long base) {
    if (isHidden(events) || isHidden(base) || isHidden(base - events)) {
      return Optional.empty();
    }
    long shownEvents = count(events).orElse(0L);
    long shownBase = count(base).orElse(0L);
    return Optional.ofNullable(Rate.of(shownEvents, shownBase));
  }

  private boolean isHidden(long count) {
    return count > 0 && count < hiddenBelow;
  }
}
