package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/** Achievement by practice and indicator. One indicator of one practice. */
public final class PracticeIndicators {
  private static final Table.Builder COLUMNS =
      Table.named(
          "practice_indicators", Layer.GOLD, Tree.STATISTICS, "One indicator of one practice.");
  public static final Field PRACTICE_CODE =
      COLUMNS.key().text("practice_code", "ODS code of the practice.");
  public static final Field INDICATOR_CODE = COLUMNS.key().text("indicator_code", "Indicator.");
  public static final Field GROUP_CODE = COLUMNS.text("group_code", "Group of the indicator.");
  public static final Field REGISTER_SIZE =
      COLUMNS.optionalCount(
          "register_size",
          Unit.PATIENTS,
          "Patients on the register that is published with the indicator.");
  public static final Field NEWLY_DIAGNOSED =
      COLUMNS.optionalCount(
          "newly_diagnosed",
          Unit.PATIENTS,
          "Patients newly diagnosed: what the register counts in a year whose register is one of"
              + " new diagnoses, or what was sent with it.");
  public static final Field NUMERATOR =
      COLUMNS.optionalCount("numerator", Unit.PATIENTS, "Patients who received the intervention.");
  public static final Field DENOMINATOR =
      COLUMNS.optionalCount("denominator", Unit.PATIENTS, "Patients eligible, net of adjustments.");
  public static final Field PCA_COUNT =
      COLUMNS.optionalCount("pca_count", Unit.PATIENTS, "Personalised care adjustments.");
  public static final Field ACHIEVEMENT =
      COLUMNS.optionalDecimal(
          "achievement",
          10,
          Unit.FRACTION,
          "Numerator divided by denominator; empty for a zero denominator.");
  public static final Field PCA_RATE =
      COLUMNS.optionalDecimal(
          "pca_rate", 10, Unit.FRACTION, "Adjustments divided by denominator plus adjustments.");
  public static final Field INTERVENTION_RATE =
      COLUMNS.optionalDecimal(
          "intervention_rate",
          10,
          Unit.FRACTION,
          "Numerator divided by denominator plus adjustments.");
  public static final Field EARNED_POINTS =
      COLUMNS.optionalDecimal(
          "earned_points", 2, Unit.POINTS, "Points earned; empty where they cannot be computed.");
  public static final Field AVAILABLE_POINTS =
      COLUMNS.decimal("available_points", 2, Unit.POINTS, "Points available.");
  public static final Table TABLE = COLUMNS.build();

  private PracticeIndicators() {}
}
