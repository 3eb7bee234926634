package org.openqof.rulebook;

import java.util.Locale;

/**
 * How an indicator of one year follows from one of an earlier year, and what that does to a
 * comparison. An indicator that keeps its code, points and thresholds has no link and is
 * comparable.
 */
public enum LineageKind {
  /** Another code for the same thing. */
  RENAMED(Comparability.COMPARABLE, Comparability.COMPARABLE),
  /** Other points for the same thing. */
  POINTS_ONLY(Comparability.COMPARABLE, Comparability.COMPARABLE),
  /**
   * Other thresholds, or another way from achievement to points, which changes what is aimed at.
   */
  THRESHOLD_ONLY(Comparability.WITH_CARE, Comparability.COMPARABLE),
  /** Still extracted, but without points. */
  MANAGEMENT_INFORMATION(Comparability.WITH_CARE, Comparability.COMPARABLE),
  /** One indicator became several. */
  SPLIT(Comparability.WITH_CARE, Comparability.WITH_CARE),
  /** Several indicators became one. */
  MERGED(Comparability.WITH_CARE, Comparability.WITH_CARE),
  /** The register counts other patients. */
  REGISTER_BREAK(Comparability.WITH_CARE, Comparability.NOT_COMPARABLE),
  /** Numerator or denominator counts something else. */
  DEFINITION_BREAK(Comparability.NOT_COMPARABLE, Comparability.WITH_CARE),
  /** Nothing follows it. */
  RETIRED(Comparability.NOT_COMPARABLE, Comparability.NOT_COMPARABLE),
  /** It follows nothing. */
  NEW(Comparability.NOT_COMPARABLE, Comparability.NOT_COMPARABLE);

  private final Comparability achievement;
  private final Comparability prevalence;

  LineageKind(Comparability achievement, Comparability prevalence) {
    this.achievement = achievement;
    this.prevalence = prevalence;
  }

  /** What it does to a comparison. */
  public Comparability comparability(Compared what) {
    return what == Compared.ACHIEVEMENT ? achievement : prevalence;
  }

  /** Whether both of its ends are indicators. */
  boolean joins() {
    return this != RETIRED && this != NEW;
  }

  /** As tables and files write it, {@code definition_break}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
