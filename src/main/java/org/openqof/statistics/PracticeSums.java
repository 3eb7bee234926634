package org.openqof.statistics;

import java.util.Map;

/**
 * What areas add up of one practice.
 *
 * @param indicators sums by indicator
 * @param groups sums by group
 * @param listTypes list type of a group's prevalence, by group; {@code TOTAL} where absent
 * @param lists registered patients by list type
 * @param points points, practices and total list
 * @param revisedMaximum points the practice could earn, hundredths
 */
record PracticeSums(
    Map<String, Sums> indicators,
    Map<String, Sums> groups,
    Map<String, String> listTypes,
    Map<String, Sums> lists,
    Sums points,
    long revisedMaximum) {

  /** The list type of a group's prevalence for this practice. */
  String listType(String groupCode) {
    return listTypes.getOrDefault(groupCode, "TOTAL");
  }
}
