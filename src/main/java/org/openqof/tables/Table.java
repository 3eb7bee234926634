package org.openqof.tables;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.openqof.tables.Field.Type;
import org.openqof.tables.Field.Unit;

/**
 * The descriptor of a table: what the lake, the publication, the metadata and the data dictionary
 * all know of it.
 *
 * <p>Every table is partitioned by {@code financial_year} and {@code version}; those two are
 * columns of the lake and not of the descriptor.
 */
public final class Table implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Where a table stands between extract and publication. */
  public enum Layer {
    /** Files as received. */
    BRONZE,
    /** Accepted values and reference data. */
    SILVER,
    /** What was refused, and why. */
    QUARANTINE,
    /** National figures. */
    NATIONAL,
    /** Results. */
    GOLD,
    /** Runs and versions. */
    OPS,
    /** Files of the publication: projections for readers, not tables of the lake. */
    PUBLICATION
  }

  /** Which tree a table is published in. */
  public enum Tree {
    /** Money: readable by its owner and group only. */
    PAYMENTS,
    /** Public: never holds money. */
    STATISTICS,
    /** Stays in the lake. */
    NOT_PUBLISHED
  }

  private final String name;
  private final Layer layer;
  private final Tree tree;
  private final String sentence;
  private final List<Field> fields;
  private final List<Field> key;

  private Table(Builder builder) {
    this.name = builder.name;
    this.layer = builder.layer;
    this.tree = builder.tree;
    this.sentence = builder.sentence;
    this.fields = List.copyOf(builder.fields);
    this.key = List.copyOf(builder.key);
  }

  /** Begins a descriptor; the sentence says what one row is. */
  public static Builder named(String name, Layer layer, Tree tree, String sentence) {
    return new Builder(name, layer, tree, sentence);
  }

  /** Name in the lake and of the published file. */
  public String name() {
    return name;
  }

  /** Its layer. */
  public Layer layer() {
    return layer;
  }

  /** The tree it is published in. */
  public Tree tree() {
    return tree;
  }

  /** What one row is. */
  public String sentence() {
    return sentence;
  }

  /** Columns in order; in tables of the lake the key comes first. */
  public List<Field> fields() {
    return fields;
  }

  /** The columns that identify a row and by which rows are sorted. */
  public List<Field> key() {
    return key;
  }

  /**
   * The column with this name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public Field field(String column) {
    for (Field field : fields) {
      if (field.name().equals(column)) {
        return field;
      }
    }
    throw new IllegalArgumentException(name + " has no column " + column);
  }

  @Override
  public String toString() {
    return name;
  }

  /** Collects the fields of a descriptor in order, the key first. */
  public static final class Builder {
    private final String name;
    private final Layer layer;
    private final Tree tree;
    private final String sentence;
    private final List<Field> fields = new ArrayList<>();
    private final List<Field> key = new ArrayList<>();
    private boolean nextIsKey;

    private Builder(String name, Layer layer, Tree tree, String sentence) {
      this.name = name;
      this.layer = layer;
      this.tree = tree;
      this.sentence = sentence;
    }

    private Field add(
        String field, Type type, int scale, boolean nullable, Unit unit, String meaning) {
      Field added = new Field(field, type, scale, nullable, unit, meaning, fields.size());
      fields.add(added);
      if (nextIsKey) {
        key.add(added);
        nextIsKey = false;
      }
      return added;
    }

    /** A text that is always there. */
    public Field text(String field, String meaning) {
      return add(field, Type.TEXT, 0, false, Unit.NONE, meaning);
    }

    /** A text that may be empty. */
    public Field optionalText(String field, String meaning) {
      return add(field, Type.TEXT, 0, true, Unit.NONE, meaning);
    }

    /** A 32-bit count that is always there. */
    public Field count(String field, Unit unit, String meaning) {
      return add(field, Type.INT, 0, false, unit, meaning);
    }

    /** A 32-bit count that may be missing. */
    public Field optionalCount(String field, Unit unit, String meaning) {
      return add(field, Type.INT, 0, true, unit, meaning);
    }

    /** A 64-bit sum that is always there. */
    public Field total(String field, Unit unit, String meaning) {
      return add(field, Type.LONG, 0, false, unit, meaning);
    }

    /** A 64-bit sum that may be missing. */
    public Field optionalTotal(String field, Unit unit, String meaning) {
      return add(field, Type.LONG, 0, true, unit, meaning);
    }

    /** A decimal that is always there. */
    public Field decimal(String field, int scale, Unit unit, String meaning) {
      return add(field, Type.DECIMAL, scale, false, unit, meaning);
    }

    /** A decimal that may be missing. */
    public Field optionalDecimal(String field, int scale, Unit unit, String meaning) {
      return add(field, Type.DECIMAL, scale, true, unit, meaning);
    }

    /** A date that is always there. */
    public Field date(String field, String meaning) {
      return add(field, Type.DATE, 0, false, Unit.DATE, meaning);
    }

    /** A date that may be missing. */
    public Field optionalDate(String field, String meaning) {
      return add(field, Type.DATE, 0, true, Unit.DATE, meaning);
    }

    /** A flag that is always there. */
    public Field flag(String field, String meaning) {
      return add(field, Type.FLAG, 0, false, Unit.NONE, meaning);
    }

    /** A flag that may be missing. */
    public Field optionalFlag(String field, String meaning) {
      return add(field, Type.FLAG, 0, true, Unit.NONE, meaning);
    }

    /**
     * The columns of another table after those added so far, alike in all but their place; its key
     * continues theirs.
     */
    void columnsOf(Table other) {
      for (Field column : other.fields) {
        Field added =
            add(
                column.name(),
                column.type(),
                column.scale(),
                column.nullable(),
                column.unit(),
                column.sentence());
        if (other.key.contains(column)) {
          key.add(added);
        }
      }
    }

    /** The next column is one of the key. */
    public Builder key() {
      nextIsKey = true;
      return this;
    }

    /** These columns, wherever they stand, are the key: for files whose order others have fixed. */
    public Builder keyIs(Field... columns) {
      key.clear();
      key.addAll(List.of(columns));
      return this;
    }

    /** The finished descriptor. */
    public Table build() {
      if (key.isEmpty()) {
        throw new IllegalStateException(name + " has no key");
      }
      return new Table(this);
    }
  }
}
