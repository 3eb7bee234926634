package org.openqof.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.openqof.domain.FinancialYear;
import org.openqof.errors.QofException;
import org.openqof.gate.Stops.Cause;
import org.openqof.gate.Stops.Stop;
import org.openqof.store.Json;
import org.openqof.store.Lake;
import org.openqof.store.LakeFormat;
import org.openqof.store.VersionLog;
import org.openqof.store.VersionState;
import org.openqof.store.VersionState.State;
import org.openqof.store.place.Storage;

/** The notes of a lake about years that are stopped: {@code stopped/<year>.json}, one a year. */
public final class StopNotes {
  private static final String FOLDER = "stopped";
  private static final String SUFFIX = ".json";

  private final Lake lake;

  public StopNotes(Lake lake) {
    this.lake = lake;
  }

  /** The years that are stopped. */
  public Stops read() {
    SortedMap<FinancialYear, Stop> stops = new TreeMap<>();
    if (LakeFormat.isEarlier(lake)) {
      stops.putAll(ofEarlierForm());
    }
    for (Storage.Entry entry : lake.storage().list(lake.statePath(FOLDER))) {
      if (entry.name().endsWith(SUFFIX)) {
        String name = entry.name().substring(0, entry.name().length() - SUFFIX.length());
        stops.put(year(name, entry.path()), stop(entry.path()));
      }
    }
    return new Stops(stops);
  }

  /**
   * Notes the stopped years of a lake of an earlier form, which had no notes: call before it gets
   * the form of now.
   */
  public void keepThoseOfEarlierForm() {
    if (LakeFormat.isEarlier(lake)) {
      read().byYear().forEach(this::put);
    }
  }

  /**
   * Programs before there were notes knew a held year by its last version: frozen, not priced, and
   * the gate's report of it there.
   */
  private SortedMap<FinancialYear, Stop> ofEarlierForm() {
    SortedMap<FinancialYear, Stop> stops = new TreeMap<>();
    Storage storage = lake.storage();
    for (Storage.Entry held : storage.list(Storage.below(lake.root(), HeldFolder.NAME))) {
      if (!held.name().matches("\\d{4}-\\d{2}")) {
        continue;
      }
      FinancialYear year = year(held.name(), held.path());
      if (DroppedVersions.isLatest(lake, year)) {
        continue;
      }
      List<VersionState> states = new VersionLog(lake).states(year);
      if (states.isEmpty()) {
        continue;
      }
      VersionState last = states.get(states.size() - 1);
      String report = HeldFolder.of(lake, year, last.version()).json();
      if (last.state() == State.INGESTED && storage.exists(report)) {
        stops.put(year, Stop.at(Cause.GATE, last.version()));
      }
    }
    return stops;
  }

  private static FinancialYear year(String name, String path) {
    try {
      return FinancialYear.of(name);
    } catch (QofException noYear) {
      throw GateErrors.unreadableHeld(path, noYear);
    }
  }

  /**
   * A note.
   *
   * @param because the years that it waits for
   */
  private record Note(String year, Cause cause, int version, List<String> because) {
    Note {
      Objects.requireNonNull(cause);
      because = List.copyOf(because);
    }
  }

  private Stop stop(String path) {
    try {
      Note note = Json.read(lake.storage().readText(path), Note.class);
      TreeSet<FinancialYear> because = new TreeSet<>();
      note.because().forEach(year -> because.add(FinancialYear.of(year)));
      return new Stop(note.cause(), note.version(), because);
    } catch (JsonProcessingException | QofException broken) {
      throw GateErrors.unreadableHeld(path, broken);
    }
  }

  /** Notes that a year is stopped. */
  public void put(FinancialYear year, Stop stop) {
    List<String> because = stop.because().stream().map(FinancialYear::toString).toList();
    Note note = new Note(year.toString(), stop.cause(), stop.version(), because);
    lake.storage().put(path(year), Json.bytes(note));
  }

  /** Takes a year's note away; nothing where there is none. */
  public void release(FinancialYear year) {
    lake.storage().deleteTree(path(year));
  }

  private String path(FinancialYear year) {
    return Storage.below(lake.statePath(FOLDER), year + SUFFIX);
  }
}
