package org.openqof.extract;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.openqof.input.PracticeReference.Source;

/**
 * Registered patients of one practice on one date by sex and age, from single years or from five
 * years of age. An age of a sex that was read and has no row counts no patients.
 */
final class AgeCounts {
  private final int width;
  private final int[][] counts = new int[2][AgeBand.OPEN + 1];
  private final boolean[][] given = new boolean[2][AgeBand.OPEN + 1];
  private final boolean[] hasSex = new boolean[2];
  private @Nullable Source first;
  private String firstFile = "";

  /** No counts yet, on a grid of 1 or 5 years of age. */
  AgeCounts(int width) {
    this.width = width;
  }

  /**
   * Adds a count; the answer is another count that was there already, or null.
   *
   * @param female 1 for women, 0 for men
   * @param from youngest age of the row
   */
  @Nullable Integer add(int female, int from, int patients, Source source, String fileName) {
    if (given[female][from]) {
      return counts[female][from] == patients ? null : (Integer) counts[female][from];
    }
    if (first == null) {
      first = source;
      firstFile = fileName;
    }
    hasSex[female] = true;
    given[female][from] = true;
    counts[female][from] = patients;
    return null;
  }

  /** Patients of a band; empty when a sex is not there or the grid does not meet the band. */
  OptionalInt patients(AgeBand band) {
    boolean open = band.to() == AgeBand.OPEN;
    boolean fits = band.from() % width == 0 && (open || (band.to() + 1) % width == 0);
    if (!fits || !hasSex[1] || (!band.femaleOnly() && !hasSex[0])) {
      return OptionalInt.empty();
    }
    long sum = 0;
    for (int age = band.from(); age <= band.to(); age++) {
      sum += counts[1][age];
      if (!band.femaleOnly()) {
        sum += counts[0][age];
      }
    }
    return OptionalInt.of((int) Math.min(sum, Integer.MAX_VALUE));
  }

  /** Where its first row was read. */
  Source source() {
    if (first == null) {
      throw new IllegalStateException("nothing was added");
    }
    return first;
  }

  /** Name of the file of its first row, for messages. */
  String fileName() {
    return firstFile;
  }
}
