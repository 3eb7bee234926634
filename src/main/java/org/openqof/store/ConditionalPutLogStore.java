package org.openqof.store;

import io.delta.storage.HadoopFileSystemLogStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The log of Delta tables on object stores: each entry is put by a conditional write, so that of
 * two processes that write the same version one is told so and neither overwrites the other.
 * Delta's own store for S3 guards against writers of the same process only.
 *
 * <p>Public, with this constructor, because Delta makes it by its name.
 */
public final class ConditionalPutLogStore extends HadoopFileSystemLogStore {
  /** A log store; Delta calls this. */
  public ConditionalPutLogStore(Configuration configuration) {
    super(configuration);
  }

  @Override
  public void write(
      Path path, Iterator<String> actions, Boolean overwrite, Configuration configuration)
      throws IOException {
    ByteArrayOutputStream entry = new ByteArrayOutputStream();
    while (actions.hasNext()) {
      entry.writeBytes(actions.next().getBytes(StandardCharsets.UTF_8));
      entry.write('\n');
    }
    FileSystem system = path.getFileSystem(configuration);
    if (!overwrite) {
      if (!ConditionalPut.put(system, path, entry.toByteArray())) {
        throw new FileAlreadyExistsException(path.toString());
      }
      return;
    }
    try (FSDataOutputStream stream = system.create(path, true)) {
      stream.write(entry.toByteArray());
    }
  }

  @Override
  public Boolean isPartialWriteVisible(Path path, Configuration configuration) {
    return false;
  }
}
