package org.openqof.extract;

import java.util.Objects;
import org.openqof.domain.FinancialYear;
import org.openqof.extract.layout.Recognised;
import org.openqof.input.PracticeReference.Source;

/**
 * One sound row of a file that people fill in, kept with what its refusal would need: whether it
 * stands is known only when all rows, and the year's indicators and practices, are known.
 *
 * @param value what the row says
 * @param year the financial year it speaks of
 * @param file its file
 * @param fileName the file's name, for messages
 * @param source where it was read
 * @param raw the line as received
 */
public record Entry<T>(
    T value, FinancialYear year, Recognised file, String fileName, Source source, String raw) {

  static <T> Entry<T> of(T value, FinancialYear year, CsvRows row) {
    return new Entry<>(value, year, row.file(), row.fileName(), row.source(), row.raw());
  }

  /** The same row with another value. */
  Entry<T> with(T other) {
    return new Entry<>(other, year, file, fileName, source, raw);
  }

  /** File and line in words. */
  String place() {
    return "line " + source.line() + " of " + fileName;
  }

  /**
   * A row is itself and nothing else: two rows may say the same, and one file may speak of two
   * years.
   */
  @Override
  public boolean equals(Object other) {
    return other instanceof Entry<?> entry
        && source.equals(entry.source)
        && year.equals(entry.year);
  }

  @Override
  public int hashCode() {
    return Objects.hash(source, year);
  }
}
