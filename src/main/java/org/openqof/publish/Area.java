package org.openqof.publish;

import java.util.Comparator;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openqof.input.Geography;
import org.openqof.statistics.Grouping;

/**
 * One area, or one practice.
 *
 * @param code ODS code
 * @param onsCode ONS code, if there is one
 * @param name its name
 */
public record Area(String code, @Nullable String onsCode, String name) {
  /** The nation. */
  public static final Area ENGLAND = new Area("ENG", "E92000001", "England");

  /** Codes of what is not an area: not on the map, in no network, in no group. */
  private static final Set<String> NOWHERE =
      Set.of(Geography.UNMAPPED.odsCode(), Geography.NO_PCN.odsCode(), Grouping.UNALLOCATED);

  /** The order of areas in everything that is published: by code, what is not an area last. */
  public static final Comparator<String> BY_CODE =
      Comparator.<String, Boolean>comparing(NOWHERE::contains)
          .thenComparing(Comparator.naturalOrder());
}
