package org.openqof.input;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Where a practice belongs in one year's map. Codes are of that year; a code is never joined across
 * years. A practice without a primary care network has {@link #NO_PCN}.
 *
 * @param pcn primary care network
 * @param subIcb sub-ICB location (clinical commissioning group to 2021-22)
 * @param icb integrated care board (sustainability and transformation partnership to 2020-21)
 * @param region NHS England region
 */
public record Geography(Area pcn, Area subIcb, Area icb, Area region) implements Serializable {
  /** The explicit place of practices that belong to no primary care network. */
  public static final Area NO_PCN = new Area("U", null, "Unallocated");

  /** The place of practices that the year's map does not know: listed, never dropped. */
  public static final Area UNMAPPED = new Area("UNMAPPED", null, "Not on the year's map");

  /** A practice that the year's map does not know. */
  public static final Geography NONE = new Geography(NO_PCN, UNMAPPED, UNMAPPED, UNMAPPED);

  /**
   * An area.
   *
   * @param odsCode its ODS code; where a year publishes none, its ONS code
   * @param onsCode its ONS code, if published
   * @param name its name as published that year
   */
  public record Area(String odsCode, @Nullable String onsCode, String name)
      implements Serializable {}
}
