package org.openqof.testing;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * A run that is halted at a chosen call to an {@link ObjectStore} and goes on when it is told to:
 * what SIGSTOP and SIGCONT do to a process, inside this one. Only what its own thread does halts.
 */
public final class HaltedThread {
  private static final ThreadLocal<@Nullable HaltedThread> CURRENT = new ThreadLocal<>();

  private final Thread thread;
  private final CountDownLatch haltedOrEnded = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private int callsLeft;
  private boolean halted;
  private volatile @Nullable Throwable failure;

  private HaltedThread(int calls, Runnable work) {
    callsLeft = calls;
    thread =
        new Thread(
            () -> {
              CURRENT.set(this);
              try {
                work.run();
              } catch (RuntimeException | Error ended) {
                failure = ended;
              } finally {
                haltedOrEnded.countDown();
              }
            },
            "halted run");
    thread.start();
  }

  /** The fault of the store; halts before a call and after it. */
  public static final class Fault implements ObjectStore.Fault {
    @Override
    public void before(ObjectStore.Call call, Path path) {
      HaltedThread run = CURRENT.get();
      if (run != null) {
        run.count();
      }
    }

    @Override
    public void after(ObjectStore.Call call, Path path) {
      before(call, path);
    }
  }

  /**
   * Begins to work, and halts after so many moments before and after calls.
   *
   * @param calls moments that it passes before it halts
   */
  public static HaltedThread at(int calls, Runnable work) {
    return new HaltedThread(calls, work);
  }

  /** Does something at which no run is halted. */
  public static void withoutHalt(Runnable work) {
    HaltedThread run = CURRENT.get();
    CURRENT.remove();
    try {
      work.run();
    } finally {
      CURRENT.set(run);
    }
  }

  private void count() {
    if (halted || --callsLeft >= 0) {
      return;
    }
    halted = true;
    haltedOrEnded.countDown();
    try {
      goOn.await();
    } catch (InterruptedException told) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until it has halted, or has ended without; whether it has halted. */
  public boolean awaitHaltOrEnd() throws InterruptedException {
    haltedOrEnded.await();
    return halted;
  }

  /** Whether it has halted; known once {@link #awaitHaltOrEnd} has answered. */
  public boolean isHalted() {
    return halted;
  }

  /** Lets it go on and waits until it has ended. */
  public void goOn() throws InterruptedException {
    goOn.countDown();
    thread.join();
  }

  /** What it ended with; empty when it did its work. */
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }
}
