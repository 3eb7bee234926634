package org.openqof.store.place;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;

/**
 * Puts a small file into an object store unless there is one already.
 *
 * <p>A store that says it can (S3A since Hadoop 3.4.2: {@code If-None-Match: *}) decides when the
 * stream is closed, so that of two writers one wins. Of others it is asked first, and they may
 * decide when the stream is closed (Google's connector does) or not at all.
 */
final class ConditionalPut {
  private static final String CONDITIONAL =
      CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE;

  private static final String SAME =
      CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE_ETAG;

  private static final int TRIES = 5;

  private ConditionalPut() {}

  /**
   * Puts the file.
   *
   * @return whether it now holds what this call put; false when another was there before
   * @throws IOException when it is not known what the file holds
   */
  static boolean put(FileSystem system, Path file, byte[] content) throws IOException {
    if (system.exists(file)) {
      return false;
    }
    try {
      try (FSDataOutputStream stream = open(system, file)) {
        stream.write(content);
      }
      return true;
    } catch (FileAlreadyExistsException taken) {
      return holds(system, file, content);
    } catch (IOException refused) {
      // A refusal has no exception of its own in Hadoop. And when an answer was lost, the client
      // tries again and is refused because of its own first attempt: what is there decides.
      if (!system.exists(file)) {
        throw refused;
      }
      return holds(system, file, content);
    }
  }

  /**
   * Puts the file in place of the one that is there, by who may lose the right to do so. What is
   * there is looked at before the right is asked for: a store that can compare (S3A: {@code
   * If-Match}) refuses a put that was held up until another put the file. Then the right is asked
   * for again. Of other stores the last to put wins.
   *
   * @param mayStill fails when the file may not be put any more
   */
  static void replace(FileSystem system, Path file, byte[] content, Runnable mayStill)
      throws IOException {
    for (int tries = 1; ; tries++) {
      Optional<FileStatus> before = status(system, file);
      mayStill.run();
      try {
        try (FSDataOutputStream stream = replacing(system, file, before)) {
          stream.write(content);
        }
        return;
      } catch (IOException refused) {
        Optional<FileStatus> now = status(system, file);
        if (now.isPresent() && holds(system, file, content)) {
          return;
        }
        if (tries == TRIES || etag(now).equals(etag(before))) {
          throw refused;
        }
      }
    }
  }

  private static Optional<FileStatus> status(FileSystem system, Path file) throws IOException {
    try {
      return Optional.of(system.getFileStatus(file));
    } catch (FileNotFoundException none) {
      return Optional.empty();
    }
  }

  private static String etag(Optional<FileStatus> status) {
    return status
        .filter(EtagSource.class::isInstance)
        .map(tagged -> ((EtagSource) tagged).getEtag())
        .orElse("");
  }

  @SuppressWarnings("MustBeClosedChecker")
  private static FSDataOutputStream replacing(
      FileSystem system, Path file, Optional<FileStatus> before) throws IOException {
    if (before.isEmpty()) {
      return open(system, file);
    }
    String etag = etag(before);
    if (etag.isEmpty() || !system.hasPathCapability(file, SAME)) {
      return system.create(file, true);
    }
    FSDataOutputStreamBuilder<?, ?> builder = system.createFile(file).overwrite(true).recursive();
    builder.must(SAME, etag);
    return builder.build();
  }

  @SuppressWarnings("MustBeClosedChecker")
  private static FSDataOutputStream open(FileSystem system, Path file) throws IOException {
    if (!system.hasPathCapability(file, CONDITIONAL)) {
      return system.create(file, false);
    }
    FSDataOutputStreamBuilder<?, ?> builder = system.createFile(file).overwrite(true).recursive();
    builder.must(CONDITIONAL, true);
    return builder.build();
  }

  private static boolean holds(FileSystem system, Path file, byte[] content) throws IOException {
    try (FSDataInputStream stream = system.open(file)) {
      return Arrays.equals(stream.readAllBytes(), content);
    }
  }
}
