package org.openqof.engine.spark;

import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Spark sessions with the settings that this job was measured with. */
public final class SparkSessions {
  private SparkSessions() {}

  /**
   * The session of this process: the one spark-submit made, or a new one.
   *
   * @param master Spark master; null leaves it to spark-submit, or to {@code local[*]} outside of
   *     it
   */
  public static SparkSession open(@Nullable String master) {
    SparkSession.Builder builder =
        SparkSession.builder()
            .appName("OpenQOF")
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.shuffle.partitions", "4")
            .config("spark.databricks.delta.snapshotPartitions", "1")
            .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
            .config(
                "spark.sql.catalog.spark_catalog",
                "org.apache.spark.sql.delta.catalog.DeltaCatalog");
    String submitted = System.getProperty("spark.master");
    if (master != null) {
      builder.master(master);
    } else if (submitted == null) {
      builder.master("local[*]");
    }
    if (master == null ? submitted == null : master.startsWith("local")) {
      // Without both, Spark asks the network for an address, and an unattended run may hang on it.
      builder
          .config("spark.driver.host", "127.0.0.1")
          .config("spark.driver.bindAddress", "127.0.0.1");
    }
    return builder.getOrCreate();
  }
}
