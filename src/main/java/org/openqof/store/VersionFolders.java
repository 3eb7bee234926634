package org.openqof.store;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openqof.domain.FinancialYear;
import org.openqof.store.place.Storage;

/**
 * Which folder holds a published version on an object store, where a folder cannot be prepared
 * under another name and renamed.
 *
 * <p>No folder is ever written by two attempts to publish: the first of a version takes the plain
 * number, for good, and every other a name of its own. Which of them is the version is decided
 * once, by a small file {@code .versions/<version>.json} that only one can put and that names the
 * folder, or none once the version is closed. So a run that was halted and wakes up when another
 * has taken its lake over finds its one call refused, or spent on a folder that nobody reads.
 */
final class VersionFolders {
  private static final String RECORDS = ".versions";
  private static final String TAKEN = ".taken";

  /** Names of folders of versions: the number, or the number with a mark of the attempt. */
  private static final Pattern NAME = Pattern.compile("([0-9]{1,9})(-[0-9a-f]{8})?");

  private static final String NONE = "";

  private final String root;
  private final Storage storage;

  VersionFolders(String root, Storage storage) {
    this.root = root;
    this.storage = storage;
  }

  /**
   * What was decided of a version.
   *
   * @param version the version
   * @param folder name of its folder; empty when none is it, now or ever
   */
  record Decided(int version, String folder) {}

  /** The version that a folder of this name belongs to, decided or not. */
  static Optional<Integer> versionOf(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
  }

  /** What was decided of a version, if anything was. */
  Optional<Decided> decided(FinancialYear year, int version) {
    String path = record(year, version);
    return storage.exists(path)
        ? Optional.of(Json.read(storage.readText(path), Decided.class, path))
        : Optional.empty();
  }

  /**
   * Name of the folder of a version. Undecided ones have the plain number: that of a version that
   * is not there, or that an earlier form of this program published.
   */
  String name(FinancialYear year, int version) {
    return decided(year, version)
        .map(of -> of.folder().equals(NONE) ? "." + version + "-closed" : of.folder())
        .orElse(Integer.toString(version));
  }

  /** A folder for one attempt to publish a version, which no other attempt gets. */
  String take(FinancialYear year, int version) {
    String plain = Integer.toString(version);
    String attempt = UUID.randomUUID().toString();
    boolean first =
        storage.list(Storage.below(root, year.toString(), plain)).isEmpty()
            && storage.putIfAbsent(
                Storage.below(root, year.toString(), RECORDS, version + TAKEN),
                Json.bytes(attempt));
    return first ? plain : plain + "-" + attempt.substring(0, 8);
  }

  /**
   * Decides which folder is a version, unless that is decided.
   *
   * @return name of the folder that is it; empty when none is
   */
  String decide(FinancialYear year, int version, String folder) {
    byte[] wanted = Json.bytes(new Decided(version, folder));
    return storage.putIfAbsent(record(year, version), wanted)
        ? folder
        : decided(year, version).map(Decided::folder).orElse(NONE);
  }

  /** Lets no folder be a version any more, before its folder is deleted. */
  void close(FinancialYear year, int version) {
    storage.put(record(year, version), Json.bytes(new Decided(version, NONE)));
  }

  /**
   * Deletes folders that can no longer become a version: of a version that is decided otherwise, or
   * below the current one, which is closed first. Versions of earlier forms of this program stay.
   */
  void sweep(FinancialYear year, int current, String manifest, Runnable stillOurs) {
    for (Storage.Entry entry : storage.list(Storage.below(root, year.toString()))) {
      Optional<Integer> version = entry.folder() ? versionOf(entry.name()) : Optional.empty();
      if (version.isEmpty()) {
        continue;
      }
      Optional<String> folder = decided(year, version.get()).map(Decided::folder);
      if (folder.isEmpty() && version.get() < current && !isOfEarlierForm(year, entry, manifest)) {
        stillOurs.run();
        folder = Optional.of(decide(year, version.get(), NONE));
      }
      if (folder.isPresent() && !folder.get().equals(entry.name())) {
        stillOurs.run();
        storage.deleteTree(entry.path());
      }
    }
  }

  /** A whole version in a folder that no attempt took. */
  private boolean isOfEarlierForm(FinancialYear year, Storage.Entry entry, String manifest) {
    return storage.exists(Storage.below(entry.path(), manifest))
        && !storage.exists(Storage.below(root, year.toString(), RECORDS, entry.name() + TAKEN));
  }

  private String record(FinancialYear year, int version) {
    return Storage.below(root, year.toString(), RECORDS, version + ".json");
  }
}
