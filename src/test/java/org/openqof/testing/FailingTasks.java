package org.openqof.testing;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configurable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.openqof.testing.ObjectStore.Call;
import org.openqof.testing.ObjectStore.Fault;

/**
 * What can happen to Spark tasks while they write to the lake, in their first attempt and at known
 * points of {@code indicator_values} and {@code payment_lines}:
 *
 * <ul>
 *   <li>partition 1 fails before its file is there,
 *   <li>partition 2 fails after its file is there,
 *   <li>partition 3 waits, in the first year, until Spark has started it a second time, and both
 *       write their files,
 *   <li>partition 5 of the payments of the second year lets its executor be killed.
 * </ul>
 */
@SuppressWarnings("NullAway.Init") // Hadoop makes it first and gives it its settings then
public final class FailingTasks implements Fault, Configurable {
  /** Setting: a folder that all processes see. */
  public static final String MEETING = "fs.objects.meeting";

  /** In the message of every failure made here. */
  public static final String MADE = "a failure made by the test";

  private static final String CONDEMNED = "condemned";
  private static final int MOST_SECONDS = 120;

  private Configuration settings;
  private Path meeting;

  @Override
  public void setConf(Configuration given) {
    settings = given;
    meeting = Path.of(given.get(MEETING));
  }

  @Override
  public Configuration getConf() {
    return settings;
  }

  @Override
  public void before(Call call, org.apache.hadoop.fs.Path path) throws IOException {
    TaskContext task = TaskContext.get();
    if (!concerns(task, path)) {
      return;
    }
    boolean first = isFirst(task);
    if (call == Call.CREATE && first && task.partitionId() == 1) {
      throw new IOException(MADE + ", before " + path);
    }
    if (call == Call.PUT && isOfTheFirstYear(path) && task.partitionId() == 3) {
      meet(task, "before");
    }
    if (call == Call.PUT && first && task.partitionId() == 5 && isCondemned(path)) {
      beKilled();
    }
  }

  @Override
  public void after(Call call, org.apache.hadoop.fs.Path path) throws IOException {
    TaskContext task = TaskContext.get();
    if (call != Call.PUT || !concerns(task, path)) {
      return;
    }
    if (isFirst(task) && task.partitionId() == 2) {
      throw new IOException(MADE + ", after " + path);
    }
    if (isOfTheFirstYear(path) && task.partitionId() == 3) {
      meet(task, "after");
    }
  }

  private static boolean concerns(TaskContext task, org.apache.hadoop.fs.Path path) {
    String name = path.toString();
    return task != null
        && name.endsWith(".parquet")
        && (name.contains("/indicator_values/") || name.contains("/payment_lines/"));
  }

  private static boolean isFirst(TaskContext task) {
    return task.attemptNumber() == 0 && task.stageAttemptNumber() == 0;
  }

  private static boolean isOfTheFirstYear(org.apache.hadoop.fs.Path path) {
    return path.toString().contains("financial_year=2022-23");
  }

  private static boolean isCondemned(org.apache.hadoop.fs.Path path) {
    return path.toString().contains("/payment_lines/") && !isOfTheFirstYear(path);
  }

  /** Two attempts of a task wait for each other, so that neither is ended before both are here. */
  private void meet(TaskContext task, String point) throws IOException {
    String place = task.stageId() + "-" + task.partitionId() + "-" + point + "-";
    int attempt = task.attemptNumber();
    if (attempt > 1 || task.stageAttemptNumber() > 0) {
      return;
    }
    mark(meeting.resolve(place + attempt), "here");
    await(meeting.resolve(place + (1 - attempt)));
  }

  private void beKilled() throws IOException {
    mark(meeting.resolve(CONDEMNED), Long.toString(ProcessHandle.current().pid()));
    await(meeting.resolve("never"));
  }

  /** Waits for a process that wants to be killed, and kills it at once ({@code kill -9}). */
  public static void kill(Path meeting) throws IOException {
    Path condemned = meeting.resolve(CONDEMNED);
    await(condemned);
    ProcessHandle.of(Long.parseLong(Files.readString(condemned))).orElseThrow().destroyForcibly();
  }

  private static void mark(Path place, String text) throws IOException {
    Path written = Files.writeString(place.resolveSibling("." + place.getFileName()), text);
    try {
      Files.move(written, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException again) {
      Files.delete(written);
    }
  }

  private static void await(Path place) throws IOException {
    try (WatchService watch = place.getFileSystem().newWatchService()) {
      place.resolveSibling("").register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      while (!Files.exists(place)) {
        WatchKey key = watch.poll(MOST_SECONDS, TimeUnit.SECONDS);
        if (key == null) {
          throw new IOException("waited in vain for " + place);
        }
        key.pollEvents();
        key.reset();
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new IOException("ended while waiting for " + place, ended);
    }
  }
}
