package org.openqof.store;

import java.io.OutputStream;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.openqof.errors.QofException;
import org.openqof.store.parquet.BlockWriter;
import org.openqof.store.place.Audience;
import org.openqof.store.place.FileDigest;
import org.openqof.store.place.LakeErrors;
import org.openqof.store.place.Storage;
import org.openqof.tables.Block;

/**
 * A folder that takes the place of a former one whole: prepared alongside it under a name that
 * readers pass over, then exchanged with it. Closing it without {@link #exchange} leaves the former
 * one untouched.
 *
 * <p>The folder has a list of its files with their digests ({@code .openqof-files}). A folder that
 * holds anything else, or a file that was changed since, is never replaced.
 *
 * <p>The exchange is two renames. A process that ends between them leaves the former folder under
 * its waiting name; {@link #begin} puts it back.
 *
 * <p>Where a folder cannot be renamed in one step, as on object stores, the exchange begins with
 * one small file alongside it, {@code .exchange-<name>.json}, that lists the new files; they then
 * take the place of the former ones one by one, the mark last, and the list is deleted. A process
 * that ends in between leaves the list, and {@link #begin} finishes the exchange. While there is a
 * list, the folder holds files of both.
 *
 * <p>One process at a time makes a folder: it holds {@code .<name>.lock} alongside it ({@link
 * PlaceLock}). One that was halted and lost the lock finds its files gone, and exchanges nothing.
 */
public final class ReplacedFolder implements AutoCloseable {
  private static final String STAGING = ".staging-";
  private static final String FORMER = ".former-";
  private static final String EXCHANGE = ".exchange-";

  private final Storage storage;
  private final String place;
  private final String former;
  private final String staging;
  private final String exchanging;
  private final String mark;
  private final PlaceLock lock;
  private final Set<String> begun = ConcurrentHashMap.newKeySet();
  private final OwnFiles own = new OwnFiles();
  private boolean open = true;

  /**
   * An exchange that has begun.
   *
   * @param staging folder of the new files that have not yet taken their place
   * @param files paths of all new files below the folder, the mark last
   */
  private record Exchange(String staging, List<String> files) {}

  private ReplacedFolder(Storage storage, String parent, String name, String mark, PlaceLock lock) {
    this.lock = lock;
    this.storage = storage;
    this.place = Storage.below(parent, name);
    this.former = Storage.below(parent, FORMER + name);
    this.staging = Storage.below(parent, STAGING + name + "-" + UUID.randomUUID());
    this.exchanging = Storage.below(parent, EXCHANGE + name + ".json");
    this.mark = mark;
  }

  /**
   * Begins to prepare a folder, after putting right what an interrupted process left.
   *
   * @param parent the folder it lies in
   * @param name its name
   * @param mark the file that readers look for, put in its place last
   * @param audience who may see what is put there
   * @throws org.openqof.errors.QofException when the place holds anything that this program did not
   *     write, or lies in a lake; of kind HELD when another process makes it
   */
  public static ReplacedFolder begin(URI parent, String name, String mark, Audience audience) {
    Storage storage = Storage.of(parent, Map.of(), audience);
    String above = Storage.absolute(parent);
    LakeFormat.refuseInside(storage, Storage.below(above, name));
    return begin(storage, above, name, mark);
  }

  static ReplacedFolder begin(Storage storage, String above, String name, String mark) {
    String place = Storage.below(above, name);
    PlaceLock lock =
        PlaceLock.take(
            new PlaceLock.Place(storage, above, "." + name + ".lock", words(place)),
            LockOwner.ofThisProcess(UUID.randomUUID().toString(), Instant.now()),
            RunLock.Times.ofProcess(),
            () -> {});
    try {
      ReplacedFolder folder = new ReplacedFolder(storage, above, name, mark, lock);
      folder.putRight(above, name);
      folder.refuseForeignContent();
      return folder;
    } catch (RuntimeException refused) {
      lock.close();
      throw refused;
    }
  }

  private static PlaceLock.Words words(String place) {
    return new PlaceLock.Words() {
      @Override
      public QofException held(String owner, String lockFile) {
        return LakeErrors.beingMade(place, owner, lockFile);
      }

      @Override
      public QofException lost(String runId, String owner) {
        return LakeErrors.lostPlace(place, owner);
      }
    };
  }

  /** Puts right what an interrupted process left. */
  private void putRight(String above, String name) {
    if (storage.exists(exchanging)) {
      finishExchange();
    }
    for (Storage.Entry entry : storage.list(above)) {
      if (entry.name().startsWith(STAGING + name + "-")) {
        storage.deleteTree(entry.path());
      }
    }
    if (storage.exists(former)) {
      if (storage.exists(place)) {
        storage.deleteTree(former);
      } else {
        storage.renameFolder(former, place);
      }
    }
  }

  private void refuseForeignContent() {
    List<String> foreign = OwnFiles.foreign(storage, place);
    if (!foreign.isEmpty()) {
      throw LakeErrors.foreignFiles(place, foreign);
    }
  }

  /** Nobody may have put anything there meanwhile. */
  private void refuseNewFiles() {
    OwnFiles ours = OwnFiles.in(storage, place);
    List<String> foreign =
        OwnFiles.files(storage, place, "").stream()
            .filter(file -> !file.equals(OwnFiles.NAME) && !ours.lists(file))
            .toList();
    if (!foreign.isEmpty()) {
      throw LakeErrors.foreignFiles(place, foreign);
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
    begun.add(name);
    return FileDigest.of(
        storage.create(Storage.below(staging, name)), digest -> written(name, digest));
  }

  /**
   * Writes a table as one Parquet file.
   *
   * @param name path below the folder
   * @param rows rows of one table, sorted
   */
  public void write(String name, Block rows) {
    begun.add(name);
    String path = Storage.below(staging, name);
    BlockWriter.write(storage, path, rows.table(), List.of(rows));
    written(name, FileDigest.of(storage, path));
  }

  private void written(String name, String digest) {
    synchronized (own) {
      own.add(name, digest);
    }
  }

  /** Puts the prepared folder in the place of the former one. */
  public void exchange() {
    refuseNewFiles();
    lock.ensureHeld();
    List<String> files = OwnFiles.files(storage, staging, "");
    if (!files.containsAll(begun)) {
      // Whoever took this place over has cleared them away.
      throw LakeErrors.lostPlace(place, "another process, which cleared away what was made");
    }
    synchronized (own) {
      storage.put(Storage.below(staging, OwnFiles.NAME), own.content());
    }
    if (!storage.renamesFoldersWhole(place)) {
      files.add(OwnFiles.NAME);
      if (files.remove(mark)) {
        files.add(mark);
      }
      storage.put(exchanging, Json.bytes(new Exchange(staging, files)));
      open = false;
      finishExchange();
      return;
    }
    boolean replaces = storage.exists(place);
    if (replaces) {
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

  /** Does what is left of an exchange; may be done again from any point. */
  private void finishExchange() {
    Exchange begun = Json.read(storage.readText(exchanging), Exchange.class, exchanging);
    for (String file : begun.files()) {
      String next = Storage.below(begun.staging(), file);
      // Whatever is still among the new files has not certainly taken its place.
      if (storage.exists(next)) {
        lock.ensureHeld();
        String to = Storage.below(place, file);
        storage.deleteTree(to);
        storage.moveIfAbsent(next, to);
      }
    }
    for (String file : OwnFiles.files(storage, place, "")) {
      if (!begun.files().contains(file)) {
        lock.ensureHeld();
        storage.deleteTree(Storage.below(place, file));
      }
    }
    storage.deleteTree(begun.staging());
    storage.deleteTree(exchanging);
  }

  @Override
  public void close() {
    if (open) {
      open = false;
      storage.deleteTree(staging);
    }
    lock.close();
  }
}
