package org.openqof.tables;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openqof.answer.Kind;
import org.openqof.answer.Rows;

/** Rows of a descriptor as a part of an answer, each column under its own name. */
public final class BlockRows {
  private BlockRows() {}

  /** All rows, for programs and pages: a text would have to say less. */
  public static Rows.Of<Integer> of(String name, Block block) {
    Rows.Of<Integer> rows =
        Rows.of(name, IntStream.range(0, block.rows()).boxed().toList())
            .title(block.table().sentence())
            .most(0);
    for (Field field : block.table().fields()) {
      rows.column(
          field.name(),
          field.name().replace('_', ' '),
          kind(field),
          row -> value(block, field, row));
    }
    return rows;
  }

  private static Kind kind(Field field) {
    return switch (field.type()) {
      case TEXT -> Kind.TEXT;
      case INT, LONG -> Kind.COUNT;
      case DECIMAL -> field.unit() == Field.Unit.GBP ? Kind.POUNDS : Kind.NUMBER;
      case DATE -> Kind.DATE;
      case FLAG -> Kind.FLAG;
    };
  }

  private static @Nullable Object value(Block block, Field field, int row) {
    if (!block.has(field, row)) {
      return null;
    }
    return switch (field.type()) {
      case INT -> block.countAt(field, row);
      case LONG -> block.unscaledAt(field, row);
      case DECIMAL -> block.decimalAt(field, row);
      case FLAG -> block.flagAt(field, row);
      default -> block.canonicalAt(field, row);
    };
  }
}
