package org.openqof.run;

import java.util.List;
import org.openqof.store.Lake;
import org.openqof.store.place.Storage;
import org.openqof.tables.Table;
import org.openqof.tables.Tables;

/**
 * Files that a killed process left half-written or in no log. They are in nobody's way, but would
 * grow in number with every kill.
 */
final class Leftovers {
  /** Folders of files that are put as a whole, alongside the tables. */
  private static final List<String> NOTES = List.of(".state", "held", "rulebooks", "runs");

  private final Lake lake;

  Leftovers(Lake lake) {
    this.lake = lake;
  }

  /** Deletes them; call only while no other run works in the lake. */
  void delete() {
    in(lake.root());
    NOTES.forEach(folder -> allIn(Storage.below(lake.root(), folder)));
    for (Table table : lake.tables()) {
      in(Storage.below(lake.path(table), "_delta_log"));
    }
    // A run killed between staging such a row and committing it left a file that no note tells of.
    Tables.onlyAddedTo().forEach(lake::deleteUncommitted);
  }

  private void allIn(String folder) {
    in(folder);
    for (Storage.Entry entry : lake.storage().list(folder)) {
      if (entry.folder()) {
        allIn(entry.path());
      }
    }
  }

  private void in(String folder) {
    for (Storage.Entry entry : lake.storage().list(folder)) {
      boolean halfWritten = entry.name().startsWith(".") && entry.name().endsWith(".tmp");
      if (!entry.folder() && (halfWritten || entry.name().startsWith(".run.lock.probe-"))) {
        lake.storage().deleteTree(entry.path());
      }
    }
  }
}
