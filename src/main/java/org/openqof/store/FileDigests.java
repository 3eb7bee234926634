package org.openqof.store;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openqof.domain.FinancialYear;
import org.openqof.errors.QofException;
import org.openqof.store.parquet.DataFile;
import org.openqof.store.place.Storage;

/**
 * What the lake remembers of the data files of each version: their names, sizes and SHA-256,
 * alongside the content digest that they gave together. Files that are still the same bytes hold
 * still the same rows, which is much faster to find out than reading them.
 *
 * <p>It is memory, as all in the lake's {@code .state}: without it the rows are read and digested.
 */
final class FileDigests {
  private static final String FOLDER = "file-digests";

  private final Lake lake;

  /** What a lake remembers. */
  FileDigests(Lake lake) {
    this.lake = lake;
  }

  /**
   * A data file.
   *
   * @param bytes size
   * @param sha256 digest of its bytes, hexadecimal
   */
  record Remembered(long bytes, String sha256) {}

  /**
   * The files of a table in one version.
   *
   * @param digest content digest of their rows
   * @param files its files by name without folders
   */
  record OfTable(String digest, SortedMap<String, Remembered> files) {
    OfTable {
      files = new TreeMap<>(files);
    }
  }

  /** What is to be remembered of files that were staged here, by name. */
  static SortedMap<String, Remembered> staged(List<DataFile> files) {
    TreeMap<String, Remembered> remembered = new TreeMap<>();
    for (DataFile file : files) {
      String sha256 = file.sha256();
      if (sha256 != null && file.rows() > 0) {
        remembered.put(file.name(), new Remembered(file.bytes(), sha256));
      }
    }
    return remembered;
  }

  /**
   * The tables of a version.
   *
   * @param tables what is remembered of each, by name
   */
  record OfVersion(SortedMap<String, OfTable> tables) {
    OfVersion {
      tables = new TreeMap<>(tables);
    }
  }

  private String path(FinancialYear year, int version) {
    return lake.statePath(Storage.below(FOLDER, "%s-%d.json".formatted(year, version)));
  }

  /** What is remembered of a version; nothing where that cannot be read. */
  OfVersion of(FinancialYear year, int version) {
    String path = path(year, version);
    try {
      if (lake.storage().exists(path)) {
        return Json.read(lake.storage().readText(path), OfVersion.class, path);
      }
    } catch (QofException | NullPointerException damaged) {
      // Memory that is lost: the rows themselves are asked.
    }
    return new OfVersion(new TreeMap<>());
  }

  /** Remembers more of a version. */
  synchronized void remember(FinancialYear year, int version, SortedMap<String, OfTable> more) {
    if (more.isEmpty()) {
      return;
    }
    TreeMap<String, OfTable> all = new TreeMap<>(of(year, version).tables());
    all.putAll(more);
    lake.storage().put(path(year, version), Json.bytes(new OfVersion(all)));
  }

  /** Forgets a version that was taken out. */
  void forget(FinancialYear year, int version) {
    lake.storage().deleteTree(path(year, version));
  }
}
