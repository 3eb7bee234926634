package org.openqof.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Who sees what commands wrote below a room: money and names are their owner's and group's, what is
 * public can be read by all and written by none. See docs/operations.md, "Who sees what".
 */
public final class Seen {
  private static final Pattern CLOSED =
      Pattern.compile(
          "(lake|compared|what-if|restated|reports|pages)(/.*)?|published/[^/]+/[^/]+/payments(/.*)?");

  private Seen() {}

  /** Whether owner and group alone may see a path, relative to the room. */
  private static boolean isClosed(String relative) {
    return CLOSED.matcher(relative).matches();
  }

  /** All but what the test itself gave; a link has no rights of its own. */
  private static List<Path> below(Path room) throws IOException {
    try (Stream<Path> all = Files.walk(room)) {
      return all.filter(path -> !path.equals(room) && !path.startsWith(room.resolve("given")))
          .filter(path -> !Files.isSymbolicLink(path))
          .sorted()
          .toList();
    }
  }

  /** Links to anything but the project's own launcher: what they lead to is somebody else's. */
  private static List<String> foreignLinks(Path room) throws IOException {
    Path launcher = Path.of("qof").toRealPath();
    List<String> foreign = new ArrayList<>();
    try (Stream<Path> all = Files.walk(room)) {
      for (Path link : all.filter(Files::isSymbolicLink).toList()) {
        if (!link.startsWith(room.resolve("given")) && !link.toRealPath().equals(launcher)) {
          foreign.add(room.relativize(link) + " is a link to " + link.toRealPath());
        }
      }
    }
    return foreign;
  }

  /** What has other rights than it must have, in words. */
  public static List<String> wrong(Path room) throws IOException {
    List<String> wrong = new ArrayList<>(foreignLinks(room));
    for (Path path : below(room)) {
      String relative = room.relativize(path).toString();
      String found = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
      boolean folder = Files.isDirectory(path);
      String wanted =
          isClosed(relative)
              ? (folder ? "rwxr-x---" : "rw-r-----")
              : (folder ? "rwxr-xr-x" : "rw-r--r--");
      if (!found.equals(wanted)) {
        wrong.add(relative + " is " + found + ", not " + wanted);
      }
    }
    return wrong;
  }

  /**
   * What another user of this machine may read that is closed, may not read that is public, or may
   * write, in words: as the system itself answers, not as modes say.
   */
  public static List<String> wrongToAnotherUser(Path room) throws Exception {
    Files.setPosixFilePermissions(room, PosixFilePermissions.fromString("rwxr-xr-x"));
    List<String> wrong = new ArrayList<>();
    List<String> readable = find(room, "-readable", "-type", "f");
    for (String path : readable) {
      if (!path.startsWith("given/") && isClosed(path)) {
        wrong.add(path + " can be read");
      }
    }
    for (Path path : below(room)) {
      String relative = room.relativize(path).toString();
      if (Files.isRegularFile(path) && !isClosed(relative) && !readable.contains(relative)) {
        wrong.add(relative + " cannot be read");
      }
    }
    for (String path : find(room, "-writable", "-not", "-type", "l")) {
      if (!path.startsWith("given")) {
        wrong.add(path + " can be written");
      }
    }
    return wrong;
  }

  /** Whether there is another user to ask as: this process is the superuser's. */
  public static boolean canAskAsAnotherUser() throws Exception {
    try {
      return new ProcessBuilder(asNobody("true")).start().waitFor() == 0;
    } catch (IOException noSuchCommand) {
      return false;
    }
  }

  private static List<String> asNobody(String... command) {
    List<String> line =
        new ArrayList<>(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
    line.addAll(List.of(command));
    return line;
  }

  private static List<String> find(Path room, String... conditions) throws Exception {
    List<String> command = asNobody("find", room.toString());
    command.addAll(List.of(conditions));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    List<String> found = new ArrayList<>();
    for (String path :
        new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList()) {
      found.add(room.relativize(Path.of(path)).toString());
    }
    int unused = process.waitFor();
    return found;
  }
}
