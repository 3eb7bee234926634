package org.openqof.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.hdfs.MiniDFSCluster;

/** The one HDFS of a test JVM: a name node and a data node of this process, on loopback. */
public final class HdfsForTests {
  private HdfsForTests() {}

  /** Made when first asked for, and kept until the JVM ends. */
  private static final class Holder {
    private static final MiniDFSCluster CLUSTER = start();

    private static MiniDFSCluster start() {
      try {
        Path folder = Files.createTempDirectory("hdfs");
        Configuration settings = new Configuration();
        // It shall start quickly, and lives for some tests only.
        settings.setBoolean("dfs.namenode.edits.noeditlogchannelflush", true);
        settings.setInt("dfs.namenode.safemode.extension", 0);
        settings.setInt("dfs.blockreport.initialDelay", 0);
        settings.setInt("dfs.namenode.handler.count", 4);
        settings.setInt("dfs.datanode.handler.count", 4);
        MiniDFSCluster cluster =
            new MiniDFSCluster.Builder(settings, folder.toFile())
                .numDataNodes(1)
                .checkDataNodeAddrConfig(false)
                .build();
        cluster.waitActive();
        Runtime.getRuntime()
            .addShutdownHook(
                new Thread(() -> FileUtil.fullyDelete(folder.toFile()), "delete HDFS"));
        return cluster;
      } catch (IOException problem) {
        throw new UncheckedIOException(problem);
      }
    }
  }

  /** Its address, {@code hdfs://localhost:port}. */
  public static String address() {
    return Holder.CLUSTER.getURI().toString();
  }

  /** A client of it. */
  public static FileSystem fileSystem() throws IOException {
    return Holder.CLUSTER.getFileSystem();
  }
}
