package org.openqof.store;

import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.statistics.DataFileStatistics;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.FieldMetadata;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.store.parquet.ColumnRange;
import org.openqof.store.parquet.YearColumns;
import org.openqof.tables.Field;
import org.openqof.tables.Table;

/** How a table's fields lie in Delta: the table's own columns, then the two of its partitions. */
public final class DeltaLayout {
  /** Delta keeps statistics of texts short; longer ones are left out. */
  private static final int LONGEST_TEXT = 64;

  private DeltaLayout() {}

  static StructType of(Table table) {
    StructType schema = new StructType();
    for (Field field : table.fields()) {
      schema = schema.add(column(field.name(), type(field), field.nullable(), field.sentence()));
    }
    return schema
        .add(column(YearColumns.YEAR_NAME, StringType.STRING, false, YearColumns.YEAR_SENTENCE))
        .add(
            column(
                YearColumns.VERSION_NAME,
                IntegerType.INTEGER,
                false,
                YearColumns.VERSION_SENTENCE));
  }

  private static StructField column(String name, DataType type, boolean nullable, String sentence) {
    return new StructField(
        name, type, nullable, FieldMetadata.builder().putString("comment", sentence).build());
  }

  private static DataType type(Field field) {
    return switch (field.type()) {
      case TEXT -> StringType.STRING;
      case INT -> IntegerType.INTEGER;
      case LONG -> LongType.LONG;
      case DECIMAL -> new DecimalType(Field.DECIMAL_PRECISION, field.scale());
      case DATE -> DateType.DATE;
      case FLAG -> BooleanType.BOOLEAN;
    };
  }

  static List<Column> partitionColumns() {
    return List.of(new Column(YearColumns.YEAR_NAME), new Column(YearColumns.VERSION_NAME));
  }

  static Map<String, Literal> partition(FinancialYear year, int version) {
    return Map.of(
        YearColumns.YEAR_NAME,
        Literal.ofString(year.toString()),
        YearColumns.VERSION_NAME,
        Literal.ofInt(version));
  }

  /** The folder of a partition under the table's own. */
  static String folder(FinancialYear year, int version) {
    return YearColumns.YEAR_NAME + "=" + year + "/" + YearColumns.VERSION_NAME + "=" + version;
  }

  /** What a table in the lake lacks of the columns of its descriptor. */
  enum Columns {
    /** Nothing: it has those columns and types. */
    SAME,
    /** Columns that may be empty, which an earlier program did not know. */
    FEWER,
    /** It has others, or other types. */
    OTHER
  }

  /** Compares the columns of a table in the lake with those of the descriptor. */
  static Columns compare(StructType expected, StructType found) {
    for (StructField column : found.fields()) {
      int at = expected.indexOf(column.getName());
      if (at < 0 || !expected.at(at).getDataType().equals(column.getDataType())) {
        return Columns.OTHER;
      }
    }
    boolean mayBeEmpty =
        expected.fields().stream()
            .filter(column -> found.indexOf(column.getName()) < 0)
            .allMatch(StructField::isNullable);
    return expected.length() == found.length()
        ? Columns.SAME
        : mayBeEmpty ? Columns.FEWER : Columns.OTHER;
  }

  static String describe(StructType schema) {
    StringBuilder text = new StringBuilder();
    for (StructField column : schema.fields()) {
      text.append(text.isEmpty() ? "" : ", ")
          .append(column.getName())
          .append(' ')
          .append(column.getDataType());
    }
    return text.toString();
  }

  /** What Delta's log says of a file: rows, and the range of each key column. */
  static DataFileStatistics statistics(Table table, long rows, List<ColumnRange> ranges) {
    Map<Column, Literal> least = new HashMap<>();
    Map<Column, Literal> most = new HashMap<>();
    Map<Column, Long> empty = new HashMap<>();
    for (Field field : table.key()) {
      ColumnRange range = ranges.get(field.position());
      Column column = new Column(field.name());
      empty.put(column, range.empty());
      Literal first = literal(field, range.least());
      Literal last = literal(field, range.most());
      if (first != null && last != null) {
        least.put(column, first);
        most.put(column, last);
      }
    }
    return new DataFileStatistics(rows, least, most, empty, Optional.of(true));
  }

  private static @Nullable Literal literal(Field field, @Nullable Serializable value) {
    if (value == null) {
      return null;
    }
    return switch (field.type()) {
      case TEXT -> {
        String text = (String) value;
        yield text.length() > LONGEST_TEXT ? null : Literal.ofString(text);
      }
      case INT -> Literal.ofInt((Integer) value);
      case LONG -> Literal.ofLong((Long) value);
      case DECIMAL ->
          Literal.ofDecimal(
              BigDecimal.valueOf((Long) value, field.scale()),
              Field.DECIMAL_PRECISION,
              field.scale());
      case DATE -> Literal.ofDate((Integer) value);
      case FLAG -> null;
    };
  }
}
