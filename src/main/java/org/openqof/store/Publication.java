package org.openqof.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.store.Manifest.Origin;
import org.openqof.store.Manifest.PublishedFile;
import org.openqof.store.Manifest.PublishedTable;
import org.openqof.store.parquet.DataFile;
import org.openqof.store.parquet.PublishedFileWriter;
import org.openqof.store.parquet.YearColumns;
import org.openqof.store.place.Audience;
import org.openqof.store.place.LakeErrors;
import org.openqof.store.place.Storage;
import org.openqof.tables.Field;
import org.openqof.tables.Table;
import org.openqof.tables.Table.Tree;

/**
 * The published tree: {@code <year>/<version>/{payments,statistics}/<table>.parquet} with a
 * manifest, and {@code <year>/latest.json}, which names the current version.
 *
 * <p>A version is prepared in a folder that readers pass over, then renamed into place whole, then
 * named by {@code latest.json} in one atomic step. On object stores, where a folder cannot be
 * renamed in one step, each attempt prepares it in a folder of its own, its manifest last, and one
 * small file that only one can put decides which folder is the version ({@link VersionFolders}).
 * Whenever a run is interrupted, the version that was current stays so. The payments tree is open
 * to its owner and group only.
 *
 * <p>One file because what a reader of a publication may rely on is kept and checked in one place.
 */
public final class Publication {
  private static final String STAGING = ".staging-";
  private static final String MANIFEST = "manifest.json";
  private static final String LATEST = "latest.json";

  private final String root;
  private final Storage storage;
  private final VersionFolders folders;

  /**
   * The current version of a year.
   *
   * @param financialYear the year
   * @param version its current version
   * @param folder name of its folder alongside this file
   * @param tables its tables, each with its file relative to this one: what other programs follow
   */
  public record Latest(
      String financialYear, int version, String folder, @Nullable List<LatestTable> tables) {
    public Latest {
      // Those of earlier programs name the folder only.
      tables = tables == null ? List.of() : List.copyOf(tables);
    }
  }

  /**
   * A table of the current version.
   *
   * @param table name of the table
   * @param path its file, relative to the file that says so
   * @param rows number of rows
   */
  public record LatestTable(String table, String path, long rows) {}

  /** The published tree at a URI or local path. */
  public Publication(URI root) {
    this(root, Map.of());
  }

  /**
   * The published tree at a URI or local path.
   *
   * @param hadoopSettings settings laid over Hadoop's configuration, for other schemes than {@code
   *     file}
   */
  public Publication(URI root, Map<String, String> hadoopSettings) {
    this(root, Storage.of(root, hadoopSettings, Audience.BY_TREE));
  }

  /** The published tree in a storage. */
  Publication(URI root, Storage storage) {
    this.root = Storage.absolute(root);
    this.storage = storage;
    this.folders = new VersionFolders(this.root, storage);
  }

  /** Its absolute path. */
  public String root() {
    return root;
  }

  /** The storage it lies in. */
  public Storage storage() {
    return storage;
  }

  /** Where a version lies, or will. */
  public String folder(FinancialYear year, int version) {
    return Storage.below(root, year.toString(), name(year, version));
  }

  private String name(FinancialYear year, int version) {
    return renamesWhole() ? Integer.toString(version) : folders.name(year, version);
  }

  private boolean renamesWhole() {
    return storage.renamesFoldersWhole(root);
  }

  /** Name of a tree's folder. */
  public static String folderName(Tree tree) {
    return tree.name().toLowerCase(Locale.ROOT);
  }

  /** The current version of a year, if one was published. */
  public Optional<Latest> latest(FinancialYear year) {
    String path = Storage.below(root, year.toString(), LATEST);
    return storage.exists(path)
        ? Optional.of(Json.read(storage.readText(path), Latest.class, path))
        : Optional.empty();
  }

  /** The manifest of a version, if it was published. */
  public Optional<Manifest> manifest(FinancialYear year, int version) {
    String path = Storage.below(folder(year, version), MANIFEST);
    return storage.exists(path)
        ? Optional.of(Json.read(storage.readText(path), Manifest.class, path))
        : Optional.empty();
  }

  /** Versions of a year that are in their place, ascending. */
  public List<Integer> versions(FinancialYear year) {
    boolean whole = renamesWhole();
    return storage.list(Storage.below(root, year.toString())).stream()
        .filter(Storage.Entry::folder)
        .filter(entry -> !whole || entry.name().matches("[0-9]{1,9}"))
        .flatMap(
            entry ->
                VersionFolders.versionOf(entry.name())
                    .filter(version -> name(year, version).equals(entry.name()))
                    .stream())
        .sorted()
        .toList();
  }

  /**
   * Checks every file of a version against its manifest.
   *
   * @throws org.openqof.errors.QofException naming the first file that is missing or changed
   */
  public void verify(FinancialYear year, int version) {
    String folder = folder(year, version);
    Manifest manifest =
        manifest(year, version)
            .orElseThrow(
                () ->
                    LakeErrors.changedPublication(
                        Storage.below(folder, MANIFEST), "a manifest", "no file"));
    for (PublishedFile file : manifest.files()) {
      String path = Storage.below(folder, file.path());
      if (!storage.exists(path)) {
        throw LakeErrors.changedPublication(path, file.sha256(), "no file");
      }
      String found = sha256(path);
      if (!found.equals(file.sha256())) {
        throw LakeErrors.changedPublication(path, "SHA-256 " + file.sha256(), found);
      }
    }
  }

  /**
   * Takes away a version that is not the current one; nothing happens where there is none. Readers
   * see all of it or nothing. Files in its folder that its manifest does not name are nobody's of
   * ours: they are kept alongside it, in a folder {@code not-of-version-<version>}.
   *
   * @return paths of the files that were kept
   * @throws org.openqof.errors.QofException when it is the current version
   */
  public List<String> remove(FinancialYear year, int version) {
    Optional<Latest> current = latest(year);
    String place = folder(year, version);
    if (current.isPresent() && current.get().version() == version) {
      throw LakeErrors.currentVersion(year.toString(), version, place);
    }
    if (!storage.exists(place)) {
      return List.of();
    }
    List<String> kept = keepForeign(year, version, place);
    if (!renamesWhole()) {
      folders.close(year, version);
      storage.deleteTree(Storage.below(place, MANIFEST));
      storage.deleteTree(place);
      return kept;
    }
    // A name that readers pass over, and that the next publication clears away.
    String aside =
        Storage.below(root, year.toString(), STAGING + version + "-" + UUID.randomUUID());
    storage.renameFolder(place, aside);
    storage.deleteTree(aside);
    return kept;
  }

  private List<String> keepForeign(FinancialYear year, int version, String place) {
    Optional<Manifest> manifest = manifest(year, version);
    if (manifest.isEmpty()) {
      return List.of();
    }
    Set<String> ours =
        manifest.get().files().stream().map(PublishedFile::path).collect(Collectors.toSet());
    List<String> kept = new ArrayList<>();
    for (String file : OwnFiles.files(storage, place, "")) {
      if (!ours.contains(file) && !file.equals(MANIFEST)) {
        String beside =
            Storage.below(root, year.toString(), "not-of-version-" + version) + "/" + file;
        if (storage.exists(beside)) {
          beside += "-" + UUID.randomUUID();
        }
        if (storage.moveIfAbsent(Storage.below(place, file), beside)) {
          kept.add(beside);
        }
      }
    }
    return kept;
  }

  /**
   * Begins to prepare a version, after deleting what interrupted runs prepared for the same year.
   *
   * @throws org.openqof.errors.QofException when this version is the current one already
   */
  public Draft begin(FinancialYear year, int version) {
    return begin(year, version, () -> {});
  }

  /**
   * The same by a run that may lose its lake: asked before each thing that it clears away.
   *
   * @param stillOurs fails when it has
   */
  public Draft begin(FinancialYear year, int version, Runnable stillOurs) {
    Optional<Latest> current = latest(year);
    if (current.isPresent() && current.get().version() == version) {
      throw LakeErrors.alreadyPublished(year.toString(), version, folder(year, version));
    }
    String ofYear = Storage.below(root, year.toString());
    // A run that was halted just before its version became current cannot do so any more.
    storage.dropUnfinishedPuts(Storage.below(ofYear, LATEST));
    for (Storage.Entry entry : storage.list(ofYear)) {
      if (entry.folder() && entry.name().startsWith(STAGING)) {
        stillOurs.run();
        storage.deleteTree(entry.path());
      }
    }
    if (renamesWhole()) {
      return new Draft(
          year, version, Storage.below(ofYear, STAGING + version + "-" + UUID.randomUUID()));
    }
    folders.sweep(year, current.map(Latest::version).orElse(0), MANIFEST, stillOurs);
    stillOurs.run();
    return new Draft(year, version, Storage.below(ofYear, folders.take(year, version)));
  }

  private String sha256(String path) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      try (InputStream stream = new DigestInputStream(storage.open(path, 0), digest)) {
        while (stream.read(buffer) >= 0) {
          // The digest takes each buffer as it passes.
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("read", path, problem);
    }
  }

  /**
   * A version being prepared. Closing it without {@link #publish} leaves nothing behind. Tables may
   * be added by several threads.
   */
  public final class Draft implements AutoCloseable {
    private final FinancialYear year;
    private final int version;
    private final String staging;
    private final List<PublishedTable> tables = new ArrayList<>();
    private boolean open = true;

    private Draft(FinancialYear year, int version, String staging) {
      this.year = year;
      this.version = version;
      this.staging = staging;
      for (Tree tree : List.of(Tree.PAYMENTS, Tree.STATISTICS)) {
        storage.makeFolders(folder(tree));
      }
      storage.restrictToOwnerAndGroup(folder(Tree.PAYMENTS));
    }

    /** Where files of a tree are prepared: for what is published alongside the tables. */
    public String folder(Tree tree) {
      return Storage.below(staging, folderName(tree));
    }

    /**
     * Adds a table: one file, sorted by the table's key, from its files in the lake. Row groups are
     * copied as they are where that gives the right order.
     *
     * @param files the table's files of this version
     */
    public PublishedTable add(Table table, List<DataFile> files) {
      if (table.tree() == Tree.NOT_PUBLISHED) {
        throw new IllegalArgumentException(table + " is not a table to publish");
      }
      if (table.tree() == Tree.STATISTICS
          && table.fields().stream().anyMatch(field -> field.unit() == Field.Unit.GBP)) {
        throw new IllegalArgumentException(table + " holds money and is not for the public tree");
      }
      String path = Storage.below(folderName(table.tree()), table.name() + ".parquet");
      PublishedFileWriter writer = new PublishedFileWriter(storage, table);
      PublishedFileWriter.Written written =
          writer.write(Storage.below(staging, path), files, new YearColumns(year, version));
      PublishedTable added = PublishedTable.of(table, path, written.rows(), written.digest().hex());
      synchronized (tables) {
        tables.add(added);
      }
      return added;
    }

    /**
     * Makes the version the current one of its year, unless a higher one is already.
     *
     * <p>When a run was interrupted after the version was in place and before it became current,
     * doing it again with the same results makes that version current.
     *
     * @throws org.openqof.errors.QofException when there is such a version with other results
     */
    public Manifest publish(Origin origin) {
      return publish(origin, () -> {});
    }

    /**
     * The same by a run that may lose its lake while it publishes.
     *
     * @param stillOurs fails when it has; asked when all is ready, and again when the name that
     *     readers follow is
     */
    public Manifest publish(Origin origin, Runnable stillOurs) {
      List<PublishedTable> sorted;
      synchronized (tables) {
        sorted = new ArrayList<>(tables);
      }
      sorted.sort(Comparator.comparing(PublishedTable::name));
      List<PublishedFile> files = new ArrayList<>();
      collect(staging, "", files);
      ensureComplete(sorted, files);
      Manifest manifest = new Manifest(year.toString(), version, origin, sorted, files);
      storage.restrictToOwnerAndGroup(folder(Tree.PAYMENTS));
      storage.put(Storage.below(staging, MANIFEST), Json.bytes(manifest), stillOurs);
      if (!renamesWhole()) {
        manifest = decide(manifest, stillOurs);
        point(manifest, stillOurs);
        folders.sweep(year, version, MANIFEST, stillOurs);
        return manifest;
      }
      String place = Publication.this.folder(year, version);
      if (storage.exists(place)) {
        manifest = inPlace(manifest, place);
        close();
      } else {
        storage.renameFolder(staging, place);
        open = false;
      }
      point(manifest, stillOurs);
      return manifest;
    }

    /** Makes what was prepared the version, on an object store, unless another is it already. */
    private Manifest decide(Manifest wanted, Runnable stillOurs) {
      stillOurs.run();
      // From here on it may be the version, even if no answer comes.
      open = false;
      String mine = staging.substring(Storage.parent(staging).length() + 1);
      return folders.decide(year, version, mine).equals(mine)
          ? wanted
          : inPlace(wanted, Publication.this.folder(year, version));
    }

    /** Whoever publishes the year next clears away what others prepared, and they may not know. */
    private void ensureComplete(List<PublishedTable> added, List<PublishedFile> files) {
      Set<String> there = files.stream().map(PublishedFile::path).collect(Collectors.toSet());
      for (PublishedTable table : added) {
        if (!there.contains(table.path())) {
          throw LakeErrors.changedPublication(
              Storage.below(staging, table.path()), "the table that was prepared there", "no file");
        }
      }
    }

    private Manifest inPlace(Manifest wanted, String place) {
      Optional<Manifest> there = manifest(year, version);
      if (there.isEmpty() || !there.get().sameResults(wanted)) {
        throw LakeErrors.alreadyPublished(year.toString(), version, place);
      }
      verify(year, version);
      return there.get();
    }

    private void point(Manifest of, Runnable stillOurs) {
      Optional<Latest> current = Publication.this.latest(year);
      if (current.isEmpty() || current.get().version() < version) {
        storage.put(
            Storage.below(root, year.toString(), LATEST), Json.bytes(pointer(of)), stillOurs);
      }
    }

    private Latest pointer(Manifest of) {
      String place = name(year, version);
      return new Latest(
          year.toString(),
          version,
          place,
          of.tables().stream()
              .map(table -> new LatestTable(table.name(), place + "/" + table.path(), table.rows()))
              .toList());
    }

    private void collect(String folder, String relative, List<PublishedFile> files) {
      for (Storage.Entry entry : storage.list(folder)) {
        String name = relative.isEmpty() ? entry.name() : relative + "/" + entry.name();
        if (entry.folder()) {
          collect(entry.path(), name, files);
        } else {
          files.add(new PublishedFile(name, entry.bytes(), sha256(entry.path())));
        }
      }
    }

    @Override
    public void close() {
      if (open) {
        storage.deleteTree(staging);
      }
      open = false;
    }
  }
}
