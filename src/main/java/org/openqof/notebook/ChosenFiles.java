package org.openqof.notebook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder of links to chosen files, for a run that is to take these and no others. */
final class ChosenFiles {
  private ChosenFiles() {}

  /** The folder of links, rebuilt. */
  static Path of(Path room, Path data, List<String> files) {
    Path folder = room.resolve("extracts");
    try {
      Files.createDirectories(folder);
      try (Stream<Path> old = Files.list(folder)) {
        for (Path link : old.toList()) {
          Files.delete(link);
        }
      }
      for (String file : files) {
        Path target = data.resolve(file).toRealPath();
        Files.createSymbolicLink(folder.resolve(String.valueOf(target.getFileName())), target);
      }
      return folder;
    } catch (IOException e) {
      throw NotebookErrors.unwritable(folder.toString(), e);
    }
  }
}
