package org.openqof.recalculation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.openqof.settings.YearVersion;
import org.openqof.store.parquet.DataFile;
import org.openqof.tables.ContentDigest;
import org.openqof.tables.Table;
import org.openqof.tables.Tables;

/**
 * Staged files on their way into their tables: one commit a table, several tables at once. A commit
 * mostly waits for the disk, so the run goes on meanwhile and asks for the digests when it needs
 * what was committed.
 */
public final class Committing implements AutoCloseable {
  /** Commits at once: more than processors, as they wait; few, as each holds its table's log. */
  private static final int AT_ONCE = 4;

  private static final ExecutorService POOL =
      Executors.newFixedThreadPool(
          AT_ONCE,
          task -> {
            Thread thread = new Thread(task, "commits");
            thread.setDaemon(true);
            return thread;
          });

  private final Map<String, CompletableFuture<String>> digests = new TreeMap<>();

  private Committing() {}

  /** Begins to commit the files of each table; a table must not be committed twice at once. */
  public static Committing begin(YearVersion place, StagedParts staged) {
    Committing committing = new Committing();
    staged
        .files()
        .forEach(
            (name, files) -> {
              // What is added to the parts later is not part of this commit.
              List<DataFile> own = new ArrayList<>(files);
              committing.digests.put(
                  name, CompletableFuture.supplyAsync(() -> commit(place, name, own), POOL));
            });
    return committing;
  }

  private static String commit(YearVersion place, String name, List<DataFile> files) {
    Table table = Tables.named(name).orElseThrow();
    // Another run that makes this version again, after a crash, is another application.
    String application = "openqof-" + place.lake().opening();
    place.lake().commit(table, place.year(), place.version(), files, application);
    return ContentDigest.combine(
            table, files.stream().map(DataFile::digest).flatMap(Optional::stream).toList())
        .hex();
  }

  /**
   * Waits until all are committed; content digests by table.
   *
   * @throws RuntimeException what the first commit that failed threw; by then none is under way
   */
  Map<String, String> digests() {
    Map<String, String> done = new TreeMap<>();
    RuntimeException failed = null;
    for (Map.Entry<String, CompletableFuture<String>> table : digests.entrySet()) {
      try {
        done.put(table.getKey(), table.getValue().join());
      } catch (CompletionException e) {
        RuntimeException cause = e.getCause() instanceof RuntimeException known ? known : e;
        failed = failed == null ? cause : failed;
      }
    }
    if (failed != null) {
      throw failed;
    }
    return done;
  }

  /** Waits until no commit is under way: none may go on once the lake is another run's. */
  @Override
  public void close() {
    digests.values().forEach(commit -> commit.handle((digest, failure) -> digest).join());
  }
}
