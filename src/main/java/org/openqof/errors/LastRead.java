package org.openqof.errors;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The file that this process opened last, for a message about something that nobody foresaw: a
 * library that throws on a damaged file seldom says which.
 */
public final class LastRead {
  private static volatile @Nullable String path;

  private LastRead() {}

  /** Notes a file that is about to be opened. */
  public static void note(String opened) {
    path = opened;
  }

  /** Its path; empty before any. */
  public static Optional<String> path() {
    return Optional.ofNullable(path);
  }
}
