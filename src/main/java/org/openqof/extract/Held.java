package org.openqof.extract;

import java.util.Objects;
import java.util.SortedMap;
import org.openqof.practice.PracticeReference.Source;

/**
 * A value under a key, with where it was read.
 *
 * @param value the value
 * @param source where it was read
 * @param fileName the file's name, for messages
 */
record Held<V>(V value, Source source, String fileName) {

  /**
   * Puts the value of the current row under its key. The first value of a key stays; an equal one
   * is accepted, another one refuses its row naming both lines.
   */
  static <K, V> void put(SortedMap<K, Held<V>> map, K key, V value, CsvRows row) {
    if (!row.sound()) {
      return;
    }
    Held<V> held = new Held<>(value, row.source(), row.fileName());
    Held<V> before = map.putIfAbsent(key, held);
    if (before != null && !Objects.equals(before.value(), value)) {
      row.contradicts(
          before.fileName(),
          before.source().line(),
          key + " is " + value,
          key + " is " + before.value());
    }
  }
}
