package org.openqof.store.place;

import io.delta.kernel.defaults.engine.fileio.OutputFile;
import io.delta.kernel.defaults.engine.fileio.PositionOutputStream;
import io.delta.kernel.defaults.engine.hadoopio.HadoopFileIO;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Delta Kernel's files on an object store. An entry of the log is put by a conditional write, so
 * that of two processes that write the same version one is told so and neither overwrites the
 * other. Delta's own way on S3 guards against writers of the same process only.
 */
final class ObjectStoreFileIO extends HadoopFileIO {
  private final Configuration configuration;

  ObjectStoreFileIO(Configuration configuration) {
    super(configuration);
    this.configuration = configuration;
  }

  @Override
  public OutputFile newOutputFile(String path) {
    return new ObjectOutput(new Path(path), super.newOutputFile(path));
  }

  private final class ObjectOutput implements OutputFile {
    private final Path path;
    private final OutputFile plain;

    ObjectOutput(Path path, OutputFile plain) {
      this.path = path;
      this.plain = plain;
    }

    @Override
    public String path() {
      return plain.path();
    }

    /** Checkpoints: the same whoever writes them. */
    @Override
    public PositionOutputStream create(boolean putIfAbsent) throws IOException {
      return plain.create(putIfAbsent);
    }

    @Override
    public void writeAtomically(CloseableIterator<String> lines, boolean overwrite)
        throws IOException {
      StringBuilder text = new StringBuilder();
      try (lines) {
        while (lines.hasNext()) {
          text.append(lines.next()).append('\n');
        }
      }
      byte[] entry = text.toString().getBytes(StandardCharsets.UTF_8);
      FileSystem system = path.getFileSystem(configuration);
      if (overwrite) {
        try (FSDataOutputStream stream = system.create(path, true)) {
          stream.write(entry);
        }
      } else if (!ConditionalPut.put(system, path, entry)) {
        throw new FileAlreadyExistsException(path.toString());
      }
    }
  }
}
