package org.openqof.extract.layout;

import java.util.Locale;
import org.openqof.extract.ValuesReader;

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
  /** Suppliers of the systems that practices keep their records in. */
  SUPPLIERS,
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
  /** Values that practices entered by hand. */
  MANUAL_ENTRY,
  /** Corrections applied after the calculation. */
  ADJUSTMENTS,
  /** Contractor registered populations that a commissioner corrected. */
  CRP_CORRECTIONS,
  /** Mergers and splits of practices, with shares and dates. */
  SUCCESSIONS,
  /** Decisions about the plans on which income protection depends. */
  AGREED_PLANS,
  /** Changes of the state of payments: recorded, and no input of the calculation. */
  STATE_CHANGES,
  /** Known and kept, but not read: control and template files of the payment service. */
  REFERENCE_ONLY;

  /** Whether people fill the file in, rather than a system. */
  public boolean isFilledInByPeople() {
    return switch (this) {
      case MANUAL_ENTRY, ADJUSTMENTS, CRP_CORRECTIONS, SUCCESSIONS, AGREED_PLANS, STATE_CHANGES ->
          true;
      default -> false;
    };
  }

  /** The word used in layout files. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
