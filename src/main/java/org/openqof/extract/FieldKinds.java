package org.openqof.extract;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.openqof.input.FieldKind;

/** What a value is, told from the name of its field or measure. */
final class FieldKinds {
  private FieldKinds() {}

  /**
   * A field of the payment service's extract. Any name that is neither numerator, denominator,
   * register nor answer is the short name of a reason.
   */
  static FieldKind ofField(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "NUMERATOR" -> FieldKind.NUMERATOR;
      case "DENOMINATOR" -> FieldKind.DENOMINATOR;
      case "YES/NO FLAG" -> FieldKind.YES_NO;
      default ->
          name.toUpperCase(Locale.ROOT).contains("REGISTER")
              ? FieldKind.REGISTER
              : FieldKind.REASON;
    };
  }

  /** A measure of the published files; null when it is not known. */
  static @Nullable FieldKind ofMeasure(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "NUMERATOR" -> FieldKind.NUMERATOR;
      case "DENOMINATOR" -> FieldKind.DENOMINATOR;
      case "REGISTER" -> FieldKind.REGISTER;
      // Exceptions became personalised care adjustments in 2019-20.
      case "PCAS", "EXCEPTIONS" -> FieldKind.PCAS;
      case "ACHIEVED_POINTS" -> FieldKind.ACHIEVED_POINTS;
      case "NEWLY_DIAGNOSED" -> FieldKind.NEWLY_DIAGNOSED;
      default -> null;
    };
  }
}
