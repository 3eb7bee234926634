package org.openqof.publish.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openqof.answer.SafeText;

/** Lines of text for people, 100 columns wide. */
final class TextLines {
  /** Columns of a line. */
  static final int WIDTH = 100;

  private final StringBuilder text = new StringBuilder();

  /** Adds a line, without blanks at its end; what would end it or steer a terminal is shown. */
  void add(String line) {
    text.append(SafeText.visible(line).stripTrailing()).append('\n');
  }

  /** Adds a text in as many lines as it needs, all of them indented. */
  void wrapped(String indent, String words) {
    split(words, WIDTH - indent.length()).forEach(line -> add(indent + line));
  }

  /** Adds a label and a text alongside it, which goes on under itself. */
  void labelled(String indent, String label, int labelWidth, String words) {
    String lead =
        indent + String.format(Locale.ROOT, "%-" + Math.max(1, labelWidth) + "s  ", label);
    List<String> lines = split(words, WIDTH - lead.length());
    add(lead + lines.get(0));
    lines.subList(1, lines.size()).forEach(line -> add(" ".repeat(lead.length()) + line));
  }

  /** Cuts a text between words; a longer word than the width keeps a line of its own. */
  static List<String> split(String words, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : words.split(" ", -1)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /** All lines. */
  String text() {
    return text.toString();
  }
}
