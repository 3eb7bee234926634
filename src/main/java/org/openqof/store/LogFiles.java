package org.openqof.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openqof.errors.QofException;
import org.openqof.store.place.Storage;

/** The files of a table's log one by one, for who must say which of them is damaged. */
final class LogFiles {
  private static final Pattern NUMBERED = Pattern.compile("(\\d{20})\\.(json|crc|checkpoint.*)");

  private LogFiles() {}

  /**
   * Which files of a log are damaged, each in words: an entry or a checksum that is not a JSON, a
   * gap, a checksum whose entry is gone, or that describes another table.
   *
   * @param folder the log's folder
   */
  static List<String> damaged(Storage storage, String folder) {
    List<String> found = new ArrayList<>();
    List<Storage.Entry> files;
    try {
      files = storage.list(folder);
    } catch (QofException unreadable) {
      return List.of(unreadable.problem());
    }
    long last = -1;
    boolean checkpoints = false;
    for (Storage.Entry file : files) {
      Matcher name = NUMBERED.matcher(file.name());
      if (name.matches()) {
        checkpoints |= name.group(2).startsWith("checkpoint");
        if (name.group(2).equals("json")) {
          long version = Long.parseLong(name.group(1));
          if (version != last + 1 && !(last < 0 && checkpoints)) {
            found.add("%s: the entry before it is gone".formatted(file.path()));
          }
          last = version;
        }
      }
    }
    Map<String, Integer> said = said(storage, files);
    for (Storage.Entry file : files) {
      Matcher name = NUMBERED.matcher(file.name());
      boolean json = file.name().endsWith(".json") || file.name().endsWith(".crc");
      if (name.matches() && Long.parseLong(name.group(1)) > last) {
        found.add("%s: its entry is gone".formatted(file.path()));
      }
      if (json || file.name().equals("_last_checkpoint")) {
        damage(storage, file).or(() -> otherTable(storage, said, file)).ifPresent(found::add);
      }
    }
    return found;
  }

  /**
   * Takes away what of a log can be made again, where it is damaged: checksums that are not JSON,
   * checksums and checkpoints whose entry is gone, the pointer to the last checkpoint. A last entry
   * that is not a JSON gets another name.
   *
   * @return what was done, in words
   */
  static List<String> mend(Storage storage, String folder) {
    List<String> done = new ArrayList<>();
    List<Storage.Entry> files = storage.list(folder);
    Storage.Entry lastEntry = null;
    for (Storage.Entry file : files) {
      if (file.name().matches("\\d{20}\\.json")) {
        lastEntry = file;
      }
    }
    if (lastEntry != null && damage(storage, lastEntry).isPresent()) {
      String aside = lastEntry.path() + ".damaged";
      storage.put(aside, storage.read(lastEntry.path()));
      storage.deleteTree(lastEntry.path());
      done.add("its last entry is damaged and was put aside as " + aside);
      List<String> more = mend(storage, folder);
      done.addAll(more);
      return done;
    }
    long last = lastEntry == null ? -1 : Long.parseLong(lastEntry.name().substring(0, 20));
    Map<String, Integer> said = said(storage, files);
    for (Storage.Entry file : files) {
      Matcher name = NUMBERED.matcher(file.name());
      boolean beyond = name.matches() && Long.parseLong(name.group(1)) > last;
      boolean derived = file.name().endsWith(".crc") || file.name().equals("_last_checkpoint");
      boolean wrong =
          derived && damage(storage, file).or(() -> otherTable(storage, said, file)).isPresent();
      if (beyond || wrong) {
        storage.deleteTree(file.path());
        done.add("%s was damaged or of no entry, and was taken away".formatted(file.path()));
      }
    }
    return done;
  }

  /**
   * What the files of a log say of the table, each with the number of files that say it; nothing
   * where early entries are cleaned up.
   */
  private static Map<String, Integer> said(Storage storage, List<Storage.Entry> files) {
    Map<String, Integer> said = new HashMap<>();
    if (files.stream().anyMatch(file -> file.name().matches("0{20}\\.json"))) {
      for (Storage.Entry file : files) {
        if (file.name().matches("\\d{20}\\.(json|crc)")) {
          ofTheTable(storage, file).forEach(one -> said.merge(one, 1, Integer::sum));
        }
      }
    }
    return said;
  }

  private static Set<String> ofTheTable(Storage storage, Storage.Entry file) {
    Set<String> said = new HashSet<>();
    try {
      storage.readText(file.path()).lines().forEach(line -> said.addAll(Json.ofTheTable(line)));
    } catch (QofException unreadable) {
      // Named by itself: it says nothing.
      return Set.of();
    }
    return said;
  }

  /**
   * Whether a checksum says of the table what no other file of the log says. Kernel takes columns
   * and settings from the checksum where there is one.
   */
  private static Optional<String> otherTable(
      Storage storage, Map<String, Integer> said, Storage.Entry checksum) {
    boolean alone =
        checksum.name().endsWith(".crc")
            && !said.isEmpty()
            && ofTheTable(storage, checksum).stream()
                .anyMatch(one -> said.getOrDefault(one, 0) < 2);
    return alone
        ? Optional.of(checksum.path() + ": describes another table than all other files do")
        : Optional.empty();
  }

  private static Optional<String> damage(Storage storage, Storage.Entry file) {
    try {
      int number = 0;
      for (String line : storage.readText(file.path()).lines().toList()) {
        number++;
        if (!line.isBlank() && !Json.isObject(line)) {
          return Optional.of("%s, line %d: is not a JSON object".formatted(file.path(), number));
        }
        if (file.name().endsWith(".json") && !line.isBlank() && !Json.isTransactionWhole(line)) {
          return Optional.of(
              "%s, line %d: names no transaction and version".formatted(file.path(), number));
        }
      }
      return number == 0 ? Optional.of("%s: is empty".formatted(file.path())) : Optional.empty();
    } catch (QofException unreadable) {
      return Optional.of(unreadable.problem());
    }
  }
}
