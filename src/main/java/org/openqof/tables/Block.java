package org.openqof.tables;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one table, held by column: what steps hand to the lake and to the publication.
 *
 * <p>Rows are added with {@link #next()} followed by one call a field; a field not set is empty.
 * Decimals are held as whole numbers of their field's last decimal. Not safe for use by several
 * threads.
 *
 * <p>One file because each type of column has the same few methods, on the hot path.
 */
public final class Block implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int FIRST_CAPACITY = 64;

  /** Stands for an empty count or date where several are handed over at once. */
  public static final int NO_COUNT = Integer.MIN_VALUE;

  private final Table table;
  private final Object[] columns;

  /**
   * Which rows have a value, by column. Most columns have one in every row, so only their number is
   * kept; a set of rows takes over at the first gap.
   */
  private final int[] filled;

  private final @Nullable BitSet[] present;

  private int rows;
  private int capacity;

  /** An empty block of the table. */
  public Block(Table table) {
    this(table, FIRST_CAPACITY);
  }

  /** An empty block with room for {@code capacity} rows before it grows. */
  public Block(Table table, int capacity) {
    this.table = table;
    this.capacity = Math.max(1, capacity);
    this.columns = new Object[table.fields().size()];
    this.present = new BitSet[columns.length];
    this.filled = new int[columns.length];
    for (Field field : table.fields()) {
      columns[field.position()] =
          switch (field.type()) {
            case TEXT -> new String[this.capacity];
            case INT, DATE -> new int[this.capacity];
            case LONG, DECIMAL -> new long[this.capacity];
            case FLAG -> new boolean[this.capacity];
          };
    }
  }

  /** The table. */
  public Table table() {
    return table;
  }

  /** Number of rows. */
  public int rows() {
    return rows;
  }

  /** Begins a row; all of its fields are empty until set. */
  public Block next() {
    if (rows == capacity) {
      grow(capacity * 2);
    }
    rows++;
    return this;
  }

  private void grow(int wanted) {
    for (int i = 0; i < columns.length; i++) {
      Object column = columns[i];
      if (column instanceof String[] texts) {
        columns[i] = Arrays.copyOf(texts, wanted);
      } else if (column instanceof int[] ints) {
        columns[i] = Arrays.copyOf(ints, wanted);
      } else if (column instanceof long[] longs) {
        columns[i] = Arrays.copyOf(longs, wanted);
      } else {
        columns[i] = Arrays.copyOf((boolean[]) column, wanted);
      }
    }
    capacity = wanted;
  }

  private int mark(Field field) {
    mark(field.position(), rows - 1);
    return rows - 1;
  }

  private void mark(int column, int row) {
    BitSet rowsWithValue = present[column];
    if (rowsWithValue != null) {
      rowsWithValue.set(row);
    } else if (filled[column] == row) {
      filled[column] = row + 1;
    } else if (filled[column] < row) {
      withGaps(column).set(row);
    }
  }

  private BitSet withGaps(int column) {
    BitSet rowsWithValue = present[column];
    if (rowsWithValue == null) {
      rowsWithValue = new BitSet(capacity);
      rowsWithValue.set(0, filled[column]);
      present[column] = rowsWithValue;
    }
    return rowsWithValue;
  }

  /** Sets a text of the current row; null leaves it empty. */
  public Block text(Field field, @Nullable String value) {
    if (value != null) {
      ((String[]) columns[field.position()])[mark(field)] = value;
    }
    return this;
  }

  /** Sets a 32-bit count of the current row. */
  public Block count(Field field, int value) {
    ((int[]) columns[field.position()])[mark(field)] = value;
    return this;
  }

  /** Sets a 32-bit count of the current row; null leaves it empty. */
  public Block count(Field field, @Nullable Integer value) {
    return value == null ? this : count(field, value.intValue());
  }

  /** Sets a 64-bit sum of the current row. */
  public Block total(Field field, long value) {
    ((long[]) columns[field.position()])[mark(field)] = value;
    return this;
  }

  /**
   * Sets a decimal of the current row, rounded half-up to the field's scale; null leaves it empty.
   *
   * @throws ArithmeticException when it does not fit 18 digits
   */
  public Block decimal(Field field, @Nullable BigDecimal value) {
    if (value != null) {
      BigDecimal scaled = value.setScale(field.scale(), RoundingMode.HALF_UP);
      // As a whole number it gives its long without an object for its digits.
      ((long[]) columns[field.position()])[mark(field)] =
          scaled.scaleByPowerOfTen(field.scale()).longValueExact();
    }
    return this;
  }

  /** Sets a decimal of the current row from its unscaled value at the field's scale. */
  public Block unscaled(Field field, long value) {
    ((long[]) columns[field.position()])[mark(field)] = value;
    return this;
  }

  /** Sets a date of the current row; null leaves it empty. */
  public Block date(Field field, @Nullable LocalDate value) {
    return value == null ? this : day(field, Math.toIntExact(value.toEpochDay()));
  }

  /** Sets a date of the current row from its days since 1 January 1970. */
  public Block day(Field field, int epochDay) {
    ((int[]) columns[field.position()])[mark(field)] = epochDay;
    return this;
  }

  /** Sets a flag of the current row. */
  public Block flag(Field field, boolean value) {
    ((boolean[]) columns[field.position()])[mark(field)] = value;
    return this;
  }

  /** Begins {@code count} rows at once, to be set whole with the methods for several rows. */
  public Block next(int count) {
    int total = Math.addExact(rows, count);
    if (total > capacity) {
      grow(Math.max(total, capacity * 2));
    }
    rows = total;
    return this;
  }

  /** Sets the same text in the last {@code count} rows. */
  public Block text(Field field, String value, int count) {
    Arrays.fill((String[]) columns[field.position()], rows - count, rows, value);
    markLast(field.position(), count);
    return this;
  }

  /** Sets texts of the last rows, none of them null. */
  public Block texts(Field field, String[] values) {
    int from = rows - values.length;
    System.arraycopy(values, 0, (String[]) columns[field.position()], from, values.length);
    markLast(field.position(), values.length);
    return this;
  }

  /** Sets counts, or days since 1 January 1970, of the last rows; {@link #NO_COUNT} is empty. */
  public Block counts(Field field, int[] values) {
    int column = field.position();
    int from = rows - values.length;
    System.arraycopy(values, 0, (int[]) columns[column], from, values.length);
    for (int row = 0; row < values.length; ) {
      int to = endOfPresence(values, row);
      if (values[row] != NO_COUNT) {
        markRun(column, from + row, from + to);
      }
      row = to;
    }
    return this;
  }

  private static int endOfPresence(int[] values, int from) {
    boolean empty = values[from] == NO_COUNT;
    int row = from + 1;
    while (row < values.length && (values[row] == NO_COUNT) == empty) {
      row++;
    }
    return row;
  }

  /** Sets flags of the last rows. */
  public Block flags(Field field, boolean[] values) {
    int from = rows - values.length;
    System.arraycopy(values, 0, (boolean[]) columns[field.position()], from, values.length);
    markLast(field.position(), values.length);
    return this;
  }

  private void markLast(int column, int count) {
    markRun(column, rows - count, rows);
  }

  private void markRun(int column, int from, int to) {
    if (present[column] == null && filled[column] == from) {
      filled[column] = to;
    } else if (from < to) {
      withGaps(column).set(from, to);
    }
  }

  /** Adds all rows of another block of the same table. */
  public Block addAll(Block other) {
    return addAll(other, 0);
  }

  /**
   * Adds all rows of a block whose table has the columns of this one but the first, and one text in
   * the first of them all.
   */
  public Block addAll(String first, Block other) {
    return addAll(other, 1).text(table.fields().get(0), first, other.rows);
  }

  private Block addAll(Block other, int from) {
    int total = rows + other.rows;
    if (total > capacity) {
      grow(Math.max(total, capacity * 2));
    }
    for (int i = 0; i < other.columns.length; i++) {
      System.arraycopy(other.columns[i], 0, columns[from + i], rows, other.rows);
      addPresence(from + i, other.filled[i], other.present[i]);
    }
    rows = total;
    return this;
  }

  private void addPresence(int column, int theirFilled, @Nullable BitSet theirs) {
    if (theirs == null && present[column] == null && filled[column] == rows) {
      filled[column] += theirFilled;
    } else if (theirs == null) {
      if (theirFilled > 0) {
        withGaps(column).set(rows, rows + theirFilled);
      }
    } else {
      BitSet ours = withGaps(column);
      for (int from = theirs.nextSetBit(0); from >= 0; ) {
        int to = theirs.nextClearBit(from);
        ours.set(rows + from, rows + to);
        from = theirs.nextSetBit(to);
      }
    }
  }

  /** A block of the chosen rows, in the order given. */
  public Block pick(int[] chosen, int count) {
    Block picked = new Block(table, Math.max(1, count));
    for (int i = 0; i < columns.length; i++) {
      Object from = columns[i];
      Object to = picked.columns[i];
      for (int row = 0; row < count; row++) {
        int source = chosen[row];
        if (!has(i, source)) {
          continue;
        }
        picked.mark(i, row);
        if (from instanceof String[] texts) {
          ((String[]) to)[row] = texts[source];
        } else if (from instanceof int[] ints) {
          ((int[]) to)[row] = ints[source];
        } else if (from instanceof long[] longs) {
          ((long[]) to)[row] = longs[source];
        } else {
          ((boolean[]) to)[row] = ((boolean[]) from)[source];
        }
      }
    }
    picked.rows = count;
    return picked;
  }

  /** A block of the same rows sorted by the table's key: this one where they are. */
  public Block sorted() {
    if (isSorted()) {
      return this;
    }
    Integer[] order = new Integer[rows];
    Arrays.setAll(order, row -> row);
    Arrays.sort(order, (left, right) -> compare(left, right));
    int[] chosen = new int[rows];
    Arrays.setAll(chosen, row -> order[row]);
    return pick(chosen, rows);
  }

  /** Whether the rows are in the order of the table's key. */
  public boolean isSorted() {
    for (int row = 1; row < rows; row++) {
      if (compare(row - 1, row) > 0) {
        return false;
      }
    }
    return true;
  }

  /** Compares two rows by the table's key, column by column; an empty value comes first. */
  public int compare(int left, int right) {
    for (Field field : table.key()) {
      boolean hasLeft = has(field, left);
      boolean hasRight = has(field, right);
      int order = Boolean.compare(hasLeft, hasRight);
      if (order == 0 && hasLeft) {
        order =
            switch (field.type()) {
              case TEXT -> textAt(field, left).compareTo(textAt(field, right));
              case INT, DATE -> Integer.compare(countAt(field, left), countAt(field, right));
              case LONG, DECIMAL -> Long.compare(unscaledAt(field, left), unscaledAt(field, right));
              case FLAG -> Boolean.compare(flagAt(field, left), flagAt(field, right));
            };
      }
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /** Whether a row has a value for the field. */
  public boolean has(Field field, int row) {
    return has(field.position(), row);
  }

  private boolean has(int column, int row) {
    BitSet rowsWithValue = present[column];
    return rowsWithValue == null ? row < filled[column] : rowsWithValue.get(row);
  }

  /** Number of rows from {@code from} to before {@code to} that have a value for the field. */
  public int present(Field field, int from, int to) {
    BitSet rowsWithValue = present[field.position()];
    if (rowsWithValue == null) {
      return Math.max(0, Math.min(filled[field.position()], to) - from);
    }
    return rowsWithValue.get(from, to).cardinality();
  }

  /**
   * The first row behind {@code from}, at most {@code to}, whose value is another than that of
   * {@code from}; rows without a value are alike.
   */
  public int endOfRun(Field field, int from, int to) {
    int column = field.position();
    BitSet rowsWithValue = present[column];
    if (!has(column, from)) {
      // Row by row: the next value of the whole column may be far behind the end asked for.
      int row = rowsWithValue == null ? to : from + 1;
      while (row < to && !has(column, row)) {
        row++;
      }
      return row;
    }
    int end = rowsWithValue == null ? Math.min(filled[column], to) : to;
    Object values = columns[column];
    int row;
    if (values instanceof int[] ints) {
      row = endOfRun(ints, from, end);
    } else if (values instanceof String[] texts) {
      row = endOfRun(texts, from, end);
    } else if (values instanceof long[] longs) {
      row = endOfRun(longs, from, end);
    } else {
      row = endOfRun((boolean[]) values, from, end);
    }
    if (rowsWithValue != null) {
      for (int gap = from + 1; gap < row; gap++) {
        if (!rowsWithValue.get(gap)) {
          return gap;
        }
      }
    }
    return row;
  }

  // One loop a type, each small enough to be compiled at once: together they see every value.

  private static int endOfRun(int[] values, int from, int to) {
    int value = values[from];
    int row = from + 1;
    while (row < to && values[row] == value) {
      row++;
    }
    return row;
  }

  private static int endOfRun(long[] values, int from, int to) {
    long value = values[from];
    int row = from + 1;
    while (row < to && values[row] == value) {
      row++;
    }
    return row;
  }

  private static int endOfRun(boolean[] values, int from, int to) {
    boolean value = values[from];
    int row = from + 1;
    while (row < to && values[row] == value) {
      row++;
    }
    return row;
  }

  @SuppressWarnings("ReferenceEquality") // the same object is certainly the same text
  private static int endOfRun(String[] values, int from, int to) {
    String value = values[from];
    int row = from + 1;
    while (row < to && (values[row] == value || value.equals(values[row]))) {
      row++;
    }
    return row;
  }

  /**
   * Copies the counts, or days since 1 January 1970, of the rows that have one.
   *
   * @param into has room for {@code to - from}
   * @return how many were copied
   */
  public int counts(Field field, int from, int to, int[] into) {
    int[] values = (int[]) columns[field.position()];
    BitSet rowsWithValue = present[field.position()];
    if (rowsWithValue == null) {
      int count = present(field, from, to);
      System.arraycopy(values, from, into, 0, count);
      return count;
    }
    int count = 0;
    for (int row = from; row < to; row++) {
      if (rowsWithValue.get(row)) {
        into[count++] = values[row];
      }
    }
    return count;
  }

  /** Copies the sums, or unscaled decimals, of the rows that have one, as {@link #counts} does. */
  public int unscaled(Field field, int from, int to, long[] into) {
    long[] values = (long[]) columns[field.position()];
    BitSet rowsWithValue = present[field.position()];
    if (rowsWithValue == null) {
      int count = present(field, from, to);
      System.arraycopy(values, from, into, 0, count);
      return count;
    }
    int count = 0;
    for (int row = from; row < to; row++) {
      if (rowsWithValue.get(row)) {
        into[count++] = values[row];
      }
    }
    return count;
  }

  /** Whether all rows from {@code from} to before {@code to} have a value for the field. */
  boolean isFull(Field field, int from, int to) {
    int column = field.position();
    return present[column] == null ? to <= filled[column] : present(field, from, to) == to - from;
  }

  /** The counts of all rows, or their days since 1 January 1970; not to be changed. */
  int[] allCounts(Field field) {
    return (int[]) columns[field.position()];
  }

  /** The sums, or unscaled decimals, of all rows; not to be changed. */
  long[] allUnscaled(Field field) {
    return (long[]) columns[field.position()];
  }

  /** The texts of all rows; not to be changed. */
  String[] allTexts(Field field) {
    return (String[]) columns[field.position()];
  }

  /** The text of a row that has one. */
  public String textAt(Field field, int row) {
    return ((String[]) columns[field.position()])[row];
  }

  /** The text of a row, or null. */
  public @Nullable String textOrNull(Field field, int row) {
    return has(field, row) ? textAt(field, row) : null;
  }

  /** The count, or the days since 1 January 1970, of a row that has one. */
  public int countAt(Field field, int row) {
    return ((int[]) columns[field.position()])[row];
  }

  /** The count of a row, or null. */
  public @Nullable Integer countOrNull(Field field, int row) {
    return has(field, row) ? (Integer) countAt(field, row) : null;
  }

  /** The sum, or the unscaled decimal, of a row that has one. */
  public long unscaledAt(Field field, int row) {
    return ((long[]) columns[field.position()])[row];
  }

  /** The decimal of a row that has one. */
  public BigDecimal decimalAt(Field field, int row) {
    return BigDecimal.valueOf(unscaledAt(field, row), field.scale());
  }

  /** The number of a row at its field's last decimal, whatever its width, or null. */
  public @Nullable Long wholeOrNull(Field field, int row) {
    if (!has(field, row)) {
      return null;
    }
    return field.type() == Field.Type.INT
        ? (Long) (long) countAt(field, row)
        : (Long) unscaledAt(field, row);
  }

  /** The decimal of a row, or null. */
  public @Nullable BigDecimal decimalOrNull(Field field, int row) {
    return has(field, row) ? decimalAt(field, row) : null;
  }

  /** The date of a row, or null. */
  public @Nullable LocalDate dateOrNull(Field field, int row) {
    return has(field, row) ? LocalDate.ofEpochDay(countAt(field, row)) : null;
  }

  /** The flag of a row that has one. */
  public boolean flagAt(Field field, int row) {
    return ((boolean[]) columns[field.position()])[row];
  }

  /** The value of any field as canonical text, or null when the row has none. */
  public @Nullable String canonicalAt(Field field, int row) {
    if (!has(field, row)) {
      return null;
    }
    return switch (field.type()) {
      case TEXT -> textAt(field, row);
      case INT -> Integer.toString(countAt(field, row));
      case LONG -> Long.toString(unscaledAt(field, row));
      case DECIMAL -> BigDecimal.valueOf(unscaledAt(field, row), field.scale()).toPlainString();
      case DATE -> LocalDate.ofEpochDay(countAt(field, row)).toString();
      case FLAG -> Boolean.toString(flagAt(field, row));
    };
  }
}
