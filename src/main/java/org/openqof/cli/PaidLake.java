package org.openqof.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.openqof.rulebook.read.Rulebooks;
import org.openqof.store.Lake;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The lake whose results a command reads, and the rulebooks that they were made with. */
final class PaidLake {
  @Mixin private LakeOption lake = new LakeOption();

  @Option(
      names = "--rulebook",
      paramLabel = "DIR",
      description = "Folder of rulebooks laid over those that are shipped, as in the run.")
  private @Nullable Path rulebook;

  /** The lake. */
  Lake lake() {
    return lake.lake();
  }

  /** The shipped rulebooks, with the folder laid over them where one is given. */
  Rulebooks rulebooks() {
    return RulebookOption.rulebooks(rulebook);
  }
}
