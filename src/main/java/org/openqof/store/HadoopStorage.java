package org.openqof.store;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.jspecify.annotations.Nullable;
import org.openqof.errors.LakeErrors;

/**
 * Files of every scheme that Hadoop knows. Steps that the scheme cannot do atomically (renaming on
 * object storage) are done as well as it can; what readers follow is always one small file put
 * last.
 */
final class HadoopStorage implements Storage {
  private static final long serialVersionUID = 1L;
  private static final FsPermission FOLDER = new FsPermission("750");
  private static final FsPermission FILE = new FsPermission("640");

  /** Where an object appears whole when its stream is closed, and a rename would be a copy. */
  private static final Set<String> OBJECT_STORES =
      Set.of("s3a", "s3", "s3n", "gs", "oss", "cosn", "wasb", "wasbs");

  private final TreeMap<String, String> settings;
  private transient @Nullable Configuration configuration;

  HadoopStorage(Map<String, String> settings) {
    this.settings = new TreeMap<>(settings);
  }

  synchronized Configuration configuration() {
    Configuration known = configuration;
    if (known == null) {
      known = new Configuration();
      settings.forEach(known::set);
      configuration = known;
    }
    return known;
  }

  private FileSystem system(Path path) throws IOException {
    return path.getFileSystem(configuration());
  }

  @Override
  public Optional<Entry> find(String path) {
    try {
      Path file = new Path(path);
      return Optional.of(entry(system(file).getFileStatus(file)));
    } catch (FileNotFoundException none) {
      return Optional.empty();
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("look for", path, problem);
    }
  }

  private static Entry entry(FileStatus found) {
    return new Entry(
        found.getPath().toString(),
        found.getPath().getName(),
        found.isDirectory(),
        found.isDirectory() ? 0 : found.getLen(),
        found.getModificationTime(),
        found instanceof EtagSource tagged && tagged.getEtag() != null ? tagged.getEtag() : "");
  }

  @Override
  public List<Entry> list(String folder) {
    List<Entry> entries = new ArrayList<>();
    try {
      Path path = new Path(folder);
      for (FileStatus found : system(path).listStatus(path)) {
        entries.add(entry(found));
      }
    } catch (FileNotFoundException none) {
      return List.of();
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("list", folder, problem);
    }
    entries.sort(Comparator.comparing(Entry::name));
    return entries;
  }

  @Override
  @SuppressWarnings("MustBeClosedChecker")
  public InputStream open(String path, long offset) {
    try {
      Path file = new Path(path);
      FSDataInputStream stream = system(file).open(file);
      stream.seek(offset);
      return stream;
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("open", path, problem);
    }
  }

  @Override
  public Input openAnywhere(String path) {
    try {
      Path file = new Path(path);
      FileSystem system = system(file);
      long length = system.getFileStatus(file).getLen();
      return new StreamInput(system.open(file), length, path);
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("open", path, problem);
    }
  }

  private record StreamInput(FSDataInputStream stream, long length, String path) implements Input {
    @Override
    public void readFully(long position, byte[] into, int offset, int count) throws IOException {
      if (position + count > length) {
        throw new EOFException(path + " ends at " + length + ", wanted " + (position + count));
      }
      stream.readFully(position, into, offset, count);
    }

    @Override
    public void close() throws IOException {
      stream.close();
    }
  }

  @Override
  public byte[] read(String path) {
    try (InputStream stream = open(path, 0)) {
      return stream.readAllBytes();
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("read", path, problem);
    }
  }

  @Override
  public OutputStream create(String path) {
    try {
      Path file = new Path(path);
      return system(file).create(file, false);
    } catch (FileAlreadyExistsException taken) {
      throw LakeErrors.alreadyThere(path);
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("create", path, problem);
    }
  }

  @Override
  public boolean putIfAbsent(String path, byte[] content) {
    Path file = new Path(path);
    try (FSDataOutputStream stream = system(file).create(file, false)) {
      stream.write(content);
      return true;
    } catch (FileAlreadyExistsException taken) {
      return false;
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("write", path, problem);
    }
  }

  @Override
  public void put(String path, byte[] content) {
    Path file = new Path(path);
    try {
      FileSystem system = system(file);
      if (OBJECT_STORES.contains(system.getScheme())) {
        write(system, file, true, content);
        return;
      }
      Path written = new Path(file.getParent(), "." + file.getName() + "." + UUID.randomUUID());
      write(system, written, false, content);
      FileContext.getFileContext(file.toUri(), configuration())
          .rename(written, file, Options.Rename.OVERWRITE);
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("write", path, problem);
    }
  }

  private static void write(FileSystem system, Path file, boolean replace, byte[] content)
      throws IOException {
    try (FSDataOutputStream stream = system.create(file, replace)) {
      stream.write(content);
      if (!replace) {
        stream.hsync();
      }
    }
  }

  @Override
  public boolean moveIfAbsent(String from, String to) {
    Path source = new Path(from);
    Path file = new Path(to);
    try {
      FileSystem system = system(file);
      system.mkdirs(file.getParent());
      if (!system.exists(file) && system.rename(source, file)) {
        return true;
      }
      system.delete(source, false);
      return false;
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("write", to, problem);
    }
  }

  @Override
  public void renameFolder(String from, String to) {
    Path target = new Path(to);
    try {
      FileSystem system = system(target);
      if (system.exists(target)) {
        throw LakeErrors.alreadyThere(to);
      }
      system.mkdirs(target.getParent());
      if (!system.rename(new Path(from), target)) {
        throw new IOException("the file system refused to rename " + from);
      }
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("rename to", to, problem);
    }
  }

  @Override
  public void makeFolders(String folder) {
    try {
      Path path = new Path(folder);
      system(path).mkdirs(path);
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("make the folder", folder, problem);
    }
  }

  @Override
  public void deleteTree(String path) {
    try {
      Path top = new Path(path);
      system(top).delete(top, true);
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("delete", path, problem);
    }
  }

  @Override
  public void linkOrCopy(String from, String to) {
    Path source = new Path(from);
    Path target = new Path(to);
    try {
      if (!FileUtil.copy(
          system(source), source, system(target), target, false, false, configuration())) {
        throw new IOException("the file system refused to copy " + from);
      }
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("copy to", to, problem);
    }
  }

  @Override
  public void restrictToOwnerAndGroup(String folder) {
    try {
      Path top = new Path(folder);
      restrict(system(top), system(top).getFileStatus(top));
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("set the permissions of", folder, problem);
    }
  }

  private static void restrict(FileSystem system, FileStatus place) throws IOException {
    system.setPermission(place.getPath(), place.isDirectory() ? FOLDER : FILE);
    if (place.isDirectory()) {
      for (FileStatus child : system.listStatus(place.getPath())) {
        restrict(system, child);
      }
    }
  }
}
