package org.openqof.store;

import io.delta.kernel.Operation;
import io.delta.kernel.Snapshot;
import io.delta.kernel.TableManager;
import io.delta.kernel.TransactionCommitResult;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.CheckpointAlreadyExistsException;
import io.delta.kernel.exceptions.CommitStateUnknownException;
import io.delta.kernel.exceptions.ConcurrentTransactionException;
import io.delta.kernel.exceptions.ConcurrentWriteException;
import io.delta.kernel.exceptions.KernelEngineException;
import io.delta.kernel.exceptions.KernelException;
import io.delta.kernel.exceptions.MetadataChangedException;
import io.delta.kernel.exceptions.TableNotFoundException;
import io.delta.kernel.hook.PostCommitHook;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.actions.Metadata;
import io.delta.kernel.internal.actions.SingleAction;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterable;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.errors.QofException;
import org.openqof.store.parquet.DataFile;
import org.openqof.store.place.LakeErrors;
import org.openqof.store.place.Storage;
import org.openqof.tables.Table;

/**
 * The Delta log of one table: the last snapshot seen of it, the files that it names, and the way
 * every entry gets into it. Its monitor guards all use of Kernel for the table; who reads and then
 * commits holds it over both.
 *
 * <p>The log is where a run that lost its lake is stopped. A run that takes the lake over from one
 * that may still wake up writes a higher {@link #FENCE} into every table; no commit of a lower one
 * goes into the log after that. What was prepared before the entry meets a change of the table's
 * properties, over which Delta lets nothing be moved; what is prepared after it reads the higher
 * number. See docs/adr/0020-fenced-commits.md.
 */
final class TableLog {
  /** Property of a table: number of the last taking over that it was closed to former runs by. */
  static final String FENCE = "openqof.fence";

  static final String ENGINE_INFO = "OpenQOF";

  private static final String FOLDER = "_delta_log";

  /** Each try meets an entry of the run that lost the lake, and it has few left to write. */
  private static final int FENCE_TRIES = 100;

  private final String name;
  private final String path;
  private final Storage storage;
  private final Supplier<Engine> engine;
  private final LongSupplier ownFence;
  private final Map<VersionFiles, List<DataFile>> scannedFiles = new HashMap<>();
  private @Nullable Snapshot scanned;
  private @Nullable Snapshot snapshot;

  /**
   * The log of a table.
   *
   * @param name name of the table
   * @param path where the table lies
   * @param engine makes Kernel's engine, or gives the one made before
   * @param ownFence number of the last taking over when this run took the lake; the highest there
   *     is for who has no lock
   */
  TableLog(
      String name, String path, Storage storage, Supplier<Engine> engine, LongSupplier ownFence) {
    this.name = name;
    this.path = path;
    this.storage = storage;
    this.engine = engine;
    this.ownFence = ownFence;
  }

  /** Where the table lies. */
  String path() {
    return path;
  }

  /** Kernel's engine. */
  Engine engine() {
    return engine.get();
  }

  /** The table as it is now, or empty when there is none yet. */
  synchronized Optional<Snapshot> latest() {
    Snapshot known = snapshot;
    if (known != null && !storage.exists(entry(known.getVersion() + 1))) {
      return Optional.of(known);
    }
    if (!storage.exists(Storage.below(path, FOLDER))) {
      snapshot = null;
      return Optional.empty();
    }
    try {
      snapshot = TableManager.loadSnapshot(path).build(engine());
      return Optional.of(snapshot);
    } catch (TableNotFoundException none) {
      snapshot = null;
      return Optional.empty();
    } catch (RuntimeException problem) {
      throw damaged(problem);
    }
  }

  /**
   * What to say of a log that Kernel cannot read: it throws what its libraries throw, and seldom
   * says in which file. Nothing but its code runs where this is asked.
   */
  private QofException damaged(Exception problem) {
    return problem instanceof QofException known
        ? known
        : LakeErrors.damagedLog(
            Storage.parent(Storage.parent(path)),
            name,
            path,
            LogFiles.damaged(storage, logFolder()),
            problem);
  }

  private String logFolder() {
    return Storage.below(path, FOLDER);
  }

  private String entry(long version) {
    return Storage.below(path, FOLDER, "%020d.json".formatted(version));
  }

  /** The table as it is now, where it is known to be there. */
  Snapshot present() {
    return latest()
        .orElseThrow(() -> new IllegalStateException(name + " was read or made and is not there"));
  }

  /** Number of the last taking over that closed the table to former runs; 0 for none. */
  long fence() {
    return latest().map(TableLog::fenceOf).orElse(0L);
  }

  private static long fenceOf(Snapshot snapshot) {
    String number = snapshot.getTableProperties().get(FENCE);
    return number == null ? 0 : Long.parseLong(number);
  }

  /**
   * Makes sure that no other run has taken the lake over, as the log itself tells.
   *
   * @throws org.openqof.errors.QofException when one has
   */
  Snapshot stillOurs(Snapshot now) {
    long found = fenceOf(now);
    if (found > ownFence.getAsLong()) {
      throw LakeErrors.takenOver(name, path, ownFence.getAsLong(), found);
    }
    return now;
  }

  /**
   * Closes the table to every run that took the lake before: when this returns, whatever such a run
   * had ready is either in the log, where it is seen, or never will be.
   */
  synchronized void closeToFormerRuns(long number) {
    for (int tries = 0; fenceOf(present()) < number; tries++) {
      try {
        TransactionCommitResult done =
            present()
                .buildUpdateTableTransaction(ENGINE_INFO, Operation.MANUAL_UPDATE)
                .withTablePropertiesAdded(Map.of(FENCE, Long.toString(number)))
                .build(engine())
                .commit(engine(), CloseableIterable.emptyIterable());
        snapshot = done.getPostCommitSnapshot().orElse(null);
        followUp(done);
      } catch (ConcurrentWriteException another) {
        snapshot = null;
        if (tries == FENCE_TRIES) {
          throw LakeErrors.conflictingCommit(name, another);
        }
      } catch (IOException | RuntimeException problem) {
        throw unwritten(problem);
      }
    }
  }

  /** Forgets the snapshot, so that the next reader looks at the log itself. */
  synchronized void forget() {
    snapshot = null;
  }

  /** Shows every file of the table as it is now, in the order of the log. */
  synchronized void scan(Consumer<LoggedFile> each) {
    latest().ifPresent(now -> scan(now, each));
  }

  private void scan(Snapshot state, Consumer<LoggedFile> each) {
    try (CloseableIterator<FilteredColumnarBatch> batches =
        state.getScanBuilder().build().getScanFiles(engine(), true)) {
      while (batches.hasNext()) {
        try (CloseableIterator<Row> files = batches.next().getRows()) {
          while (files.hasNext()) {
            each.accept(new LoggedFile(files.next()));
          }
        }
      }
    } catch (IOException | RuntimeException problem) {
      throw damaged(problem);
    }
  }

  /**
   * Names of a version's files in earlier states of the log, by its version, the youngest first.
   */
  synchronized SortedMap<Long, Set<String>> earlierFiles(FinancialYear year, int version) {
    SortedMap<Long, Set<String>> found = new TreeMap<>(Comparator.reverseOrder());
    Set<Set<String>> known = new HashSet<>();
    // A table whose every entry was put aside has no earlier state.
    for (long at = latest().map(Snapshot::getVersion).orElse(-1L); at >= 0; at--) {
      Set<String> names = new TreeSet<>();
      try {
        Snapshot then = TableManager.loadSnapshot(path).atVersion(at).build(engine());
        scan(
            then,
            file -> {
              if (file.isOf(year, version)) {
                names.add(file.name());
              }
            });
      } catch (RuntimeException gone) {
        // What was before that is cleaned up, or damaged.
        return found;
      }
      if (known.add(names)) {
        found.put(at, names);
      }
    }
    return found;
  }

  /** The files of a version, in order of their leading keys; none when there is no such version. */
  synchronized List<DataFile> files(Table table, FinancialYear year, int version) {
    return scanned()
        .computeIfAbsent(
            new VersionFiles(year, version), of -> List.copyOf(scanFiles(table, year, version)));
  }

  private List<DataFile> scanFiles(Table table, FinancialYear year, int version) {
    List<DataFile> found = new ArrayList<>();
    scan(
        file -> {
          if (file.isOf(year, version)) {
            found.add(file.dataFile(table, path, engine()));
          }
        });
    found.sort(
        Comparator.comparing(DataFile::firstKey, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(DataFile::path));
    return found;
  }

  /** The files of every version of a year, by version, in order of the log. */
  synchronized SortedMap<Integer, List<DataFile>> files(Table table, FinancialYear year) {
    SortedMap<Integer, List<DataFile>> found = new TreeMap<>();
    scan(
        file -> {
          if (file.isOf(year)) {
            found
                .computeIfAbsent(file.version(), version -> new ArrayList<>())
                .add(file.dataFile(table, path, engine()));
          }
        });
    return found;
  }

  /** Files of a version. */
  private record VersionFiles(FinancialYear year, int version) {}

  /** What scans of the table as it is now have found before; of an older state nothing. */
  private Map<VersionFiles, List<DataFile>> scanned() {
    Snapshot now = latest().orElse(null);
    if (now == null || now != scanned) {
      scanned = now;
      scannedFiles.clear();
    }
    return scannedFiles;
  }

  /** What is tried to get entries into the log. */
  @FunctionalInterface
  interface Attempt {
    /** Builds the transaction and commits it. */
    TransactionCommitResult commit() throws IOException;
  }

  /**
   * Makes a commit and goes on from the table as it then is.
   *
   * @return version of the Delta table that it made
   * @throws ConcurrentTransactionException when the same was committed before
   * @throws org.openqof.errors.QofException when another process changed the table in a way that
   *     cannot be reconciled, or the log cannot be written
   */
  synchronized long commit(Attempt attempt) {
    try {
      TransactionCommitResult result = attempt.commit();
      snapshot = result.getPostCommitSnapshot().orElse(null);
      followUp(result);
      return result.getVersion();
    } catch (ConcurrentTransactionException alreadyDone) {
      snapshot = null;
      throw alreadyDone;
    } catch (MetadataChangedException changed) {
      snapshot = null;
      stillOurs(present());
      throw LakeErrors.conflictingCommit(name, changed);
    } catch (ConcurrentWriteException conflict) {
      snapshot = null;
      throw LakeErrors.conflictingCommit(name, conflict);
    } catch (IOException | RuntimeException problem) {
      throw unwritten(problem);
    }
  }

  /**
   * What to say where an entry did not get into the log. Before it writes, Kernel reads entries
   * that no reader of rows needs, such as those of transactions: what it throws there alongside its
   * own exceptions comes from a damaged log.
   */
  private QofException unwritten(Exception problem) {
    snapshot = null;
    return problem instanceof KernelException
            || problem instanceof KernelEngineException
            || problem instanceof CommitStateUnknownException
            || problem instanceof IOException
        ? LakeErrors.inputOutput("write the log of", path, problem)
        : damaged(problem);
  }

  /**
   * Gives the table the columns of a schema, in an entry of their own. Kernel changes columns only
   * of tables that map their names; in the protocol it is one new metadata action.
   *
   * @param read the state that the schema was compared with
   * @return the table as it then is, also where another entry came first and nothing was written
   */
  synchronized Snapshot withSchema(Snapshot read, StructType schema) throws IOException {
    Metadata metadata = ((SnapshotImpl) read).getMetadata().withNewSchema(schema);
    try {
      engine()
          .getJsonHandler()
          .writeJsonFileAtomically(
              entry(read.getVersion() + 1),
              Utils.toCloseableIterator(
                  List.of(SingleAction.createMetadataSingleAction(metadata.toRow())).iterator()),
              false);
    } catch (FileAlreadyExistsException another) {
      // Its entry is read now, and the columns are compared again.
    }
    snapshot = null;
    return present();
  }

  /** Does what Kernel asks for after a commit: checkpoints and checksums. */
  void followUp(TransactionCommitResult result) throws IOException {
    for (PostCommitHook hook : result.getPostCommitHooks()) {
      try {
        hook.threadSafeInvoke(engine());
      } catch (CheckpointAlreadyExistsException another) {
        // Another process made the same checkpoint: what was wanted is there.
      }
    }
  }
}
