package org.openqof.rulebook;

import java.io.Serializable;
import java.util.Set;

/**
 * A value of a rulebook that no source states outright. A run lists those it used; a job with
 * {@code require_confirmed: true} refuses them.
 *
 * @param key where it stands, such as {@code payment.average_list_size} or {@code
 *     indicators.AF007.thresholds}
 * @param status how far it is supported; never {@link Status#CONFIRMED}
 * @param citation key or keys into {@code citations.yaml}, separated by a space; empty where the
 *     value is missing
 * @param indicators codes of the indicators whose payment rests on it; empty for a parameter of
 *     payment and for a group
 */
public record UnconfirmedValue(String key, Status status, String citation, Set<String> indicators)
    implements Serializable {
  public UnconfirmedValue {
    indicators = Set.copyOf(indicators);
  }

  /** A value that no single indicator rests on. */
  public UnconfirmedValue(String key, Status status, String citation) {
    this(key, status, citation, Set.of());
  }

  /** A value of one indicator, by its name: {@code indicators.AF007.thresholds}. */
  public static UnconfirmedValue ofIndicator(
      String code, String value, Status status, String citation) {
    return new UnconfirmedValue("indicators." + code + "." + value, status, citation, Set.of(code));
  }
}
