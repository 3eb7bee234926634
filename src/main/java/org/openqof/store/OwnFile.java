package org.openqof.store;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.openqof.store.place.Audience;
import org.openqof.store.place.FileDigest;
import org.openqof.store.place.LakeErrors;
import org.openqof.store.place.LocalStorage;
import org.openqof.store.place.Storage;

/**
 * One file that a command writes where its user says: whole or not at all, with the rights of its
 * audience, never in a lake, and never over a file that this program did not write.
 *
 * <p>The folder gets a list of such files with their digests, {@code .openqof-files}, to which
 * lines are only added, so that two commands may write into one folder at the same time.
 */
public final class OwnFile {
  private OwnFile() {}

  /**
   * Writes it.
   *
   * @param place its place
   * @param audience who may see it
   * @throws org.openqof.errors.QofException when the place holds something else, lies in a lake or
   *     cannot be written
   */
  public static void write(URI place, byte[] content, Audience audience) {
    String path = Storage.absolute(place);
    String folder = Storage.parent(path);
    Storage storage = Storage.of(URI.create(parent(place)), Map.of(), audience);
    LakeFormat.refuseInside(storage, path);
    if (storage instanceof LocalStorage && isDevice(LocalStorage.path(path))) {
      pour(path, content);
      return;
    }
    String name = path.substring(folder.length() + 1);
    String digest = FileDigest.of(content);
    OwnFiles ours = OwnFiles.in(storage, folder);
    if (storage.exists(path) && !ours.lists(name, FileDigest.of(storage, path))) {
      throw LakeErrors.foreignFile(path, ours.lists(name));
    }
    if (!ours.lists(name, digest)) {
      storage.append(
          Storage.below(folder, OwnFiles.NAME),
          OwnFiles.line(name, digest).getBytes(StandardCharsets.UTF_8));
    }
    storage.put(path, content);
  }

  private static String parent(URI place) {
    String text = place.toString();
    return text.substring(0, text.lastIndexOf('/') + 1);
  }

  /** A terminal or a pipe: what goes there is not kept, so there is nothing to write over. */
  private static boolean isDevice(Path file) {
    return Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
  }

  private static void pour(String path, byte[] content) {
    try (OutputStream stream =
        Files.newOutputStream(LocalStorage.path(path), StandardOpenOption.WRITE)) {
      stream.write(content);
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("write", path, problem);
    }
  }
}
