package org.openqof.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.errors.PrintedCommand;
import org.openqof.errors.QofException;
import org.openqof.store.ContentCheck.Depth;
import org.openqof.store.ContentCheck.Difference;
import org.openqof.store.Manifest.PublishedTable;
import org.openqof.store.VersionState.State;
import org.openqof.store.place.LocalStorage;
import org.openqof.store.place.Storage;
import org.openqof.tables.Block;
import org.openqof.tables.Files;
import org.openqof.tables.GateAcceptances;
import org.openqof.tables.PaymentStates;
import org.openqof.tables.RefusedStateChanges;
import org.openqof.tables.Table;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Tables;
import org.openqof.tables.Versions;

/**
 * Looks at a whole lake: its form, the log of every table, every version against its recorded
 * digests, the states of versions, what lies in no log, the received files, who may read money, and
 * the publications against their manifests and the lake. Changes nothing; call while no other run
 * works in the lake.
 *
 * <p>One file because each check of the lake is a short method, and all of them make one report.
 */
public final class LakeCheck {
  private final Lake lake;
  private final @Nullable Publication publication;
  private final boolean quick;
  private final String restore;
  private final List<Finding> findings = new ArrayList<>();
  private final List<Storage.Entry> leftovers = new ArrayList<>();
  private final Set<String> unsettled = new HashSet<>();
  private int versions;
  private int tables;
  private int received;
  private int published;

  /**
   * A check.
   *
   * @param publication where the lake's versions are published; null looks at none
   * @param quick whether bytes of files that are remembered will do for their rows, and received
   *     files are only looked for
   */
  public LakeCheck(Lake lake, @Nullable Publication publication, boolean quick) {
    this.lake = lake;
    this.publication = publication;
    this.quick = quick;
    this.restore = "Run " + PrintedCommand.on(lake.root(), "lake restore") + ".";
  }

  /** Looks at everything. */
  public LakeCheck look() {
    look("format", lake.root(), () -> LakeFormat.check(lake, null));
    Set<Table> readable = new TreeSet<>(Comparator.comparing(Table::name));
    for (Table table : lake.tables()) {
      if (logIsWhole(table)) {
        readable.add(table);
      }
    }
    if (readable.contains(Versions.TABLE)) {
      look("states", Versions.TABLE.name(), () -> years(readable));
    }
    leftovers.forEach(this::leftover);
    permissions();
    return this;
  }

  /** What was found; none when all is as it should be. */
  public List<Finding> findings() {
    return List.copyOf(findings);
  }

  /** How much was looked at, in words. */
  public String scope() {
    return "%d tables, %d versions, %d received files, %d publications"
        .formatted(tables, versions, received, published);
  }

  private void look(String kind, String place, Runnable part) {
    try {
      part.run();
    } catch (QofException problem) {
      add(kind, place, null, null, "to be read", problem.problem(), problem.remedy());
    }
  }

  private void add(
      String kind,
      String place,
      @Nullable FinancialYear year,
      @Nullable Integer version,
      String expected,
      String found,
      String remedy) {
    findings.add(
        new Finding(
            kind, place, year == null ? null : year.toString(), version, expected, found, remedy));
  }

  /** What brings back rows of a table of operations that a lost entry named. */
  private static String againBy(Table table) {
    if (table.equals(PaymentStates.TABLE) || table.equals(RefusedStateChanges.TABLE)) {
      return "Run with the files of STATE_CHANGES among the extracts: changes that are missing are"
          + " recorded again, and none twice. A change that names no version then speaks of the"
          + " current one. Afterwards ";
    }
    return table.equals(GateAcceptances.TABLE)
        ? "If an acceptance is missing, the next run holds the year and says how to accept again."
            + " Otherwise "
        : "If rows are missing in this table, put lake/ops back from a backup. Otherwise ";
  }

  private boolean logIsWhole(Table table) {
    String folder = Storage.below(lake.path(table), "_delta_log");
    if (!lake.storage().exists(folder)) {
      return false;
    }
    tables++;
    List<String> damaged = LogFiles.damaged(lake.storage(), folder);
    damaged.forEach(file -> add("log", table.name(), null, null, "a whole log", file, restore));
    try {
      lake.uncommitted(table).forEach(file -> unnamed(table, file));
      return true;
    } catch (QofException unreadable) {
      if (damaged.isEmpty()) {
        add("log", table.name(), null, null, "a log", unreadable.problem(), restore);
      }
      return false;
    }
  }

  /**
   * A record whose entry was lost is more than rubbish: the lake may have to be put right by it.
   */
  private void unnamed(Table table, Storage.Entry file) {
    if (Tables.onlyAddedTo().contains(table)) {
      add(
          "log",
          table.name(),
          null,
          null,
          "an entry that names " + file.path(),
          "none: it was lost, or a run died before it wrote one",
          table.equals(Versions.TABLE)
              ? restore
              : againBy(table)
                  + PrintedCommand.on(lake.root(), "lake restore --leftovers")
                  + " deletes the file.");
    } else {
      leftovers.add(file);
    }
  }

  private void leftover(Storage.Entry file) {
    // A version that lost a commit is put back from such files: nobody may take them for rubbish.
    if (!unsettled.contains(Storage.parent(file.path()))) {
      add(
          "leftover",
          file.path(),
          null,
          null,
          "a file that the log names",
          "one of %,d bytes that it does not".formatted(file.bytes()),
          "It is read by nobody. "
              + PrintedCommand.on(lake.root(), "lake restore --leftovers")
              + " deletes such files.");
    }
  }

  private void years(Set<Table> readable) {
    VersionLog log = new VersionLog(lake);
    Set<String> digests = new ConcurrentSkipListSet<>();
    for (FinancialYear year : lake.years(Versions.TABLE)) {
      List<VersionState> states = log.states(year);
      states(year, states);
      lost(readable, year, states);
      TreeSet<Integer> numbers = new TreeSet<>();
      states.forEach(state -> numbers.add(state.version()));
      for (int version : numbers) {
        ContentCheck.recorded(states, version)
            .ifPresent(
                recorded -> {
                  versions++;
                  boolean made =
                      states.stream()
                          .anyMatch(
                              state ->
                                  state.version() == version
                                      && state.state() == State.RECALCULATED);
                  contents(readable, year, version, recorded, made, digests);
                });
      }
      published(year, states);
    }
    digests.forEach(this::received);
  }

  private void states(FinancialYear year, List<VersionState> states) {
    Set<List<Object>> seen = new HashSet<>();
    for (VersionState state : states) {
      if (!seen.add(List.of(state.version(), state.state(), state.runId()))) {
        add(
            "states",
            Versions.TABLE.name(),
            year,
            state.version(),
            "one row of " + state.state().text(),
            "two of run " + state.runId(),
            "Report this: no run records a state twice.");
      }
      boolean needsResults = state.state() == State.PUBLISHED;
      if (needsResults
          && states.stream()
              .noneMatch(
                  other ->
                      other.version() == state.version() && other.state() == State.RECALCULATED)) {
        add(
            "states",
            Versions.TABLE.name(),
            year,
            state.version(),
            "results before the publication",
            "none",
            "The log of versions lost entries: put lake/ops back from a backup.");
      }
    }
  }

  private void lost(Set<Table> readable, FinancialYear year, List<VersionState> states) {
    if (!readable.containsAll(lake.tables().stream().filter(this::isThere).toList())) {
      return;
    }
    for (LostStates.Lost lost : new LostStates(lake).of(year, states)) {
      add(
          "states",
          Versions.TABLE.name(),
          year,
          lost.version(),
          "a state in which table " + lost.table() + " got its rows",
          "rows, and no such state",
          restore);
    }
  }

  private boolean isThere(Table table) {
    return lake.storage().exists(Storage.below(lake.path(table), "_delta_log"));
  }

  private void contents(
      Set<Table> readable,
      FinancialYear year,
      int version,
      SortedMap<String, String> recorded,
      boolean made,
      Set<String> received) {
    ContentCheck check = new ContentCheck(lake);
    for (Table table : lake.tables()) {
      Optional<String> digest = Optional.ofNullable(recorded.get(table.name()));
      if (table.layer() == Layer.OPS
          || table.layer() == Layer.PUBLICATION
          || (digest.isEmpty() && !made)) {
        continue;
      }
      if (!readable.contains(table)) {
        digest.ifPresent(
            expected ->
                add("content", table.name(), year, version, expected, "no readable log", restore));
        continue;
      }
      Optional<Difference> difference =
          check.compare(table, year, version, digest, quick ? Depth.BYTES : Depth.ROWS);
      if (difference.isPresent()) {
        unsettled.add(Storage.below(lake.path(table), DeltaLayout.folder(year, version)));
      }
      difference.ifPresent(
          found ->
              add(
                  "content",
                  table.name(),
                  year,
                  version,
                  found.expected(),
                  found.found(),
                  "Run "
                      + PrintedCommand.on(
                          lake.root(),
                          "lake restore --year %s --version %d".formatted(year, version))
                      + "."));
      if (difference.isEmpty() && table.equals(Files.TABLE)) {
        Block rows = lake.read(Files.TABLE, year, version);
        for (int row = 0; row < rows.rows(); row++) {
          received.add(rows.textAt(Files.FILE_DIGEST, row));
        }
      }
    }
  }

  /** A received file: there, and whole. */
  private void received(String digest) {
    received++;
    String path = lake.bronze().path(digest);
    String remedy =
        "Put it back from a backup, or delete it and run again while the original is still in the extracts.";
    try {
      Bronze.Kept kept = lake.bronze().kept(digest);
      if (!quick) {
        // Each piece has a checksum of its own. The name is not a digest of these bytes: it passes
        // over
        // line ends and the mark of the byte order.
        Bronze.Room room = new Bronze.Room();
        for (Bronze.Frame frame : kept.frames()) {
          byte[] unused =
              lake.bronze()
                  .read(digest, frame.offset(), frame.storedBytes(), frame.contentBytes(), room);
        }
      }
    } catch (QofException damaged) {
      add("bronze", path, null, null, "the file as received", damaged.problem(), remedy);
    }
  }

  /**
   * Whatever lies in a lake is for its owner and group. Below a closed folder nobody else comes; of
   * what is open, the topmost is named.
   */
  private void permissions() {
    Storage storage = lake.storage();
    Optional<String> root = storage.openToOthers(lake.root());
    if (root.isEmpty()) {
      return;
    }
    permission(lake.root(), root.get(), "chmod o-rwx ");
    for (Storage.Entry layer : storage.list(lake.root())) {
      Optional<String> mode = storage.openToOthers(layer.path());
      if (mode.isPresent()) {
        permission(layer.path(), mode.get(), "chmod -R o-rwx ");
      } else if (layer.folder()) {
        for (Storage.Entry table : storage.list(layer.path())) {
          storage
              .openToOthers(table.path())
              .ifPresent(open -> permission(table.path(), open, "chmod -R o-rwx "));
        }
      }
    }
  }

  private void permission(String path, String mode, String command) {
    add(
        "permissions",
        path,
        null,
        null,
        "closed to others: the lake holds money and names",
        mode,
        "Run " + command + PrintedCommand.word(String.valueOf(LocalStorage.path(path))) + ".");
  }

  private void published(FinancialYear year, List<VersionState> states) {
    Publication place = publication;
    if (place == null) {
      return;
    }
    look(
        "publication",
        Storage.below(place.root(), year.toString()),
        () -> {
          for (int version : place.versions(year)) {
            published++;
            look("publication", place.folder(year, version), () -> place.verify(year, version));
            sameAsTheLake(place, year, version, states);
          }
          latest(place, year, states);
        });
  }

  private void sameAsTheLake(
      Publication place, FinancialYear year, int version, List<VersionState> states) {
    Optional<Map<String, String>> made =
        states.stream()
            .filter(state -> state.version() == version && state.state() == State.RECALCULATED)
            .findFirst()
            .map(VersionState::digests);
    for (PublishedTable table :
        place.manifest(year, version).map(Manifest::tables).orElse(List.of())) {
      String recorded = made.map(digests -> digests.get(table.name())).orElse(null);
      if (made.isPresent() && recorded != null && !recorded.equals(table.contentDigest())) {
        add(
            "publication",
            place.folder(year, version) + "/" + table.path(),
            year,
            version,
            "content digest " + recorded,
            table.contentDigest(),
            "It is not what the lake made as this version: do not rely on it, and publish again.");
      }
    }
  }

  private void latest(Publication place, FinancialYear year, List<VersionState> states) {
    int last = 0;
    for (VersionState state : states) {
      last = state.state() == State.PUBLISHED ? Math.max(last, state.version()) : last;
    }
    int current = place.latest(year).map(Publication.Latest::version).orElse(0);
    if (last != current && !states.isEmpty()) {
      add(
          "publication",
          Storage.below(place.root(), year.toString()) + "/latest.json",
          year,
          null,
          "version " + last,
          current == 0 ? "none" : "version " + current,
          current > last
              ? states.stream()
                      .anyMatch(
                          state ->
                              state.version() == current && state.state() == State.RECALCULATED)
                  ? "The run that published it did not live to record it: the next run does."
                  : "The lake's log of versions is older than the publication: put lake/ops back"
                      + " from a backup of the same time."
              : "The next run publishes it.");
    }
  }
}
