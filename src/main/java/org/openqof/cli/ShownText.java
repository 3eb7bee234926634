package org.openqof.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import org.openqof.answer.SafeText;

/**
 * What commands print, on its way to a terminal or a log. Names come from files that others wrote:
 * what would steer a terminal or turn the direction of writing is shown and not sent, and a line
 * that is printed stays one line, so that no name can forge another.
 */
final class ShownText extends PrintWriter {

  private ShownText(Writer to) {
    super(new Shown(to));
  }

  /** Text for a writer, which is written out whole after every line. */
  static PrintWriter on(PrintWriter to) {
    return to instanceof ShownText ? to : new ShownText(to);
  }

  /** One line. */
  @Override
  public void println(String line) {
    super.println(SafeText.visible(String.valueOf(line)));
    flush();
  }

  /** One line. */
  @Override
  public void println(Object line) {
    println(String.valueOf(line));
  }

  /** Lines may end, and the line of progress begins again; nothing else that is hidden passes. */
  private static final class Shown extends FilterWriter {
    Shown(Writer to) {
      super(to);
    }

    @Override
    public void write(int sign) throws IOException {
      char one = (char) sign;
      if (one != '\n' && one != '\r' && one != '\t' && SafeText.isHidden(one)) {
        out.write(SafeText.shown(one));
      } else {
        out.write(one);
      }
    }

    @Override
    public void write(char[] signs, int offset, int length) throws IOException {
      for (int i = 0; i < length; i++) {
        write(signs[offset + i]);
      }
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
      for (int i = 0; i < length; i++) {
        write(text.charAt(offset + i));
      }
    }
  }
}
