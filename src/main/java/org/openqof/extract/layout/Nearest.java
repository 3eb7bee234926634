package org.openqof.extract.layout;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.openqof.errors.EditDistance;

/** The known word nearest to a mistyped or renamed one, for messages. */
final class Nearest {
  private Nearest() {}

  static Optional<String> to(String word, Collection<String> known) {
    String wanted = word.toUpperCase(Locale.ROOT);
    String best = null;
    int least = Integer.MAX_VALUE;
    for (String candidate : known) {
      int distance = EditDistance.between(wanted, candidate.toUpperCase(Locale.ROOT));
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    }
    return least <= Math.max(2, wanted.length() / 2) ? Optional.ofNullable(best) : Optional.empty();
  }
}
