package org.openqof.errors;

/** How far apart two names are, so that a message can suggest the one that was probably meant. */
public final class EditDistance {
  private static final int LONGEST_NAME = 200;

  private EditDistance() {}

  /**
   * The number of letters to insert, remove or change to turn one text into the other
   * (Levenshtein); {@link Integer#MAX_VALUE} when one is longer than any name.
   */
  public static int between(String left, String right) {
    if (Math.max(left.length(), right.length()) > LONGEST_NAME) {
      return Integer.MAX_VALUE;
    }
    int[] above = new int[right.length() + 1];
    for (int column = 0; column <= right.length(); column++) {
      above[column] = column;
    }
    for (int row = 1; row <= left.length(); row++) {
      int[] current = new int[right.length() + 1];
      current[0] = row;
      for (int column = 1; column <= right.length(); column++) {
        int change = left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1;
        current[column] =
            Math.min(
                Math.min(above[column] + 1, current[column - 1] + 1), above[column - 1] + change);
      }
      above = current;
    }
    return above[right.length()];
  }
}
