package org.openqof.store.parquet;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openqof.tables.Field;

/**
 * Which columns and rows of a table to read.
 *
 * @param columns columns to read, the others stay empty; an empty list means all
 * @param least smallest value of the leading key column, or null
 * @param most largest value of the leading key column, or null
 */
public record Selection(List<Field> columns, @Nullable String least, @Nullable String most)
    implements Serializable {
  private static final Selection EVERYTHING = new Selection(List.of(), null, null);

  public Selection {
    columns = List.copyOf(columns);
  }

  /** Everything. */
  public static Selection everything() {
    return EVERYTHING;
  }

  /** Some columns of all rows. */
  public static Selection of(Field... columns) {
    return new Selection(List.of(columns), null, null);
  }

  /** The same columns of rows whose leading key is this text: one practice, one area. */
  public Selection where(String leadingKey) {
    return new Selection(columns, leadingKey, leadingKey);
  }

  /** The same columns of rows whose leading key is between two texts, both included. */
  public Selection between(String first, String last) {
    return new Selection(columns, first, last);
  }

  public boolean ofSomeRows() {
    return least != null || most != null;
  }

  public boolean wants(Field field) {
    return columns.isEmpty() || columns.contains(field) || (ofSomeRows() && field.position() == 0);
  }

  boolean holds(@Nullable String leadingKey) {
    if (!ofSomeRows()) {
      return true;
    }
    return leadingKey != null
        && (least == null || leadingKey.compareTo(least) >= 0)
        && (most == null || leadingKey.compareTo(most) <= 0);
  }

  /** Whether rows from {@code first} to {@code last} may hold what is wanted. */
  public boolean touches(@Nullable String first, @Nullable String last) {
    return !ofSomeRows()
        || ((first == null || most == null || first.compareTo(most) <= 0)
            && (last == null || least == null || last.compareTo(least) >= 0));
  }
}
