package org.openqof.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

class ContentDigestTest {
  private static final Table TABLE;
  private static final Field CODE;
  private static final Field POINTS;
  private static final Field NOTE;

  static {
    Table.Builder table = Table.named("t", Layer.GOLD, Tree.STATISTICS, "One row.");
    CODE = table.key().text("code", "Code.");
    POINTS = table.optionalDecimal("points", 2, Unit.POINTS, "Points.");
    NOTE = table.optionalText("note", "Note.");
    TABLE = table.build();
  }

  private static Block row(Block block, String code, @Nullable Long points, @Nullable String note) {
    block.next().text(CODE, code).text(NOTE, note);
    return points == null ? block : block.unscaled(POINTS, points);
  }

  private static List<Block> practices(long seed, int count) {
    Random random = new Random(seed);
    List<Block> blocks = new ArrayList<>();
    for (int practice = 0; practice < count; practice++) {
      Block block = new Block(TABLE);
      for (int i = random.nextInt(5); i >= 0; i--) {
        row(block, "P" + practice, random.nextLong() / 1000, random.nextBoolean() ? "x" : null);
      }
      blocks.add(block);
    }
    return blocks;
  }

  private static String whole(List<Block> practices) {
    Block all = new Block(TABLE);
    practices.forEach(all::addAll);
    return ContentDigest.of(all).hex();
  }

  @Property(tries = 100)
  void cuttingRowsIntoBlocksAndMixingTheBlocksChangesNothing(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 40) int count,
      @ForAll @IntRange(min = 1, max = 7) int perBlock) {
    List<Block> practices = practices(seed, count);
    List<ContentDigest> parts = new ArrayList<>();
    for (int from = 0; from < count; from += perBlock) {
      Block block = new Block(TABLE);
      practices.subList(from, Math.min(count, from + perBlock)).forEach(block::addAll);
      parts.add(ContentDigest.of(block));
    }
    Collections.shuffle(parts, new Random(seed));

    assertThat(ContentDigest.combine(TABLE, parts).hex()).isEqualTo(whole(practices));
  }

  @Property(tries = 100)
  void anyOtherValueGivesAnotherDigest(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 10) int count) {
    List<Block> practices = practices(seed, count);
    String before = whole(practices);
    Block last = practices.get(count - 1);
    last.unscaled(POINTS, last.unscaledAt(POINTS, last.rows() - 1) + 1);

    assertThat(whole(practices)).isNotEqualTo(before);
  }

  @Test
  void theDigestIsWhatItsDescriptionSays() throws Exception {
    Block block = new Block(TABLE);
    row(block, "A", 105L, "tab\there");
    row(block, "A", 105L, "tab\there");
    row(block, "A", -7L, null);
    row(block, "B", null, "\\N");

    String a = sha256("3\nA\t3\n1.05\t2\n-0.07\ntab\\there\t2\n\\N\n");
    String b = sha256("1\nB\n\\N\n\\\\N\n");
    assertThat(ContentDigest.of(block).hex())
        .isEqualTo(sha256("code\tpoints\tnote\nA\t" + a + "\nB\t" + b + "\n"));
  }

  @Test
  void runsAreWrittenAlikeWithAndWithoutGapsInTheirColumn() throws Exception {
    Table.Builder builder = Table.named("t", Layer.GOLD, Tree.STATISTICS, "One row.");
    Field code = builder.key().text("code", "Code.");
    Field count = builder.optionalCount("count", Unit.PATIENTS, "Count.");
    Block block = new Block(builder.build());
    block.next(3).text(code, "A", 3).counts(count, new int[] {-5, 120, 120});
    block.next(3).text(code, "B", 3).counts(count, new int[] {120, 120, Block.NO_COUNT});

    String a = sha256("3\nA\t3\n-5\n120\t2\n");
    String b = sha256("3\nB\t3\n120\t2\n\\N\n");
    assertThat(ContentDigest.of(block).hex())
        .isEqualTo(sha256("code\tcount\nA\t" + a + "\nB\t" + b + "\n"));
  }

  @Test
  void numbersAreWrittenAsBigDecimalWritesThem() {
    for (long value :
        new long[] {
          0,
          1,
          -1,
          9,
          10,
          99,
          100,
          -100,
          Integer.MAX_VALUE,
          Integer.MIN_VALUE,
          Long.MAX_VALUE,
          Long.MIN_VALUE,
          3_000_000_000L,
          -3_000_000_050L
        }) {
      Block number = row(new Block(TABLE), "A", value, "x");
      String text = java.math.BigDecimal.valueOf(value, 2).toPlainString();
      String group = "1\nA\n" + text + "\nx\n";
      assertThat(ContentDigest.of(number).hex())
          .as(text)
          .isEqualTo(sha256("code\tpoints\tnote\nA\t" + sha256(group) + "\n"));
    }
  }

  @Test
  void anEmptyValueIsNotAnEmptyTextAndNotTheTextThatLooksLikeIt() {
    assertThat(
            List.of(
                ContentDigest.of(row(new Block(TABLE), "A", 1L, null)).hex(),
                ContentDigest.of(row(new Block(TABLE), "A", 1L, "")).hex(),
                ContentDigest.of(row(new Block(TABLE), "A", 1L, "\\N")).hex()))
        .doesNotHaveDuplicates();
  }

  @Test
  void aGroupInTwoBlocksIsRefused() {
    ContentDigest one = ContentDigest.of(row(new Block(TABLE), "A", 1L, "x"));
    ContentDigest other = ContentDigest.of(row(new Block(TABLE), "A", 2L, "y"));

    assertThatThrownBy(() -> ContentDigest.combine(TABLE, List.of(one, other)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("A");
  }

  @Test
  void rowsOfAGroupThatAreNotTogetherAreRefused() {
    Block block = new Block(TABLE);
    row(block, "A", 1L, "x");
    row(block, "B", 1L, "x");
    row(block, "A", 2L, "x");

    assertThatThrownBy(() -> ContentDigest.of(block)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aTableWithoutRowsHasADigestOfItsColumns() {
    assertThat(ContentDigest.of(new Block(TABLE)))
        .isEqualTo(ContentDigest.combine(TABLE, List.of()))
        .hasToString(sha256("code\tpoints\tnote\n"));
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
