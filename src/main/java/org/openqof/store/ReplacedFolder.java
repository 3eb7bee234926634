package org.openqof.store;

import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.openqof.errors.PublishErrors;
import org.openqof.tables.Block;

/**
 * A folder that takes the place of a former one whole: prepared beside it under a name that readers
 * pass over, then exchanged with it. Closing it without {@link #exchange} leaves the former one
 * untouched.
 *
 * <p>The exchange is two renames. A process that ends between them leaves the former folder under
 * its waiting name; {@link #begin} puts it back.
 */
public final class ReplacedFolder implements AutoCloseable {
  private static final String STAGING = ".staging-";
  private static final String FORMER = ".former-";

  private final Storage storage;
  private final String place;
  private final String former;
  private final String staging;
  private final String mark;
  private boolean open = true;

  private ReplacedFolder(Storage storage, String parent, String name, String mark) {
    this.storage = storage;
    this.place = Storage.below(parent, name);
    this.former = Storage.below(parent, FORMER + name);
    this.staging = Storage.below(parent, STAGING + name + "-" + UUID.randomUUID());
    this.mark = mark;
  }

  /**
   * Begins to prepare a folder, after putting right what an interrupted process left.
   *
   * @param parent the folder it lies in
   * @param name its name
   * @param mark a file that every folder of this kind holds, by which a former one is known
   * @throws org.openqof.errors.QofException when the place holds something else
   */
  public static ReplacedFolder begin(URI parent, String name, String mark) {
    Storage storage = Storage.of(parent);
    String above = Storage.absolute(parent);
    ReplacedFolder folder = new ReplacedFolder(storage, above, name, mark);
    for (Storage.Entry entry : storage.list(above)) {
      if (entry.name().startsWith(STAGING + name + "-")) {
        storage.deleteTree(entry.path());
      }
    }
    if (storage.exists(folder.former)) {
      if (storage.exists(folder.place)) {
        storage.deleteTree(folder.former);
      } else {
        storage.renameFolder(folder.former, folder.place);
      }
    }
    folder.refuseForeignContent();
    return folder;
  }

  private void refuseForeignContent() {
    if (!storage.list(place).isEmpty() && !storage.exists(Storage.below(place, mark))) {
      throw PublishErrors.notAPublication(place);
    }
  }

  /** Where it lies once exchanged. */
  public String place() {
    return place;
  }

  /**
   * Begins a file.
   *
   * @param name path below the folder, parts separated by a slash
   */
  public OutputStream create(String name) {
    return storage.create(Storage.below(staging, name));
  }

  /**
   * Writes a table as one Parquet file.
   *
   * @param name path below the folder
   * @param rows rows of one table, sorted
   */
  public void write(String name, Block rows) {
    BlockWriter.write(storage, Storage.below(staging, name), rows.table(), List.of(rows));
  }

  /** Lets its owner and group alone read what has been prepared: it holds money. */
  public void restrictToOwnerAndGroup() {
    storage.restrictToOwnerAndGroup(staging);
  }

  /** Puts the prepared folder in the place of the former one. */
  public void exchange() {
    boolean replaces = storage.exists(place);
    if (replaces) {
      refuseForeignContent();
      storage.renameFolder(place, former);
    }
    try {
      storage.renameFolder(staging, place);
    } catch (RuntimeException failed) {
      if (replaces) {
        storage.renameFolder(former, place);
      }
      throw failed;
    }
    open = false;
    storage.deleteTree(former);
  }

  @Override
  public void close() {
    if (open) {
      open = false;
      storage.deleteTree(staging);
    }
  }
}
