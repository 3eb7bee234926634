package org.openqof.store.parquet;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.openqof.tables.Field;
import org.openqof.tables.Table;

/** How a table's fields lie in Parquet: counts as INT32, sums and decimals as INT64. */
public final class ParquetLayout {
  private ParquetLayout() {}

  /** The schema of all fields of a table. */
  public static MessageType of(Table table) {
    return of(table, table.fields());
  }

  /** The schema of some fields of a table. */
  static MessageType of(Table table, List<Field> fields) {
    Types.MessageTypeBuilder message = Types.buildMessage();
    for (Field field : fields) {
      message.addField(column(field));
    }
    return message.named(table.name());
  }

  static PrimitiveType column(Field field) {
    return switch (field.type()) {
      case TEXT ->
          builder(PrimitiveTypeName.BINARY, field)
              .as(LogicalTypeAnnotation.stringType())
              .named(field.name());
      case INT -> builder(PrimitiveTypeName.INT32, field).named(field.name());
      case LONG -> builder(PrimitiveTypeName.INT64, field).named(field.name());
      case DECIMAL ->
          builder(PrimitiveTypeName.INT64, field)
              .as(LogicalTypeAnnotation.decimalType(field.scale(), Field.DECIMAL_PRECISION))
              .named(field.name());
      case DATE ->
          builder(PrimitiveTypeName.INT32, field)
              .as(LogicalTypeAnnotation.dateType())
              .named(field.name());
      case FLAG -> builder(PrimitiveTypeName.BOOLEAN, field).named(field.name());
    };
  }

  private static Types.PrimitiveBuilder<PrimitiveType> builder(
      PrimitiveTypeName type, Field field) {
    return field.nullable() ? Types.optional(type) : Types.required(type);
  }

  /** What a file says of itself: the table's sentence and each field's unit and sentence. */
  public static Map<String, String> metadata(Table table) {
    Map<String, String> said = new TreeMap<>();
    said.put("openqof.table", table.name());
    said.put("openqof.sentence", table.sentence());
    for (Field field : table.fields()) {
      said.put("openqof.unit." + field.name(), field.unit().name());
      said.put("openqof.sentence." + field.name(), field.sentence());
    }
    return said;
  }
}
