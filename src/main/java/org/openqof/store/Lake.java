package org.openqof.store;

import io.delta.kernel.DataWriteContext;
import io.delta.kernel.Operation;
import io.delta.kernel.Snapshot;
import io.delta.kernel.TableManager;
import io.delta.kernel.Transaction;
import io.delta.kernel.TransactionCommitResult;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.CheckpointAlreadyExistsException;
import io.delta.kernel.exceptions.CommitStateUnknownException;
import io.delta.kernel.exceptions.ConcurrentTransactionException;
import io.delta.kernel.exceptions.ConcurrentWriteException;
import io.delta.kernel.exceptions.KernelEngineException;
import io.delta.kernel.exceptions.KernelException;
import io.delta.kernel.exceptions.TableAlreadyExistsException;
import io.delta.kernel.exceptions.TableNotFoundException;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.hook.PostCommitHook;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.actions.DeletionVectorDescriptor;
import io.delta.kernel.internal.actions.SingleAction;
import io.delta.kernel.internal.deletionvectors.DeletionVectorUtils;
import io.delta.kernel.internal.deletionvectors.RoaringBitmapArray;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.statistics.DataFileStatistics;
import io.delta.kernel.transaction.DataLayoutSpec;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterable;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.DataFileStatus;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.errors.LakeErrors;
import org.openqof.tables.Block;
import org.openqof.tables.Field;
import org.openqof.tables.Table;

/**
 * The lake: one Delta table for each descriptor, under {@code <layer>/<table>}, partitioned by
 * {@code financial_year} and {@code version}, only ever added to, until retention takes out whole
 * versions.
 *
 * <p>Files are first staged, by any number of threads or tasks, and then committed together, which
 * makes them visible at once or not at all; files staged and never committed are invisible. A lake
 * can be sent to tasks, which then stage into it. Safe for use by several threads.
 */
public final class Lake implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String ENGINE_INFO = "OpenQOF";
  private static final String SENTENCE = "openqof.sentence";

  private final String root;
  private final Storage storage;
  private final String opening = UUID.randomUUID().toString();
  private transient boolean formatChecked;
  private transient @Nullable Engine engine;
  private transient @Nullable Map<String, Held> held;

  /** The last snapshot seen of a table; its monitor guards all use of Kernel for that table. */
  private static final class Held {
    private @Nullable Snapshot snapshot;
  }

  /** The lake at a URI or local path; nothing is made there before something is stored. */
  public Lake(URI root) {
    this(root, Map.of());
  }

  /**
   * The lake at a URI or local path.
   *
   * @param hadoopSettings settings laid over Hadoop's configuration, for other schemes than {@code
   *     file}
   */
  public Lake(URI root, Map<String, String> hadoopSettings) {
    this.root = Storage.absolute(root);
    this.storage = Storage.of(root, hadoopSettings);
  }

  /** Its absolute path. */
  public String root() {
    return root;
  }

  /** Tells this opening of the lake from every other, for commits that only it may repeat. */
  public String opening() {
    return opening;
  }

  /** The storage it lies in. */
  public Storage storage() {
    return storage;
  }

  /**
   * The received files. They lie beside the tables of their layer, never in the folder of one:
   * Delta deletes from a table's folder what its log does not name.
   */
  public Bronze bronze() {
    return new Bronze(storage, Storage.below(root, "bronze", "received"));
  }

  /**
   * Where something lies that can be derived again from the lake and the extracts: what speeds the
   * next run up, never what a version is.
   */
  public String statePath(String name) {
    return Storage.below(root, ".state", name);
  }

  /** Where a table lies. */
  public String path(Table table) {
    return Storage.below(root, table.layer().name().toLowerCase(Locale.ROOT), table.name());
  }

  /**
   * Writes a data file into the partition of a version. Nobody sees it before {@link #commit}.
   *
   * @param partName tells people which part of the work wrote the file: letters, digits, {@code .},
   *     {@code _} and {@code -}; need not be unique
   * @param rowGroups rows, each block a row group; the rows of one leading key value must all be in
   *     one block, sorted by the table's key
   */
  public DataFile stage(
      Table table, FinancialYear year, int version, String partName, List<Block> rowGroups) {
    if (!partName.matches("[A-Za-z0-9._-]+")) {
      throw new IllegalArgumentException("not a name for a part: " + partName);
    }
    protectMoney(table);
    String path =
        Storage.below(
            path(table),
            DeltaLayout.folder(year, version),
            "part-" + partName + "-" + UUID.randomUUID() + ".parquet");
    BlockFile written = BlockWriter.write(storage, path, table, rowGroups);
    long modified = storage.find(path).map(Storage.Entry::modifiedMillis).orElse(0L);
    return new DataFile(
        table.name(),
        path,
        written.bytes(),
        modified,
        written.rows(),
        new BitSet(),
        written.ranges(),
        written.digest());
  }

  /** Tables of payments are closed to others from the start, by their folder. */
  private void protectMoney(Table table) {
    if (table.tree() == Table.Tree.PAYMENTS && !storage.exists(path(table))) {
      storage.makeFolders(path(table));
      storage.restrictToOwnerAndGroup(path(table));
    }
  }

  /**
   * Takes a version that was never finished out of the table again: its rows are no longer part of
   * it, and files that were staged and never committed are deleted. Nothing happens where there are
   * none.
   *
   * @param deleteFiles whether the files of its rows are deleted too; otherwise they stay for
   *     readers of an earlier state of the table until it is vacuumed
   */
  public void withdraw(Table table, FinancialYear year, int version, boolean deleteFiles) {
    Held mine = held(table);
    synchronized (mine) {
      List<Row> removed = new ArrayList<>();
      Set<String> kept = new HashSet<>();
      long now = System.currentTimeMillis();
      scan(
          table,
          mine,
          (partition, row) -> {
            if (year.toString().equals(partition.get(DeltaLayout.YEAR))
                && version == versionOf(partition)) {
              AddFile added = new AddFile(row.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL));
              removed.add(
                  SingleAction.createRemoveFileSingleAction(
                      added.toRemoveFileRow(true, Optional.of(now))));
              kept.add(InternalScanFileUtils.getAddFileStatus(row).getPath());
            }
          });
      if (!removed.isEmpty()) {
        remove(table, mine, removed);
      }
      String folder = Storage.below(path(table), DeltaLayout.folder(year, version));
      if (deleteFiles || kept.isEmpty()) {
        storage.deleteTree(folder);
      }
    }
  }

  /**
   * Deletes data files of the table that were staged and never committed. Call only while no other
   * run works in the lake, and of a table whose committed files are never taken out again.
   */
  public void deleteUncommitted(Table table) {
    Held mine = held(table);
    synchronized (mine) {
      Set<String> committed = new HashSet<>();
      scan(
          table,
          mine,
          (partition, row) ->
              committed.add(nameOf(InternalScanFileUtils.getAddFileStatus(row).getPath())));
      for (Storage.Entry year : storage.list(path(table))) {
        // The log is no partition.
        if (!year.folder() || year.name().startsWith("_")) {
          continue;
        }
        for (Storage.Entry version : storage.list(year.path())) {
          for (Storage.Entry file : storage.list(version.path())) {
            if (!committed.contains(file.name())) {
              storage.deleteTree(file.path());
            }
          }
        }
      }
    }
  }

  private static String nameOf(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private void remove(Table table, Held mine, List<Row> removed) {
    try {
      Transaction transaction =
          latest(table, mine)
              .orElseThrow(() -> new IllegalStateException(table + " was read and is not there"))
              .buildUpdateTableTransaction(ENGINE_INFO, Operation.MANUAL_UPDATE)
              .build(engine());
      TransactionCommitResult result =
          transaction.commit(
              engine(),
              CloseableIterable.inMemoryIterable(Utils.toCloseableIterator(removed.iterator())));
      mine.snapshot = result.getPostCommitSnapshot().orElse(null);
      for (PostCommitHook hook : result.getPostCommitHooks()) {
        invoke(hook);
      }
    } catch (ConcurrentWriteException conflict) {
      mine.snapshot = null;
      throw LakeErrors.conflictingCommit(table.name(), conflict);
    } catch (KernelException | CommitStateUnknownException | IOException problem) {
      mine.snapshot = null;
      throw LakeErrors.inputOutput("write the log of", path(table), problem);
    }
  }

  /**
   * Makes staged files part of the table, all at once, and the table itself on first use.
   *
   * <p>May be repeated with the same application id, year and version: the second time nothing is
   * added, and the files given are deleted unless they are those of the first time. What was
   * committed is then told by {@link #files}.
   *
   * @param files the files of this version, which may be none
   * @param appId what is being done, the same when it is tried again: a run and a step of it
   * @return version of the Delta table that holds them
   * @throws org.openqof.errors.QofException when another process changed the table in a way that
   *     cannot be reconciled, or the table in the lake has other columns
   */
  public long commit(
      Table table, FinancialYear year, int version, List<DataFile> files, String appId) {
    Held mine = held(table);
    synchronized (mine) {
      try {
        Snapshot snapshot = openOrCreate(table, mine);
        checkColumns(table, snapshot);
        TransactionCommitResult result = append(table, snapshot, year, version, files, appId);
        mine.snapshot = result.getPostCommitSnapshot().orElse(null);
        for (PostCommitHook hook : result.getPostCommitHooks()) {
          invoke(hook);
        }
        return result.getVersion();
      } catch (ConcurrentTransactionException alreadyDone) {
        mine.snapshot = null;
        dropUnlessCommitted(table, mine, year, version, files);
        return latest(table, mine).map(Snapshot::getVersion).orElse(0L);
      } catch (ConcurrentWriteException conflict) {
        mine.snapshot = null;
        throw LakeErrors.conflictingCommit(table.name(), conflict);
      } catch (KernelException
          | KernelEngineException
          | CommitStateUnknownException
          | IOException problem) {
        mine.snapshot = null;
        throw LakeErrors.inputOutput("write the log of", path(table), problem);
      }
    }
  }

  /**
   * Takes a version out of a table: first no reader sees its rows any more, in one commit, then its
   * files are deleted. May be repeated when it was interrupted. Who reads an earlier state of the
   * table finds its other versions as they were.
   *
   * @throws org.openqof.errors.QofException when another process changed the table meanwhile
   */
  public void remove(Table table, FinancialYear year, int version) {
    Held mine = held(table);
    synchronized (mine) {
      List<Row> removed = new ArrayList<>();
      scan(
          table,
          mine,
          (partition, row) -> {
            if (year.toString().equals(partition.get(DeltaLayout.YEAR))
                && version == versionOf(partition)) {
              AddFile file = new AddFile(row.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL));
              removed.add(
                  SingleAction.createRemoveFileSingleAction(
                      file.toRemoveFileRow(true, Optional.of(System.currentTimeMillis()))));
            }
          });
      Optional<Snapshot> snapshot = latest(table, mine);
      if (!removed.isEmpty() && snapshot.isPresent()) {
        remove(table, mine, removed);
      }
    }
    storage.deleteTree(Storage.below(path(table), DeltaLayout.folder(year, version)));
  }

  private TransactionCommitResult append(
      Table table,
      Snapshot snapshot,
      FinancialYear year,
      int version,
      List<DataFile> files,
      String appId) {
    // Delta remembers the highest version of each application id; ours must be exact for each
    // year and version.
    Transaction transaction =
        snapshot
            .buildUpdateTableTransaction(ENGINE_INFO, Operation.WRITE)
            .withTransactionId(appId + "/" + year + "/" + version, version)
            .build(engine());
    Row state = transaction.getTransactionState(engine());
    DataWriteContext context =
        Transaction.getWriteContext(engine(), state, DeltaLayout.partition(year, version));
    List<DataFileStatus> added = new ArrayList<>();
    for (DataFile file : files) {
      if (file.rows() > 0) {
        added.add(
            new DataFileStatus(
                file.path(),
                file.bytes(),
                file.modifiedMillis(),
                Optional.of(DeltaLayout.statistics(table, file.rows(), file.ranges()))));
      }
    }
    CloseableIterator<Row> actions =
        Transaction.generateAppendActions(
            engine(), state, Utils.toCloseableIterator(added.iterator()), context);
    return transaction.commit(engine(), CloseableIterable.inMemoryIterable(actions));
  }

  private void invoke(PostCommitHook hook) throws IOException {
    try {
      hook.threadSafeInvoke(engine());
    } catch (CheckpointAlreadyExistsException another) {
      // Another process made the same checkpoint: what was wanted is there.
    }
  }

  private void dropUnlessCommitted(
      Table table, Held mine, FinancialYear year, int version, List<DataFile> files) {
    Set<String> committed = new HashSet<>();
    for (DataFile file : files(table, mine, year, version)) {
      committed.add(file.path());
    }
    for (DataFile file : files) {
      if (!committed.contains(file.path())) {
        storage.deleteTree(file.path());
      }
    }
  }

  private void checkColumns(Table table, Snapshot snapshot) {
    StructType expected = DeltaLayout.of(table);
    if (!DeltaLayout.sameColumns(expected, snapshot.getSchema())) {
      throw LakeErrors.otherSchema(
          table.name(),
          path(table),
          DeltaLayout.describe(expected),
          DeltaLayout.describe(snapshot.getSchema()));
    }
  }

  private Snapshot openOrCreate(Table table, Held mine) throws IOException {
    Optional<Snapshot> there = latest(table, mine);
    if (there.isPresent()) {
      return there.get();
    }
    protectMoney(table);
    try {
      TransactionCommitResult created =
          TableManager.buildCreateTableTransaction(path(table), DeltaLayout.of(table), ENGINE_INFO)
              .withDataLayoutSpec(DataLayoutSpec.partitioned(DeltaLayout.partitionColumns()))
              .withTableProperties(Map.of(SENTENCE, table.sentence()))
              .build(engine())
              .commit(engine(), CloseableIterable.emptyIterable());
      for (PostCommitHook hook : created.getPostCommitHooks()) {
        invoke(hook);
      }
    } catch (TableAlreadyExistsException | ConcurrentWriteException madeMeanwhile) {
      mine.snapshot = null;
    }
    return latest(table, mine)
        .orElseThrow(() -> new IllegalStateException(table + " was made and is not there"));
  }

  private void checkFormat() {
    if (!formatChecked) {
      LakeFormat.check(storage, root, null);
      formatChecked = true;
    }
  }

  private Optional<Snapshot> latest(Table table, Held mine) {
    checkFormat();
    Snapshot known = mine.snapshot;
    if (known != null && !storage.exists(logEntry(table, known.getVersion() + 1))) {
      return Optional.of(known);
    }
    if (!storage.exists(Storage.below(path(table), "_delta_log"))) {
      mine.snapshot = null;
      return Optional.empty();
    }
    try {
      mine.snapshot = TableManager.loadSnapshot(path(table)).build(engine());
      return Optional.of(mine.snapshot);
    } catch (TableNotFoundException none) {
      mine.snapshot = null;
      return Optional.empty();
    } catch (KernelException
        | KernelEngineException
        | IllegalArgumentException
        | IllegalStateException problem) {
      throw LakeErrors.damagedLog(table.name(), path(table), problem);
    }
  }

  private String logEntry(Table table, long version) {
    return Storage.below(path(table), "_delta_log", "%020d.json".formatted(version));
  }

  /** Latest version of the Delta table, or empty when there is no such table yet. */
  public OptionalLong deltaVersion(Table table) {
    Held mine = held(table);
    synchronized (mine) {
      Optional<Snapshot> snapshot = latest(table, mine);
      return snapshot.isPresent()
          ? OptionalLong.of(snapshot.get().getVersion())
          : OptionalLong.empty();
    }
  }

  /** The files of a version, in order of their leading keys; none when there is no such version. */
  public List<DataFile> files(Table table, FinancialYear year, int version) {
    Held mine = held(table);
    synchronized (mine) {
      return files(table, mine, year, version);
    }
  }

  /** Versions of a year that the table holds rows of, ascending. */
  public List<Integer> versions(Table table, FinancialYear year) {
    TreeSet<Integer> found = new TreeSet<>();
    scan(
        table,
        (partition, row) -> {
          if (year.toString().equals(partition.get(DeltaLayout.YEAR))) {
            found.add(versionOf(partition));
          }
        });
    return List.copyOf(found);
  }

  /** Whether a table has anything of a version: rows, or files left by an interrupted removal. */
  public boolean holds(Table table, FinancialYear year, int version) {
    return storage.exists(Storage.below(path(table), DeltaLayout.folder(year, version)))
        || versions(table, year).contains(version);
  }

  /** Years that the table holds rows of. */
  public SortedSet<FinancialYear> years(Table table) {
    SortedSet<FinancialYear> found = new TreeSet<>();
    scan(
        table,
        (partition, row) ->
            found.add(FinancialYear.of(String.valueOf(partition.get(DeltaLayout.YEAR)))));
    return found;
  }

  private static int versionOf(Map<String, String> partition) {
    return Integer.parseInt(String.valueOf(partition.get(DeltaLayout.VERSION)));
  }

  /** All rows of a version, sorted by the table's key. */
  public Block read(Table table, FinancialYear year, int version) {
    return read(table, year, version, Selection.everything());
  }

  /** Some rows and columns of a version, sorted by the table's key where all of it is selected. */
  public Block read(Table table, FinancialYear year, int version, Selection selection) {
    Block all = new Block(table);
    forEach(table, year, version, selection, all::addAll);
    boolean keyIsThere = table.key().stream().allMatch(selection::wants);
    return keyIsThere ? all.sorted() : all;
  }

  /**
   * Hands over the selected rows of a version block by block, in order of the files' leading keys,
   * so that only one row group is in memory.
   */
  public void forEach(
      Table table, FinancialYear year, int version, Selection selection, Consumer<Block> blocks) {
    boolean byText = table.fields().get(0).type() == Field.Type.TEXT;
    for (DataFile file : files(table, year, version)) {
      if (!byText || selection.touches(file.firstKey(), file.lastKey())) {
        BlockReader.forEach(storage, file, table, selection, blocks);
      }
    }
  }

  @FunctionalInterface
  private interface ScanRow {
    void accept(Map<String, String> partition, Row row);
  }

  private void scan(Table table, ScanRow rows) {
    Held mine = held(table);
    synchronized (mine) {
      scan(table, mine, rows);
    }
  }

  private void scan(Table table, Held mine, ScanRow rows) {
    Optional<Snapshot> snapshot = latest(table, mine);
    if (snapshot.isEmpty()) {
      return;
    }
    try (CloseableIterator<FilteredColumnarBatch> batches =
        snapshot.get().getScanBuilder().build().getScanFiles(engine(), true)) {
      while (batches.hasNext()) {
        try (CloseableIterator<Row> files = batches.next().getRows()) {
          while (files.hasNext()) {
            Row file = files.next();
            rows.accept(InternalScanFileUtils.getPartitionValues(file), file);
          }
        }
      }
    } catch (IOException | KernelException | KernelEngineException problem) {
      throw LakeErrors.damagedLog(table.name(), path(table), problem);
    }
  }

  private List<DataFile> files(Table table, Held mine, FinancialYear year, int version) {
    List<DataFile> found = new ArrayList<>();
    scan(
        table,
        mine,
        (partition, row) -> {
          if (year.toString().equals(partition.get(DeltaLayout.YEAR))
              && version == versionOf(partition)) {
            found.add(file(table, row));
          }
        });
    found.sort(
        Comparator.comparing(DataFile::firstKey, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(DataFile::path));
    return found;
  }

  private DataFile file(Table table, Row row) {
    FileStatus status = InternalScanFileUtils.getAddFileStatus(row);
    Row add = row.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL);
    String json =
        add.isNullAt(InternalScanFileUtils.ADD_FILE_STATS_ORDINAL)
            ? null
            : add.getString(InternalScanFileUtils.ADD_FILE_STATS_ORDINAL);
    Field lead = table.fields().get(0);
    long rows = 0;
    List<ColumnRange> ranges = List.of();
    Optional<DataFileStatistics> statistics =
        DataFileStatistics.deserializeFromJson(json, DeltaLayout.of(table));
    if (statistics.isPresent()) {
      rows = statistics.get().getNumRecords();
      Column column = new Column(lead.name());
      var least = statistics.get().getMinValues().get(column);
      var most = statistics.get().getMaxValues().get(column);
      if (lead.type() == Field.Type.TEXT && least != null && most != null) {
        ranges =
            List.of(
                new ColumnRange(
                    lead.name(), (String) least.getValue(), (String) most.getValue(), 0));
      }
    }
    return new DataFile(
        table.name(),
        status.getPath(),
        status.getSize(),
        status.getModificationTime(),
        rows,
        deletedRows(table, row),
        ranges,
        null);
  }

  private BitSet deletedRows(Table table, Row row) {
    BitSet deleted = new BitSet();
    DeletionVectorDescriptor descriptor =
        InternalScanFileUtils.getDeletionVectorDescriptorFromRow(row);
    if (descriptor != null) {
      RoaringBitmapArray rows =
          DeletionVectorUtils.loadNewDvAndBitmap(engine(), path(table), descriptor)._2;
      for (long position : rows.toArray()) {
        deleted.set(Math.toIntExact(position));
      }
    }
    return deleted;
  }

  private synchronized Engine engine() {
    Engine known = engine;
    if (known == null) {
      known =
          storage instanceof HadoopStorage hadoop
              ? DefaultEngine.create(hadoop.deltaFiles(root))
              : DefaultEngine.create(new LocalFileIO());
      engine = known;
    }
    return known;
  }

  private synchronized Held held(Table table) {
    Map<String, Held> known = held;
    if (known == null) {
      known = new HashMap<>();
      held = known;
    }
    return known.computeIfAbsent(table.name(), name -> new Held());
  }
}
