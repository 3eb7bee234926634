package org.openqof.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.openqof.engine.spark.SparkEngine;

/** The one Spark session of a test JVM: local, two threads, Delta, no web page. */
public final class SparkForTests {
  private SparkForTests() {}

  /** Made when first asked for, and kept until the JVM ends. */
  private static final class Holder {
    private static final SparkSession SESSION = start();

    private static SparkSession start() {
      try {
        Path warehouse = Files.createTempDirectory("spark-warehouse");
        SparkSession session =
            SparkSession.builder()
                .master("local[2]")
                .appName("openqof-tests")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.databricks.delta.snapshotPartitions", "1")
                // Several tasks although the nations of the tests are small.
                .config(SparkEngine.PRACTICES_PER_TASK, "5")
                // Some seconds a year; EquationsTest and EnginesAgreeTest have them asked.
                .config(SparkEngine.EQUATIONS, "false")
                // VACUUM cuts its list of files into this many tasks, 10,000 unless told otherwise.
                .config("spark.sql.sources.parallelPartitionDiscovery.parallelism", "2")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.warehouse.dir", warehouse.toUri().toString())
                .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
                .config(
                    "spark.sql.catalog.spark_catalog",
                    "org.apache.spark.sql.delta.catalog.DeltaCatalog")
                .getOrCreate();
        session.sparkContext().setLogLevel("ERROR");
        return session;
      } catch (IOException problem) {
        throw new UncheckedIOException(problem);
      }
    }
  }

  /** The session; never stop it. */
  public static SparkSession session() {
    return Holder.SESSION;
  }
}
