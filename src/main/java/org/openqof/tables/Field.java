package org.openqof.tables;

import java.io.Serializable;

/**
 * One column of a table.
 *
 * @param name column name, snake_case, one of the service's words
 * @param type physical type
 * @param scale decimals kept, for {@link Type#DECIMAL}; otherwise 0
 * @param nullable whether a row may leave it empty
 * @param unit what one unit of the value is
 * @param sentence what it means
 * @param position index within its table, from 0
 */
public record Field(
    String name, Type type, int scale, boolean nullable, Unit unit, String sentence, int position)
    implements Serializable {

  /** Digits of every decimal column: what fits 64 bits. */
  public static final int DECIMAL_PRECISION = 18;

  /** Physical types. */
  public enum Type {
    /** UTF-8 text. */
    TEXT,
    /** 32-bit whole number. */
    INT,
    /** 64-bit whole number. */
    LONG,
    /** Decimal of 18 digits with the field's scale. */
    DECIMAL,
    /** Calendar date. */
    DATE,
    /** True or false. */
    FLAG
  }

  /** Units of values. */
  public enum Unit {
    /** A name, a code or another text. */
    NONE,
    /** Patients. */
    PATIENTS,
    /** Practices. */
    PRACTICES,
    /** Points of the framework. */
    POINTS,
    /** Pounds sterling. */
    GBP,
    /** A fraction of 1. */
    FRACTION,
    /** Percent, only in what is published for people. */
    PERCENT,
    /** A factor without unit. */
    FACTOR,
    /** Rows of a file or table. */
    ROWS,
    /** Bytes. */
    BYTES,
    /** Position of a line in a file, from 1. */
    LINE,
    /** Days of the calendar. */
    DATE,
    /** A count of something else, said in the sentence. */
    COUNT
  }
}
