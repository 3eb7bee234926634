package org.openqof.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import org.openqof.settings.Progress;

/**
 * Progress for a person: on a terminal one line that is redrawn while a step runs, otherwise one
 * plain line for each finished step, without carriage returns or escape codes.
 */
final class TerminalProgress implements Progress {
  private static final long REDRAW_NANOS = 200_000_000L;

  private final PrintWriter out;
  private final boolean redraw;
  private String subject = "";
  private String step = "";
  private long began = System.nanoTime();
  private long drawn;

  TerminalProgress(PrintWriter out, boolean redraw) {
    this.out = out;
    this.redraw = redraw;
  }

  /** Whether standard input and output are a terminal. */
  @SuppressWarnings("SystemConsoleNull") // From JDK 22 on the second question settles it.
  static boolean onATerminal() {
    Console console = System.console();
    return console != null && isTerminal(console) && !"dumb".equals(System.getenv("TERM"));
  }

  /** {@code Console.isTerminal()}, which JDK 22 added when it began to give a console always. */
  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  @Override
  public synchronized void began(String newSubject, String newStep) {
    subject = newSubject;
    step = newStep;
    began = System.nanoTime();
    drawn = 0;
    reached(0);
  }

  @Override
  public synchronized void reached(double share) {
    long now = System.nanoTime();
    if (redraw && now - drawn > REDRAW_NANOS) {
      drawn = now;
      out.printf(
          Locale.ROOT, "\r%-8s %-34s %3.0f %%  %6.1f s", subject, step, share * 100, seconds());
      out.flush();
    }
  }

  @Override
  public synchronized void ended(String outcome) {
    out.printf(
        Locale.ROOT,
        "%s%-8s %-34s %6.1f s  %s%n",
        redraw ? "\r" : "",
        subject,
        step,
        seconds(),
        outcome);
    out.flush();
  }

  private double seconds() {
    return (System.nanoTime() - began) / 1e9;
  }
}
