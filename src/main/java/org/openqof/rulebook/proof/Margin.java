package org.openqof.rulebook.proof;

/**
 * How many practices it takes to settle a rule. Real files hold a few awards that follow no rule (a
 * correction, a late submission); one of them must neither prove a rule nor refute one.
 *
 * <p>A rule is refuted when the practices against it outnumber those that even the best rule leaves
 * unexplained by ten to one, and are two at least. It is proved only when those against it are at
 * most one in a hundred of those that speak (interpretation I95).
 */
final class Margin {
  private static final int LEAST = 2;
  private static final int TO_ONE = 10;
  private static final int ONE_IN = 100;

  private Margin() {}

  /** Most disagreeing practices of a rule that cannot be told from the best one. */
  static int upTo(int best) {
    return best + Math.max(LEAST, TO_ONE * best) - 1;
  }

  /** Most practices that the best rule may leave unexplained out of so many. */
  static int unexplained(int practices) {
    return practices / (TO_ONE + 1);
  }

  /** Whether so few practices are against a rule that the others prove it. */
  static boolean proves(int against, int practices) {
    return (long) against * ONE_IN <= practices;
  }

  /** What is to be done where a single rule agrees, and too many practices are against it. */
  static String settles(int against, int practices) {
    return "More than one in a hundred are against it (%,d of %,d): see why, then prove again."
        .formatted(against, practices);
  }

  /** Whether a rule with so many practices against it is refuted by the best one. */
  static boolean refutes(int best, int disagreeing) {
    return disagreeing > upTo(best);
  }
}
