package org.openqof.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

class BlockTest {
  private static final Field CODE;
  private static final Field COUNT;
  private static final Field LAST;
  private static final Table TABLE;

  static {
    Table.Builder builder =
        Table.named("some_rows", Layer.SILVER, Tree.NOT_PUBLISHED, "A row of a test.");
    CODE = builder.key().text("code", "A code.");
    COUNT = builder.optionalCount("patients", Field.Unit.PATIENTS, "A count.");
    LAST = builder.flag("last", "A flag.");
    TABLE = builder.build();
  }

  @Test
  void rowsSetWholeAreThoseSetOneByOne() {
    Block whole =
        new Block(TABLE, 1)
            .next(2)
            .text(CODE, "A", 2)
            .counts(COUNT, new int[] {Block.NO_COUNT, 5})
            .flags(LAST, new boolean[] {true, false})
            .next(3)
            .texts(CODE, new String[] {"B", "B", "C"})
            .counts(COUNT, new int[] {5, Block.NO_COUNT, 7})
            .flags(LAST, new boolean[] {false, false, true});
    Block single = new Block(TABLE);
    single.next().text(CODE, "A").flag(LAST, true);
    single.next().text(CODE, "A").count(COUNT, 5).flag(LAST, false);
    single.next().text(CODE, "B").count(COUNT, 5).flag(LAST, false);
    single.next().text(CODE, "B").flag(LAST, false);
    single.next().text(CODE, "C").count(COUNT, 7).flag(LAST, true);
    assertThat(ContentDigest.of(whole)).isEqualTo(ContentDigest.of(single));
    assertThat(whole.present(COUNT, 0, 5)).isEqualTo(3);
    assertThat(whole.present(CODE, 1, 4)).isEqualTo(3);
  }

  @Test
  void aRunEndsWithAnotherValueOrAGapOrTheEndAskedFor() {
    Block rows =
        new Block(TABLE)
            .next(6)
            .texts(CODE, new String[] {"A", "A", "A", "B", "B", "B"})
            .counts(COUNT, new int[] {4, 4, Block.NO_COUNT, Block.NO_COUNT, 4, 4});
    assertThat(rows.endOfRun(CODE, 0, 6)).isEqualTo(3);
    assertThat(rows.endOfRun(CODE, 0, 2)).isEqualTo(2);
    assertThat(rows.endOfRun(COUNT, 0, 6)).isEqualTo(2);
    assertThat(rows.endOfRun(COUNT, 2, 6)).isEqualTo(4);
    assertThat(rows.endOfRun(COUNT, 2, 3)).isEqualTo(3);
    assertThat(rows.endOfRun(COUNT, 4, 6)).isEqualTo(6);
    assertThat(rows.endOfRun(LAST, 0, 6)).isEqualTo(6);
    int[] copied = new int[6];
    assertThat(rows.counts(COUNT, 1, 6, copied)).isEqualTo(3);
    assertThat(copied).startsWith(4, 4, 4);
  }

  @Test
  void rowsInOrderAreTheirOwnSortedBlock() {
    Block inOrder = new Block(TABLE).next(3).texts(CODE, new String[] {"A", "B", "B"});
    Block outOfOrder = new Block(TABLE).next(3).texts(CODE, new String[] {"B", "A", "B"});
    assertThat(inOrder.sorted()).isSameAs(inOrder);
    assertThat(outOfOrder.isSorted()).isFalse();
    assertThat(outOfOrder.sorted().isSorted()).isTrue();
    assertThat(new Block(TABLE).sorted().rows()).isZero();
  }

  @Test
  void aColumnIsFullWhereEveryRowAskedForHasAValue() {
    Block rows =
        new Block(TABLE)
            .next(4)
            .texts(CODE, new String[] {"A", "A", "B", "B"})
            .counts(COUNT, new int[] {4, 4, Block.NO_COUNT, 4});
    assertThat(rows.isFull(CODE, 0, 4)).isTrue();
    assertThat(rows.isFull(COUNT, 0, 2)).isTrue();
    assertThat(rows.isFull(COUNT, 1, 3)).isFalse();
    assertThat(rows.isFull(COUNT, 3, 4)).isTrue();
    assertThat(rows.isFull(LAST, 0, 1)).isFalse();
  }

  @Test
  void decimalsThatDoNotFitAreRefusedAndNeverCutOff() {
    Table.Builder builder =
        Table.named("decimals", Layer.SILVER, Tree.NOT_PUBLISHED, "A row of a test.");
    builder.key().text("code", "A code.");
    Field points = builder.optionalDecimal("points", 2, Field.Unit.POINTS, "Points.");
    Block rows = new Block(builder.build());
    rows.next().decimal(points, new BigDecimal("-1.005"));
    rows.next().decimal(points, new BigDecimal("92233720368547758.07"));
    assertThat(rows.unscaledAt(points, 0)).isEqualTo(-101);
    assertThat(rows.unscaledAt(points, 1)).isEqualTo(Long.MAX_VALUE);
    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(() -> rows.next().decimal(points, new BigDecimal("92233720368547758.08")));
  }
}
