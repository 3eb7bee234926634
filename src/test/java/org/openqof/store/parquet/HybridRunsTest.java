package org.openqof.store.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;
import org.junit.jupiter.api.Test;

/** What is encoded here is read back by Parquet's own decoder. */
class HybridRunsTest {
  private final HybridRuns runs = new HybridRuns();

  @Test
  void numbersInRunsOfAnyLengthAreReadBack() throws IOException {
    Random random = new Random(20240331);
    for (int bits = 0; bits <= 20; bits++) {
      for (int time = 0; time < 40; time++) {
        int[] numbers = numbers(random, bits, 1 + random.nextInt(600));
        readBack(numbers, 0, numbers.length, bits);
        readBack(numbers, numbers.length / 3, numbers.length, bits);
      }
    }
  }

  @Test
  void theWidestNumbersAreReadBack() throws IOException {
    readBack(new int[] {-1, 0, Integer.MIN_VALUE, 7, 7, 7, 7, 7, 7, 7, 7, 7, 1}, 0, 13, 32);
  }

  @Test
  void nothingIsEncodedAsNothing() {
    assertThat(runs.encode(new int[0], 0, 0, 5)).isEmpty();
  }

  @Test
  void aLongRunTakesAFewBytes() {
    assertThat(runs.encode(new int[20_000], 0, 20_000, 9)).hasSize(5);
  }

  private static int[] numbers(Random random, int bits, int size) {
    int[] numbers = new int[size];
    int longest = 1 + random.nextInt(30);
    for (int at = 0; at < size; ) {
      int number = random.nextInt(1 << bits);
      for (int left = 1 + random.nextInt(longest); left > 0 && at < size; left--) {
        numbers[at++] = number;
      }
    }
    return numbers;
  }

  private void readBack(int[] numbers, int from, int to, int bits) throws IOException {
    byte[] encoded = runs.encode(numbers, from, to, bits);
    RunLengthBitPackingHybridDecoder decoder =
        new RunLengthBitPackingHybridDecoder(bits, new ByteArrayInputStream(encoded));
    for (int at = from; at < to; at++) {
      assertThat(decoder.readInt()).as("number %d of %d bits", at, bits).isEqualTo(numbers[at]);
    }
  }
}
