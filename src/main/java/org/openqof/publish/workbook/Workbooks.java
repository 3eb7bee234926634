package org.openqof.publish.workbook;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.openqof.publish.Edition;
import org.openqof.publish.Files;
import org.openqof.publish.Part;
import org.openqof.publish.PublishedFile;

/** The workbooks of the official publication, and one of primary care networks. */
public final class Workbooks implements Part {
  private static final String FOLDER = "workbooks/";

  /** Workbooks made at once: each holds few rows, but a wide one has many cells in them. */
  private static final int AT_ONCE = 2;

  @Override
  public String title() {
    return "workbooks";
  }

  @Override
  public void write(Edition edition, Files files) {
    ExecutorService pool =
        Executors.newFixedThreadPool(
            AT_ONCE,
            task -> {
              Thread thread = new Thread(task, "workbook");
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Future<PublishedFile>> writing = new ArrayList<>();
      for (WorkbookPlan plan : WorkbookPlan.all(edition)) {
        writing.add(
            pool.submit(
                () ->
                    files.put(
                        FOLDER + "qof-" + edition.shortYear() + "-" + plan.name() + ".xlsx",
                        plan.title(),
                        null,
                        stream -> new WorkbookWriter(edition, plan).writeTo(stream))));
      }
      for (Future<PublishedFile> each : writing) {
        each.get();
      }
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    } finally {
      pool.shutdownNow();
    }
  }
}
