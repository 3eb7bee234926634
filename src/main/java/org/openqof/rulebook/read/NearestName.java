package org.openqof.rulebook.read;

import java.util.Collection;
import java.util.Locale;
import org.openqof.errors.EditDistance;

/** Suggests the known name that an unknown one was probably meant to be. */
public final class NearestName {
  private NearestName() {}

  /**
   * The advice that follows an unknown name: the nearest known one when it is near enough, all of
   * them when they are few, otherwise the general advice.
   */
  public static String advice(String unknown, Collection<String> known, String otherwise) {
    String nearest = "";
    int least = Integer.MAX_VALUE;
    for (String name : known) {
      int distance =
          EditDistance.between(unknown.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
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
}
