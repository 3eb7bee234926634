package org.openqof.store;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openqof.store.place.Storage;

/**
 * Keeps runs that lost a lake out of it. Every taking over from a run that may wake up has a
 * number, higher than all before; it is written into the log of every table, and from then on no
 * commit of a run of a lower number gets in ({@link TableLog#stillOurs}).
 *
 * <p>The number lies in {@code .run.lock.number}, with a word on whether all tables have it: it is
 * {@code due} before the lock changes hands and {@code done} when the last table is closed, so that
 * a process that dies in between leaves the work to the next one.
 */
final class Fence {
  static final String NAME = ".run.lock.number";

  private static final Pattern TEXT = Pattern.compile("(\\d{1,18}) (due|done)\\s*");

  private final Lake lake;
  private final String path;
  private long number;
  private boolean due;

  /** The fence of a lake. */
  Fence(Lake lake) {
    this.lake = lake;
    this.path = Storage.below(lake.root(), NAME);
  }

  private void read() {
    Storage storage = lake.storage();
    Matcher text = TEXT.matcher(storage.exists(path) ? storage.readText(path) : "");
    if (text.matches()) {
      number = Long.parseLong(text.group(1));
      due = text.group(2).equals("due");
    } else {
      // A new lake, one made before there were numbers, or somebody deleted the file.
      number = lake.highestFence();
      due = number > 0;
    }
  }

  private void put() {
    lake.storage()
        .put(path, (number + (due ? " due\n" : " done\n")).getBytes(StandardCharsets.UTF_8));
  }

  /** Notes that the tables are to be closed by a new number. */
  void becomesDue() {
    read();
    number++;
    due = true;
    put();
  }

  /**
   * Closes the tables where that is due, and lets the lake's own commits in. Call with the lock.
   */
  void close() {
    read();
    if (due) {
      // Whoever tried to take the lake over at the same time may have noted a number of its own.
      number = Math.max(number, lake.highestFence() + 1);
      lake.tables().parallelStream().forEach(table -> lake.closeToFormerRuns(table, number));
      due = false;
      put();
    } else if (!lake.storage().exists(path)) {
      put();
    }
    lake.ownedSince(number);
  }
}
