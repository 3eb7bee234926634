package org.openqof.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openqof.publish.PublishErrors;
import org.openqof.store.place.LakeErrors;

/**
 * The page's own source, bundled. It is made by Node.js once and kept in {@code target/site} until
 * the source changes; who has a bundle needs no Node.js.
 */
public final class PageBundle {
  private static final int LINES_TOLD = 12;
  private static final long MOST_MINUTES = 10;

  private final Path source;
  private final Path target;
  private final Map<String, String> programs;

  /**
   * The bundle of a project's folder.
   *
   * @param home folder that holds {@code src/main/site} and {@code target}
   */
  public PageBundle(Path home) {
    this(home, Map.of());
  }

  /**
   * The bundle of a project's folder.
   *
   * @param home folder that holds {@code src/main/site} and {@code target}
   * @param programs the programs to run in place of {@code npm} and {@code node}, where they are
   *     called something else
   */
  public PageBundle(Path home, Map<String, String> programs) {
    this.programs = Map.copyOf(programs);
    this.source = home.resolve("src/main/site");
    this.target = home.resolve("target/site");
  }

  /** The bundle of the project that this program runs from. */
  public static PageBundle ofThisProject() {
    return new PageBundle(Path.of(System.getProperty("qof.home", "")));
  }

  /** The folder with the installed modules, where tests find theirs too. */
  public Path work() {
    return target.resolve("work");
  }

  /**
   * The bundled files by name, rebuilt when the source changed.
   *
   * @throws org.openqof.errors.QofException when the source or Node.js is missing, or bundling
   *     fails; what was bundled before is then gone
   */
  public Map<String, String> files() {
    if (!Files.isDirectory(source)) {
      throw PublishErrors.noPageSource(source.toString());
    }
    Path bundle = target.resolve("bundle");
    try {
      String digest = digest(source);
      Path made = target.resolve("bundle.sha256");
      if (!Files.exists(made) || !Files.readString(made).equals(digest)) {
        Files.deleteIfExists(made);
        bundle(bundle);
        Files.writeString(made, digest);
      }
      Map<String, String> files = new TreeMap<>();
      try (Stream<Path> list = Files.list(bundle)) {
        for (Path file : list.toList()) {
          files.put(String.valueOf(file.getFileName()), Files.readString(file));
        }
      }
      return files;
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("bundle the page in", target.toString(), problem);
    }
  }

  private void bundle(Path bundle) throws IOException {
    Path work = work();
    Files.createDirectories(work);
    copySource(work);
    Path lock = work.resolve("package-lock.json");
    String wanted = HexFormat.of().formatHex(sha256().digest(Files.readAllBytes(lock)));
    Path installed = work.resolve("installed.sha256");
    if (!Files.exists(installed) || !Files.readString(installed).equals(wanted)) {
      Files.deleteIfExists(installed);
      run(work, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
      Files.writeString(installed, wanted);
    }
    run(work, "node", "build.mjs", bundle.toAbsolutePath().toString());
  }

  private void copySource(Path work) throws IOException {
    for (Path file : sources(source)) {
      Path to = work.resolve(source.relativize(file).toString());
      Files.createDirectories(to.resolveSibling(""));
      Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static List<Path> sources(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static String digest(Path folder) throws IOException {
    MessageDigest digest = sha256();
    for (Path file : sources(folder)) {
      digest.update(folder.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      digest.update(Files.readAllBytes(file));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  private void run(Path folder, String... words) throws IOException {
    Path log = folder.resolve(words[0] + ".log");
    List<String> command = new ArrayList<>(List.of(words));
    command.set(0, programs.getOrDefault(words[0], words[0]));
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException missing) {
      throw PublishErrors.noNode(command.get(0));
    }
    try {
      boolean ended = process.waitFor(MOST_MINUTES, TimeUnit.MINUTES);
      if (!ended || process.exitValue() != 0) {
        throw PublishErrors.notBundled(String.join(" ", command), lastLines(log));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    } finally {
      process.destroy();
    }
  }

  private static List<String> lastLines(Path log) {
    try {
      List<String> lines = new ArrayList<>(Files.readAllLines(log));
      return lines.subList(Math.max(0, lines.size() - LINES_TOLD), lines.size());
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
