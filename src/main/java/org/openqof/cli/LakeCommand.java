package org.openqof.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openqof.answer.Answer;
import org.openqof.answer.Words;
import org.openqof.domain.FinancialYear;
import org.openqof.errors.QofException;
import org.openqof.operations.CatalogueScript;
import org.openqof.operations.CheckReport;
import org.openqof.store.Lake;
import org.openqof.store.LakeRestore;
import org.openqof.store.RunLock;
import org.openqof.store.place.LakeErrors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code qof lake}: whether a lake is what it was when its versions were made. */
@Command(
    name = "lake",
    mixinStandardHelpOptions = true,
    description =
        "Checks a whole lake against what it recorded, puts back what is still there, and says how"
            + " other programs come to know its tables.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {LakeCommand.Check.class, LakeCommand.Restore.class, LakeCommand.Catalogue.class})
final class LakeCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Name a command: check, restore or catalogue.");
  }

  /** {@code qof lake check}. */
  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = {
        "Reads a whole lake: logs, every row of every version against its recorded digest, states,"
            + " files in no log, received files, who may read money, and the publications against"
            + " their manifests and the lake. Changes nothing."
      },
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {
        "0:nothing found",
        "2:the arguments are wrong, or there is no lake",
        "3:something is not as it should be",
        "75:another run holds the lake; try again later"
      },
      footer = {
        "",
        "Examples:",
        "  ./qof lake check",
        "  ./qof lake check --lake my-lake --quick --json"
      })
  static final class Check implements Callable<Integer> {
    @Mixin private LakeOption lake = new LakeOption();

    @Option(
        names = "--published",
        paramLabel = "URI",
        description = "Where publications go; where the last run put them if left out.")
    private @Nullable String published;

    @Option(
        names = "--quick",
        description =
            "Compare the bytes of files that the lake remembers rather than their rows, and only"
                + " look for received files.")
    private boolean quick;

    @Mixin private AnswerForm answer = new AnswerForm();

    @Override
    public Integer call() {
      CheckReport report = CheckReport.take(lake.lake(), published, quick, Instant.now());
      answer.print(report.answer());
      return report.exitCode();
    }
  }

  /** {@code qof lake catalogue}. */
  @Command(
      name = "catalogue",
      mixinStandardHelpOptions = true,
      description = {
        "Prints the statements by which a catalogue of Spark, or of a platform that speaks its SQL,"
            + " is given every Delta table of the lake where it stands. Changes nothing."
      },
      footer = {
        "",
        "Examples:",
        "  ./qof lake catalogue --lake my-lake > catalogue.sql",
        "  ./qof lake catalogue --lake my-lake --schema main.qof"
      })
  static final class Catalogue implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private LakeOption lake = new LakeOption();

    @Option(
        names = "--schema",
        paramLabel = "NAME",
        defaultValue = "qof",
        description = "Schema that takes the tables, with its catalogue if it has one; qof.")
    private String schema = "qof";

    @Override
    public Integer call() {
      if (!schema.matches(CatalogueScript.NAME)) {
        throw new ParameterException(
            spec.commandLine(), "--schema: letters, digits and underscores, such as main.qof.");
      }
      Lake place = lake.lake();
      if (!place.storage().exists(place.root())) {
        throw LakeErrors.noLake(place.root());
      }
      PrintWriter out = spec.commandLine().getOut();
      new CatalogueScript(place, schema).lines().forEach(out::println);
      out.flush();
      return 0;
    }
  }

  /** {@code qof lake restore}. */
  @Command(
      name = "restore",
      mixinStandardHelpOptions = true,
      description = {
        "Puts versions back to what their recorded digests say, where their files are still there:"
            + " from the files they were made of, or an earlier state of the table. Names what must"
            + " be made again, and from which received files.",
        "Nothing is put back that does not give the recorded digest."
      },
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {
        "0:every version is what was recorded",
        "2:the arguments are wrong, or there is no lake",
        "3:something cannot be put back",
        "75:another run holds the lake; try again later"
      },
      footer = {
        "",
        "Examples:",
        "  ./qof lake restore",
        "  ./qof lake restore --lake my-lake --year 2023-24 --version 2"
      })
  static final class Restore implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private LakeOption lake = new LakeOption();

    @Option(names = "--year", paramLabel = "YEAR", description = "One year; all if left out.")
    private @Nullable String year;

    @Option(
        names = "--version",
        paramLabel = "N",
        description = "One version of that year; all if left out.")
    private @Nullable Integer version;

    @Option(
        names = "--leftovers",
        description = "Delete data files too that no log names: halted runs leave them.")
    private boolean leftovers;

    @Mixin private AnswerForm answer = new AnswerForm();

    @Override
    public Integer call() {
      Lake place = lake.lake();
      if (!place.storage().exists(place.root())) {
        throw LakeErrors.noLake(place.root());
      }
      if (version != null && year == null) {
        throw new ParameterException(spec.commandLine(), "--version needs --year.");
      }
      LakeRestore restore = new LakeRestore(place);
      try (RunLock lock = lock(place, restore)) {
        lock.ensureHeld();
        restore.logs().states().versions(year == null ? null : FinancialYear.of(year), version);
        if (leftovers) {
          restore.leftovers();
        }
      }
      answer.print(
          Answer.of(
                  "lake_restore",
                  restore.left().isEmpty()
                      ? "done: every version is what was recorded"
                      : Words.of(restore.left().size(), "version", "versions")
                          + " must be made again")
              .notices("done", "done", restore.done())
              .notices("not_restored", "NOT RESTORED", restore.left())
              .answer());
      return restore.left().isEmpty() ? 0 : 3;
    }

    /** The lock; to take a lake over from a halted run needs logs that can be read. */
    private static RunLock lock(Lake lake, LakeRestore restore) {
      String id = UUID.randomUUID().toString();
      try {
        return RunLock.take(lake, id, Instant.now());
      } catch (QofException refused) {
        if (refused.kind() == QofException.Kind.HELD) {
          throw refused;
        }
        restore.logs();
        return RunLock.take(lake, id, Instant.now());
      }
    }
  }
}
