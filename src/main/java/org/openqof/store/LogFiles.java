package org.openqof.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
   * Which files of a log are damaged, each in words: an entry or a checksum that is no JSON, a gap,
   * a checksum whose entry is gone, or that describes another table.
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
    Set<String> said = said(storage, files);
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
   * Takes away what of a log can be made again, where it is damaged: checksums that are no JSON,
   * checksums and checkpoints whose entry is gone, the pointer to the last checkpoint. A last entry
   * that is no JSON gets another name.
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
    Set<String> said = said(storage, files);
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

  /** What the entries of a log say of the table; nothing where early ones are cleaned up. */
  private static Set<String> said(Storage storage, List<Storage.Entry> files) {
    Set<String> said = new HashSet<>();
    if (files.stream().anyMatch(file -> file.name().matches("0{20}\\.json"))) {
      for (Storage.Entry entry : files) {
        if (entry.name().matches("\\d{20}\\.json")) {
          storage.readText(entry.path()).lines().forEach(l -> said.addAll(Json.ofTheTable(l)));
        }
      }
    }
    return said;
  }

  /**
   * What a checksum says of the table and no entry does. Kernel takes columns and settings from the
   * checksum where there is one.
   */
  private static Optional<String> otherTable(
      Storage storage, Set<String> said, Storage.Entry checksum) {
    if (!checksum.name().endsWith(".crc") || said.isEmpty()) {
      return Optional.empty();
    }
    return storage
        .readText(checksum.path())
        .lines()
        .flatMap(line -> Json.ofTheTable(line).stream())
        .filter(one -> !said.contains(one))
        .findFirst()
        .map(one -> checksum.path() + ": describes another table than the entries do");
  }

  private static Optional<String> damage(Storage storage, Storage.Entry file) {
    try {
      int number = 0;
      for (String line : storage.readText(file.path()).lines().toList()) {
        number++;
        if (!line.isBlank() && !Json.isObject(line)) {
          return Optional.of("%s, line %d: is no JSON object".formatted(file.path(), number));
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
