package org.openqof.store;

import io.delta.kernel.Snapshot;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import java.io.Serializable;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.store.FileDigests.Remembered;
import org.openqof.store.parquet.BlockReader;
import org.openqof.store.parquet.DataFile;
import org.openqof.store.parquet.Selection;
import org.openqof.store.place.Audience;
import org.openqof.store.place.HadoopStorage;
import org.openqof.store.place.LocalFileIO;
import org.openqof.store.place.LocalStorage;
import org.openqof.store.place.Storage;
import org.openqof.tables.Block;
import org.openqof.tables.Field;
import org.openqof.tables.Table;
import org.openqof.tables.Tables;
import org.openqof.tables.Versions;

/**
 * The lake: one Delta table for each descriptor, under {@code <layer>/<table>}, partitioned by
 * {@code financial_year} and {@code version}, only ever added to, until retention takes out whole
 * versions.
 *
 * <p>Files are first staged, by any number of threads or tasks, and then committed together, which
 * makes them visible at once or not at all; files staged and never committed are invisible. A lake
 * can be sent to tasks, which then stage into it. Safe for use by several threads.
 *
 * <p>One file because it is the front of the lake, and hands on to the classes that do the work.
 */
public final class Lake implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String root;
  private final Storage storage;
  private final transient @Nullable List<Table> tables;
  private final String opening = UUID.randomUUID().toString();
  private volatile long ownFence = Long.MAX_VALUE;
  private transient boolean formatChecked;
  private transient @Nullable Engine engine;
  private transient @Nullable Map<String, TableLog> logs;
  private transient @Nullable CheckedContent content;
  private transient @Nullable Map<String, Block> smallFiles;
  private final transient ConcurrentHashMap<List<Object>, SortedMap<String, Remembered>> added =
      new ConcurrentHashMap<>();

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
    this(root, Storage.of(root, hadoopSettings, Audience.OWNER_AND_GROUP), Tables.all());
  }

  /** A lake of these tables in a storage. */
  Lake(URI root, Storage storage, List<Table> tables) {
    this.tables = tables;
    this.root = Storage.absolute(root);
    this.storage = storage;
  }

  /** Its absolute path. */
  public String root() {
    return root;
  }

  /** Tells this opening of the lake from every other, for commits that only it may repeat. */
  public String opening() {
    return opening;
  }

  /** The tables that it may have. */
  public List<Table> tables() {
    // A lake that was sent to a task is one of all.
    return tables == null ? Tables.all() : tables;
  }

  /** The storage it lies in. */
  public Storage storage() {
    return storage;
  }

  /**
   * The received files. They lie alongside the tables of their layer, never in the folder of one:
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
    return staged(table).write(year, version, partName, rowGroups);
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
    List<Storage.Entry> there = storage.list(folder(table, year, version));
    boolean hadRows = commitOf(table, year, version).takeOut();
    if (deleteFiles || !hadRows) {
      delete(folder(table, year, version), there);
    }
  }

  /**
   * Deletes these very files of a folder, and the folder when nothing else is in it: a run that was
   * halted before it came here must not delete what the next one has put there since.
   */
  private void delete(String folder, List<Storage.Entry> files) {
    files.forEach(file -> storage.deleteTree(file.path()));
    storage.deleteFolderIfEmpty(folder);
  }

  /**
   * Deletes data files of the table that were staged and never committed. Call only while no other
   * run works in the lake, and of a table whose committed files are never taken out again.
   */
  public void deleteUncommitted(Table table) {
    staged(table).deleteUncommitted(log(table));
  }

  /** What lies in the folder of a version, whether the table's log names it or not. */
  List<Storage.Entry> filesThere(Table table, FinancialYear year, int version) {
    return storage.list(folder(table, year, version)).stream()
        .filter(file -> file.name().endsWith(".parquet"))
        .toList();
  }

  /** Names of a version's files in earlier states of the table's log, the youngest first. */
  SortedMap<Long, Set<String>> earlierFiles(Table table, FinancialYear year, int version) {
    return log(table).earlierFiles(year, version);
  }

  /** Makes these the files of a version, and no others, in one commit. */
  void replace(Table table, FinancialYear year, int version, List<DataFile> files) {
    commitOf(table, year, version).replace(files);
  }

  /** Looks at every log again. */
  void forgetSnapshots() {
    tables().forEach(table -> knownLog(table).forget());
  }

  /** Data files of the table that its log does not name. */
  List<Storage.Entry> uncommitted(Table table) {
    return staged(table).uncommitted(log(table));
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
    long committed = commitOf(table, year, version).add(files, appId);
    added.merge(
        List.of(table.name(), year, version),
        FileDigests.staged(files),
        (before, more) -> {
          before.putAll(more);
          return before;
        });
    return committed;
  }

  /**
   * Takes a version out of a table: first no reader sees its rows any more, in one commit, then its
   * files are deleted. May be repeated when it was interrupted. Who reads an earlier state of the
   * table finds its other versions as they were.
   *
   * @throws org.openqof.errors.QofException when another process changed the table meanwhile
   */
  public void remove(Table table, FinancialYear year, int version) {
    withdraw(table, year, version, true);
  }

  /** Latest version of the Delta table, or empty when there is no such table yet. */
  public OptionalLong deltaVersion(Table table) {
    Optional<Snapshot> snapshot = log(table).latest();
    return snapshot.isPresent()
        ? OptionalLong.of(snapshot.get().getVersion())
        : OptionalLong.empty();
  }

  /**
   * The files of a version, in order of their leading keys; none when there is no such version.
   *
   * @throws org.openqof.errors.QofException of kind CHECKS when they do not hold what the log of
   *     versions has of them
   */
  public List<DataFile> files(Table table, FinancialYear year, int version) {
    content().ensure(table, year, version, true);
    return filesAsLogged(table, year, version);
  }

  /** The files of a version as the table's log has them, whatever they hold. */
  List<DataFile> filesAsLogged(Table table, FinancialYear year, int version) {
    return log(table).files(table, year, version);
  }

  /** The files of a version that this opening of the lake committed, by table. */
  SortedMap<String, SortedMap<String, Remembered>> committedHere(FinancialYear year, int version) {
    SortedMap<String, SortedMap<String, Remembered>> files = new TreeMap<>();
    added.forEach(
        (key, ofTable) -> {
          if (key.get(1).equals(year) && key.get(2).equals(version)) {
            files.put((String) key.get(0), ofTable);
          }
        });
    return files;
  }

  private synchronized CheckedContent content() {
    CheckedContent known = content;
    if (known == null) {
      known = new CheckedContent(this);
      content = known;
    }
    return known;
  }

  /** The states of a year's versions; read again only where the log of versions has changed. */
  List<VersionState> versionStates(FinancialYear year, Supplier<List<VersionState>> read) {
    Snapshot now = log(Versions.TABLE).latest().orElse(null);
    return now == null ? read.get() : content().states(year, now, read);
  }

  /** Versions of a year that the table holds rows of, ascending. */
  public List<Integer> versions(Table table, FinancialYear year) {
    TreeSet<Integer> found = new TreeSet<>();
    log(table)
        .scan(
            file -> {
              if (file.isOf(year)) {
                found.add(file.version());
              }
            });
    return List.copyOf(found);
  }

  /** Whether a table has anything of a version: rows, or files left by an interrupted removal. */
  public boolean holds(Table table, FinancialYear year, int version) {
    return storage.exists(folder(table, year, version)) || versions(table, year).contains(version);
  }

  /** Years that the table holds rows of. */
  public SortedSet<FinancialYear> years(Table table) {
    SortedSet<FinancialYear> found = new TreeSet<>();
    log(table).scan(file -> found.add(file.year()));
    return found;
  }

  /** All rows of a version, sorted by the table's key. */
  public Block read(Table table, FinancialYear year, int version) {
    return read(table, year, version, Selection.everything());
  }

  /**
   * The rows of every version of a year, in no order, by one look at the table's log. For tables of
   * small files that are asked for time and again: each file is read once in an opening of the
   * lake.
   */
  SortedMap<Integer, Block> readAll(Table table, FinancialYear year) {
    Map<String, Block> known = smallFiles();
    SortedMap<Integer, Block> rows = new TreeMap<>();
    log(table)
        .files(table, year)
        .forEach(
            (version, files) -> {
              Block all = new Block(table);
              for (DataFile file : files) {
                all.addAll(
                    file.deletedRows().isEmpty()
                        ? known.computeIfAbsent(file.path(), path -> read(table, file))
                        : read(table, file));
              }
              rows.put(version, all);
            });
    return rows;
  }

  private Block read(Table table, DataFile file) {
    Block rows = new Block(table);
    BlockReader.forEach(storage, file, table, Selection.everything(), rows::addAll);
    return rows;
  }

  private synchronized Map<String, Block> smallFiles() {
    Map<String, Block> known = smallFiles;
    if (known == null) {
      known = new ConcurrentHashMap<>();
      smallFiles = known;
    }
    return known;
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
   *
   * @throws org.openqof.errors.QofException of kind CHECKS when the table does not hold what the
   *     log of versions has of it
   */
  public void forEach(
      Table table, FinancialYear year, int version, Selection selection, Consumer<Block> blocks) {
    boolean byText = table.fields().get(0).type() == Field.Type.TEXT;
    content().ensure(table, year, version, !selection.ofSomeRows());
    for (DataFile file : filesAsLogged(table, year, version)) {
      if (!byText || selection.touches(file.firstKey(), file.lastKey())) {
        BlockReader.forEach(storage, file, table, selection, blocks);
      }
    }
  }

  /** The highest number by which a table was closed to former runs; 0 for none. */
  long highestFence() {
    return tables().stream().mapToLong(table -> log(table).fence()).max().orElse(0);
  }

  /** Closes a table to every run that took the lake before a taking over. */
  void closeToFormerRuns(Table table, long number) {
    new VersionCommit(table, log(table), staged(table), FinancialYear.FIRST, 0)
        .closeToFormerRuns(number);
  }

  /**
   * From here on this opening of the lake commits only while no later taking over has closed the
   * tables to it. Before, it commits without a lock.
   *
   * @param number number of the last taking over
   */
  void ownedSince(long number) {
    ownFence = number;
  }

  private String folder(Table table, FinancialYear year, int version) {
    return Storage.below(path(table), DeltaLayout.folder(year, version));
  }

  private StagedFiles staged(Table table) {
    return new StagedFiles(table, path(table), storage);
  }

  private VersionCommit commitOf(Table table, FinancialYear year, int version) {
    return new VersionCommit(table, log(table), staged(table), year, version);
  }

  private synchronized Engine engine() {
    Engine known = engine;
    if (known == null) {
      known =
          storage instanceof HadoopStorage hadoop
              ? DefaultEngine.create(hadoop.deltaFiles(root))
              : DefaultEngine.create(new LocalFileIO((LocalStorage) storage));
      engine = known;
    }
    return known;
  }

  /** The log of a table, of a lake whose form this program knows. */
  private TableLog log(Table table) {
    checkFormat();
    return knownLog(table);
  }

  private void checkFormat() {
    if (!formatChecked) {
      LakeFormat.check(storage, root, null);
      formatChecked = true;
    }
  }

  private synchronized TableLog knownLog(Table table) {
    Map<String, TableLog> known = logs;
    if (known == null) {
      known = new HashMap<>();
      logs = known;
    }
    return known.computeIfAbsent(
        path(table),
        path -> new TableLog(table.name(), path, storage, this::engine, () -> ownFence));
  }
}
