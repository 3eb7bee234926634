package org.openqof.comparison.change;

import java.util.Locale;
import java.util.Optional;

/** On which map, and over which practices, two years are compared. Named in every output. */
public enum Variant {
  /** Each year on its own map, as it was published. */
  AS_PUBLISHED("each year on its own map"),
  /** Both years on the later year's map. */
  CURRENT_BOUNDARIES("both years on the map of the later one"),
  /**
   * Practices that both years pay and that neither merged nor split in between, on the later year's
   * map.
   */
  SAME_PRACTICES("practices paid in both years, on the map of the later one");

  private final String sentence;

  Variant(String sentence) {
    this.sentence = sentence;
  }

  /** In words. */
  public String sentence() {
    return sentence;
  }

  /** As commands and files write it, {@code current-boundaries}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The variant of this name, with hyphens or underscores. */
  public static Optional<Variant> of(String word) {
    for (Variant variant : values()) {
      if (variant.word().equals(word.replace('_', '-'))) {
        return Optional.of(variant);
      }
    }
    return Optional.empty();
  }
}
