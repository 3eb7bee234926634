package org.openqof.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.store.place.Audience;
import org.openqof.store.place.FileDigest;

/** One file that a command writes where its user says. */
class OwnFileTest {
  @TempDir private Path room = Path.of("");

  private void write(String name, String text) {
    OwnFile.write(
        room.resolve(name).toUri(),
        text.getBytes(StandardCharsets.UTF_8),
        Audience.OWNER_AND_GROUP);
  }

  @Test
  void whatThisProgramWroteIsWrittenOverAndNothingElse() throws IOException {
    write("new/a.html", "one");
    write("new/a.html", "two");
    write("new/a.html", "one");
    assertThat(room.resolve("new/a.html")).hasContent("one");
    Files.writeString(room.resolve("new/a.html"), "with notes of a person");
    assertThatThrownBy(() -> write("new/a.html", "three"))
        .hasMessageContaining("is already there and was not written over")
        .hasMessageContaining("changed since");
    Files.writeString(room.resolve("b.txt"), "years of work");
    assertThatThrownBy(() -> write("b.txt", "three")).hasMessageContaining("did not write it");
    assertThat(room.resolve("b.txt")).hasContent("years of work");
  }

  @Test
  void onlyOwnerAndGroupSeeIt() throws IOException {
    write("a.html", "money");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(room.resolve("a.html"))))
        .isEqualTo("rw-r-----");
  }

  @Test
  void aProcessThatEndsBetweenTheListAndTheFileLeavesBothRight() throws IOException {
    write("a.html", "one");
    Files.writeString(
        room.resolve(OwnFiles.NAME),
        Files.readString(room.resolve(OwnFiles.NAME))
            + OwnFiles.line("a.html", FileDigest.of("two".getBytes(StandardCharsets.UTF_8))));
    write("a.html", "three");
    assertThat(room.resolve("a.html")).hasContent("three");
  }

  @Test
  void nothingIsWrittenIntoALake() throws IOException {
    Files.createDirectories(room.resolve("lake/gold"));
    Files.writeString(room.resolve("lake/lake.json"), "{\"format\": 1}");
    Files.createSymbolicLink(room.resolve("link"), room.resolve("lake/gold"));
    for (String name : new String[] {"lake/lake.json", "lake/x/y/a.html", "link/a.html"}) {
      assertThatThrownBy(() -> write(name, "money")).hasMessageContaining("is inside the lake");
    }
    assertThat(room.resolve("lake/lake.json")).hasContent("{\"format\": 1}");
    assertThat(room.resolve("lake/gold")).isEmptyDirectory();
  }

  @Test
  void aLakeAndAnotherPlaceHaveNothingOfEachOther() throws IOException {
    Files.createSymbolicLink(room.resolve("same"), Files.createDirectory(room.resolve("lake")));
    URI lake = room.resolve("lake").toUri();
    for (String other : new String[] {"lake", "lake/p", "", "same", "same/p", "lake/../lake/p"}) {
      assertThatThrownBy(
              () -> LakeFormat.refuseNested(lake, "--published", room.resolve(other).toUri()))
          .hasMessageContaining("--published")
          .hasMessageContaining("must not be one place");
    }
    LakeFormat.refuseNested(lake, "--published", room.resolve("lake2").toUri());
  }
}
