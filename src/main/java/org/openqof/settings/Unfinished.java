package org.openqof.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openqof.domain.FinancialYear;
import org.openqof.store.Json;
import org.openqof.store.Lake;
import org.openqof.store.LostStates;
import org.openqof.store.VersionLog;
import org.openqof.store.VersionState;
import org.openqof.store.VersionState.State;
import org.openqof.store.place.Storage;
import org.openqof.tables.Table;
import org.openqof.tables.Tables;

/**
 * Versions that a run began and did not finish, because it was killed or a check failed.
 *
 * <p>Before the first file of a version is written, a note in the lake says which version it is;
 * when the version has come as far as its results, the note is taken away. The next run finds the
 * note of a run that died and takes back what it left: rows that no state of the version vouches
 * for, and files in no log. Frozen values that were complete are kept and used.
 */
public final class Unfinished {
  private static final String FOLDER = "begun";
  private static final int YEAR = "2023-24".length();

  /**
   * A version that is begun.
   *
   * @param runId the run that began it
   * @param checksFailed whether it is left for a person to look at
   */
  private record Note(String year, int version, String runId, boolean checksFailed) {}

  private final Lake lake;
  private final Storage storage;
  private final VersionLog versions;

  public Unfinished(Lake lake, VersionLog versions) {
    this.lake = lake;
    this.storage = lake.storage();
    this.versions = versions;
  }

  /** Notes that a version is begun. */
  public void begin(YearVersion place, String runId) {
    note(place, runId, false);
  }

  /** Notes that a version failed its checks: its tables stay for a person to look at. */
  public void failed(YearVersion place, String runId) {
    note(place, runId, true);
  }

  private void note(YearVersion place, String runId, boolean failed) {
    storage.put(
        path(place), Json.bytes(new Note(place.year().toString(), place.version(), runId, failed)));
  }

  /** Takes the note away. */
  public void done(YearVersion place) {
    storage.deleteTree(path(place));
  }

  /** A file for each version: a run that lost the lake cannot write over the note of the next. */
  private String path(YearVersion place) {
    return LostStates.noteOfBeginning(lake, place.year(), place.version());
  }

  /**
   * Takes back what interrupted runs left; call only while no other run works in the lake.
   *
   * @return what was taken back, in words
   */
  public List<String> takeBack() {
    List<String> notices = new ArrayList<>();
    for (Storage.Entry entry : storage.list(lake.statePath(FOLDER))) {
      if (!entry.name().endsWith(".json")) {
        storage.deleteTree(entry.path());
        continue;
      }
      FinancialYear year = FinancialYear.of(entry.name().substring(0, YEAR));
      read(entry).ifPresent(note -> takeBack(year, note, notices));
      storage.deleteTree(entry.path());
    }
    return notices;
  }

  private Optional<Note> read(Storage.Entry entry) {
    try {
      return Optional.of(Json.read(storage.readText(entry.path()), Note.class))
          .filter(note -> note.version() > 0);
    } catch (JsonProcessingException cutOff) {
      // Put in one step, so this is damage; what it spoke of stays invisible without it.
      return Optional.empty();
    }
  }

  private void takeBack(FinancialYear year, Note note, List<String> notices) {
    int version = note.version();
    List<VersionState> states =
        versions.states(year).stream().filter(state -> state.version() == version).toList();
    if (states.stream().anyMatch(state -> state.state().compareTo(State.RECALCULATED) >= 0)) {
      return;
    }
    Optional<VersionState> ingested = states.stream().findFirst();
    boolean failed = note.checksFailed();
    for (Table table : lake.tables()) {
      boolean vouchedFor =
          Tables.onlyAddedTo().contains(table)
              || (ingested.isPresent() && ingested.get().digests().containsKey(table.name()));
      if (!vouchedFor) {
        lake.withdraw(table, year, version, !failed);
      }
    }
    if (!failed) {
      notices.add(
          "run %s did not finish version %d of %s: %s"
              .formatted(
                  note.runId(),
                  version,
                  year,
                  ingested.isPresent()
                      ? "its frozen values are used, the rest was taken back"
                      : "what it left was taken back"));
    }
  }
}
