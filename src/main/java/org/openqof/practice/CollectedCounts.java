package org.openqof.practice;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openqof.input.FieldKind;
import org.openqof.input.ValueFragment;

/** Adds up what one collection of one practice says of one indicator, value by value. */
final class CollectedCounts {
  private final @Nullable Map<String, Boolean> adjustmentReasons;
  private @Nullable Integer numerator;
  private @Nullable Integer denominator;
  private @Nullable Integer register;
  private @Nullable String registerName;
  private @Nullable Integer pcas;
  private @Nullable Integer points;
  private @Nullable Integer newlyDiagnosed;
  private @Nullable Boolean answer;

  /**
   * Nothing yet.
   *
   * @param adjustmentReasons by field name, true for a personalised care adjustment and false for
   *     an exclusion; null when the two cannot be told apart
   */
  CollectedCounts(@Nullable Map<String, Boolean> adjustmentReasons) {
    this.adjustmentReasons = adjustmentReasons;
  }

  /** Adds a value that counts; a blank one says nothing. */
  void add(FieldKind kind, String field, int value) {
    if (value == ValueFragment.MISSING) {
      return;
    }
    switch (kind) {
      case NUMERATOR -> numerator = value;
      case DENOMINATOR -> denominator = value;
      case REGISTER -> {
        register = value;
        registerName = field;
      }
      case YES_NO -> answer = value == 1;
      case ACHIEVED_POINTS -> points = value;
      case NEWLY_DIAGNOSED -> newlyDiagnosed = value;
      case PCAS -> pcas = Math.addExact(pcas == null ? 0 : pcas, value);
      case REASON -> {
        if (adjustmentReasons != null && adjustmentReasons.containsKey(field)) {
          boolean adjustment = Boolean.TRUE.equals(adjustmentReasons.get(field));
          pcas = Math.addExact(pcas == null ? 0 : pcas, adjustment ? value : 0);
        }
      }
    }
  }

  /** What was collected for an indicator. */
  IndicatorCounts of(String indicatorCode) {
    return new IndicatorCounts(
        indicatorCode,
        numerator,
        denominator,
        register == null ? newlyDiagnosed : register,
        registerName,
        pcas,
        answer,
        points,
        newlyDiagnosed);
  }
}
