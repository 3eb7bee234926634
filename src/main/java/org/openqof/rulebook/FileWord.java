package org.openqof.rulebook;

import java.util.Locale;

/** Words of files: {@code mean_rebased} for {@code MEAN_REBASED}. */
public final class FileWord {
  private FileWord() {}

  /** A constant as files write it. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
