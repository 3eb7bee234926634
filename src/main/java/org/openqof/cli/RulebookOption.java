package org.openqof.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.openqof.rulebook.read.Rulebooks;
import picocli.CommandLine.Option;

/** The option {@code --rulebook} of commands that calculate under rules of their own choice. */
final class RulebookOption {
  @Option(
      names = "--rulebook",
      paramLabel = "DIR",
      description = "Folder of rulebooks laid over those that are shipped.")
  private @Nullable String folder;

  /** The folder as given, or null. */
  @Nullable String given() {
    return folder;
  }

  /** The shipped rulebooks, with the folder laid over them where one is given. */
  Rulebooks rulebooks() {
    return rulebooks(folder == null ? null : Path.of(folder));
  }

  /** The shipped rulebooks, with a folder laid over them unless it is null. */
  static Rulebooks rulebooks(@Nullable Path folder) {
    return folder == null ? Rulebooks.shipped() : Rulebooks.withOverlay(folder);
  }
}
