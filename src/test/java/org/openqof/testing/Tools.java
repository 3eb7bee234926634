package org.openqof.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Programs from outside Maven that some tests use: a browser, a checker of alert rules.
 *
 * <p>On a desk a test whose program is missing is passed over, and says which package brings it.
 * Where the environment variable {@code QOF_TOOLS} is {@code required}, as in the project's
 * continuous integration, it fails: a check that was never made must not look like one that passed.
 */
public final class Tools {
  private Tools() {}

  /**
   * A program on the path.
   *
   * @param command its name
   * @param debianPackage package that brings it on Debian
   */
  public static Path need(String command, String debianPackage) {
    for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
      Path program = Path.of(folder, command);
      if (Files.isExecutable(program)) {
        return program;
      }
    }
    String missing =
        "'%s' is not on the path; on Debian: apt-get install --no-install-recommends %s"
            .formatted(command, debianPackage);
    if ("required".equals(System.getenv("QOF_TOOLS"))) {
      Assertions.fail(missing);
    }
    Assumptions.abort(missing);
    throw new AssertionError(missing);
  }
}
