package org.openqof.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openqof.cli.terminal.TerminalProgress;
import org.openqof.settings.JobErrors;
import org.openqof.settings.Progress;

/**
 * Lets a run that is told to stop, by SIGTERM or SIGINT, end at its next step: it gives the lake
 * back and takes away what it was preparing. The process then ends as the signal wants, with exit
 * code 143 or 130. A run that does not come to a step in time is cut off, which costs the next one
 * no more than taking the lake over.
 */
final class CleanStop implements AutoCloseable {
  /** Less than what service managers grant before they kill. */
  private static final long SECONDS_GRANTED = 60;

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "clean-stop");
  private volatile boolean wanted;

  CleanStop() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void stop() {
    wanted = true;
    try {
      boolean clean = ended.await(SECONDS_GRANTED, TimeUnit.SECONDS);
      System.err.println(
          clean
              ? JobErrors.stopped().getMessage()
              : "The run did not come to a step in time and is cut off.");
    } catch (InterruptedException cutOff) {
      Thread.currentThread().interrupt();
    }
  }

  /** Progress that ends the run, with an exception, once it is to stop. */
  Progress watching(Progress progress) {
    return new Progress() {
      private void check() {
        if (wanted) {
          if (progress instanceof TerminalProgress line) {
            line.stop();
          }
          throw JobErrors.stopped();
        }
      }

      @Override
      public void began(String subject, String step) {
        check();
        progress.began(subject, step);
      }

      @Override
      public void reached(double share) {
        check();
        progress.reached(share);
      }

      @Override
      public void ended(String outcome) {
        progress.ended(outcome);
        check();
      }
    };
  }

  @Override
  public void close() {
    ended.countDown();
    if (wanted) {
      // The process is about to end; what this thread would say is said already.
      LockSupport.park();
    } else {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException endingAlready) {
        // The process is ending, and the hook has been let go.
      }
    }
  }
}
