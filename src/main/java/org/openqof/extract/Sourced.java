package org.openqof.extract;

import java.util.Objects;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.openqof.input.PracticeReference.Source;

/**
 * A value under a key, with where it was read.
 *
 * @param value the value
 * @param source where it was read
 * @param fileName the file's name, for messages
 */
record Sourced<V>(V value, Source source, String fileName) {

  /** A value of several parts, of which a message names those that differ. */
  interface OfParts {
    /** What each part says, by what it is. */
    SortedMap<String, String> parts();
  }

  /**
   * Puts the value of the current row under its key. The first value of a key stays; an equal one
   * is accepted, another one refuses its row naming both lines.
   */
  static <K, V> void put(SortedMap<K, Sourced<V>> map, K key, V value, CsvRows row) {
    if (!row.sound()) {
      return;
    }
    Sourced<V> sourced = new Sourced<>(value, row.source(), row.fileName());
    Sourced<V> before = map.putIfAbsent(key, sourced);
    if (before != null && !Objects.equals(before.value(), value)) {
      row.contradicts(
          before.fileName(),
          before.source().line(),
          key + words(value, before.value()),
          key + words(before.value(), value));
    }
  }

  /** What one value says otherwise than another. */
  private static String words(Object value, Object other) {
    if (!(value instanceof OfParts said) || !(other instanceof OfParts otherwise)) {
      return " is " + value;
    }
    SortedMap<String, String> others = otherwise.parts();
    StringJoiner words = new StringJoiner(", ");
    said.parts()
        .forEach(
            (part, text) -> {
              if (!text.equals(others.get(part))) {
                words.add(part + " " + (text.isEmpty() ? "blank" : text));
              }
            });
    return " has " + words;
  }

  /** Parts from their names and texts in turn. */
  static SortedMap<String, String> parts(String... namesAndTexts) {
    SortedMap<String, String> parts = new TreeMap<>();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      parts.put(namesAndTexts[i], namesAndTexts[i + 1]);
    }
    return parts;
  }
}
