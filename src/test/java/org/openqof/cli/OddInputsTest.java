package org.openqof.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.testing.Qof;
import org.openqof.testing.Slow;

/** What is not a file where a file is asked for: named, never waited for. */
@Slow
class OddInputsTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir private Path room = Path.of("");

  private static Qof.Answer soon(Object... arguments) {
    return Assertions.assertTimeoutPreemptively(SOON, () -> Qof.run(arguments));
  }

  private static void refused(Qof.Answer answer, String name) {
    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isBetween(1, 3);
    assertThat(answer.err())
        .contains(name)
        .contains("What to do:")
        .doesNotContain("\tat ")
        .doesNotContain("failed:");
  }

  private void pipe(Path place) throws Exception {
    Files.createDirectories(place.resolveSibling(""));
    Process made = new ProcessBuilder("mkfifo", place.toString()).start();
    assumeTrue(made.waitFor() == 0, "no mkfifo here");
  }

  @Test
  void pipesAreNamedWhereverAPersonsFileIsRead() throws Exception {
    Path pipe = room.resolve("pipe.yaml");
    pipe(pipe);
    refused(soon("run", pipe), "pipe.yaml");
    pipe(room.resolve("layouts/own.yaml"));
    refused(
        soon("run", "--layouts", room.resolve("layouts"), "--lake", room.resolve("l")), "own.yaml");
    pipe(room.resolve("rules/2023-24/payment.yaml"));
    refused(
        soon("rulebook", "check", "--rulebook", room.resolve("rules"), "--year", "2023-24"),
        "payment.yaml");
    pipe(room.resolve("groups.csv"));
    Path lake = room.resolve("lake");
    Path job = room.resolve("job.yaml");
    Files.writeString(
        job,
        "steps: [publish]\npublication: "
            + room.resolve("official")
            + "\ngroups: "
            + room.resolve("groups.csv")
            + "\nlake: "
            + lake
            + "\n");
    refused(soon("run", job), "groups.csv");
  }

  @Test
  void devicesSocketsFoldersAndLoopsAreNamed() throws IOException {
    assumeTrue(Files.exists(Path.of("/dev/zero")), "no devices here");
    Path device = Files.createSymbolicLink(room.resolve("device.yaml"), Path.of("/dev/zero"));
    refused(soon("run", device), "device.yaml");
    Path folder = Files.createDirectory(room.resolve("folder.yaml"));
    refused(soon("run", folder), "folder.yaml");
    Path loop = room.resolve("loop.yaml");
    Files.createSymbolicLink(loop, loop);
    refused(soon("run", loop), "loop.yaml");
    Path socket = room.resolve("s.yaml");
    try (ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listening.bind(UnixDomainSocketAddress.of(socket));
      refused(soon("run", socket), "s.yaml");
    }
  }

  @Test
  void aSecondDocumentIsNotIgnored() throws IOException {
    Path job = room.resolve("two.yaml");
    Files.writeString(job, "engine: local\n---\nlake: elsewhere\n");
    refused(soon("run", job), "a second document begins");
    Path layouts = Files.createDirectory(room.resolve("layouts"));
    Files.writeString(
        layouts.resolve("own.yaml"),
        "id: prevalence\ncolumns:\n  list_size: [A]\n---\nid: prevalence\n");
    refused(soon("run", "--layouts", layouts, "--lake", room.resolve("l")), "own.yaml");
    Path rules = Files.createDirectories(room.resolve("rules/2023-24")).resolve("payment.yaml");
    Files.writeString(
        rules,
        Files.readString(Path.of("src/main/resources/rulebook/2023-24/payment.yaml"))
            + "\n---\npoint_value_gbp: 500\n");
    Qof.Answer rulebook =
        soon("rulebook", "check", "--rulebook", room.resolve("rules"), "--year", "2023-24");
    assertThat(rulebook.exitCode()).isNotZero();
    assertThat(rulebook.out() + rulebook.err())
        .contains("payment.yaml", "a second document begins");
  }

  @Test
  void placesThatLieInEachOtherAreRefused() {
    Path lake = room.resolve("lake");
    for (Path published : new Path[] {lake, lake.resolve("out"), room}) {
      refused(
          soon("run", "--extracts", "data-samples", "--lake", lake, "--published", published),
          "--published");
      assertThat(lake).doesNotExist();
    }
  }
}
