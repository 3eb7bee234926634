package org.openqof.answer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one form.
 *
 * @param name for programs, snake_case; empty for what only people read
 * @param title for people; null where it needs none
 * @param columns its columns
 * @param cells for each row a value for each column, null where there is none
 * @param most how many rows a text shows; 0 for what it leaves to the other forms
 * @param keyed whether its first column, which names each row once, is the key of an object in JSON
 */
public record Rows(
    String name,
    @Nullable String title,
    List<Column> columns,
    List<List<@Nullable Object>> cells,
    int most,
    boolean keyed)
    implements Part {
  public Rows {
    columns = List.copyOf(columns);
    cells = Collections.unmodifiableList(cells);
  }

  /**
   * A column.
   *
   * @param name for programs, snake_case; null for what only people read
   * @param heading for people; null for what only programs read
   * @param kind what its values are
   */
  public record Column(@Nullable String name, @Nullable String heading, Kind kind) {}

  /**
   * The rows alone as a CSV file, for programs.
   *
   * @param leading columns that hold the same in every row, before all others
   */
  public String csv(Map<String, ?> leading) {
    return CsvForm.of(this, leading);
  }

  /** A table with a row for each item. */
  public static <T> Of<T> of(String name, Collection<T> items) {
    return new Of<>(name, items);
  }

  /**
   * Puts a table together.
   *
   * @param <T> what a row is made of
   */
  public static final class Of<T> {
    private final String name;
    private final Collection<T> items;
    private final List<Column> columns = new ArrayList<>();
    private final List<Function<? super T, ? extends @Nullable Object>> values = new ArrayList<>();
    private @Nullable String title;
    private int most = Integer.MAX_VALUE;
    private boolean keyed;

    private Of(String name, Collection<T> items) {
      this.name = name;
      this.items = items;
    }

    /** Says to people what the rows are; their lines stand below it, indented. */
    public Of<T> title(String words) {
      this.title = words;
      return this;
    }

    /** Says how many rows a text shows: none for what is too much for one. */
    public Of<T> most(int shown) {
      this.most = shown;
      return this;
    }

    /** In JSON, each row under the value of its first column. */
    public Of<T> keyed() {
      this.keyed = true;
      return this;
    }

    /** Adds a column for people and programs. */
    public Of<T> column(
        @Nullable String column,
        @Nullable String heading,
        Kind kind,
        Function<? super T, ? extends @Nullable Object> value) {
      columns.add(new Column(column, heading, kind));
      values.add(value);
      return this;
    }

    /** Adds a column for programs alone. */
    public Of<T> programs(String column, Function<? super T, ? extends @Nullable Object> value) {
      return column(column, null, Kind.TEXT, value);
    }

    /** Adds a column for people alone. */
    public Of<T> people(
        String heading, Kind kind, Function<? super T, ? extends @Nullable Object> value) {
      return column(null, heading, kind, value);
    }

    /** The table. */
    public Rows rows() {
      List<List<@Nullable Object>> rows = new ArrayList<>(items.size());
      for (T item : items) {
        List<@Nullable Object> row = new ArrayList<>(values.size());
        values.forEach(value -> row.add(value.apply(item)));
        rows.add(row);
      }
      return new Rows(name, title, columns, rows, most, keyed);
    }
  }
}
