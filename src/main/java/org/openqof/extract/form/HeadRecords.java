package org.openqof.extract.form;

import java.util.ArrayList;
import java.util.List;

/**
 * The first records of a file.
 *
 * @param first its header, or its first data row where it has none; empty for an empty file
 * @param rows some of the records behind it that have as many fields
 * @param lines the line of each of these rows
 */
public record HeadRecords(List<String> first, List<List<String>> rows, List<Integer> lines) {
  /** So many malformed rows may stand before the first one that tells the year. */
  private static final int MOST_ROWS = 200;

  public static HeadRecords of(byte[] head, int length) {
    RecordTokens tokens = new RecordTokens(head, length, 1);
    if (!tokens.next()) {
      return new HeadRecords(List.of(), List.of(), List.of());
    }
    List<String> first = texts(tokens);
    List<List<String>> rows = new ArrayList<>();
    List<Integer> lines = new ArrayList<>();
    while (rows.size() < MOST_ROWS && tokens.next()) {
      // The last record of the head may be cut off.
      if (tokens.fields() == first.size()) {
        rows.add(texts(tokens));
        lines.add(tokens.line());
      }
    }
    return new HeadRecords(first, rows, lines);
  }

  private static List<String> texts(RecordTokens tokens) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < tokens.fields(); i++) {
      texts.add(tokens.text(i));
    }
    return texts;
  }
}
