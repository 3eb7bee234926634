package org.openqof.extract;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The known word nearest to a mistyped or renamed one, for messages. */
final class Nearest {
  private Nearest() {}

  static Optional<String> to(String word, Collection<String> known) {
    String wanted = word.toUpperCase(Locale.ROOT);
    String best = null;
    int least = Integer.MAX_VALUE;
    for (String candidate : known) {
      int distance = distance(wanted, candidate.toUpperCase(Locale.ROOT));
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    }
    return least <= Math.max(2, wanted.length() / 2) ? Optional.ofNullable(best) : Optional.empty();
  }

  private static int distance(String left, String right) {
    if (Math.max(left.length(), right.length()) > 200) {
      return Integer.MAX_VALUE;
    }
    int[] above = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int[] row = new int[right.length() + 1];
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], above[j]) + 1, above[j - 1] + change);
      }
      above = row;
    }
    return above[right.length()];
  }
}
