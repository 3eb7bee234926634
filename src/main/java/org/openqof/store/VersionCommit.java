package org.openqof.store;

import io.delta.kernel.DataWriteContext;
import io.delta.kernel.Operation;
import io.delta.kernel.Snapshot;
import io.delta.kernel.TableManager;
import io.delta.kernel.Transaction;
import io.delta.kernel.TransactionCommitResult;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.ConcurrentTransactionException;
import io.delta.kernel.exceptions.ConcurrentWriteException;
import io.delta.kernel.exceptions.KernelEngineException;
import io.delta.kernel.exceptions.KernelException;
import io.delta.kernel.exceptions.TableAlreadyExistsException;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.transaction.DataLayoutSpec;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterable;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.DataFileStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openqof.domain.FinancialYear;
import org.openqof.store.parquet.DataFile;
import org.openqof.store.place.LakeErrors;
import org.openqof.tables.Table;
import org.openqof.tables.Tables;

/**
 * One version of a year on its way into the log of a table, or out of it again: in either direction
 * all its files in one commit.
 */
final class VersionCommit {
  private static final String ONLY_ADDED_TO = "delta.appendOnly";
  private static final String SENTENCE = "openqof.sentence";

  /** Where Spark and its catalogues look for the description of a table. */
  private static final String COMMENT = "comment";

  private final Table table;
  private final TableLog log;
  private final StagedFiles staged;
  private final FinancialYear year;
  private final int version;

  /**
   * A version of a year in a table.
   *
   * @param table what the caller takes the table for; the log may say otherwise
   */
  VersionCommit(Table table, TableLog log, StagedFiles staged, FinancialYear year, int version) {
    this.table = table;
    this.log = log;
    this.staged = staged;
    this.year = year;
    this.version = version;
  }

  /** Adds staged files, and makes the table on first use; {@link Lake#commit} says how. */
  long add(List<DataFile> files, String appId) {
    synchronized (log) {
      try {
        return log.commit(
            () -> {
              Snapshot snapshot = withColumns(log.stillOurs(openOrCreate(0)));
              return append(snapshot, files, appId);
            });
      } catch (ConcurrentTransactionException alreadyDone) {
        staged.deleteUncommitted(log, year, version, files);
        return log.latest().map(Snapshot::getVersion).orElse(0L);
      }
    }
  }

  /**
   * Takes all files of the version out of the log; they stay where they lie.
   *
   * @return whether there were any
   */
  boolean takeOut() {
    if (Tables.onlyAddedTo().contains(table)) {
      throw new IllegalArgumentException(table + " is only ever added to");
    }
    synchronized (log) {
      long now = System.currentTimeMillis();
      List<Row> removals = new ArrayList<>();
      log.scan(
          file -> {
            if (file.isOf(year, version)) {
              removals.add(file.removal(now));
            }
          });
      if (removals.isEmpty()) {
        return false;
      }
      log.commit(
          () ->
              log.stillOurs(log.present())
                  .buildUpdateTableTransaction(TableLog.ENGINE_INFO, Operation.MANUAL_UPDATE)
                  .build(log.engine())
                  .commit(
                      log.engine(),
                      CloseableIterable.inMemoryIterable(
                          Utils.toCloseableIterator(removals.iterator()))));
      return true;
    }
  }

  /** Makes these the files of the version: adds those that the log lacks, takes all others out. */
  void replace(List<DataFile> files) {
    synchronized (log) {
      Set<String> wanted = files.stream().map(DataFile::name).collect(Collectors.toSet());
      long now = System.currentTimeMillis();
      List<Row> removals = new ArrayList<>();
      Set<String> there = new HashSet<>();
      log.scan(
          file -> {
            if (file.isOf(year, version)) {
              if (wanted.contains(file.name())) {
                there.add(file.name());
              } else {
                removals.add(file.removal(now));
              }
            }
          });
      List<DataFile> missing = files.stream().filter(file -> !there.contains(file.name())).toList();
      log.commit(
          () -> {
            Engine engine = log.engine();
            Transaction transaction =
                withColumns(log.stillOurs(openOrCreate(0)))
                    .buildUpdateTableTransaction(TableLog.ENGINE_INFO, Operation.MANUAL_UPDATE)
                    .build(engine);
            List<Row> actions = new ArrayList<>(removals);
            try (CloseableIterator<Row> additions = additions(engine, transaction, missing)) {
              additions.forEachRemaining(actions::add);
            }
            return transaction.commit(
                engine,
                CloseableIterable.inMemoryIterable(Utils.toCloseableIterator(actions.iterator())));
          });
    }
  }

  /**
   * Closes the table to every run that took the lake before this one, and makes it where there is
   * none: a run that was halted before its first commit may still make it.
   *
   * @param number number of the taking over
   */
  void closeToFormerRuns(long number) {
    synchronized (log) {
      try {
        Snapshot unused = openOrCreate(number);
        log.closeToFormerRuns(number);
      } catch (IOException | KernelException | KernelEngineException problem) {
        throw LakeErrors.inputOutput("write the log of", log.path(), problem);
      }
    }
  }

  private Snapshot openOrCreate(long fence) throws IOException {
    Optional<Snapshot> there = log.latest();
    if (there.isPresent()) {
      return there.get();
    }
    try {
      TransactionCommitResult created =
          TableManager.buildCreateTableTransaction(
                  log.path(), DeltaLayout.of(table), TableLog.ENGINE_INFO)
              .withDataLayoutSpec(DataLayoutSpec.partitioned(DeltaLayout.partitionColumns()))
              .withTableProperties(properties(fence))
              .build(log.engine())
              .commit(log.engine(), CloseableIterable.emptyIterable());
      log.followUp(created);
    } catch (TableAlreadyExistsException | ConcurrentWriteException madeMeanwhile) {
      log.forget();
    }
    return log.present();
  }

  /** Tables that are only added to say so, and then no Delta writer takes anything out of them. */
  private Map<String, String> properties(long fence) {
    Map<String, String> properties = new TreeMap<>();
    properties.put(SENTENCE, table.sentence());
    properties.put(COMMENT, table.sentence());
    properties.put(TableLog.FENCE, Long.toString(fence));
    if (Tables.onlyAddedTo().contains(table)) {
      properties.put(ONLY_ADDED_TO, "true");
    }
    return properties;
  }

  /** The table with all columns that this program writes, which an earlier one did not know. */
  private Snapshot withColumns(Snapshot there) throws IOException {
    StructType expected = DeltaLayout.of(table);
    Snapshot now = there;
    while (true) {
      switch (DeltaLayout.compare(expected, now.getSchema())) {
        case SAME -> {
          return now;
        }
        case FEWER -> now = log.stillOurs(log.withSchema(now, expected));
        case OTHER ->
            throw LakeErrors.otherSchema(
                table.name(),
                log.path(),
                DeltaLayout.describe(expected),
                DeltaLayout.describe(now.getSchema()));
      }
    }
  }

  private TransactionCommitResult append(Snapshot snapshot, List<DataFile> files, String appId) {
    // Delta remembers the highest version of each application id; ours must be exact for each
    // year and version.
    Engine engine = log.engine();
    Transaction transaction =
        snapshot
            .buildUpdateTableTransaction(TableLog.ENGINE_INFO, Operation.WRITE)
            .withTransactionId(appId + "/" + year + "/" + version, version)
            .build(engine);
    return transaction.commit(
        engine, CloseableIterable.inMemoryIterable(additions(engine, transaction, files)));
  }

  private CloseableIterator<Row> additions(
      Engine engine, Transaction transaction, List<DataFile> files) {
    Row state = transaction.getTransactionState(engine);
    DataWriteContext context =
        Transaction.getWriteContext(engine, state, DeltaLayout.partition(year, version));
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
    return Transaction.generateAppendActions(
        engine, state, Utils.toCloseableIterator(added.iterator()), context);
  }
}
