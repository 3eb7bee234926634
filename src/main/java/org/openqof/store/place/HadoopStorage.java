package org.openqof.store.place;

import io.delta.kernel.defaults.engine.fileio.FileIO;
import io.delta.kernel.defaults.engine.hadoopio.HadoopFileIO;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
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
import org.apache.hadoop.fs.permission.FsAction;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.security.AccessControlException;
import org.jspecify.annotations.Nullable;
import org.openqof.errors.LastRead;

/**
 * Files of every scheme that Hadoop knows.
 *
 * <p>Two kinds of storage are told apart. A <em>file system</em> (HDFS) renames in one step and
 * shows a file while it is written: small files are written alongside their place and renamed. An
 * <em>object store</em> shows a file when its stream is closed and renames by copying: small files
 * are put in their place, and folders are never renamed. What readers follow is always one small
 * file put last. See docs/object-stores.md.
 *
 * <p>System properties that begin with {@code spark.hadoop.} are laid over Hadoop's configuration,
 * as Spark does, on every engine; they travel with the storage to tasks.
 *
 * <p>One file because every promise that HDFS and object stores can keep must be read alongside the
 * others.
 */
public final class HadoopStorage implements Storage {
  private static final long serialVersionUID = 1L;

  /** Hadoop setting: schemes, with commas, of which a rename is a copy. */
  public static final String OBJECT_STORES = "openqof.object.stores";

  private static final String KNOWN_OBJECT_STORES = "s3a,s3,s3n,gs,oss,cosn,obs,wasb,wasbs";

  private static final String SPARK_PREFIX = "spark.hadoop.";

  private final TreeMap<String, String> settings;
  private transient @Nullable Configuration configuration;

  public HadoopStorage(Map<String, String> settings) {
    this.settings = new TreeMap<>(ofTheProcess());
    this.settings.putAll(settings);
  }

  private static Map<String, String> ofTheProcess() {
    TreeMap<String, String> found = new TreeMap<>();
    for (String name : System.getProperties().stringPropertyNames()) {
      if (name.startsWith(SPARK_PREFIX)) {
        found.put(name.substring(SPARK_PREFIX.length()), System.getProperty(name));
      }
    }
    return found;
  }

  public synchronized Configuration configuration() {
    Configuration known = configuration;
    if (known == null) {
      // A copy of one that has read its files: that takes longer than a small table.
      known = new Configuration(Shipped.CONFIGURATION);
      settings.forEach(known::set);
      configuration = known;
    }
    return known;
  }

  /** What the files on the class path say. */
  private static final class Shipped {
    private static final Configuration CONFIGURATION = new Configuration();

    static {
      int unused = CONFIGURATION.size();
    }
  }

  /** Delta Kernel's way to the files of a lake. */
  public FileIO deltaFiles(String lake) {
    return renamesFoldersWhole(lake)
        ? new HadoopFileIO(configuration())
        : new ObjectStoreFileIO(configuration());
  }

  private FileSystem system(Path path) throws IOException {
    return path.getFileSystem(configuration());
  }

  private boolean isObjectStore(FileSystem system) {
    return List.of(configuration().getTrimmedStrings(OBJECT_STORES, KNOWN_OBJECT_STORES))
        .contains(system.getScheme());
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
    LastRead.note(path);
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
    LastRead.note(path);
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
    try {
      FileSystem system = system(file);
      return isObjectStore(system)
          ? ConditionalPut.put(system, file, content)
          : putAndRename(system, file, content, () -> {});
    } catch (FileAlreadyExistsException taken) {
      return false;
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("write", path, problem);
    }
  }

  @Override
  public void dropUnfinishedPuts(String path) {
    String name = new Path(path).getName();
    if (!renamesFoldersWhole(path)) {
      return;
    }
    for (Entry entry : list(Storage.parent(path))) {
      if (entry.name().startsWith("." + name + ".")) {
        deleteTree(entry.path());
      }
    }
  }

  @Override
  public void put(String path, byte[] content, Runnable mayStill) {
    Path file = new Path(path);
    try {
      FileSystem system = system(file);
      if (isObjectStore(system)) {
        ConditionalPut.replace(system, file, content, mayStill);
      } else {
        putAndRename(system, file, content, mayStill, Options.Rename.OVERWRITE);
      }
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("write", path, problem);
    }
  }

  @Override
  public void append(String path, byte[] content) {
    byte[] before = exists(path) ? read(path) : new byte[0];
    byte[] all = Arrays.copyOf(before, before.length + content.length);
    System.arraycopy(content, 0, all, before.length, content.length);
    put(path, all);
  }

  private boolean putAndRename(
      FileSystem system, Path file, byte[] content, Runnable mayStill, Options.Rename... options)
      throws IOException {
    Path written = new Path(file.getParent(), "." + file.getName() + "." + UUID.randomUUID());
    try {
      try (FSDataOutputStream stream = system.create(written, false)) {
        stream.write(content);
        stream.hsync();
      }
      mayStill.run();
      FileContext.getFileContext(file.toUri(), configuration()).rename(written, file, options);
      return true;
    } finally {
      system.delete(written, false);
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
    } catch (FileAlreadyExistsException taken) {
      deleteTree(from);
      return false;
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("write", to, problem);
    }
  }

  @Override
  public boolean renamesFoldersWhole(String place) {
    try {
      return !isObjectStore(system(new Path(place)));
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("reach", place, problem);
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
  public Optional<String> openToOthers(String path) {
    try {
      Path place = new Path(path);
      FileSystem system = system(place);
      if (isObjectStore(system) || !system.exists(place)) {
        return Optional.empty();
      }
      FsPermission rights = system.getFileStatus(place).getPermission();
      return rights.getOtherAction() == FsAction.NONE
          ? Optional.empty()
          : Optional.of(rights.toString());
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("look for", path, problem);
    }
  }

  @Override
  public void deleteFolderIfEmpty(String folder) {
    try {
      Path place = new Path(folder);
      FileSystem system = system(place);
      if (system.listStatus(place).length == 0) {
        // Not with all it holds: of a folder that has been filled meanwhile nothing is deleted.
        system.delete(place, false);
      }
    } catch (FileNotFoundException none) {
      // Object stores have no empty folders.
    } catch (IOException inUse) {
      // Somebody has put something there, and every file system says so in its own way.
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
  public void give(String folder, Audience audience) {
    try {
      Path top = new Path(folder);
      give(system(top), system(top).getFileStatus(top), audience);
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("set the permissions of", folder, problem);
    }
  }

  /** The folder alone: nobody reaches through it what lies below. */
  @Override
  public List<String> closeToOthers(String folder) {
    try {
      Path top = new Path(folder);
      FileSystem system = system(top);
      system.mkdirs(top);
      FsPermission now = system.getFileStatus(top).getPermission();
      if (now.getOtherAction() != FsAction.NONE) {
        try {
          system.setPermission(
              top,
              new FsPermission(
                  now.getUserAction(), now.getGroupAction(), FsAction.NONE, now.getStickyBit()));
        } catch (AccessControlException notOurs) {
          return List.of(folder + ": " + notOurs.getMessage());
        }
      }
      return List.of();
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("set the permissions of", folder, problem);
    }
  }

  private static void give(FileSystem system, FileStatus place, Audience audience)
      throws IOException {
    system.setPermission(
        place.getPath(), permission(place.isDirectory() ? audience.folder() : audience.file()));
    if (place.isDirectory()) {
      for (FileStatus child : system.listStatus(place.getPath())) {
        give(system, child, audience);
      }
    }
  }

  private static FsPermission permission(Set<PosixFilePermission> rights) {
    return FsPermission.valueOf("-" + PosixFilePermissions.toString(rights));
  }
}
