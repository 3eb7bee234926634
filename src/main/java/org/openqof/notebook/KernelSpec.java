package org.openqof.notebook;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.openqof.store.LakeFormat;
import org.openqof.store.place.Storage;

/**
 * What tells Jupyter how to start the kernel: a file {@code kernel.json} in a folder of its own.
 */
public final class KernelSpec {
  /** Name of the kernel, and of its folder. */
  public static final String NAME = "openqof";

  private KernelSpec() {}

  /**
   * Writes it for this Java, this class path and these options of Java.
   *
   * @param kernels folder of kernels, such as {@code ~/.local/share/jupyter/kernels}
   * @return the file written
   */
  public static Path install(Path kernels) {
    Path file = kernels.resolve(NAME).resolve("kernel.json");
    ObjectNode root = new JsonMapper().createObjectNode();
    ArrayNode command = root.putArray("argv");
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    options().forEach(command::add);
    // Jupyter starts the kernel in the folder of the notebook.
    command
        .add("-Dqof.home=" + Path.of(System.getProperty("qof.home", "")).toAbsolutePath())
        .add("-cp")
        .add(System.getProperty("java.class.path"))
        .add(JupyterKernel.class.getName())
        .add("{connection_file}");
    root.put("display_name", "OpenQOF (Java)").put("language", "java");
    // Without it Spark asks the network for an address.
    root.putObject("env").put("SPARK_LOCAL_IP", "127.0.0.1");
    LakeFormat.refuseInside(kernels.toAbsolutePath().toUri());
    Storage.of(kernels.toAbsolutePath().toUri())
        .put(
            Storage.absolute(file.toUri()),
            (root.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8));
    return file;
  }

  /** The folder in which Jupyter looks for a user's kernels. */
  public static Path usersKernels() {
    String data = System.getenv("JUPYTER_DATA_DIR");
    return data == null
        ? Path.of(home(), ".local", "share", "jupyter", "kernels")
        : Path.of(data, "kernels");
  }

  /** The home folder as the shell names it, which need not be that of the list of users. */
  private static String home() {
    String home = System.getenv("HOME");
    return home == null || home.isEmpty() ? System.getProperty("user.home") : home;
  }

  /** This process's own options, but for those that end with it. */
  private static List<String> options() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> !option.startsWith("-XX:ArchiveClassesAtExit"))
        .filter(option -> !option.startsWith("-javaagent"))
        .toList();
  }
}
