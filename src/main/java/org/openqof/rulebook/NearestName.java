package org.openqof.rulebook;

import java.util.Collection;
import java.util.Locale;

/** Suggests the known name that an unknown one was probably meant to be. */
final class NearestName {
  private NearestName() {}

  /**
   * The advice that follows an unknown name: the nearest known one when it is near enough, all of
   * them when they are few, otherwise the general advice.
   */
  static String advice(String unknown, Collection<String> known, String otherwise) {
    String nearest = "";
    int least = Integer.MAX_VALUE;
    for (String name : known) {
      int distance = distance(unknown.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
      if (distance < least) {
        least = distance;
        nearest = name;
      }
    }
    if (least <= Math.max(1, unknown.length() / 3)) {
      return "Did you mean '" + nearest + "'?";
    }
    return known.size() <= 8 && !known.isEmpty()
        ? "Write one of " + String.join(", ", known) + "."
        : otherwise;
  }

  /** The number of letters to insert, remove or change to turn one text into the other. */
  static int distance(String left, String right) {
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
