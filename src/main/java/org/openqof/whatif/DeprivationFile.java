package org.openqof.whatif;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.openqof.settings.PracticePairs;
import org.openqof.whatif.scenario.PracticeGrouping;

/** Deciles of deprivation, read from a file of two columns: practice and decile. */
public final class DeprivationFile {
  private static final int DECILES = 10;
  private static final Pattern DECILE = Pattern.compile("0?[1-9]|10");

  private DeprivationFile() {}

  /**
   * A decile of deprivation for each practice, 1 the most deprived, as the file says.
   *
   * @param file CSV, see {@link PracticePairs}; practices that the base year does not pay are
   *     passed over
   * @throws org.openqof.errors.QofException naming every line that is wrong
   */
  public static PracticeGrouping deprivation(Path file) {
    PracticePairs pairs =
        PracticePairs.read(
            file.toString(),
            "decile",
            "Z10001,3",
            true,
            (practice, decile) ->
                DECILE.matcher(decile).matches()
                    ? null
                    : "'%s' is not a decile. Write a whole number from 1 to %d."
                        .formatted(decile, DECILES));
    PracticeGrouping grouping = new PracticeGrouping("deprivation");
    for (PracticePairs.Line line : pairs.lines()) {
      int decile = Integer.parseInt(line.said());
      grouping.put(line.practice(), Integer.toString(decile), name(decile));
    }
    return grouping;
  }

  private static String name(int decile) {
    return decile == 1
        ? "decile 1, most deprived"
        : decile == DECILES ? "decile 10, least deprived" : "decile " + decile;
  }
}
