package org.openqof.input;

/** What a value of the extract is, as told from its field name or measure. */
public enum FieldKind {
  /** Patients who received the intervention. */
  NUMERATOR,
  /** Patients eligible, already net of adjustments and exclusions. */
  DENOMINATOR,
  /** Patients on the register. */
  REGISTER,
  /** Answer of a manual indicator: 1 yes, 0 no. */
  YES_NO,
  /** Patients under one named reason, a personalised care adjustment or an exclusion. */
  REASON,
  /** All personalised care adjustments of an indicator, as published. */
  PCAS,
  /** Points as awarded by the payment service, in hundredths. */
  ACHIEVED_POINTS,
  /** Patients newly diagnosed, published in place of a register. */
  NEWLY_DIAGNOSED
}
