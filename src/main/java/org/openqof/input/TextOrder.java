package org.openqof.input;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The place of each text among all texts seen, so that values are sorted by numbers. Practices hold
 * the same indicators and fields, so that after the first few hardly a text is new. Not safe for
 * use by several threads.
 */
public final class TextOrder {
  private final TreeSet<String> seen = new TreeSet<>();
  private final Map<FragmentTexts, int[]> placesByTexts = new HashMap<>();
  private List<String> sorted = List.of();
  private Map<String, Integer> placeByText = Map.of();

  /** For each fragment the places of its texts by their numbers; they hold until the next call. */
  int[][] places(List<ValueFragment> fragments) {
    boolean grown = false;
    for (ValueFragment fragment : fragments) {
      if (!placesByTexts.containsKey(fragment.texts())) {
        grown |= seen.addAll(fragment.texts().all());
      }
    }
    if (grown) {
      sorted = new ArrayList<>(seen);
      placeByText = new HashMap<>();
      for (int place = 0; place < sorted.size(); place++) {
        placeByText.put(sorted.get(place), place);
      }
      placesByTexts.clear();
    }
    int[][] places = new int[fragments.size()][];
    for (int i = 0; i < places.length; i++) {
      places[i] = placesByTexts.computeIfAbsent(fragments.get(i).texts(), this::placesOf);
    }
    return places;
  }

  private int[] placesOf(FragmentTexts texts) {
    return texts.all().stream().mapToInt(text -> placeByText.getOrDefault(text, -1)).toArray();
  }

  /** The text at a place. */
  String text(int place) {
    return sorted.get(place);
  }

  /** Number of places. */
  int size() {
    return sorted.size();
  }
}
