package org.openqof.cli.terminal;

import java.io.PrintWriter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.openqof.answer.SafeText;
import org.openqof.settings.Progress;

/**
 * Progress for a person: on a terminal one line that is drawn again while a step runs, by a clock
 * of its own, so that a step of minutes never looks as if it stood still; otherwise one plain line
 * for each finished step, without carriage returns or escape codes.
 */
public final class TerminalProgress implements Progress {
  private static final long REDRAW_MILLIS = 200;

  /** To the beginning of the line, and what stood on it goes. */
  private static final String CLEARED = "\r\u001b[2K";

  private final PrintWriter out;
  private final int width;
  private String subject = "";
  private String step = "";
  private double share;
  private long began = System.nanoTime();
  private boolean running;

  /**
   * Progress for a writer.
   *
   * @param width signs in a line of the terminal; 0 where it is none
   */
  public TerminalProgress(PrintWriter out, int width) {
    this.out = out;
    this.width = width;
  }

  /** The same with a clock that draws it while a step runs. */
  public TerminalProgress ticking() {
    if (width > 0) {
      ScheduledExecutorService clock =
          Executors.newSingleThreadScheduledExecutor(TerminalProgress::daemon);
      var unused =
          clock.scheduleAtFixedRate(
              this::draw, REDRAW_MILLIS, REDRAW_MILLIS, TimeUnit.MILLISECONDS);
    }
    return this;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "progress");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public synchronized void began(String newSubject, String newStep) {
    subject = newSubject;
    step = newStep;
    share = 0;
    began = System.nanoTime();
    running = true;
    draw();
  }

  @Override
  public synchronized void reached(double newShare) {
    share = newShare;
  }

  /** Draws the line as it is now; a share that nobody counts is not shown. */
  synchronized void draw() {
    if (width > 0 && running) {
      String line = line(share > 0 ? "%3.0f %%".formatted(share * 100) : "");
      // What is longer than the terminal would stay when the line is drawn again.
      out.print(CLEARED + (line.length() < width ? line : line.substring(0, width - 1)));
      out.flush();
    }
  }

  @Override
  public synchronized void ended(String outcome) {
    running = false;
    String line = line(outcome);
    out.println(width > 0 ? CLEARED + line : line);
    out.flush();
  }

  /** Ends the line of a step that failed, so that what is said next has a line of its own. */
  public synchronized void stop() {
    if (width > 0 && running) {
      out.println();
      out.flush();
    }
    running = false;
  }

  private String line(String last) {
    return SafeText.visible(
        "%-7s  %-41s %6.1f s  %s"
            .formatted(subject, step, (System.nanoTime() - began) / 1e9, last)
            .stripTrailing());
  }
}
