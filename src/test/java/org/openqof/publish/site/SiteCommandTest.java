package org.openqof.publish.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.errors.QofException;
import org.openqof.site.PageBundle;
import org.openqof.testing.Qof;
import org.openqof.testing.Slow;

/** {@code qof site} when something is wrong: what is said, and that nothing is lost. */
@Slow
class SiteCommandTest {
  @TempDir private Path room = Path.of("");

  private static Qof.Answer build(Object... arguments) {
    Object[] all = new Object[arguments.length + 2];
    all[0] = "site";
    all[1] = "build";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return Qof.run(all);
  }

  @Test
  void aYearThatWasNotPublishedIsNamedWithThoseThatWere() {
    Path out = room.resolve("site");
    Qof.Answer answer =
        build("--lake", SampleSite.get().lake(), "--years", "2024-25", "--out", out);
    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.err())
        .contains("holds no published version of 2024-25")
        .contains("Published years: 2021-22, 2022-23, 2023-24.")
        .contains("What to do: Run ./qof run");
    assertThat(out).doesNotExist();
  }

  @Test
  void anEmptyLakeIsSaid() {
    Qof.Answer answer = build("--lake", room.resolve("lake"), "--out", room.resolve("site"));
    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.err())
        .contains("holds no published year")
        .contains("What to do: Run ./qof run with the extracts");
  }

  @Test
  void aFolderWithOtherFilesIsNeverTaken() throws IOException {
    Path out = Files.createDirectories(room.resolve("thesis"));
    Files.writeString(out.resolve("chapter.txt"), "years of work");
    Qof.Answer answer = build("--lake", SampleSite.get().lake(), "--out", out);
    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.err()).contains("holds files that this program did not write", "--out");
    assertThat(out.resolve("chapter.txt")).hasContent("years of work");
  }

  @Test
  void aFormerPageIsReplacedWhole() throws IOException {
    Path out = room.resolve("Seite für 50 %");
    SampleSite.get().buildAgain(out);
    Files.writeString(out.resolve("index.html"), Files.readString(out.resolve("index.html")));
    SampleSite.get().buildAgain(out);
    assertThat(out.resolve("index.html")).exists();
    Files.writeString(out.resolve("notes.txt"), "somebody's own");
    assertThatThrownBy(() -> SampleSite.get().buildAgain(out))
        .hasMessageContaining("notes.txt (not written by this program)");
    assertThat(out.resolve("notes.txt")).hasContent("somebody's own");
    try (var beside = Files.list(room)) {
      assertThat(beside).containsExactly(out);
    }
  }

  @Test
  void wrongDatesAndMissingOptionsAreArguments() {
    Qof.Answer answer = build("--out", room.resolve("site"), "--date", "29/08/2024");
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err()).contains("--date: expected a date such as 2024-08-29");
    assertThat(build().exitCode()).isEqualTo(2);
    assertThat(Qof.run("site").err()).contains("Name a command: build or serve.");
  }

  @Test
  void servingWhatIsNoPageSaysHowToMakeOne() {
    Qof.Answer answer = Qof.run("site", "serve", room);
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err()).contains("holds no look-up page", "./qof site build --out");
  }

  @Test
  void withoutTheSourceOfThePageTheRemedyIsNamed() {
    assertThatThrownBy(() -> new PageBundle(room).files())
        .isInstanceOf(QofException.class)
        .hasMessageContaining("The source of the look-up page is missing")
        .hasMessageContaining("Run ./qof from the project's own folder");
  }

  @Test
  void withoutNodeTheMessageSaysWhatToInstall() throws IOException {
    Path home = room.resolve("home");
    Path source = Files.createDirectories(home.resolve("src/main/site"));
    Files.writeString(source.resolve("package-lock.json"), "{}");
    assertThatThrownBy(
            () ->
                new PageBundle(home, Map.of("npm", "no-such-npm", "node", "no-such-node")).files())
        .isInstanceOf(QofException.class)
        .hasMessageContaining("there is no 'no-such-npm' command")
        .hasMessageContaining("Everything else of OpenQOF works without it.")
        .hasMessageContaining("Install Node.js 18 or later with npm");
  }

  @Test
  void aBundleThatIsThereNeedsNoNode() throws IOException {
    Path home = room.resolve("home");
    Path source = Files.createDirectories(home.resolve("src/main/site"));
    Files.writeString(source.resolve("package-lock.json"), "{}");
    // Programs that do what npm and Node.js do here: they succeed, and the second writes a bundle.
    Path npm = script("npm", "exit 0");
    Path node = script("node", "mkdir -p \"$2\" && echo made > \"$2/app.js\"");
    Map<String, String> there = Map.of("npm", npm.toString(), "node", node.toString());
    assertThat(new PageBundle(home, there).files()).containsEntry("app.js", "made\n");

    Map<String, String> gone = Map.of("npm", "no-such-npm", "node", "no-such-node");
    assertThat(new PageBundle(home, gone).files()).containsEntry("app.js", "made\n");

    Files.writeString(source.resolve("app.js"), "changed");
    assertThatThrownBy(() -> new PageBundle(home, gone).files())
        .hasMessageContaining("there is no 'no-such-node' command");
    Path failing = script("failing", "echo the reason; exit 3");
    assertThatThrownBy(
            () ->
                new PageBundle(home, Map.of("npm", npm.toString(), "node", failing.toString()))
                    .files())
        .isInstanceOf(QofException.class)
        .hasMessageContaining("could not be bundled")
        .hasMessageContaining("the reason");
  }

  private Path script(String name, String body) throws IOException {
    Path script = room.resolve(name);
    Files.writeString(script, "#!/bin/sh\n" + body + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return script;
  }
}
