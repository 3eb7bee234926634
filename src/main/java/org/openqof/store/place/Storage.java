package org.openqof.store.place;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Files and folders by URI: those of this machine through the JDK, every other scheme through
 * Hadoop.
 *
 * <p>A path is always absolute, with a scheme ({@code file:/data/lake}, {@code s3a://bucket/lake}).
 * Everything fails with {@link org.openqof.errors.QofException} naming the path, except where
 * streams throw {@link IOException}. Safe for use by several threads, and may be sent to tasks.
 */
public interface Storage extends Serializable {

  /**
   * One file or folder of a listing.
   *
   * @param path absolute path
   * @param name last part of the path
   * @param folder whether it is a folder
   * @param bytes size of a file, 0 for a folder
   * @param modifiedMillis time of last change, milliseconds since 1970 UTC
   * @param mark what the storage itself tells two contents of one path apart by (a file number with
   *     the time its entry changed, an entity tag); empty where it has nothing of the kind
   */
  record Entry(
      String path, String name, boolean folder, long bytes, long modifiedMillis, String mark) {}

  /** A file open for reading at any place. */
  interface Input extends Closeable {
    /** Size in bytes. */
    long length();

    /**
     * Reads exactly {@code length} bytes from {@code position} on.
     *
     * @throws java.io.EOFException when the file ends before
     */
    void readFully(long position, byte[] into, int offset, int length) throws IOException;
  }

  /**
   * The storage of a place that is read, or where what everybody may see is written; with Hadoop's
   * own configuration where it is needed.
   */
  static Storage of(URI place) {
    return of(place, Map.of(), Audience.EVERYONE);
  }

  /**
   * The storage for a URI or local path.
   *
   * @param place the place; what is written outside of it is not ours and keeps its rights
   * @param hadoopSettings settings laid over Hadoop's configuration, for other schemes than {@code
   *     file}
   * @param audience who may see what is written there
   */
  static Storage of(URI place, Map<String, String> hadoopSettings, Audience audience) {
    String scheme = place.getScheme();
    return scheme == null || scheme.equals("file")
        ? new LocalStorage(absolute(place), audience)
        : new HadoopStorage(hadoopSettings);
  }

  /**
   * The absolute path, without a slash at its end, of a URI; one without scheme is local. As in
   * Hadoop and Spark, special signs are not escaped in paths.
   */
  static String absolute(URI place) {
    String scheme = place.getScheme();
    if (scheme == null || scheme.equals("file")) {
      String path = place.getPath() != null ? place.getPath() : place.getSchemeSpecificPart();
      return LocalStorage.name(Path.of(path).toAbsolutePath().normalize());
    }
    String authority = place.getAuthority();
    String path = place.getPath();
    while (path.length() > 1 && path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    return scheme + "://" + (authority == null ? "" : authority) + path;
  }

  /**
   * The absolute path with all links of this machine's file system followed, as far as the place is
   * there.
   */
  static String real(String path) {
    return path.startsWith(LocalStorage.SCHEME) ? LocalStorage.real(path) : path;
  }

  /** A path below another. */
  static String below(String folder, String... names) {
    StringBuilder path = new StringBuilder(folder);
    for (String name : names) {
      if (path.charAt(path.length() - 1) != '/') {
        path.append('/');
      }
      path.append(name);
    }
    return path.toString();
  }

  /** The folder that holds a path. */
  static String parent(String path) {
    return path.substring(0, path.lastIndexOf('/'));
  }

  /** The file or folder at a path, if there is one. */
  Optional<Entry> find(String path);

  /** Whether there is a file or folder. */
  default boolean exists(String path) {
    return find(path).isPresent();
  }

  /** What a folder holds, sorted by name; nothing when there is no such folder. */
  List<Entry> list(String folder);

  /**
   * What a folder holds alongside files and folders, in words by name: links that lead nowhere or
   * back to a folder above, pipes, sockets and devices. Nothing of it may be opened or gone into.
   */
  default Map<String, String> oddities(String folder) {
    return Map.of();
  }

  /** Opens a file for reading from an offset to its end. */
  InputStream open(String path, long offset);

  /** Opens a file for reading at any place. */
  Input openAnywhere(String path);

  /** The whole of a small file. */
  byte[] read(String path);

  /** The whole of a small text file, UTF-8. */
  default String readText(String path) {
    return new String(read(path), StandardCharsets.UTF_8);
  }

  /**
   * Begins a new file, with the folders above it; it is visible while it is written. Closing it
   * makes it durable.
   *
   * @throws org.openqof.errors.QofException when it is already there
   */
  OutputStream create(String path);

  /**
   * Puts a small file unless there is one already, in one atomic step.
   *
   * @return whether this call put it
   */
  boolean putIfAbsent(String path, byte[] content);

  /** Puts a small file in one atomic step, in place of the one that may be there. */
  default void put(String path, byte[] content) {
    put(path, content, () -> {});
  }

  /**
   * The same, by who may lose the right to do so: when all is ready but for the last step, it asks.
   *
   * @param mayStill fails when the file may not be put any more
   */
  void put(String path, byte[] content, Runnable mayStill);

  /**
   * Makes all that others have ready for {@link #put} at a path fail: their last step finds nothing
   * to put. On object stores, where nothing is ready before it is there, nothing happens.
   */
  void dropUnfinishedPuts(String path);

  /**
   * Moves a finished file to its name unless there is one already, in one atomic step; otherwise
   * the file is deleted.
   *
   * @return whether this call moved it
   */
  boolean moveIfAbsent(String from, String to);

  /**
   * Whether {@link #renameFolder} is one atomic step. Where it is not, as on object stores, a
   * folder is written in its place and counts from the moment that a last small file is put into
   * it.
   */
  boolean renamesFoldersWhole(String place);

  /**
   * Renames a folder, in one atomic step where {@link #renamesFoldersWhole} says so.
   *
   * @throws org.openqof.errors.QofException when the new name is taken
   */
  void renameFolder(String from, String to);

  /** Makes a folder and those above it. */
  void makeFolders(String folder);

  /** Deletes a file, or a folder with all it holds; nothing happens when there is none. */
  void deleteTree(String path);

  /**
   * Deletes a folder that holds nothing; nothing happens to one that does, or when there is none.
   */
  void deleteFolderIfEmpty(String folder);

  /**
   * Adds to the end of a file, which is made where it is missing. Where several processes do so at
   * once, each addition stays whole on a file system of this machine; elsewhere one may be lost.
   */
  void append(String path, byte[] content);

  /**
   * How a file or folder is open to others than its owner and group, in words; empty where it is
   * not, or the storage has no such permissions.
   */
  Optional<String> openToOthers(String path);

  /** Makes a file with the content of another: a second name for it where possible, else a copy. */
  void linkOrCopy(String from, String to);

  /** Gives a folder and all it holds the rights of an audience, where the storage has any. */
  void give(String folder, Audience audience);

  /** Lets only the owner (read and write) and the group (read) see a folder and all it holds. */
  default void restrictToOwnerAndGroup(String folder) {
    give(folder, Audience.OWNER_AND_GROUP);
  }

  /**
   * Takes the rights of everybody else from a folder that may have been made before, where the
   * storage has such permissions; with all that lies in it where others could enter it until now.
   *
   * @return what stays open to others, with the reason: what belongs to another user is left as it
   *     is, as the root of a disk often does
   */
  List<String> closeToOthers(String folder);
}
