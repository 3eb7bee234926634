package org.openqof.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openqof.store.place.FileDigest;
import org.openqof.store.place.Storage;

/**
 * Which files of a folder this program wrote: the list {@code .openqof-files} in it, a line a file
 * with its SHA-256 and its path, as {@code sha256sum} writes and checks them. A path that was
 * written several times stands there with each content, so that a process that ends between the
 * list and the file leaves both right.
 *
 * <p>Nothing is written over, and nothing deleted, that is not on the list, or that is not any more
 * what the list says.
 */
final class OwnFiles {
  static final String NAME = ".openqof-files";

  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  (.+)");

  private final Map<String, Set<String>> digests = new TreeMap<>();

  /** An empty list. */
  OwnFiles() {}

  /** The list that lies in a folder; an empty one where there is none. */
  static OwnFiles in(Storage storage, String folder) {
    OwnFiles found = new OwnFiles();
    String path = Storage.below(folder, NAME);
    if (storage.exists(path)) {
      storage.readText(path).lines().forEach(found::line);
    }
    return found;
  }

  private void line(String line) {
    Matcher parts = LINE.matcher(line);
    if (parts.matches()) {
      add(parts.group(2), parts.group(1));
    }
  }

  /**
   * Adds a file.
   *
   * @param path path below the folder, parts separated by a slash
   * @param sha256 digest of its content, in hexadecimal digits
   */
  void add(String path, String sha256) {
    digests.computeIfAbsent(path, first -> new TreeSet<>()).add(sha256);
  }

  /** Whether a file of this path was written. */
  boolean lists(String path) {
    return digests.containsKey(path);
  }

  /** Whether a file of this path and content was written. */
  boolean lists(String path, String sha256) {
    return digests.getOrDefault(path, Set.of()).contains(sha256);
  }

  /** The list as it is written. */
  byte[] content() {
    StringBuilder text = new StringBuilder();
    digests.forEach((path, all) -> all.forEach(digest -> text.append(line(path, digest))));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  static String line(String path, String sha256) {
    return sha256 + "  " + path + "\n";
  }

  /**
   * What of a folder is not ours: files that are not on its list, and files that were changed after
   * they were written. Sorted, each with what is the matter.
   */
  static List<String> foreign(Storage storage, String folder) {
    OwnFiles ours = in(storage, folder);
    TreeSet<String> found = new TreeSet<>();
    for (String file : files(storage, folder, "")) {
      String path = Storage.below(folder, file);
      if (file.equals(NAME)) {
        continue;
      }
      if (!ours.lists(file)) {
        found.add(file + " (not written by this program)");
      } else if (!ours.lists(file, FileDigest.of(storage, path))) {
        found.add(file + " (changed since this program wrote it)");
      }
    }
    return List.copyOf(found);
  }

  /** Paths of all files below a folder. */
  static List<String> files(Storage storage, String folder, String relative) {
    List<String> found = new ArrayList<>();
    for (Storage.Entry entry : storage.list(folder)) {
      String name = relative.isEmpty() ? entry.name() : relative + "/" + entry.name();
      if (entry.folder()) {
        found.addAll(files(storage, entry.path(), name));
      } else {
        found.add(name);
      }
    }
    return found;
  }
}
