package org.openqof.errors;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Names that were probably meant by one that nothing has. */
public final class NearNames {
  private static final int SUGGESTIONS = 3;
  private static final int FAR = 3;

  private NearNames() {}

  /** Codes near to a word, as a question; or that there are none. */
  public static String nearest(String word, Collection<String> known) {
    String question = question(word, known);
    return question.isEmpty() ? "No code is near to it; " + known.size() + " are known." : question;
  }

  /** Names near to a word, as a question; empty where there are none. */
  public static String question(String word, Collection<String> known) {
    String wanted = word.toUpperCase(Locale.ROOT);
    List<String> near =
        known.stream()
            .filter(name -> EditDistance.between(wanted, name.toUpperCase(Locale.ROOT)) < FAR)
            .sorted(
                Comparator.<String>comparingInt(
                        name -> EditDistance.between(wanted, name.toUpperCase(Locale.ROOT)))
                    .thenComparing(Comparator.naturalOrder()))
            .limit(SUGGESTIONS)
            .toList();
    return near.isEmpty() ? "" : "Did you mean " + String.join(", ", near) + "?";
  }
}
