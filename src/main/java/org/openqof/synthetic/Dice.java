package org.openqof.synthetic;

import java.util.SplittableRandom;

/**
 * Draws that depend on nothing but a seed and the words mixed into it: the same on every machine,
 * whatever the order in which practices and years are visited.
 *
 * <p>Only {@link SplittableRandom#nextLong()} and {@link StrictMath} are used, because the
 * library's other draws have changed between Java releases and {@code Math} may differ in the last
 * bit.
 */
final class Dice {
  private static final double UNIT = 0x1p-53;

  private final SplittableRandom random;
  private double spare = Double.NaN;

  private Dice(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** Dice for a subject, told apart by any number of words. */
  static Dice of(long seed, long... words) {
    long mixed = mix(seed);
    for (long word : words) {
      mixed = mix(mixed ^ mix(word + 0x9E3779B97F4A7C15L));
    }
    return new Dice(mixed);
  }

  /**
   * A word for a text; the same in every Java release, as {@link String#hashCode()} is specified.
   */
  static long word(String text) {
    return text.hashCode();
  }

  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** At least 0 and below 1. */
  double unit() {
    return (random.nextLong() >>> 11) * UNIT;
  }

  /** A whole number at least 0 and below {@code bound}. */
  int below(int bound) {
    return (int) (unit() * bound);
  }

  /** True with this probability. */
  boolean happens(double probability) {
    return unit() < probability;
  }

  /** A draw of the standard normal distribution. */
  double normal() {
    if (!Double.isNaN(spare)) {
      double drawn = spare;
      spare = Double.NaN;
      return drawn;
    }
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - unit()));
    double angle = 2 * StrictMath.PI * unit();
    spare = radius * StrictMath.sin(angle);
    return radius * StrictMath.cos(angle);
  }

  /** A whole number whose expectation is {@code value}; at least 0. */
  int whole(double value) {
    return value <= 0 ? 0 : (int) StrictMath.floor(value + unit());
  }

  /** How many of {@code trials} succeed, each with this probability; normal above 40 trials. */
  int successes(int trials, double probability) {
    if (trials <= 40) {
      int successes = 0;
      for (int trial = 0; trial < trials; trial++) {
        successes += unit() < probability ? 1 : 0;
      }
      return successes;
    }
    double mean = trials * probability;
    double drawn = mean + normal() * StrictMath.sqrt(mean * (1 - probability));
    return Math.max(0, Math.min(trials, (int) StrictMath.floor(drawn + 0.5)));
  }
}
