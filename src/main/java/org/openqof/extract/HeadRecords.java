package org.openqof.extract;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first two records of a file.
 *
 * @param first its header, or its first data row where it has none; empty for an empty file
 * @param second the next record; null when there is none or it is not complete
 */
record HeadRecords(List<String> first, @Nullable List<String> second) {

  static HeadRecords of(byte[] head, int length) {
    RecordTokens tokens = new RecordTokens(head, length, 1);
    if (!tokens.next()) {
      return new HeadRecords(List.of(), null);
    }
    List<String> first = texts(tokens);
    return new HeadRecords(first, tokens.next() ? texts(tokens) : null);
  }

  private static List<String> texts(RecordTokens tokens) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < tokens.fields(); i++) {
      texts.add(tokens.text(i));
    }
    return texts;
  }
}
