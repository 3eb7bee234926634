package org.openqof.publish;

import java.util.Optional;

/** Which indicator of the year before an indicator continues. */
public interface Lineage {

  /**
   * The indicator of the year before that this one may be compared with: the same code, or a code
   * that was only renamed. Empty for a new indicator and for one whose meaning changed.
   */
  Optional<String> comparable(String indicatorCode);
}
