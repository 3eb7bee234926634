package org.openqof.engine.spark;

import java.io.Serializable;
import org.apache.spark.util.KnownSizeEstimation;
import org.openqof.engine.Engine.Made;
import org.openqof.engine.ReadPart;

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

  /** Columns of a fragment: four numbers, two texts by number, a byte. */
  private static final long BYTES_OF_A_VALUE = 25;

  /** A practice's reference data and what its collection says of a hundred indicators. */
  private static final long BYTES_OF_A_PRACTICE = 16 * BYTES_OF_AN_OBJECT;

  static Sized<ReadPart> of(ReadPart part) {
    return new Sized<>(
        part,
        part.values() * BYTES_OF_A_VALUE + (part.fragments().size() + 1) * BYTES_OF_AN_OBJECT);
  }

  static <R extends Serializable> Sized<Made<R>> of(Made<R> made) {
    return new Sized<>(made, (made.practices().size() + 1) * BYTES_OF_A_PRACTICE);
  }
}
