package org.openqof.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.errors.QofException;
import org.openqof.store.ContentCheck.Depth;
import org.openqof.store.FileDigests.OfTable;
import org.openqof.store.parquet.BlockReader;
import org.openqof.store.parquet.DataFile;
import org.openqof.store.place.Storage;
import org.openqof.tables.Block;
import org.openqof.tables.Files;
import org.openqof.tables.Table;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Versions;

/**
 * Puts versions back to what their recorded digests say, as far as the files are still there: those
 * that are remembered, those of an earlier state of the table's log, or all that lie in the
 * version's folder. Nothing is put back that does not give the recorded digest. Call with the lock.
 */
public final class LakeRestore {
  private final Lake lake;
  private final List<String> done = new ArrayList<>();
  private final List<String> left = new ArrayList<>();

  /** Restoring of a lake. */
  public LakeRestore(Lake lake) {
    this.lake = lake;
  }

  /** What was put right, in words. */
  public List<String> done() {
    return List.copyOf(done);
  }

  /** What could not be, with what it must be made from, in words. */
  public List<String> left() {
    return List.copyOf(left);
  }

  /**
   * Mends what of every log other files make good: checksums, pointers, and files whose entry is
   * gone. A last entry that cannot be read is put aside; the versions that lose rows by it are put
   * back by {@link #versions}.
   */
  public LakeRestore logs() {
    for (Table table : lake.tables()) {
      String folder = Storage.below(lake.path(table), "_delta_log");
      for (String mended : LogFiles.mend(lake.storage(), folder)) {
        done.add("table %s: %s".formatted(table.name(), mended));
      }
      for (String damaged : LogFiles.damaged(lake.storage(), folder)) {
        left.add("the log of table %s: %s".formatted(table.name(), damaged));
      }
    }
    lake.forgetSnapshots();
    return this;
  }

  /**
   * Puts back records of the log of versions whose entry was lost, where the record is still there
   * and the tables bear it out. A record that a run died before committing is the same thing: it is
   * written when all that it tells of is done.
   */
  public LakeRestore states() {
    VersionLog log = new VersionLog(lake);
    List<LostRecord> records = new ArrayList<>();
    for (Storage.Entry file : lake.uncommitted(Versions.TABLE)) {
      try {
        LostRecord.of(lake, log, file).ifPresent(records::add);
      } catch (QofException damaged) {
        left.add("a record of table versions: " + damaged.problem());
      }
    }
    records.sort(LostRecord.BY_STATE);
    for (LostRecord record : records) {
      VersionState state = record.state();
      List<VersionState> known = log.states(state.year());
      if (record.isIn(known)) {
        continue;
      }
      if (isBorneOut(state, known)) {
        lake.commit(
            Versions.TABLE,
            state.year(),
            state.version(),
            List.of(record.file()),
            "restored-" + record.file().name());
        done.add(
            "table versions: %s version %d is %s again, by run %s"
                .formatted(state.year(), state.version(), state.state().text(), state.runId()));
      } else {
        left.add(
            "a record that %s version %d was %s by run %s is not borne out by the tables"
                .formatted(state.year(), state.version(), state.state().text(), state.runId()));
      }
    }
    for (FinancialYear year : everyYear()) {
      for (LostStates.Lost lost : new LostStates(lake).of(year, log.states(year))) {
        left.add(
            "%s version %d has rows in table %s, and the log of versions has no record of how they"
                    .formatted(year, lost.version(), lost.table())
                + " came there: put the lake's folder ops back from a backup");
      }
    }
    return this;
  }

  private Set<FinancialYear> everyYear() {
    TreeSet<FinancialYear> years = new TreeSet<>();
    lake.tables().forEach(table -> years.addAll(lake.years(table)));
    return years;
  }

  /** Whether the lake is as a record says. */
  private boolean isBorneOut(VersionState record, List<VersionState> known) {
    List<VersionState> all = new ArrayList<>(known);
    all.add(record);
    Predicate<VersionState> sameResults =
        state ->
            state.version() == record.version()
                && state.state() == VersionState.State.RECALCULATED
                && state.digests().equals(record.digests());
    return switch (record.state()) {
      case PUBLISHED -> known.stream().anyMatch(sameResults);
      case REMOVED ->
          lake.tables().stream()
              .filter(table -> table.layer() != Layer.OPS)
              .noneMatch(table -> lake.versions(table, record.year()).contains(record.version()));
      case INGESTED, RECALCULATED ->
          ContentCheck.recorded(all, record.version())
              .filter(digests -> holds(record, digests))
              .isPresent();
    };
  }

  private boolean holds(VersionState record, SortedMap<String, String> digests) {
    ContentCheck check = new ContentCheck(lake);
    for (Table table : lake.tables()) {
      String expected = digests.get(table.name());
      if (expected != null
          && table.layer() != Layer.OPS
          && check
              .compare(table, record.year(), record.version(), Optional.of(expected), Depth.ROWS)
              .isPresent()) {
        return false;
      }
    }
    return true;
  }

  /**
   * Deletes data files that no log names; none while a version is still to be put back, which may
   * need them.
   */
  public LakeRestore leftovers() {
    if (!left.isEmpty()) {
      left.add("files in no log are kept until every version is what was recorded");
      return this;
    }
    for (Table table : lake.tables()) {
      int files = lake.uncommitted(table).size();
      if (files > 0) {
        lake.deleteUncommitted(table);
        done.add("table %s: %d files in no log deleted".formatted(table.name(), files));
      }
    }
    return this;
  }

  /**
   * Puts back versions.
   *
   * @param year the year; null for all
   * @param version its version; null for all
   */
  public LakeRestore versions(@Nullable FinancialYear year, @Nullable Integer version) {
    VersionLog log = new VersionLog(lake);
    for (FinancialYear each : lake.years(Versions.TABLE)) {
      if (year != null && !year.equals(each)) {
        continue;
      }
      List<VersionState> states = log.states(each);
      TreeSet<Integer> numbers = new TreeSet<>();
      states.forEach(state -> numbers.add(state.version()));
      for (int number : numbers) {
        if (version == null || version == number) {
          ContentCheck.recorded(states, number)
              .ifPresent(digests -> restore(each, number, digests));
        }
      }
    }
    return this;
  }

  private void restore(FinancialYear year, int version, SortedMap<String, String> digests) {
    List<String> lost = new ArrayList<>();
    for (Table table : lake.tables()) {
      String expected = digests.get(table.name());
      if (expected == null || table.layer() == Layer.OPS) {
        continue;
      }
      try {
        if (new ContentCheck(lake)
            .compare(table, year, version, Optional.of(expected), Depth.ROWS)
            .isPresent()) {
          Optional<Candidate> found = find(table, year, version, expected);
          if (found.isPresent()) {
            lake.replace(table, year, version, found.get().files());
            done.add(
                "table %s of %s version %d: put back from %s"
                    .formatted(table.name(), year, version, found.get().from()));
          } else {
            lost.add(table.name());
          }
        }
      } catch (QofException unreadable) {
        lost.add(table.name() + " (" + unreadable.problem() + ")");
      }
    }
    if (!lost.isEmpty()) {
      left.add(
          "%s version %d: the files of %s are not there any more; it must be made again from %s"
              .formatted(year, version, String.join(", ", lost), sources(year, version)));
    }
  }

  /**
   * Files that give a recorded digest.
   *
   * @param from where they were found, in words
   * @param files the files
   */
  private record Candidate(String from, List<DataFile> files) {}

  private Optional<Candidate> find(Table table, FinancialYear year, int version, String expected) {
    TreeMap<String, Storage.Entry> there = new TreeMap<>();
    lake.filesThere(table, year, version).forEach(file -> there.put(file.name(), file));
    List<TreeSet<String>> sets = new ArrayList<>();
    List<String> words = new ArrayList<>();
    OfTable known = new FileDigests(lake).of(year, version).tables().get(table.name());
    if (known != null && known.digest().equals(expected)) {
      sets.add(new TreeSet<>(known.files().keySet()));
      words.add("the files that it was made of");
    }
    lake.earlierFiles(table, year, version)
        .forEach(
            (entry, names) -> {
              sets.add(new TreeSet<>(names));
              words.add("the table as it was at version %d of its log".formatted(entry));
            });
    sets.add(new TreeSet<>(there.keySet()));
    words.add("all files in the version's folder");
    for (int i = 0; i < sets.size(); i++) {
      if (sets.get(i).isEmpty() || !there.keySet().containsAll(sets.get(i))) {
        continue;
      }
      try {
        List<DataFile> files =
            chosen(there, sets.get(i)).stream()
                .map(file -> BlockReader.described(lake.storage(), file, table))
                .toList();
        if (ContentCheck.digest(lake.storage(), table, files, expected).equals(expected)) {
          return Optional.of(new Candidate(words.get(i), files));
        }
      } catch (QofException damaged) {
        // One of these files is not whole: others may be.
      }
    }
    return Optional.empty();
  }

  private static List<Storage.Entry> chosen(
      SortedMap<String, Storage.Entry> there, Set<String> names) {
    return there.values().stream().filter(file -> names.contains(file.name())).toList();
  }

  /** The received files that a version was made from, as far as the lake still says so. */
  private String sources(FinancialYear year, int version) {
    try {
      int silver =
          new VersionLog(lake)
              .states(year).stream()
                  .filter(state -> state.version() == version)
                  .mapToInt(VersionState::silverVersion)
                  .max()
                  .orElse(version);
      Block files = lake.read(Files.TABLE, year, silver);
      List<String> names = new ArrayList<>();
      for (int row = 0; row < files.rows(); row++) {
        names.add(
            "%s (%s)"
                .formatted(
                    files.textAt(Files.FILE_NAME, row),
                    lake.bronze().path(files.textAt(Files.FILE_DIGEST, row))));
      }
      if (!names.isEmpty()) {
        return "the received files "
            + String.join(", ", names)
            + ": zstd -d unpacks them; put them among the extracts and run with --reread";
      }
    } catch (QofException unreadable) {
      // Then the manifest of the publication says which.
    }
    return "the files that the manifest of its publication names under inputs, kept in the lake's"
        + " bronze/received by their digests";
  }
}
