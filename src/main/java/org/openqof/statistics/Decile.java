package org.openqof.statistics;

/**
 * Deciles of a set of rates.
 *
 * <p>Between two neighbouring rates the decile is interpolated: with the rates in order from 0 to n
 * − 1, decile k lies at position k (n − 1) / 10. Source: Hyndman and Fan, The American Statistician
 * 1996;50:361-365, definition 7, which is what spreadsheets and most statistical programs do.
 */
public final class Decile {
  private Decile() {}

  /**
   * The nine deciles.
   *
   * @param sorted rates in ascending order, at least one
   */
  public static double[] of(double[] sorted) {
    double[] deciles = new double[9];
    for (int k = 1; k <= 9; k++) {
      deciles[k - 1] = quantile(sorted, k, 10);
    }
    return deciles;
  }

  /** The rate at {@code part} of {@code parts} of the way through sorted rates. */
  static double quantile(double[] sorted, double part, double parts) {
    double position = part * (sorted.length - 1) / parts;
    int below = (int) position;
    double share = position - below;
    return share == 0 ? sorted[below] : sorted[below] + share * (sorted[below + 1] - sorted[below]);
  }

  /** The tenth, 1 to 10, in which a rate lies; a rate at a decile belongs to the lower tenth. */
  public static int tenth(double rate, double[] deciles) {
    int tenth = 1;
    while (tenth <= 9 && rate > deciles[tenth - 1]) {
      tenth++;
    }
    return tenth;
  }
}
