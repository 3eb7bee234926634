package org.openqof.publish.chart;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What charts say, wherever they are drawn: in the report, and by the look-up page in a reader's
 * browser, which takes these words from its manifest.
 */
public enum ChartWords {
  /** On a chart whose upright axis is cut. */
  NOT_FROM_ZERO("The upright axis does not start at zero."),
  FROM_ZERO("The upright axis starts at zero."),
  /** At the dashed line between two years. */
  BREAK("break"),
  BREAK_MEANS(
      "A dashed upright line marks a break: what is counted changed, and the two sides may not be"
          + " compared."),
  MEDIAN("Median of practices"),
  DECILES_MEAN(
      "Nine lines part the practices into ten equal groups; the bold one is the median. Practices"
          + " with few patients are not counted."),
  PATIENTS_BY_POWERS("patients, on a logarithmic scale"),
  LIMITS_MEAN(
      "Limits drawn through allow for the spread that practices really have (over-dispersion);"
          + " dotted ones are for chance alone.");

  private final String words;

  ChartWords(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }

  /** All words by their names in small letters. */
  public static Map<String, String> byName() {
    Map<String, String> all = new TreeMap<>();
    for (ChartWords one : values()) {
      all.put(one.name().toLowerCase(Locale.ROOT), one.words);
    }
    return all;
  }
}
