package org.openqof.settings;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.SortedMap;
import org.openqof.store.ReplacedFolder;
import org.openqof.store.place.Audience;
import org.openqof.store.place.LakeErrors;
import org.openqof.store.place.Storage;

/** A folder of files with amounts of money, which takes the place of a former one whole. */
public final class MoneyFolder {
  private MoneyFolder() {}

  /**
   * Writes one.
   *
   * @param out the folder it lies in, as a person named it
   * @param name its name
   * @param files content by name
   * @return paths of the files
   * @throws org.openqof.errors.QofException when it would lie in a tree of statistics or in a lake,
   *     or holds files that this program did not write
   */
  public static List<String> write(String out, String name, SortedMap<String, byte[]> files) {
    try (ReplacedFolder folder =
        ReplacedFolder.begin(Place.ofMoney(out), name, files.lastKey(), Audience.OWNER_AND_GROUP)) {
      files.forEach((file, content) -> put(folder, file, content));
      folder.exchange();
      return files.keySet().stream().map(file -> Storage.below(folder.place(), file)).toList();
    }
  }

  private static void put(ReplacedFolder folder, String file, byte[] content) {
    try (OutputStream stream = folder.create(file)) {
      stream.write(content);
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("write", Storage.below(folder.place(), file), problem);
    }
  }
}
