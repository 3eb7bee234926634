package org.openqof.settings;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/**
 * Patterns of file names as shells write them: {@code *} for any part of a name, {@code **} across
 * folders.
 */
public final class Globs {
  private final List<PathMatcher> patterns;

  public Globs(List<String> written) {
    patterns = written.stream().map(Globs::pattern).toList();
  }

  private static PathMatcher pattern(String written) {
    return FileSystems.getDefault().getPathMatcher("glob:" + written);
  }

  /** Whether a text can be such a pattern. */
  static boolean isOne(String written) {
    try {
      pattern(written);
      return true;
    } catch (PatternSyntaxException broken) {
      return false;
    }
  }

  /**
   * Whether one of them fits.
   *
   * @param path path below the folder that is looked through
   * @param name the last part of it
   */
  public boolean fit(String path, String name) {
    return patterns.stream()
        .anyMatch(pattern -> pattern.matches(Path.of(name)) || pattern.matches(Path.of(path)));
  }
}
