package org.openqof.matrix;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A generated nation of 300 practices: the form of its extracts, and its two years. */
enum Nation {
  PAYMENT("The payment service's extract", "payment", "2022-23", "2023-24"),
  PUBLISHED("The published files", "published", "2022-23", "2023-24"),
  /** Lists of single ages and of five years, areas and suppliers as they come out each month. */
  MONTHLY(
      "The payment service's extract with what is published each month",
      "payment",
      "2022-23",
      "2023-24"),
  /** Published files as they were before there was a row a measure. */
  FLAT(
      "Published achievement, one row a practice and indicator", "published", "2022-23", "2023-24"),
  /** The one year that asks for plans; it protects points of 2018-19, which the lake must know. */
  PLANS("A year that asks for agreed plans", "payment", "2020-21", "2021-22");

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

  /** The faults that the document has a table of; none where there is no table. */
  Set<Fault> faults(Past past) {
    return switch (past) {
      case YEAR_BEFORE -> Fault.OF_THE_TABLE;
      // Plans decide about protected points, and a lake that knows nothing has none.
      case NOTHING -> this == PLANS ? Set.of() : Fault.OF_FIGURES;
      case OWN_VERSION -> Set.of();
    };
  }

  /** The years that the lake knows when it knows the year before, in order. */
  List<String> earlier() {
    return this == PLANS ? List.of("2018-19", before) : List.of(before);
  }

  /** Whether a build may draw its 80 cells from it: the others have too few inputs. */
  boolean isLarge() {
    return this != FLAT && this != PLANS;
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

  /** A year as the names of files have it. */
  static String inNames(String year) {
    return year.substring(2, 4) + year.substring(5);
  }

  /** The name that a file of the year has the year before. */
  String nameBefore(String name) {
    return name.replace("_" + inNames(year), "_" + inNames(before))
        .replace(
            year.substring(0, 2) + year.substring(5) + "-",
            before.substring(0, 2) + before.substring(5) + "-");
  }

  /** What the extracts of its year consist of. */
  List<InputFile> inputs() {
    Stream<String> names =
        switch (this) {
          case PAYMENT ->
              Stream.of(
                  "FINAL_PRACTICE_LIST",
                  "INDICATOR_VALUES",
                  "CONTRACTOR_REGISTERED_POPULATION",
                  "GP_PATIENT_LIST",
                  "MAPPING_NHS_GEOGRAPHIES",
                  "INDICATOR_ACHIEVED_POINTS",
                  "MANUAL_ENTRY",
                  "ADJUSTMENTS",
                  "CRP_CORRECTIONS",
                  "SUCCESSIONS",
                  "STATE_CHANGES",
                  "PRACTICE_SUPPLIERS",
                  "PCA_REFERENCE",
                  "epraccur");
          case PUBLISHED ->
              Stream.of(
                  "ACHIEVEMENT",
                  "PREVALENCE",
                  "gp-reg-pat-prac-all",
                  "MAPPING_NHS_GEOGRAPHIES",
                  "MAPPING_INDICATORS",
                  "ORGANISATION_REFERENCE");
          case MONTHLY ->
              Stream.of(
                  "gp-reg-pat-prac-sing-age",
                  "gp-reg-pat-prac-quin-age",
                  "gp-reg-pat-prac-map",
                  "PRACTICE_VALIDATION_OUTCOMES");
          case FLAT -> Stream.of("PRACTICE_INDICATORS");
          case PLANS -> Stream.of("AGREED_PLANS");
        };
    return names.map(name -> new InputFile(this, name, !name.equals("epraccur"))).toList();
  }
}
