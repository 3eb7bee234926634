package org.openqof.testing;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;
import org.jspecify.annotations.Nullable;

/**
 * A Spark standalone cluster on this machine: a master and two workers, each a process of its own,
 * started from the libraries of the class path as from a Spark distribution. The workers live at
 * two loopback addresses, so that Spark takes them for two machines.
 */
public final class SparkCluster implements AutoCloseable {
  private static final String MASTER_ADDRESS = "127.0.0.1";
  private static final List<String> WORKER_ADDRESSES = List.of("127.0.0.1", "127.0.0.2");
  private static final int MOST_MINUTES = 4;

  private final Path room;
  private final Path home;
  private final Path product;
  private final List<Daemon> daemons = new ArrayList<>();
  private final String master;

  private SparkCluster(Path room) throws IOException {
    this.room = room;
    this.home = room.resolve("spark");
    this.product = jarOfTheProduct(room.resolve("openqof.jar"));
    Path jars = Files.createDirectories(home.resolve("jars"));
    for (Path library : libraries()) {
      Files.createSymbolicLink(jars.resolve(library.getFileName()), library);
    }
    Daemon first =
        new Daemon(
            "master",
            daemon("org.apache.spark.deploy.master.Master", MASTER_ADDRESS),
            MASTER_ADDRESS,
            Pattern.compile("Starting Spark master at (spark://\\S+)"));
    daemons.add(first);
    master = first.said();
    for (String address : WORKER_ADDRESSES) {
      List<String> command = daemon("org.apache.spark.deploy.worker.Worker", address);
      command.addAll(List.of("--cores", "2", "--memory", "2g", "--work-dir"));
      command.add(room.resolve("work-" + address).toString());
      command.add(master);
      daemons.add(
          new Daemon(
              "worker-" + address,
              command,
              address,
              Pattern.compile("Successfully registered with master (\\S+)")));
    }
    for (Daemon daemon : daemons) {
      daemon.said();
    }
  }

  /**
   * Starts a cluster and waits until its workers have reported to the master.
   *
   * @param room an empty folder for its files
   */
  public static SparkCluster start(Path room) throws IOException {
    return new SparkCluster(room);
  }

  /** Its address, {@code spark://host:port}. */
  public String master() {
    return master;
  }

  /** The product as a jar. */
  public Path product() {
    return product;
  }

  /**
   * Runs a program in a process of its own, with the libraries of the class path and without the
   * product, and waits for its end.
   *
   * @param name name of the file of its output in the room
   * @param further further entries of its class path
   * @param arguments main class and arguments
   */
  public Ended run(String name, List<Path> further, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = java("900m");
    List<Path> entries = new ArrayList<>(further);
    entries.addAll(libraries());
    command.add("-cp");
    command.add(classPath(entries));
    command.addAll(arguments);
    Path output = room.resolve(name + ".log");
    Process process = started(command, MASTER_ADDRESS, output);
    if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError(name + " did not end:\n" + Files.readString(output));
    }
    return new Ended(process.exitValue(), Files.readString(output));
  }

  /**
   * How a program ended.
   *
   * @param exitCode its exit code
   * @param output everything it said
   */
  public record Ended(int exitCode, String output) {}

  /** Entries as a class path. */
  public static String classPath(List<Path> entries) {
    return String.join(File.pathSeparator, entries.stream().map(Path::toString).toList());
  }

  /** The libraries of the class path, without the product and the tests. */
  public static List<Path> libraries() {
    List<Path> libraries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (entry.endsWith(".jar")) {
        libraries.add(Path.of(entry));
      }
    }
    return libraries;
  }

  /** Writes the product's classes into a jar. */
  public static Path jarOfTheProduct(Path jar) throws IOException {
    Path classes = Path.of("target", "classes");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        entries.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, entries);
        entries.closeEntry();
      }
    }
    return jar;
  }

  private static List<String> java(String heap) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(List.of("-Xmx" + heap, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptions().trim().split("\\s+")));
    return command;
  }

  private static List<String> daemon(String mainClass, String address) {
    List<String> command = java("128m");
    command.add("-cp");
    command.add(classPath(libraries()));
    command.addAll(List.of(mainClass, "--host", address, "--port", "0", "--webui-port", "0"));
    return command;
  }

  private Process started(List<String> command, String address, @Nullable Path output)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().put("SPARK_LOCAL_IP", address);
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    if (output != null) {
      builder.redirectOutput(output.toFile());
    }
    return builder.start();
  }

  @Override
  public void close() {
    for (int i = daemons.size() - 1; i >= 0; i--) {
      daemons.get(i).close();
    }
    try (Stream<Path> links = Files.list(home.resolve("jars"))) {
      for (Path link : links.toList()) {
        Files.delete(link);
      }
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /** A process of the cluster that says when it is ready. */
  private final class Daemon implements AutoCloseable {
    private final String name;
    private final Process process;
    private final CompletableFuture<String> ready = new CompletableFuture<>();
    private final Thread listening;

    Daemon(String name, List<String> command, String address, Pattern sign) throws IOException {
      this.name = name;
      this.process = started(command, address, null);
      this.listening = new Thread(() -> listen(sign), name);
      listening.setDaemon(true);
      listening.start();
    }

    private void listen(Pattern sign) {
      try (BufferedReader lines = process.inputReader();
          BufferedWriter log = Files.newBufferedWriter(room.resolve(name + ".log"))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          log.write(line);
          log.newLine();
          Matcher found = sign.matcher(line);
          if (found.find()) {
            ready.complete(found.group(1));
          }
        }
        ready.completeExceptionally(new IOException(name + " ended before it was ready"));
      } catch (IOException problem) {
        ready.completeExceptionally(problem);
      }
    }

    String said() throws IOException {
      try {
        return ready.get(MOST_MINUTES, TimeUnit.MINUTES);
      } catch (ExecutionException | TimeoutException | InterruptedException problem) {
        SparkCluster.this.close();
        throw new IOException(name + " did not start; see " + room, problem);
      }
    }

    @Override
    public void close() {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      try {
        process.waitFor();
        listening.join();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new UncheckedIOException(new IOException(stopped));
      }
    }
  }
}
