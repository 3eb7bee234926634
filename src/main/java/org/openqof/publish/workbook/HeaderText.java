package org.openqof.publish.workbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * How a header breaks into lines. Programs break it at blanks and after hyphens, each with the font
 * that it has; so a column is made as wide as its longest word, and as wide as is needed to keep a
 * year on one line in narrower and in wider fonts.
 */
final class HeaderText {
  /** Beyond these lines a column is widened rather than its header made higher. */
  private static final int MOST_LINES = 4;

  private static final int WIDEST = 30;

  /** Fonts that stand in for Arial are wider, and programs measure columns unlike each other. */
  private static final double[] FONTS = {0.9, 1.0, 1.1, 1.2, 1.3};

  private static final Pattern YEAR = Pattern.compile(".*\\d{4}-");

  private static final Map<String, Integer> KNOWN = new ConcurrentHashMap<>();

  private HeaderText() {}

  /** Width of a column in characters, at least that of its values. */
  static int width(String header, int least) {
    // The same headers stand on sheets of many workbooks, and each asks several times.
    return KNOWN.computeIfAbsent(least + " " + header, key -> found(header, least));
  }

  private static int found(String header, int least) {
    int width = least;
    while (width < WIDEST && !fits(header, width)) {
      width++;
    }
    return width;
  }

  private static boolean fits(String header, int width) {
    for (double font : FONTS) {
      List<String> lines = lines(header, width / font);
      if (lines.size() > MOST_LINES
          || lines.stream()
              .anyMatch(line -> length(line) > width / font || YEAR.matcher(line).matches())) {
        return false;
      }
    }
    return true;
  }

  /** How many lines a header takes at most in a column of a width. */
  static int most(String header, int width) {
    return lines(header, width / FONTS[FONTS.length - 1]).size();
  }

  static List<String> lines(String header, double width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String part : header.split("(?<= )|(?<=-)")) {
      if (!line.isEmpty() && length(line + part.stripTrailing()) > width) {
        lines.add(line.toString().stripTrailing());
        line.setLength(0);
      }
      line.append(part);
    }
    lines.add(line.toString().stripTrailing());
    return lines;
  }

  /** Length of bold text in widths of a digit, which is what columns are measured in. */
  private static double length(String text) {
    return text.chars().mapToDouble(HeaderText::width).sum();
  }

  private static double width(int sign) {
    return switch (sign) {
      case ' ', ',', '.', ':', 'i', 'j', 'l', 'I', '-', '(', ')', 't', 'f' -> 0.58;
      case 'm', 'M', 'W', 'w', '%', 'O', 'Q', 'G' -> 1.5;
      default -> Character.isUpperCase(sign) ? 1.3 : 1.05;
    };
  }
}
