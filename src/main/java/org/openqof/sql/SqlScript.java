package org.openqof.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * The statements of a text, parted by semicolons that stand outside of quotation marks and
 * comments, as {@code spark-sql} parts them.
 */
public final class SqlScript {
  private SqlScript() {}

  /** The statements in order, without those that are empty or nothing but comment. */
  public static List<String> statements(String text) {
    List<String> statements = new ArrayList<>();
    int begin = 0;
    boolean words = false;
    int at = 0;
    while (at < text.length()) {
      char sign = text.charAt(at);
      if (sign == ';') {
        if (words) {
          statements.add(text.substring(begin, at).strip());
        }
        begin = at + 1;
        words = false;
        at++;
      } else if (text.startsWith("--", at)) {
        at = after(text, "\n", at);
      } else if (text.startsWith("/*", at)) {
        at = after(text, "*/", at + 2);
      } else if (sign == '\'' || sign == '"' || sign == '`') {
        words = true;
        at = closing(text, sign, at + 1);
      } else {
        words |= !Character.isWhitespace(sign);
        at++;
      }
    }
    if (words) {
      statements.add(text.substring(begin).strip());
    }
    return statements;
  }

  private static int after(String text, String end, int from) {
    int found = text.indexOf(end, from);
    return found < 0 ? text.length() : found + end.length();
  }

  private static int closing(String text, char quote, int from) {
    for (int at = from; at < text.length(); at++) {
      if (text.charAt(at) == '\\' && quote != '`') {
        at++;
      } else if (text.charAt(at) == quote) {
        return at + 1;
      }
    }
    return text.length();
  }
}
