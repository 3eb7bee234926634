package org.openqof.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openqof.answer.Answer;
import org.openqof.cli.terminal.Screen;
import org.openqof.cli.terminal.ShellFiles;
import org.openqof.store.LakeFormat;
import org.openqof.store.place.LakeErrors;
import org.openqof.store.place.Storage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code qof install-shell}: completion, man pages and the command itself for a shell. */
@Command(
    name = "install-shell",
    mixinStandardHelpOptions = true,
    description =
        "Installs completion for bash, zsh and fish, man pages, and a link to the command.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:a file could not be written", "2:the arguments are wrong"},
    footer = {
      "",
      "Examples:",
      "  ./qof install-shell                        for you, under ~/.local",
      "  ./qof install-shell --prefix shell-files   into a folder, to look at it first"
    })
final class InstallShellCommand implements Callable<Integer> {
  @Option(
      names = "--prefix",
      paramLabel = "DIR",
      description = "Folder with bin/ and share/; ~/.local if left out, /usr/local for everybody.")
  private @Nullable Path prefix;

  @Mixin private AnswerForm answer = new AnswerForm();

  @Override
  public Integer call() {
    Path place = (prefix == null ? Path.of(home(), ".local") : prefix).toAbsolutePath().normalize();
    LakeFormat.refuseInside(place.toUri());
    SortedMap<String, String> files = ShellFiles.of(Main.commandLine(Screen.NONE));
    Storage storage = Storage.of(place.toUri());
    files.forEach(
        (name, text) ->
            storage.put(
                Storage.absolute(place.resolve(name).toUri()),
                text.getBytes(StandardCharsets.UTF_8)));
    Answer.Builder said =
        Answer.of("install_shell", "%d files below %s".formatted(files.size(), place))
            .programs("files", files.keySet());
    Path launcher = Path.of(System.getProperty("qof.home", "")).toAbsolutePath().resolve("qof");
    link(place.resolve("bin/qof"), launcher);
    said.people("command", "%s: put %s on PATH".formatted(place.resolve("bin/qof"), "its folder"))
        .people("bash, fish", "nothing to do; they find it when they next start")
        .people("zsh", "once, in ~/.zshrc: autoload -Uz compinit bashcompinit; compinit")
        .people("", "  bashcompinit; source " + place.resolve(ShellFiles.BASH))
        .people("man pages", "man qof, man qof-run");
    answer.print(said.answer());
    return 0;
  }

  private static String home() {
    String home = System.getenv("HOME");
    return home == null || home.isEmpty() ? System.getProperty("user.home") : home;
  }

  /** A link to the launcher of this checkout; what is not a link stays as it is. */
  private static void link(Path link, Path launcher) {
    try {
      Files.createDirectories(link.getParent());
      if (Files.isSymbolicLink(link)) {
        Files.delete(link);
      }
      if (!Files.exists(link)) {
        Files.createSymbolicLink(link, launcher);
      }
    } catch (IOException | UnsupportedOperationException problem) {
      throw LakeErrors.inputOutput(
          "write",
          link.toString(),
          problem instanceof IOException io ? io : new IOException(problem));
    }
  }
}
