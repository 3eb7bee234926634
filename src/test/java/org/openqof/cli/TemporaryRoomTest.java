package org.openqof.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.testing.Slow;

/** Temporary files that killed processes left, among what others laid alongside them. */
@DisabledOnOs(OS.WINDOWS)
@Slow
class TemporaryRoomTest {
  @TempDir private Path shared = Path.of("");

  private Path room(String name) throws IOException {
    Path room = Files.createDirectory(shared.resolve(name));
    Files.createFile(room.resolve(".lock"));
    Files.writeString(room.resolve("libzstd.so"), "left");
    return room;
  }

  @Test
  void onlyRoomsOfThisUserAreClearedAndNoLinkIsFollowed() throws IOException {
    Path own = room("openqof-own");
    Path dead = room("openqof-dead");
    Path elsewhere = room("elsewhere");
    Path link = Files.createSymbolicLink(shared.resolve("openqof-link"), elsewhere);
    Path file = Files.createFile(shared.resolve("openqof-file"));
    Path withoutLock = Files.createDirectory(shared.resolve("openqof-being-made"));

    TemporaryRoom.removeThoseOfDeadProcesses(shared, own);

    assertThat(dead).doesNotExist();
    assertThat(own.resolve("libzstd.so")).exists();
    assertThat(elsewhere.resolve("libzstd.so")).exists();
    assertThat(link).isSymbolicLink();
    assertThat(file).exists();
    assertThat(withoutLock).exists();
  }

  @Test
  void aRoomOfAnotherUserStays() throws IOException {
    Path own = room("openqof-own");
    Path others = room("openqof-others");
    assumeTrue(given(others, 65_534), "only root can give a folder away");

    TemporaryRoom.removeThoseOfDeadProcesses(shared, own);

    assertThat(others.resolve("libzstd.so")).exists();
  }

  /** Opens rooms and clears those of others, again and again, as many commands at once would. */
  static final class Opener {
    private Opener() {}

    /**
     * Ends with 1 when a room that it had opened was taken away from under it.
     *
     * @param arguments the folder of all, and how many rooms
     */
    public static void main(String[] arguments) throws IOException {
      Path shared = Path.of(arguments[0]);
      for (int i = Integer.parseInt(arguments[1]); i > 0; i--) {
        TemporaryRoom room = TemporaryRoom.in(shared);
        if (room != null) {
          TemporaryRoom.removeThoseOfDeadProcesses(shared, room.place());
          Files.writeString(room.place().resolve("libzstd.so"), "unpacked");
          Files.delete(room.place().resolve("libzstd.so"));
          Files.delete(room.place().resolve(".lock"));
          Files.delete(room.place());
        }
      }
    }
  }

  @Test
  void aRoomThatIsJustBeingOpenedIsNotTakenForThatOfADeadProcess() throws Exception {
    List<Process> openers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      openers.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xshare:auto",
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Opener.class.getName(),
                  shared.toString(),
                  "300")
              .redirectErrorStream(true)
              .start());
    }
    for (Process opener : openers) {
      String said = new String(opener.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(opener.waitFor()).as(said).isZero();
    }
  }

  private static boolean given(Path folder, int user) {
    try {
      Files.setAttribute(folder, "unix:uid", user);
      return true;
    } catch (IOException notRoot) {
      return false;
    }
  }
}
