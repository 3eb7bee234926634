package org.openqof.errors;

import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.openqof.errors.QofException.Kind;

/**
 * What the machine or the process has no more of: memory, open files, room on a disk, a temporary
 * folder of use.
 */
public final class ExhaustedErrors {
  private static final int DEEPEST = 50;

  private ExhaustedErrors() {}

  /**
   * The message for a failure at the bottom of which something was used up; null for any other.
   *
   * @param thrown what was thrown, with its causes
   */
  public static @Nullable QofException of(Throwable thrown) {
    Throwable failure = cause(thrown);
    String remedy = remedy(failure);
    return remedy == null
        ? null
        : QofException.of(
            Kind.FAILED,
            "The machine or the process has no more of what the command needs.",
            details(failure),
            remedy,
            failure);
  }

  private static List<String> details(Throwable failure) {
    List<String> details = new ArrayList<>();
    details.add(deepest(failure) + ". What was published stays.");
    LastRead.path().ifPresent(path -> details.add("The last file read was " + path + "."));
    return details;
  }

  /**
   * The failure itself, or, where a class could not be loaded because no more files can be opened,
   * that: the loader only says that it did not find the class.
   */
  private static Throwable cause(Throwable failure) {
    Throwable at = failure;
    for (int depth = 0; at != null && depth < DEEPEST; depth++) {
      if (at instanceof LinkageError || at instanceof ClassNotFoundException) {
        return noMoreFiles(failure);
      }
      at = at.getCause();
    }
    return failure;
  }

  private static Throwable noMoreFiles(Throwable otherwise) {
    try (FileInputStream unused =
        new FileInputStream(System.getProperty("java.home") + "/release")) {
      return otherwise;
    } catch (IOException notOpened) {
      return notOpened;
    }
  }

  /** What to do where something was used up; null for a failure of another kind. */
  public static @Nullable String remedy(Throwable failure) {
    Throwable at = failure;
    for (int depth = 0; at != null && depth < DEEPEST; depth++) {
      String remedy = at instanceof OutOfMemoryError ? memory(at) : byWords(at);
      if (remedy != null) {
        return remedy;
      }
      at = at.getCause();
    }
    return null;
  }

  private static String deepest(Throwable failure) {
    Throwable at = failure;
    for (int depth = 0; depth < DEEPEST && at.getCause() != null; depth++) {
      at = at.getCause();
    }
    return at.getClass().getSimpleName() + ": " + at.getMessage();
  }

  private static String memory(Throwable error) {
    return String.valueOf(error.getMessage()).contains("native thread")
        ? "Raise the number of processes that this user may have (ulimit -u, TasksMax= of the"
            + " unit), then run again."
        : "Give the process more: QOF_MEMORY=2g for a run, QOF_SPARK_MEMORY=6g for Spark, queries"
            + " and notebooks; then run again.";
  }

  private static @Nullable String byWords(Throwable failure) {
    String words = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    if (words.contains("too many open files")) {
      return "Raise the number of files that a process may have open (ulimit -n 4096, or"
          + " LimitNOFILE=4096 of the unit), then run again.";
    }
    if (words.contains("no space left on device") || words.contains("disk quota exceeded")) {
      return "Make room on that disk: bytes (df -h) or entries (df -i), also in the temporary"
          + " folder; never delete inside the lake. Then run again.";
    }
    if (failure instanceof UnsatisfiedLinkError || words.contains("cannot unpack lib")) {
      return "Libraries that compress unpack their native part in the temporary folder ("
          + System.getProperty("java.io.tmpdir")
          + "). It must be there, have room, be writable by this user and let programs run (no"
          + " noexec). Another is named with QOF_JAVA_OPTS=-Djava.io.tmpdir=DIR; then run again.";
    }
    return null;
  }
}
