package org.openqof.sql;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.openqof.tables.Field;
import org.openqof.tables.Table;

/** The columns of a table as Spark knows them. */
final class TableSchema {
  private TableSchema() {}

  /** Columns of the descriptor, in order, without those of its partitions. */
  static StructType of(Table table) {
    StructType schema = new StructType();
    for (Field field : table.fields()) {
      schema = schema.add(field.name(), type(field), true, field.sentence());
    }
    return schema;
  }

  /** The same and the columns of its partitions, as a query of the lake finds them. */
  static StructType withPartitions(Table table) {
    return of(table)
        .add("financial_year", DataTypes.StringType)
        .add("version", DataTypes.IntegerType);
  }

  private static DataType type(Field field) {
    return switch (field.type()) {
      case TEXT -> DataTypes.StringType;
      case INT -> DataTypes.IntegerType;
      case LONG -> DataTypes.LongType;
      case DECIMAL -> DataTypes.createDecimalType(Field.DECIMAL_PRECISION, field.scale());
      case DATE -> DataTypes.DateType;
      case FLAG -> DataTypes.BooleanType;
    };
  }
}
