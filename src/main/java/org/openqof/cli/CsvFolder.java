package org.openqof.cli;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --out} of commands that also write their answer as CSV files. */
final class CsvFolder {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Also write CSV files into this folder, readable by owner and group only.")
  private @Nullable String folder;

  /**
   * Writes the files where a folder is given.
   *
   * @param writing writes them into a folder; the files in words
   * @return those words; none without a folder
   */
  List<String> write(Function<String, List<String>> writing) {
    return folder == null ? List.of() : writing.apply(folder);
  }
}
