package org.openqof.answer;

/**
 * Texts from outside, such as names of practices, made safe to open. See docs/adr/0009.
 *
 * <p>Control characters and the signs that turn the direction of writing are shown as {@code
 * \}{@code u0007}. A text that a spreadsheet would run as a formula gets an apostrophe before it,
 * in CSV only: in a workbook a text cell says that it is text.
 */
public final class SafeText {
  private static final String STARTS_A_FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

  private SafeText() {}

  /** For a cell of a workbook: nothing but visible characters that XML allows. */
  public static String visible(String text) {
    StringBuilder changed = null;
    for (int i = 0; i < text.length(); i++) {
      char sign = text.charAt(i);
      boolean hidden = isHidden(sign) || isAlone(text, i);
      if (hidden && changed == null) {
        changed = new StringBuilder(text.length() + 10).append(text, 0, i);
      }
      if (changed != null) {
        if (hidden) {
          changed.append(shown(sign));
        } else {
          changed.append(sign);
        }
      }
    }
    return changed == null ? text : changed.toString();
  }

  /**
   * For the text of a page or an attribute of it: nothing is markup any more, and what is hidden is
   * shown, but for the ends of lines and tabs, which a page shows as blanks.
   */
  public static String inMarkup(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char sign = text.charAt(i);
      switch (sign) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        case '\t', '\n', '\r' -> safe.append(sign);
        default -> {
          if (isHidden(sign) || isAlone(text, i)) {
            safe.append(shown(sign));
          } else {
            safe.append(sign);
          }
        }
      }
    }
    return safe.toString();
  }

  /** How a character is written that is not sent as it is. */
  public static String shown(char sign) {
    return "\\u%04x".formatted((int) sign);
  }

  /** For a text cell of a CSV file: visible, and never run as a formula. */
  public static String inCsv(String text) {
    return isFormula(text) ? "'" + visible(text) : visible(text);
  }

  /** For a cell that is a number or a text: a number, also a negative one, stays as it is. */
  public static String inCsvUnlessNumber(String cell) {
    return isNumber(cell) ? cell : inCsv(cell);
  }

  private static boolean isNumber(String cell) {
    int at = cell.startsWith("-") ? 1 : 0;
    boolean point = false;
    boolean digit = false;
    for (; at < cell.length(); at++) {
      char sign = cell.charAt(at);
      if (sign == '.' && digit && !point) {
        point = true;
      } else if (sign >= '0' && sign <= '9') {
        digit = true;
      } else {
        return false;
      }
    }
    return digit;
  }

  /** Whether a spreadsheet would run the text as a formula, or drop what hides that it would. */
  public static boolean isFormula(String text) {
    int first = 0;
    while (first < text.length() && text.charAt(first) == ' ') {
      first++;
    }
    return first < text.length() && STARTS_A_FORMULA.indexOf(text.charAt(first)) >= 0;
  }

  /** Whether a character steers a terminal, turns the direction of writing or cannot be seen. */
  public static boolean isHidden(char sign) {
    return sign < ' '
        || (sign >= 0x7f && sign <= 0x9f)
        || sign == 0x061c
        || (sign >= 0x200b && sign <= 0x200f)
        || (sign >= 0x202a && sign <= 0x202e)
        || (sign >= 0x2060 && sign <= 0x2069)
        || sign == 0x2028
        || sign == 0x2029
        || sign == 0xfeff
        || sign == 0xfffe
        || sign == 0xffff;
  }

  /** Half of a pair of characters, without the other half. */
  private static boolean isAlone(String text, int at) {
    char sign = text.charAt(at);
    if (Character.isHighSurrogate(sign)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    return Character.isLowSurrogate(sign)
        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }
}
