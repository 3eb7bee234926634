package org.openqof.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.openqof.answer.Answer;
import org.openqof.answer.Kind;
import org.openqof.errors.PrintedCommand;
import org.openqof.publish.site.LookUpSite;
import org.openqof.publish.site.SiteServer;
import org.openqof.settings.YearRange;
import org.openqof.site.BuildSite;
import org.openqof.site.PageBundle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code qof site}: the page on which anybody looks a practice up. */
@Command(
    name = "site",
    mixinStandardHelpOptions = true,
    description = "Makes and shows the look-up page: every practice's statistics, never money.",
    subcommands = {SiteCommand.Build.class, SiteCommand.Serve.class})
final class SiteCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a command: build or serve.");
  }

  /** {@code qof site build}: a folder of static files. */
  @Command(
      name = "build",
      mixinStandardHelpOptions = true,
      description = {
        "Makes the look-up page from the published years of a lake: a folder of static files for"
            + " any host that answers requests for ranges of bytes.",
        "Bundling the page needs Node.js with npm once; the bundle is kept in target/site."
      },
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {
        "0:done",
        "1:it failed, and the page that was there stays",
        "2:the arguments are wrong",
        "3:figures do not add up, and the page that was there stays"
      },
      footer = {
        "",
        "Examples:",
        "  ./qof site build --out look-up",
        "  ./qof site build --lake my-lake --years 2021-22..2023-24 --out look-up --date 2024-08-29"
      })
  static final class Build implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
        names = "--out",
        paramLabel = "DIR",
        required = true,
        description = "Folder of the page; a former page in it is replaced whole.")
    private String out = "";

    @Option(
        names = "--years",
        paramLabel = "YEARS",
        description = "2022-23,2023-24 or 2021-22..2023-24; every published year if left out.")
    private @Nullable String years;

    @Mixin private PaidLake results = new PaidLake();

    @Option(
        names = "--date",
        paramLabel = "DATE",
        description = "Date of publication that the page states, 2024-08-29; none if left out.")
    private @Nullable String date;

    @Option(
        names = "--next-release",
        paramLabel = "DATE",
        description = "Date of the next release that the page states; none if left out.")
    private @Nullable String nextRelease;

    @Mixin private AnswerForm answer = new AnswerForm();

    @Override
    public Integer call() {
      LookUpSite.Dates dates =
          new LookUpSite.Dates(
              GivenDate.of(spec, "--date", date),
              GivenDate.of(spec, "--next-release", nextRelease));
      BuildSite.Made made =
          new BuildSite(
                  results.lake(),
                  results.rulebooks(),
                  PageBundle.ofThisProject()::files,
                  Main.progress(spec))
              .make(years == null ? List.of() : YearRange.parse(years), out, dates);
      answer.print(
          Answer.of("site_build", made.line())
              .fact(
                  "command",
                  "look at it:",
                  Kind.TEXT,
                  "./qof site serve " + PrintedCommand.word(out))
              .answer());
      return 0;
    }
  }

  /** {@code qof site serve}: shows the page on this machine. */
  @Command(
      name = "serve",
      mixinStandardHelpOptions = true,
      description = "Shows a look-up page on this machine, and on no other, until it is stopped.",
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {
        "0:stopped",
        "1:the port cannot be used",
        "2:the folder is not a look-up page, or the arguments are wrong"
      },
      footer = {"", "Example:", "  ./qof site serve look-up --port 8080"})
  static final class Serve implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DIR", description = "What ./qof site build wrote.")
    private Path folder = Path.of("");

    @Option(
        names = "--port",
        paramLabel = "PORT",
        defaultValue = "8080",
        description = "Port; 0 takes one that is free (default: ${DEFAULT-VALUE}).")
    private int port = 8080;

    @Override
    public Integer call() throws InterruptedException {
      try (SiteServer server = SiteServer.start(folder, port)) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("The look-up page is at " + server.address() + " (Ctrl-C stops it)");
        out.flush();
        new CountDownLatch(1).await();
      }
      return 0;
    }
  }
}
