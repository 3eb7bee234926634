package org.openqof.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.openqof.tables.Block;
import org.openqof.tables.Field;
import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/** A table with a column of every type, always there and not, and random sorted rows of it. */
public final class RandomBlocks {
  public static final Table TABLE;
  static final Field CODE;
  static final Field NUMBER;
  private static final List<Field> OTHERS = new ArrayList<>();
  private static final String[] WORDS = {
    "", "a", "tab\tand\nline", "back\\slash", "\\N", "Ynys Môn", "\uD83D\uDE00 high", "London"
  };

  static {
    Table.Builder table =
        Table.named("every_type", Layer.GOLD, Tree.STATISTICS, "One row of every type.");
    CODE = table.key().text("practice_code", "Code.");
    NUMBER = table.key().count("number", Unit.COUNT, "Number within the code.");
    OTHERS.add(table.text("some_text", "Text."));
    OTHERS.add(table.optionalText("maybe_text", "Text."));
    OTHERS.add(table.count("some_count", Unit.PATIENTS, "Count."));
    OTHERS.add(table.optionalCount("maybe_count", Unit.PATIENTS, "Count."));
    OTHERS.add(table.total("some_total", Unit.PATIENTS, "Total."));
    OTHERS.add(table.optionalTotal("maybe_total", Unit.PATIENTS, "Total."));
    OTHERS.add(table.decimal("some_decimal", 2, Unit.POINTS, "Decimal."));
    OTHERS.add(table.optionalDecimal("maybe_decimal", 10, Unit.FACTOR, "Decimal."));
    OTHERS.add(table.date("some_date", "Date."));
    OTHERS.add(table.optionalDate("maybe_date", "Date."));
    OTHERS.add(table.flag("some_flag", "Flag."));
    OTHERS.add(table.optionalFlag("maybe_flag", "Flag."));
    TABLE = table.build();
  }

  private RandomBlocks() {}

  /** Rows of practices {@code first} to {@code last}, one block each group of practices. */
  public static List<Block> of(long seed, int first, int last, int practicesPerBlock) {
    Random random = new Random(seed);
    int kindOfNumbers = random.nextInt(3);
    int share = random.nextInt(4);
    List<Block> blocks = new ArrayList<>();
    for (int from = first; from <= last; from += practicesPerBlock) {
      Block block = new Block(TABLE);
      for (int practice = from;
          practice <= Math.min(last, from + practicesPerBlock - 1);
          practice++) {
        int rows = 1 + random.nextInt(40);
        for (int row = 0; row < rows; row++) {
          block.next().text(CODE, "P%05d".formatted(practice)).count(NUMBER, row);
          for (Field field : OTHERS) {
            if (!field.nullable() || random.nextInt(4) >= share) {
              set(block, field, random, kindOfNumbers);
            }
          }
        }
      }
      blocks.add(block);
    }
    return blocks;
  }

  private static void set(Block block, Field field, Random random, int kindOfNumbers) {
    long number =
        switch (kindOfNumbers) {
          case 0 -> random.nextInt(5);
          case 1 -> random.nextInt() * 1_000L;
          default -> random.nextBoolean() ? random.nextInt(100) - 50 : random.nextLong() / 10_000L;
        };
    switch (field.type()) {
      case TEXT ->
          block.text(
              field,
              random.nextInt(3) == 0
                  ? Long.toString(random.nextLong(), 36)
                  : WORDS[random.nextInt(WORDS.length)]);
      case INT -> block.count(field, (int) number);
      case LONG, DECIMAL -> block.unscaled(field, number);
      case DATE -> block.day(field, (int) (Math.abs(number) % 40_000));
      case FLAG -> block.flag(field, random.nextBoolean());
    }
  }

  static Block together(List<Block> blocks) {
    Block all = new Block(TABLE);
    blocks.forEach(all::addAll);
    return all;
  }

  /** Every value of every row, so that two blocks can be compared. */
  public static List<List<String>> values(Block block) {
    List<List<String>> rows = new ArrayList<>();
    for (int row = 0; row < block.rows(); row++) {
      List<String> values = new ArrayList<>();
      for (Field field : block.table().fields()) {
        String value = block.canonicalAt(field, row);
        values.add(value == null ? "(empty)" : "=" + value);
      }
      rows.add(values);
    }
    return rows;
  }

  public static List<List<String>> values(List<Block> blocks) {
    return values(together(blocks));
  }
}
