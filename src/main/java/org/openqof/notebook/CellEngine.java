package org.openqof.notebook;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.jspecify.annotations.Nullable;
import org.openqof.errors.QofException;

/**
 * Runs cells of Java, one after the other, each seeing what the ones before it made.
 *
 * <p>Cells run in this process, on the class path of the program, on the calling thread. A cell is
 * cut into its statements; the first that fails ends it. There is no way to stop a running cell but
 * to end the process.
 */
final class CellEngine implements AutoCloseable {
  /** What every cell may name without importing it. */
  private static final List<String> IMPORTS =
      List.of(
          "import java.math.*;",
          "import java.nio.file.*;",
          "import java.util.*;",
          "import java.util.stream.*;",
          "import org.openqof.notebook.*;");

  private final CellLoader loader = new CellLoader();
  private final JShell shell;
  private @Nullable Object value;

  /**
   * How a cell ended.
   *
   * @param value value of its last statement where that is an expression; null otherwise
   * @param failure why it failed; null when it did not
   */
  record Answer(@Nullable Object value, @Nullable Failure failure) {}

  /**
   * Why a cell failed.
   *
   * @param line line of the cell, from 1
   * @param problem what is wrong: the compiler's words, or the exception and its message
   */
  record Failure(int line, String problem) {}

  /** An engine that has run nothing yet. */
  CellEngine() {
    // Spark asks this thread's loader for the classes of lambdas.
    Thread.currentThread().setContextClassLoader(loader);
    shell =
        JShell.builder()
            .executionEngine(new InThisProcess(), Map.of())
            .compilerOptions("--class-path", System.getProperty("java.class.path"))
            .build();
    IMPORTS.forEach(shell::eval);
  }

  /** Runs one cell. */
  Answer run(String source) {
    String rest = source;
    Object shown = null;
    while (!rest.isBlank()) {
      CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
      int began = source.length() - rest.length();
      if (!next.completeness().isComplete()) {
        return new Answer(
            null, new Failure(line(source, began + start(rest)), "the statement is not complete"));
      }
      value = null;
      List<SnippetEvent> events = shell.eval(next.source());
      for (SnippetEvent event : events) {
        Failure failure = failure(event, source, began + start(rest));
        if (failure != null) {
          return new Answer(null, failure);
        }
      }
      shown = isShown(events) ? value : null;
      rest = next.remaining();
    }
    return new Answer(shown, null);
  }

  /** Whether the source is a whole number of statements, so that a front may run it. */
  boolean isComplete(String source) {
    String rest = source;
    while (!rest.isBlank()) {
      CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
      if (!next.completeness().isComplete()) {
        return false;
      }
      rest = next.remaining();
    }
    return true;
  }

  @Override
  public void close() {
    shell.close();
  }

  private static boolean isShown(List<SnippetEvent> events) {
    Snippet last = events.get(events.size() - 1).snippet();
    return last.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND
        || (last.kind() == Snippet.Kind.EXPRESSION
            && last.subKind() != Snippet.SubKind.ASSIGNMENT_SUBKIND);
  }

  private @Nullable Failure failure(SnippetEvent event, String source, int began) {
    if (event.exception() instanceof EvalException thrown) {
      return new Failure(
          line(source, began) + lineWithin(thrown, event.snippet()) - 1, problem(thrown));
    }
    if (event.exception() != null) {
      return new Failure(line(source, began), String.valueOf(event.exception().getMessage()));
    }
    if (event.causeSnippet() == null && event.status() == Snippet.Status.REJECTED) {
      List<Diag> problems = shell.diagnostics(event.snippet()).filter(Diag::isError).toList();
      List<String> words = new ArrayList<>();
      problems.forEach(problem -> words.add(problem.getMessage(Locale.ROOT).strip()));
      long at = problems.isEmpty() ? 0 : Math.max(0, problems.get(0).getPosition());
      return new Failure(line(source, began + (int) at), String.join("; ", words));
    }
    return null;
  }

  /** Our own messages speak for themselves; of others the name of the exception says most. */
  private static String problem(EvalException thrown) {
    String name = thrown.getExceptionClassName();
    return name.equals(QofException.class.getName())
        ? String.valueOf(thrown.getMessage())
        : name + ": " + thrown.getMessage();
  }

  /** The line of a statement in which an exception was thrown, from 1. */
  private static int lineWithin(EvalException thrown, Snippet snippet) {
    for (StackTraceElement frame : thrown.getStackTrace()) {
      if (("#" + snippet.id()).equals(frame.getFileName())) {
        return Math.max(1, frame.getLineNumber());
      }
    }
    return 1;
  }

  private static int start(String text) {
    int start = 0;
    while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    return start;
  }

  /** The line of a cell at which an offset lies, from 1. */
  private static int line(String source, int offset) {
    return 1 + (int) source.chars().limit(offset).filter(sign -> sign == '\n').count();
  }

  /** Cells run on the thread that asks for them. */
  private final class InThisProcess implements ExecutionControlProvider {
    @Override
    public String name() {
      return "in-this-process";
    }

    @Override
    public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
      return new DirectExecutionControl(loader) {
        // The exception of a cell must leave here wrapped as it came: unwrapped, it would be taken
        // for a fault of the engine and lost.
        @Override
        protected String invoke(Method statement) throws Exception {
          value = statement.invoke(null);
          return "";
        }
      };
    }
  }
}
