package org.openqof.publish.workbook;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * One column of a sheet.
 *
 * @param header header, unlike any other of the sheet
 * @param format how cells are shown
 * @param missing what stands where there is no value
 * @param value the value of a row: text for text columns; a count; hundredths of a point; a
 *     fraction for percent and changes
 */
record Column(String header, Format format, Marker missing, Value value) {

  /** The value of a row, or null when it has none. */
  @FunctionalInterface
  interface Value {
    @Nullable Object of(Row row);
  }

  /** A column of a table whose rows are not areas: its values come with the rows. */
  static Column of(String header, Format format) {
    return new Column(header, format, Marker.NOT_AVAILABLE, row -> null);
  }

  /** Width in characters: its values fit, and its header breaks between words. */
  int width() {
    return format.isText() ? format.width() : HeaderText.width(header, format.width());
  }

  static Column text(String header, Format format, Value value) {
    return new Column(header, format, Marker.NOT_AVAILABLE, value);
  }

  static Column count(String header, Value value) {
    return new Column(header, Format.COUNT, Marker.NOT_AVAILABLE, value);
  }

  static Column points(String header, Value value) {
    return new Column(header, Format.POINTS, Marker.NOT_AVAILABLE, value);
  }

  static Column percent(String header, Value value) {
    return new Column(header, Format.PERCENT, Marker.NOT_AVAILABLE, value);
  }

  /**
   * A change in percentage points.
   *
   * @param comparable whether the two years may be compared at all
   */
  static Column change(String header, boolean comparable, Value value) {
    return comparable
        ? new Column(header, Format.CHANGE, Marker.NOT_AVAILABLE, value)
        : new Column(header, Format.CHANGE, Marker.NOT_APPLICABLE, row -> null);
  }

  /** What a cell shows: text, a number rounded to what is shown, or null. */
  @Nullable Object shown(Row row) {
    return shown(value.of(row));
  }

  /** The same of a value that is at hand. */
  @Nullable Object shown(@Nullable Object found) {
    if (found == null || found instanceof Marker) {
      return found;
    }
    return switch (format) {
      case CODE, NAME -> found;
      case COUNT -> found;
      case POINTS -> BigDecimal.valueOf((Long) found, 2);
      case PERCENT, CHANGE ->
          ((BigDecimal) found).movePointRight(2).setScale(2, RoundingMode.HALF_UP);
    };
  }
}
