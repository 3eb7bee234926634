package org.openqof.cli;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openqof.answer.Answer;
import org.openqof.answer.Kind;
import org.openqof.answer.Rows;
import org.openqof.answer.Words;
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
import picocli.CommandLine.Option;

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
  @Mixin private JobOptions job = new JobOptions();

  @Option(
      names = "--retention-years",
      paramLabel = "N",
      description = "Years for which versions are kept, 5 at least; the job's if left out.")
  private @Nullable Integer retentionYears;

  @Mixin private AnswerForm answer = new AnswerForm();

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
    answer.print(
        Answer.of(
                "maintain",
                apply
                    ? "done: %s removed, kept %d years".formatted(versions(removals.size()), years)
                    : "%s would be removed, kept %d years; --apply removes them"
                        .formatted(versions(removals.size()), years))
            .programs("applied", apply)
            .programs("retention_years", years)
            .rows(
                Rows.of("removals", removals)
                    .title("")
                    .programs("financial_year", removal -> removal.state().year())
                    .programs("version", removal -> removal.state().version())
                    .programs("happened_at", removal -> removal.state().happenedAt())
                    .programs("begun", Removal::begun)
                    .people("", Kind.TEXT, Removal::line))
            .notices("kept", "kept, as this program did not publish it:", maintain.kept())
            .answer());
    return 0;
  }

  private static String versions(int number) {
    return Words.of(number, "version", "versions");
  }
}
