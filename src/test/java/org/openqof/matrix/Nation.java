package org.openqof.matrix;

import java.util.List;

/** A generated nation of 300 practices: the form of its extracts, and its two years. */
enum Nation {
  PAYMENT("The payment service's extract", "payment", "2022-23", "2023-24"),
  PUBLISHED("The published files", "published", "2022-23", "2023-24");

  private final String title;
  private final String layout;
  private final String before;
  private final String year;

  Nation(String title, String layout, String before, String year) {
    this.title = title;
    this.layout = layout;
    this.before = before;
    this.year = year;
  }

  /** What its extracts are, as the document calls them. */
  String title() {
    return title;
  }

  String layout() {
    return layout;
  }

  String before() {
    return before;
  }

  String year() {
    return year;
  }

  /** What the extracts of its year consist of. */
  List<InputFile> inputs() {
    return switch (this) {
      case PAYMENT ->
          List.of(
              new InputFile(this, "FINAL_PRACTICE_LIST", true),
              new InputFile(this, "INDICATOR_VALUES", true),
              new InputFile(this, "CONTRACTOR_REGISTERED_POPULATION", true),
              new InputFile(this, "GP_PATIENT_LIST", true),
              new InputFile(this, "MAPPING_NHS_GEOGRAPHIES", true),
              new InputFile(this, "INDICATOR_ACHIEVED_POINTS", true),
              new InputFile(this, "MANUAL_ENTRY", true),
              new InputFile(this, "ADJUSTMENTS", true),
              new InputFile(this, "CRP_CORRECTIONS", true),
              new InputFile(this, "SUCCESSIONS", true),
              new InputFile(this, "STATE_CHANGES", true),
              new InputFile(this, "PRACTICE_SUPPLIERS", true),
              new InputFile(this, "PCA_REFERENCE", true),
              new InputFile(this, "epraccur", false));
      case PUBLISHED ->
          List.of(
              new InputFile(this, "ACHIEVEMENT", true),
              new InputFile(this, "PREVALENCE", true),
              new InputFile(this, "gp-reg-pat-prac-all", true),
              new InputFile(this, "MAPPING_NHS_GEOGRAPHIES", true),
              new InputFile(this, "MAPPING_INDICATORS", true),
              new InputFile(this, "ORGANISATION_REFERENCE", true));
    };
  }
}
