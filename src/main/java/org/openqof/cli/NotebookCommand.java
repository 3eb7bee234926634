package org.openqof.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openqof.notebook.KernelSpec;
import org.openqof.notebook.RunNotebook;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code qof notebook}: notebooks in Java, with and without Jupyter. */
@Command(
    name = "notebook",
    mixinStandardHelpOptions = true,
    description = "Runs notebooks in Java, or makes Jupyter able to.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {NotebookCommand.Run.class, NotebookCommand.InstallKernel.class})
final class NotebookCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Name a command.");
  }

  /** {@code qof notebook run}. */
  @Command(
      name = "run",
      mixinStandardHelpOptions = true,
      description = {
        "Runs the cells of notebooks in order, without Jupyter, and writes each executed notebook"
            + " and a page alongside it."
      },
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {
        "0:every cell ran",
        "1:a cell failed, or nothing could be written",
        "2:the arguments or a file are wrong"
      },
      footer = {
        "",
        "Examples:",
        "  ./qof notebook run notebooks/one-practice.ipynb",
        "  ./qof notebook run notebooks/*.ipynb --out pages"
      })
  static final class Run implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Notebooks (.ipynb).")
    private List<Path> files = List.of();

    @Option(
        names = "--out",
        paramLabel = "DIR",
        description = "Where executed notebooks and pages go (default: target/notebooks).")
    private @Nullable Path out;

    @Override
    public Integer call() {
      PrintWriter print = spec.commandLine().getOut();
      Path folder = out == null ? Path.of("target", "notebooks") : out;
      for (Path file : files) {
        print.println(file);
        RunNotebook running =
            new RunNotebook(
                line -> {
                  print.println("  " + line);
                  print.flush();
                });
        print.println("  page: " + running.run(file, folder));
      }
      print.flush();
      return CommandLine.ExitCode.OK;
    }
  }

  /** {@code qof notebook install-kernel}. */
  @Command(
      name = "install-kernel",
      mixinStandardHelpOptions = true,
      description = "Installs the kernel 'OpenQOF (Java)' where Jupyter looks, for this user.",
      footer = {"", "Example:", "  ./qof notebook install-kernel"})
  static final class InstallKernel implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
        names = "--kernels",
        paramLabel = "DIR",
        description = "Jupyter's folder of kernels (default: that of this user).")
    private @Nullable Path kernels;

    @Override
    public Integer call() {
      Path written = KernelSpec.install(kernels == null ? KernelSpec.usersKernels() : kernels);
      PrintWriter print = spec.commandLine().getOut();
      print.println("written: " + written);
      print.println("Start Jupyter and choose the kernel 'OpenQOF (Java)'.");
      print.flush();
      return CommandLine.ExitCode.OK;
    }
  }
}
