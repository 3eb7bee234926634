package org.openqof.engine.spark;

import java.io.Serializable;
import org.apache.spark.util.KnownSizeEstimation;
import org.openqof.engine.ReadPart;
import org.openqof.practice.PracticeYear;
import org.openqof.practice.ValueFragment;

/**
 * A value that tells Spark its size in memory. Spark would otherwise walk through millions of texts
 * to estimate it, which took more than half of a national run.
 *
 * @param value the value
 * @param estimatedSize about how many bytes it takes in memory
 */
record Sized<T extends Serializable>(T value, long estimatedSize)
    implements KnownSizeEstimation, Serializable {
  private static final long BYTES_OF_AN_OBJECT = 512;

  /** Columns of a fragment: two references, a byte, three numbers, a time and a flag. */
  private static final long BYTES_OF_A_VALUE = 32;

  /** Columns of a row of {@code indicator_values}. */
  private static final long BYTES_OF_A_ROW = 56;

  static Sized<ValueFragment> of(ValueFragment fragment) {
    return new Sized<>(fragment, BYTES_OF_AN_OBJECT + fragment.size() * BYTES_OF_A_VALUE);
  }

  static Sized<ReadPart> of(ReadPart part) {
    return new Sized<>(
        part,
        part.values() * BYTES_OF_A_VALUE + (part.fragments().size() + 1) * BYTES_OF_AN_OBJECT);
  }

  static Sized<PracticeYear> of(PracticeYear practice) {
    return new Sized<>(
        practice, 16 * BYTES_OF_AN_OBJECT + practice.values().rows() * BYTES_OF_A_ROW);
  }
}
