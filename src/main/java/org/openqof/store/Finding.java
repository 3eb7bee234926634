package org.openqof.store;

import org.jspecify.annotations.Nullable;

/**
 * Something about a lake or its publications that is not as it should be.
 *
 * @param kind {@code format}, {@code log}, {@code content}, {@code states}, {@code leftover},
 *     {@code bronze}, {@code permissions} or {@code publication}
 * @param place table, file or folder
 * @param year the year; null where it is of none
 * @param version its version; null where it is of none
 * @param expected what should be
 * @param found what is
 * @param remedy what to do
 */
public record Finding(
    String kind,
    String place,
    @Nullable String year,
    @Nullable Integer version,
    String expected,
    String found,
    String remedy) {

  /** For people, in a line. */
  public String line() {
    return "%-12s%s%s: expected %s, found %s. %s"
        .formatted(
            kind,
            place,
            year == null
                ? ""
                : version == null ? " of " + year : " of " + year + " version " + version,
            expected,
            found,
            remedy);
  }
}
