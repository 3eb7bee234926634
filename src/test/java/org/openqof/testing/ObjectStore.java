package org.openqof.testing;

import java.io.FileNotFoundException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;
import org.jspecify.annotations.Nullable;

/**
 * A Hadoop file system with the habits of an object store, over files of this machine; {@code
 * objects://bucket/path} is the file {@code /path}.
 *
 * <p>An object appears whole when its stream is closed, and never if it is not. A plain {@code
 * create} without overwriting looks only when it begins, so that the last of two writers wins; the
 * conditional one decides when the stream is closed. A rename copies object by object and then
 * deletes them. There is no appending, no flushing that others see, and there are no permissions.
 * Any call can be made to fail ({@link Fault}).
 */
@SuppressWarnings("NullAway.Init") // Hadoop makes it first and initializes it then
public final class ObjectStore extends FileSystem {
  /** Its scheme. */
  public static final String SCHEME = "objects";

  /** Setting that names a class of {@link Fault}. */
  public static final String FAULT = "fs.objects.fault";

  /** Setting: whether conditional writes are on, as they are unless told otherwise. */
  public static final String CONDITIONAL_WRITES = "fs.objects.conditional";

  private static final String CONDITIONAL =
      CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE;
  private static final String SAME =
      CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE_ETAG;
  private static final Object PUTTING = new Object();
  private static final String UPLOAD = ".~upload-";

  private final RawLocalFileSystem files = new RawLocalFileSystem();
  private URI bucket;
  private Fault fault;

  /** Calls that change something. */
  public enum Call {
    /** A stream is begun. */
    CREATE,
    /** An object is made visible. */
    PUT,
    /** An object is copied in a rename. */
    COPY,
    /** An object is deleted. */
    DELETE
  }

  /** What goes wrong; made by its name, with no arguments. */
  public interface Fault {
    /** Before a call is carried out: nothing has happened yet. */
    default void before(Call call, Path path) throws IOException {}

    /** After it: what it does has been done, and the answer may be lost. */
    default void after(Call call, Path path) throws IOException {}
  }

  /** Settings by which Hadoop finds it. */
  public static Map<String, String> settings() {
    return Map.of("fs.objects.impl", ObjectStore.class.getName(), "openqof.object.stores", SCHEME);
  }

  @Override
  public void initialize(URI uri, Configuration conf) throws IOException {
    super.initialize(uri, conf);
    bucket = URI.create(SCHEME + "://" + uri.getAuthority());
    files.initialize(URI.create("file:///"), conf);
    setConf(conf);
    fault = conf.getClass(FAULT, null) == null ? new Fault() {} : made(conf);
  }

  private static Fault made(Configuration conf) {
    return org.apache.hadoop.util.ReflectionUtils.newInstance(
        conf.getClass(FAULT, null, Fault.class), conf);
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public URI getUri() {
    return bucket;
  }

  private static java.nio.file.Path file(Path path) {
    return java.nio.file.Path.of(path.toUri().getPath());
  }

  private static Path local(Path path) {
    return new Path("file", null, path.toUri().getPath());
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    return files.open(local(path), bufferSize);
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    if (!overwrite && Files.exists(file(path))) {
      throw new org.apache.hadoop.fs.FileAlreadyExistsException(path.toString());
    }
    return stream(path, false);
  }

  private FSDataOutputStream stream(Path path, boolean conditional) throws IOException {
    return stream(path, conditional, null);
  }

  private FSDataOutputStream stream(Path path, boolean conditional, @Nullable String replaced)
      throws IOException {
    fault.before(Call.CREATE, path);
    Files.createDirectories(file(path).getParent());
    java.nio.file.Path upload = file(path).resolveSibling(UPLOAD + UUID.randomUUID());
    OutputStream begun =
        new Upload(Files.newOutputStream(upload), upload, path, conditional, replaced);
    fault.after(Call.CREATE, path);
    return new FSDataOutputStream(begun, null);
  }

  /** Bytes on their way; an object only once they are all there. */
  private final class Upload extends FilterOutputStream {
    private final java.nio.file.Path upload;
    private final Path path;
    private final boolean conditional;
    private final @Nullable String replaced;
    private boolean open = true;

    Upload(
        OutputStream out,
        java.nio.file.Path upload,
        Path path,
        boolean conditional,
        @Nullable String replaced) {
      super(out);
      this.upload = upload;
      this.path = path;
      this.conditional = conditional;
      this.replaced = replaced;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      if (!open) {
        return;
      }
      open = false;
      out.close();
      try {
        fault.before(Call.PUT, path);
        put();
      } catch (FileAlreadyExistsException taken) {
        throw new IOException("412 of " + path + ": the precondition does not hold");
      } finally {
        Files.deleteIfExists(upload);
      }
      fault.after(Call.PUT, path);
    }

    private void put() throws IOException {
      if (conditional) {
        Files.createLink(file(path), upload);
        return;
      }
      synchronized (PUTTING) {
        if (replaced != null && !replaced.equals(etag(file(path)))) {
          throw new FileAlreadyExistsException(path.toString());
        }
        Files.move(upload, file(path), StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  private static String etag(java.nio.file.Path file) throws IOException {
    return Files.exists(file) ? etag(Files.readAttributes(file, BasicFileAttributes.class)) : "";
  }

  private static String etag(BasicFileAttributes of) {
    return of.fileKey() + "-" + of.lastModifiedTime();
  }

  /** A status with a mark of the content. */
  private static final class Tagged extends FileStatus implements EtagSource {
    private static final long serialVersionUID = 1L;
    private final String etag;

    Tagged(BasicFileAttributes of, Path path) {
      super(
          of.isDirectory() ? 0 : of.size(),
          of.isDirectory(),
          1,
          32L << 20,
          of.lastModifiedTime().toMillis(),
          path);
      this.etag = of.isDirectory() ? "" : ObjectStore.etag(of);
    }

    @Override
    public String getEtag() {
      return etag;
    }
  }

  @Override
  public boolean hasPathCapability(Path path, String capability) throws IOException {
    return Set.of(CONDITIONAL, SAME).contains(capability)
        ? getConf().getBoolean(CONDITIONAL_WRITES, true)
        : super.hasPathCapability(path, capability);
  }

  @Override
  @SuppressWarnings("rawtypes") // as Hadoop declares it
  public FSDataOutputStreamBuilder createFile(Path path) {
    return new Builder(path);
  }

  private final class Builder extends FSDataOutputStreamBuilder<FSDataOutputStream, Builder> {
    Builder(Path path) {
      super(ObjectStore.this, path);
    }

    @Override
    public Builder getThisBuilder() {
      return this;
    }

    @Override
    public FSDataOutputStream build() throws IOException {
      rejectUnknownMandatoryKeys(Set.of(CONDITIONAL, SAME), "of " + getPath());
      return stream(getPath(), getOptions().getBoolean(CONDITIONAL, false), getOptions().get(SAME));
    }
  }

  @Override
  public FSDataOutputStream append(Path path, int bufferSize, Progressable progress) {
    throw new UnsupportedOperationException("objects cannot be appended to");
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    if (Files.exists(file(to))) {
      throw new org.apache.hadoop.fs.FileAlreadyExistsException(to.toString());
    }
    List<java.nio.file.Path> objects;
    try (var tree = Files.walk(file(from))) {
      objects = tree.filter(Files::isRegularFile).sorted().toList();
    } catch (NoSuchFileException none) {
      return false;
    }
    for (java.nio.file.Path object : objects) {
      Path copy =
          object.equals(file(from)) ? to : new Path(to, file(from).relativize(object).toString());
      fault.before(Call.COPY, copy);
      Files.createDirectories(file(copy).getParent());
      java.nio.file.Path upload = file(copy).resolveSibling(UPLOAD + UUID.randomUUID());
      Files.copy(object, upload);
      Files.move(upload, file(copy), StandardCopyOption.ATOMIC_MOVE);
      fault.after(Call.COPY, copy);
    }
    return delete(from, true);
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    fault.before(Call.DELETE, path);
    boolean deleted = files.delete(local(path), recursive);
    fault.after(Call.DELETE, path);
    return deleted;
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    if (!Files.exists(file(path))) {
      throw new FileNotFoundException(path.toString());
    }
    if (Files.isRegularFile(file(path))) {
      return new FileStatus[] {getFileStatus(path)};
    }
    List<FileStatus> found = new ArrayList<>();
    try (DirectoryStream<java.nio.file.Path> children = Files.newDirectoryStream(file(path))) {
      for (java.nio.file.Path child : children) {
        if (!child.getFileName().toString().startsWith(UPLOAD)) {
          found.add(getFileStatus(new Path(path, child.getFileName().toString())));
        }
      }
    }
    found.sort(Comparator.comparing(status -> status.getPath().getName()));
    return found.toArray(new FileStatus[0]);
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    return status(path, file(path));
  }

  private FileStatus status(Path path, java.nio.file.Path file) throws IOException {
    BasicFileAttributes found;
    try {
      found = Files.readAttributes(file, BasicFileAttributes.class);
    } catch (NoSuchFileException none) {
      throw new FileNotFoundException(path.toString());
    }
    return new Tagged(found, makeQualified(path));
  }

  @Override
  public boolean mkdirs(Path path, FsPermission permission) throws IOException {
    Files.createDirectories(file(path));
    return true;
  }

  @Override
  public void setPermission(Path path, FsPermission permission) {
    // Objects have none; as in S3A, the wish is passed over.
  }

  @Override
  public void setWorkingDirectory(Path path) {
    throw new UnsupportedOperationException("an object store has no working directory");
  }

  @Override
  public Path getWorkingDirectory() {
    return new Path(bucket + "/");
  }
}
