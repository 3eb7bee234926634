package org.openqof.engine.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.openqof.store.place.LakeErrors;

/**
 * A Spark session with the settings that this job was measured with. A session that was there
 * before is used and left running; one that was made here is stopped on closing.
 */
public final class SparkSessions implements AutoCloseable {
  private static final String WAREHOUSE = "spark.sql.warehouse.dir";

  private final SparkSession session;
  private final boolean ours;

  private SparkSessions(SparkSession session, boolean ours) {
    this.session = session;
    this.ours = ours;
  }

  /** The session. */
  public SparkSession session() {
    return session;
  }

  @Override
  public void close() {
    if (ours) {
      session.stop();
    }
  }

  /**
   * The session of this process: the one spark-submit made, or a new one.
   *
   * @param master Spark master; null leaves it to spark-submit, or to {@code local[*]} outside of
   *     it
   */
  public static SparkSessions open(@Nullable String master) {
    boolean running = SparkSession.getDefaultSession().isDefined();
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
    if (!running && System.getProperty(WAREHOUSE) == null) {
      // Spark would make the folder in the one the user is in, for tables that nobody may make.
      builder.config(WAREHOUSE, warehouse().toUri().toString());
    }
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
    return new SparkSessions(builder.getOrCreate(), !running);
  }

  private static Path warehouse() {
    try {
      Path folder = Files.createTempDirectory("spark-warehouse-");
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException problem) {
      throw LakeErrors.inputOutput(
          "make a folder in",
          System.getProperty("java.io.tmpdir", "the temporary folder"),
          problem);
    }
  }
}
