package org.openqof.sql;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.catalog.CatalogTable;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.WriteBuilder;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaTimeTravelSpec;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.catalog.DeltaTableV2;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.types.StructType;
import scala.Option;

/**
 * A Delta table that Spark reads as any other, whose columns bear their sentences, and that no
 * statement can write to, alter, empty, compact or restore.
 *
 * <p>Spark asks a table for its relation or its schema to read it. Delta's own commands ask for its
 * log, by which they could change it: to them the log is refused, whatever the command, so that one
 * that a later Delta brings is refused, too.
 */
final class ReadOnlyTable extends DeltaTableV2 {
  /** How many of this table's own readings the thread is in, which may ask for the log. */
  private static final ThreadLocal<Integer> READINGS = ThreadLocal.withInitial(() -> 0);

  private final UnaryOperator<StructType> described;

  /**
   * A table at a path.
   *
   * @param described adds the sentences of the columns to their names and types
   */
  ReadOnlyTable(Path path, UnaryOperator<StructType> described) {
    super(
        SparkSession.active(),
        path,
        Option.empty(),
        Option.empty(),
        Option.empty(),
        scala.collection.immutable.Map$.MODULE$.empty());
    this.described = described;
  }

  private static <T> T reading(Supplier<T> reading) {
    int before = READINGS.get();
    READINGS.set(before + 1);
    try {
      return reading.get();
    } finally {
      READINGS.set(before);
    }
  }

  @Override
  public DeltaLog deltaLog() {
    if (READINGS.get() == 0) {
      throw QofCatalog.onlyReads();
    }
    return super.deltaLog();
  }

  @Override
  public Snapshot initialSnapshot() {
    return reading(super::initialSnapshot);
  }

  @Override
  public BaseRelation toBaseRelation() {
    return reading(super::toBaseRelation);
  }

  @Override
  public LogicalRelation toLogicalRelation() {
    return reading(super::toLogicalRelation);
  }

  @Override
  public boolean tableExists() {
    return reading(super::tableExists);
  }

  @Override
  public StructType schema() {
    return described.apply(reading(super::schema));
  }

  @Override
  public DeltaTableV2 withOptions(scala.collection.immutable.Map<String, String> options) {
    return reading(() -> super.withOptions(options));
  }

  /** Delta makes a copy to restore a table from, which would not be this class. */
  @Override
  public DeltaTableV2 copy(
      SparkSession session,
      Path path,
      Option<CatalogTable> catalogTable,
      Option<String> tableIdentifier,
      Option<DeltaTimeTravelSpec> timeTravel,
      scala.collection.immutable.Map<String, String> options) {
    if (READINGS.get() == 0) {
      throw QofCatalog.onlyReads();
    }
    return super.copy(session, path, catalogTable, tableIdentifier, timeTravel, options);
  }

  @Override
  public Snapshot update() {
    throw QofCatalog.onlyReads();
  }

  @Override
  public Snapshot update(Option<Object> ifOlderThan) {
    throw QofCatalog.onlyReads();
  }

  @Override
  public WriteBuilder newWriteBuilder(LogicalWriteInfo write) {
    throw QofCatalog.onlyReads();
  }

  @Override
  public OptimisticTransaction startTransaction(Option<Snapshot> snapshot) {
    throw QofCatalog.onlyReads();
  }

  @Override
  public OptimisticTransaction startTransactionWithInitialSnapshot() {
    throw QofCatalog.onlyReads();
  }

  @Override
  public void checkpoint(Snapshot snapshot) {
    throw QofCatalog.onlyReads();
  }
}
