package org.openqof.rulebook;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A value of a rulebook that no source states outright. A run lists those it used; a job with
 * {@code require_confirmed: true} refuses them.
 *
 * @param key where it stands, such as {@code payment.average_list_size} or {@code
 *     indicators.AF007.thresholds}
 * @param status how far it is supported; never {@link Status#CONFIRMED}
 * @param citation key or keys into {@code citations.yaml}, separated by a space; empty where the
 *     value is missing
 */
public record UnconfirmedValue(String key, Status status, String citation) implements Serializable {
  private static final String INDICATORS = "indicators.";

  /** The code of the indicator whose value it is; null for a value of payment or of a group. */
  @Nullable String indicator() {
    return key.startsWith(INDICATORS)
        ? key.substring(INDICATORS.length(), key.lastIndexOf('.'))
        : null;
  }
}
