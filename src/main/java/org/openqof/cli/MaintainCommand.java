package org.openqof.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openqof.operations.MaintainLake;
import org.openqof.operations.MaintainLake.Removal;
import org.openqof.settings.JobErrors;
import org.openqof.settings.JobFile;
import org.openqof.settings.Place;
import org.openqof.store.Lake;
import org.openqof.store.LakeFormat;
import org.openqof.store.Publication;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code qof maintain}: applies retention. */
@Command(
    name = "maintain",
    mixinStandardHelpOptions = true,
    description = {
      "Lists the versions that are older than they are kept and that nothing needs any more; with"
          + " --apply, takes them out of lake and publication."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:it failed; run it again",
      "2:the arguments are wrong, or retention is too short"
    },
    footer = {
      "",
      "Examples:",
      "  ./qof maintain --retention-years 6             what would go",
      "  ./qof maintain jobs/overnight.yaml --apply     takes it away"
    })
final class MaintainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private JobOptions job = new JobOptions();

  @Option(
      names = "--retention-years",
      paramLabel = "N",
      description = "Years for which versions are kept, 5 at least; the job's if left out.")
  private @Nullable Integer retentionYears;

  @Option(names = "--apply", description = "Take them away, rather than list them.")
  private boolean apply;

  @Override
  public Integer call() {
    JobFile file = job.file();
    Integer years = retentionYears == null ? file.watching().retentionYears() : retentionYears;
    if (years == null) {
      throw JobErrors.noRetention(file.name());
    }
    String place = job.lake();
    String published = job.published();
    URI lake = Place.uri(place == null ? file.lake() : place);
    URI tree = Place.uri(published == null ? file.published() : published);
    LakeFormat.refuseNested(lake, "--published", tree);
    MaintainLake maintain = new MaintainLake(new Lake(lake), new Publication(tree));
    Instant now = Instant.now();
    List<Removal> removals = apply ? maintain.apply(years, now) : maintain.removals(years, now);
    PrintWriter print = spec.commandLine().getOut();
    removals.forEach(removal -> print.println("  " + removal.line()));
    maintain
        .kept()
        .forEach(kept -> print.println("  kept, as this program did not publish it: " + kept));
    print.println(
        apply
            ? "done: %d version(s) removed, kept %d years".formatted(removals.size(), years)
            : "%d version(s) would be removed, kept %d years; --apply removes them"
                .formatted(removals.size(), years));
    print.flush();
    return 0;
  }
}
