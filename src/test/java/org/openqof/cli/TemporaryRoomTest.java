package org.openqof.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Temporary files that killed processes left, among what others laid beside them. */
@DisabledOnOs(OS.WINDOWS)
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

  private static boolean given(Path folder, int user) {
    try {
      Files.setAttribute(folder, "unix:uid", user);
      return true;
    } catch (IOException notRoot) {
      return false;
    }
  }
}
