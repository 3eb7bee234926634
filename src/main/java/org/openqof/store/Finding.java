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

  /** The place for people, with the year and version it is of. */
  public String where() {
    return year == null
        ? place
        : version == null ? place + " of " + year : place + " of " + year + " version " + version;
  }
}
