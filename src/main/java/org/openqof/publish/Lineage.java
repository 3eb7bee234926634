package org.openqof.publish;

import org.openqof.rulebook.Compared;

/** Which figures of an indicator may stand alongside those of the year before. */
@FunctionalInterface
public interface Lineage {

  /**
   * Whether the indicator continues one of the year before without a break: the same code, or one
   * that was renumbered. False for a new indicator, for one whose meaning changed, and without a
   * year before.
   *
   * @param indicatorCode this year's code
   * @param what its achievement, or the register that comes with it
   */
  boolean comparable(String indicatorCode, Compared what);
}
