package org.openqof.store.place;

import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openqof.tables.Table.Tree;

/**
 * Who may see what is written in a place. Every file that a command writes has one, and gets its
 * rights by it, whatever the umask of the process: never more, so that nobody else reads money, and
 * never fewer, so that the public can read what is public.
 */
public enum Audience {
  /** Everybody: statistics, the look-up page, invented extracts. Only the owner writes. */
  EVERYONE("rwxr-xr-x", "rw-r--r--"),

  /**
   * The owner and the owner's group: amounts of money, names of people, extracts as received, and
   * so all that a lake holds.
   */
  OWNER_AND_GROUP("rwxr-x---", "rw-r-----"),

  /** A published tree: whatever lies below a folder of payments is money, the rest is public. */
  BY_TREE("rwxr-xr-x", "rw-r--r--");

  private static final String PAYMENTS = Tree.PAYMENTS.name().toLowerCase(Locale.ROOT);

  private final String folder;
  private final String file;

  Audience(String folder, String file) {
    this.folder = folder;
    this.file = file;
  }

  /** Rights of its folders. */
  Set<PosixFilePermission> folder() {
    return PosixFilePermissions.fromString(folder);
  }

  /** Rights of its files. */
  Set<PosixFilePermission> file() {
    return PosixFilePermissions.fromString(file);
  }

  /**
   * The audience of a path below a root of this audience; null for what lies outside of the root,
   * which is nothing of ours.
   *
   * @param root absolute path without a slash at its end
   * @param path absolute path in the same form
   */
  @Nullable Audience at(String root, String path) {
    if (!path.equals(root) && !path.startsWith(root.endsWith("/") ? root : root + "/")) {
      return null;
    }
    if (this != BY_TREE) {
      return this;
    }
    return List.of(path.substring(root.length()).split("/", -1)).contains(PAYMENTS)
        ? OWNER_AND_GROUP
        : EVERYONE;
  }
}
