package org.openqof.input;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Indicator codes and field names that fragments share: each text is held once and known by its
 * number, so that millions of values hold numbers and no references. Read by any number of threads
 * once nothing more is added; fragments that travel together take their texts along once.
 */
public final class FragmentTexts implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ArrayList<String> texts = new ArrayList<>();
  private transient @Nullable Map<String, Integer> numbers;

  /** The number of a text, from 0; a new text gets the next. */
  public int number(String text) {
    Map<String, Integer> known = numbers;
    if (known == null) {
      known = new HashMap<>();
      for (String before : texts) {
        known.put(before, known.size());
      }
      numbers = known;
    }
    Integer number = known.putIfAbsent(text, texts.size());
    if (number != null) {
      return number;
    }
    texts.add(text);
    return texts.size() - 1;
  }

  /** The text of a number. */
  String text(int number) {
    return texts.get(number);
  }

  /** All texts in the order of their numbers. */
  List<String> all() {
    return texts;
  }
}
