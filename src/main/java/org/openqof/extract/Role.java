package org.openqof.extract;

import java.util.Locale;

/** What a file is for. */
public enum Role {
  /** Values of indicators: read part by part with {@link ValuesReader}. */
  VALUES,
  /** Practices that take part in the framework, with their dates. */
  PRACTICE_LIST,
  /** Records of the Organisation Data Service: status and dates of practices. */
  ORGANISATIONS,
  /** Practices and their areas, of one year. */
  GEOGRAPHY,
  /** Points that a practice could earn, as published. */
  MAXIMUM_POINTS,
  /** Contractor registered population by practice and date. */
  POPULATION,
  /** Registered patients by practice, age and sex. */
  PATIENT_LISTS,
  /** Published registers and lists by practice and group. */
  PREVALENCE,
  /** Indicators of a year with their points, group and list type. */
  INDICATOR_MAP,
  /** Reasons: which short name is a personalised care adjustment and which an exclusion. */
  REASONS,
  /** Practices that were left out of a publication. */
  VALIDATION_OUTCOMES,
  /** Figures published for areas, for reconciliation. */
  AREA_FIGURES,
  /** Known and kept, but not read: control and template files of the payment service. */
  REFERENCE_ONLY;

  /** The word used in layout files. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
