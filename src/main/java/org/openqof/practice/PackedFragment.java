package org.openqof.practice;

import java.io.InvalidObjectException;
import java.io.Serializable;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@link ValueFragment} on its way between processes: each text once, all numbers in one array.
 */
final class PackedFragment implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int BYTES_A_VALUE = 2 + 2 + 1 + 4 + 4 + 4 + 8 + 1;

  private final String practiceCode;
  private final String fileDigest;
  private final String[] texts;
  private final byte[] values;

  PackedFragment(ValueFragment fragment) {
    practiceCode = fragment.practiceCode();
    fileDigest = fragment.fileDigest();
    Map<String, Integer> numbers = new HashMap<>();
    List<String> distinct = new ArrayList<>();
    ByteBuffer packed = ByteBuffer.allocate(fragment.size() * BYTES_A_VALUE);
    for (int i = 0; i < fragment.size(); i++) {
      packed
          .putShort(number(fragment.indicator(i), numbers, distinct))
          .putShort(number(fragment.field(i), numbers, distinct))
          .put((byte) fragment.kind(i).ordinal())
          .putInt(fragment.value(i))
          .putInt(fragment.line(i))
          .putInt(fragment.achievementDay(i))
          .putLong(fragment.submittedAt(i))
          .put((byte) (fragment.lastSubmission(i) ? 1 : 0));
    }
    texts = distinct.toArray(String[]::new);
    values = packed.array();
  }

  private static short number(String text, Map<String, Integer> numbers, List<String> distinct) {
    Integer known = numbers.get(text);
    if (known == null) {
      known = distinct.size();
      // Unsigned 16 bits: a practice has some hundred texts, and a fragment never 65,536.
      if (known > 0xFFFF) {
        throw new IllegalStateException("more than 65,536 different texts in one fragment");
      }
      numbers.put(text, known);
      distinct.add(text);
    }
    return known.shortValue();
  }

  private Object readResolve() throws InvalidObjectException {
    try {
      ValueFragment fragment = new ValueFragment(practiceCode, fileDigest);
      FieldKind[] kinds = FieldKind.values();
      ByteBuffer packed = ByteBuffer.wrap(values);
      while (packed.hasRemaining()) {
        String indicator = texts[Short.toUnsignedInt(packed.getShort())];
        String field = texts[Short.toUnsignedInt(packed.getShort())];
        fragment.add(
            indicator,
            field,
            kinds[packed.get()],
            packed.getInt(),
            packed.getInt(),
            packed.getInt(),
            packed.getLong(),
            packed.get() == 1);
      }
      return fragment.trimmed();
    } catch (BufferUnderflowException | ArrayIndexOutOfBoundsException e) {
      InvalidObjectException invalid = new InvalidObjectException("not a packed fragment");
      invalid.initCause(e);
      throw invalid;
    }
  }
}
