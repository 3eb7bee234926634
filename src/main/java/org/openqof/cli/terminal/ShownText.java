package org.openqof.cli.terminal;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.function.Supplier;
import org.openqof.answer.SafeText;

/**
 * What commands print, on its way to a terminal or a log. Names come from files that others wrote:
 * what would steer a terminal or turn the direction of writing is shown and not sent, and a line
 * that is printed stays one line, so that no name can forge another.
 */
public final class ShownText extends PrintWriter {

  private final PrintWriter to;
  private final Supplier<Screen> screen;

  private ShownText(PrintWriter to, Supplier<Screen> screen) {
    super(new Shown(to));
    this.to = to;
    this.screen = screen;
  }

  /** Text for a writer, which is written out whole after every line. */
  public static PrintWriter on(PrintWriter to, Supplier<Screen> screen) {
    return to instanceof ShownText ? to : new ShownText(to, screen);
  }

  /**
   * Prints lines for people: broken to the width of the terminal and in its colours, where there is
   * one. The colours are ours: what a name brings of them is shown.
   */
  public static void say(PrintWriter out, Iterable<String> lines) {
    for (String line : lines) {
      if (out instanceof ShownText shown) {
        shown.say(line);
      } else {
        out.println(line);
      }
    }
    out.flush();
  }

  /** Writes past this class: for what draws a line of a terminal with signs of its own. */
  public static PrintWriter past(PrintWriter out) {
    return out instanceof ShownText shown ? shown.to : out;
  }

  private void say(String line) {
    Screen now = screen.get();
    flush();
    for (String part : now.lines(SafeText.visible(line))) {
      to.println(now.painted(part));
    }
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
