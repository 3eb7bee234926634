package org.openqof.notebook;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import org.openqof.store.OwnFile;
import org.openqof.store.place.Audience;

/**
 * Runs the cells of a notebook in order, without Jupyter, and writes the executed notebook and a
 * page alongside each other.
 *
 * <p>The first cell that fails ends it; what had been shown until then is written all the same.
 */
public final class RunNotebook {
  private final Consumer<String> progress;

  /** A run that says after each cell how it went. */
  public RunNotebook(Consumer<String> progress) {
    this.progress = progress;
  }

  /**
   * Runs a notebook.
   *
   * @param file the notebook; it is not changed
   * @param folder where the executed notebook and the page go, made when missing
   * @return the page
   * @throws org.openqof.errors.QofException when it cannot be read, or a cell fails: which cell,
   *     which line, and why
   */
  public Path run(Path file, Path folder) {
    NotebookFile notebook = NotebookFile.read(file);
    NotebookPage page = new NotebookPage(notebook.title());
    long cells = notebook.cells().stream().filter(Cell::code).count();
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    CellEngine.Failure failure = null;
    int count = 0;
    try (CellEngine engine = new CellEngine()) {
      for (Cell cell : notebook.cells()) {
        if (!cell.code()) {
          page.prose(cell.source());
        } else if (failure == null) {
          count++;
          long began = System.nanoTime();
          CellOutputs outputs = outputs(engine, cell);
          outputs.into(cell, count);
          page.code(cell.source(), outputs);
          failure = outputs.failure();
          progress.accept(
              String.format(
                  Locale.ROOT,
                  "cell %d of %d: %s, %.1f s",
                  count,
                  cells,
                  failure == null ? "ok" : "failed",
                  (System.nanoTime() - began) / 1e9));
        }
      }
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
    Path written = write(notebook, page, folder);
    if (failure != null) {
      throw NotebookErrors.cellFailed(
          file.toString(), count, failure.line(), failure.problem(), written.toString());
    }
    return written;
  }

  /** Runs a cell, and keeps what it prints apart from what the command prints. */
  private static CellOutputs outputs(CellEngine engine, Cell cell) {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    CellEngine.Answer answer;
    try (PrintStream captured = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      System.setOut(captured);
      answer = engine.run(cell.source());
    } finally {
      System.setOut(before);
    }
    return new CellOutputs(
        printed.toString(StandardCharsets.UTF_8),
        CellOutputs.shown(answer.value()),
        answer.failure());
  }

  private static Path write(NotebookFile notebook, NotebookPage page, Path folder) {
    String name = notebook.name().replaceFirst("\\.ipynb$", "");
    Path written = folder.resolve(name + ".html");
    // What a notebook shows is mostly money.
    write(folder.resolve(name + ".ipynb"), notebook.text());
    write(written, page.html());
    return written;
  }

  private static void write(Path file, String text) {
    OwnFile.write(
        file.toAbsolutePath().normalize().toUri(),
        text.getBytes(StandardCharsets.UTF_8),
        Audience.OWNER_AND_GROUP);
  }
}
