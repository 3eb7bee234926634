package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/** Achievement by practice and indicator. One indicator of one practice. */
public final class PracticeIndicators {
  /** The descriptor. */
  public static final Table TABLE;

  /** ODS code of the practice. */
  public static final Field PRACTICE_CODE;

  /** Indicator. */
  public static final Field INDICATOR_CODE;

  /** Group of the indicator. */
  public static final Field GROUP_CODE;

  /** Patients on the register that is published with the indicator. */
  public static final Field REGISTER_SIZE;

  /** Patients newly diagnosed, where the register counts them or they were sent beside it. */
  public static final Field NEWLY_DIAGNOSED;

  /** Patients who received the intervention. */
  public static final Field NUMERATOR;

  /** Patients eligible, net of adjustments. */
  public static final Field DENOMINATOR;

  /** Personalised care adjustments. */
  public static final Field PCA_COUNT;

  /** Numerator divided by denominator; empty for a zero denominator. */
  public static final Field ACHIEVEMENT;

  /** Adjustments divided by denominator plus adjustments. */
  public static final Field PCA_RATE;

  /** Numerator divided by denominator plus adjustments. */
  public static final Field INTERVENTION_RATE;

  /** Points earned; empty where they cannot be computed. */
  public static final Field EARNED_POINTS;

  /** Points available. */
  public static final Field AVAILABLE_POINTS;

  static {
    Table.Builder table =
        Table.named(
            "practice_indicators", Layer.GOLD, Tree.STATISTICS, "One indicator of one practice.");
    PRACTICE_CODE = table.text("practice_code", "ODS code of the practice.");
    INDICATOR_CODE = table.text("indicator_code", "Indicator.");
    table.endOfKey();
    GROUP_CODE = table.text("group_code", "Group of the indicator.");
    REGISTER_SIZE =
        table.optionalCount(
            "register_size",
            Unit.PATIENTS,
            "Patients on the register that is published with the indicator.");
    NEWLY_DIAGNOSED =
        table.optionalCount(
            "newly_diagnosed",
            Unit.PATIENTS,
            "Patients newly diagnosed: what the register counts in a year whose register is one of"
                + " new diagnoses, or what was sent with it.");
    NUMERATOR =
        table.optionalCount("numerator", Unit.PATIENTS, "Patients who received the intervention.");
    DENOMINATOR =
        table.optionalCount("denominator", Unit.PATIENTS, "Patients eligible, net of adjustments.");
    PCA_COUNT = table.optionalCount("pca_count", Unit.PATIENTS, "Personalised care adjustments.");
    ACHIEVEMENT =
        table.optionalDecimal(
            "achievement",
            10,
            Unit.FRACTION,
            "Numerator divided by denominator; empty for a zero denominator.");
    PCA_RATE =
        table.optionalDecimal(
            "pca_rate", 10, Unit.FRACTION, "Adjustments divided by denominator plus adjustments.");
    INTERVENTION_RATE =
        table.optionalDecimal(
            "intervention_rate",
            10,
            Unit.FRACTION,
            "Numerator divided by denominator plus adjustments.");
    EARNED_POINTS =
        table.optionalDecimal(
            "earned_points", 2, Unit.POINTS, "Points earned; empty where they cannot be computed.");
    AVAILABLE_POINTS = table.decimal("available_points", 2, Unit.POINTS, "Points available.");
    TABLE = table.build();
  }

  private PracticeIndicators() {}
}
