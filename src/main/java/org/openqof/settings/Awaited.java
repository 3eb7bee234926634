package org.openqof.settings;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.openqof.errors.QofException;

/** The answer of work done alongside, with its failure as if it had been done here. */
public final class Awaited {
  private Awaited() {}

  public static <T> T of(CompletableFuture<T> work) {
    try {
      return work.join();
    } catch (CompletionException failure) {
      throw failure.getCause() instanceof QofException message ? message : failure;
    }
  }
}
