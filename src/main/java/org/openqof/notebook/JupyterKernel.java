package org.openqof.notebook;

import io.github.spencerpark.jupyter.channels.JupyterConnection;
import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.KernelConnectionProperties;
import io.github.spencerpark.jupyter.kernel.LanguageInfo;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The same engine as {@link RunNotebook}, asked by Jupyter. */
public final class JupyterKernel extends BaseKernel {
  private final CellEngine engine = new CellEngine();

  private JupyterKernel() {}

  /**
   * Serves one notebook until Jupyter ends it.
   *
   * @param arguments the connection file that Jupyter writes
   */
  public static void main(String[] arguments) throws Exception {
    JupyterConnection connection =
        new JupyterConnection(
            KernelConnectionProperties.parse(Files.readString(Path.of(arguments[0]))));
    new JupyterKernel().becomeHandlerForConnection(connection);
    connection.connect();
    connection.waitUntilClose();
    System.exit(0);
  }

  @Override
  public @Nullable DisplayData eval(String source) throws Exception {
    CellEngine.Answer answer = engine.run(source);
    CellEngine.Failure failure = answer.failure();
    if (failure != null) {
      throw new CellFailed("line %d: %s".formatted(failure.line(), failure.problem()));
    }
    Output shown = CellOutputs.shown(answer.value());
    if (shown == null) {
      return null;
    }
    DisplayData data = new DisplayData(shown.plain());
    if (shown instanceof Output.Chart chart) {
      data.putSVG(chart.svg());
    } else if (shown instanceof Output.Table table) {
      data.putHTML(table.html());
    }
    return data;
  }

  @Override
  public String isComplete(String source) {
    return engine.isComplete(source) ? IS_COMPLETE_YES : IS_COMPLETE_MAYBE;
  }

  @Override
  public LanguageInfo getLanguageInfo() {
    return new LanguageInfo.Builder("Java")
        .version(Runtime.version().toString())
        .mimetype("text/x-java-source")
        .fileExtension(".java")
        .pygments("java")
        .codemirror("text/x-java")
        .build();
  }

  @Override
  public void onShutdown(boolean isRestarting) {
    engine.close();
  }

  /** A cell that failed, as Jupyter shows it. */
  private static final class CellFailed extends Exception {
    private static final long serialVersionUID = 1L;

    CellFailed(String message) {
      super(message);
    }
  }
}
