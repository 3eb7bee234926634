package org.openqof.statistics;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * How small counts are treated in an output. The framework's own publication shows them as they
 * are, by decision of the programme; other outputs may hide counts below a limit and round the
 * rest.
 *
 * @param hiddenBelow counts above zero and below this are hidden; 0 hides none
 * @param roundedTo other counts are rounded to the nearest multiple; 1 leaves them as they are
 */
public record Disclosure(int hiddenBelow, int roundedTo) {
  /** Counts as they are: what the framework publishes. */
  public static final Disclosure AS_PUBLISHED = new Disclosure(0, 1);

  public Disclosure {
    if (hiddenBelow < 0 || roundedTo < 1) {
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
