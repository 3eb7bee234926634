package org.openqof.cli;

import org.jspecify.annotations.Nullable;
import org.openqof.settings.Place;
import org.openqof.store.Lake;
import picocli.CommandLine.Option;

/** The option {@code --lake}, the same in every command that reads or writes the lake. */
final class LakeOption {
  /** The lake when none is named. */
  static final String DEFAULT = "lake";

  @Option(
      names = "--lake",
      paramLabel = "URI",
      description = "The lake: a folder, or any file system Spark knows; 'lake' if left out.")
  private @Nullable String lake;

  /** The lake as given, or null. */
  @Nullable String given() {
    return lake;
  }

  /** The lake as given, or the default. */
  String orDefault() {
    return lake == null ? DEFAULT : lake;
  }

  /** The lake at that place. */
  Lake lake() {
    return new Lake(Place.uri(orDefault()));
  }
}
