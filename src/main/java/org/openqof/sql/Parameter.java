package org.openqof.sql;

import java.util.Optional;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.ShortType;

/**
 * What a formula takes at one place.
 *
 * @param name its name
 * @param kind what kind of value
 * @param sentence what it is, with its unit
 */
record Parameter(String name, Kind kind, String sentence) {
  /** Kinds of values. */
  enum Kind {
    /** A whole number: any integer type. */
    COUNT("bigint"),
    /** An exact number: a decimal of any precision, or an integer. Never a floating-point one. */
    AMOUNT("decimal"),
    /** A truth value. */
    FLAG("boolean");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** As SQL calls it. */
    String words() {
      return words;
    }
  }

  static Parameter count(String name, String sentence) {
    return new Parameter(name, Kind.COUNT, sentence);
  }

  static Parameter amount(String name, String sentence) {
    return new Parameter(name, Kind.AMOUNT, sentence);
  }

  static Parameter flag(String name, String sentence) {
    return new Parameter(name, Kind.FLAG, sentence);
  }

  /** The type in which a value of another is taken without losing a digit; empty if it is not. */
  Optional<DataType> takes(DataType given) {
    boolean whole =
        given instanceof ByteType
            || given instanceof ShortType
            || given instanceof IntegerType
            || given instanceof LongType
            || given instanceof NullType;
    return switch (kind) {
      case COUNT -> whole ? Optional.of(DataTypes.LongType) : Optional.empty();
      case AMOUNT ->
          given instanceof DecimalType
              ? Optional.of(given)
              : whole ? Optional.of(DataTypes.createDecimalType(20, 0)) : Optional.empty();
      case FLAG ->
          given instanceof BooleanType || given instanceof NullType
              ? Optional.of(DataTypes.BooleanType)
              : Optional.empty();
    };
  }
}
