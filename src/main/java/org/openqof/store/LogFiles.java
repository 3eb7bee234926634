package org.openqof.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openqof.errors.QofException;

/** The files of a table's log one by one, for who must say which of them is damaged. */
final class LogFiles {
  private static final Pattern NUMBERED = Pattern.compile("(\\d{20})\\.(json|crc|checkpoint.*)");

  private LogFiles() {}

  /**
   * Which files of a log are damaged, each in words: an entry or a checksum that is no JSON, a gap,
   * a checksum whose entry is gone.
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
    for (Storage.Entry file : files) {
      Matcher name = NUMBERED.matcher(file.name());
      boolean json = file.name().endsWith(".json") || file.name().endsWith(".crc");
      if (name.matches() && Long.parseLong(name.group(1)) > last) {
        found.add("%s: its entry is gone".formatted(file.path()));
      }
      if (json || file.name().equals("_last_checkpoint")) {
        notJson(storage, file).ifPresent(found::add);
      }
    }
    return found;
  }

  private static Optional<String> notJson(Storage storage, Storage.Entry file) {
    try {
      int number = 0;
      for (String line : storage.readText(file.path()).lines().toList()) {
        number++;
        if (!line.isBlank() && !Json.isObject(line)) {
          return Optional.of("%s, line %d: is no JSON object".formatted(file.path(), number));
        }
      }
      return number == 0 ? Optional.of("%s: is empty".formatted(file.path())) : Optional.empty();
    } catch (QofException unreadable) {
      return Optional.of(unreadable.problem());
    }
  }
}
