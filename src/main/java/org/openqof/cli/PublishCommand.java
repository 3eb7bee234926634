package org.openqof.cli;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openqof.answer.Answer;
import org.openqof.domain.FinancialYear;
import org.openqof.publication.MakePublication;
import org.openqof.publication.MakePublication.Form;
import org.openqof.publish.Imprint;
import org.openqof.settings.GroupingFile;
import org.openqof.settings.YearRange;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code qof publish}: the official publication of a year, from the lake. */
@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    description =
        "Makes the official publication of a year from the lake: CSV files and workbooks.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:it failed, and what was published before stays",
      "2:the arguments are wrong",
      "3:figures do not add up, and what was published before stays"
    },
    footer = {
      "",
      "Examples:",
      "  ./qof publish --year 2023-24 --out publication",
      "  ./qof publish --year 2023-24 --out publication --groups federations.csv",
      "  ./qof publish --year 2022-23..2023-24 --lake my-lake --out publication --date 2024-08-29"
    })
final class PublishCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--year",
      paramLabel = "YEAR",
      required = true,
      description = "The year, or several: 2023-24, or 2022-23,2023-24, or 2022-23..2023-24.")
  private String years = "";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder of publications; each year is a folder in it.")
  private String out = "";

  @Mixin private PaidLake results = new PaidLake();

  @Option(
      names = "--date",
      paramLabel = "DATE",
      description = "Date of publication that covers state, 2024-08-29; not stated if left out.")
  private @Nullable String date;

  @Option(
      names = "--forms",
      paramLabel = "FORM",
      split = ",",
      description = "Only these forms: ${COMPLETION-CANDIDATES}; all if left out.")
  private Set<Form> forms = EnumSet.allOf(Form.class);

  @Option(
      names = "--groups",
      paramLabel = "FILE",
      description =
          "CSV of two columns, practice and group: every figure by group as well. A first line such"
              + " as practice_code,federation names the grouping.")
  private @Nullable String groups;

  @Option(
      names = "--groups-overlap",
      description = "A practice may be in several groups; they then do not add up to England.")
  private boolean overlap;

  @Option(
      names = "--groups-skip-unknown",
      description = "Pass over practices of the file that the years do not know.")
  private boolean skipUnknown;

  @Option(
      names = "--next-date",
      paramLabel = "DATE",
      description = "Date of the next publication; not stated if left out.")
  private @Nullable String nextDate;

  @Option(
      names = "--publisher",
      paramLabel = "NAME",
      description = "Who publishes, for covers and metadata; not stated if left out.")
  private @Nullable String publisher;

  @Option(
      names = "--contact",
      paramLabel = "TEXT",
      description = "Whom readers ask; not stated if left out.")
  private @Nullable String contact;

  @Option(
      names = "--status",
      paramLabel = "TEXT",
      description = "What the figures are, such as 'Official statistics' or 'Provisional'.")
  private @Nullable String status;

  @Option(
      names = "--licence",
      paramLabel = "TEXT",
      description = "The licence in words; the Open Government Licence v3.0 if left out.")
  private @Nullable String licence;

  @Option(
      names = "--licence-address",
      paramLabel = "URL",
      description = "Where the text of the licence is.")
  private @Nullable String licenceAddress;

  private Imprint imprint() {
    if (licenceAddress != null && !licenceAddress.matches("https?://[^\\s<>\"]+")) {
      throw new ParameterException(
          spec.commandLine(),
          "--licence-address '"
              + licenceAddress
              + "' is not a web address: write one that begins with https://.");
    }
    return new Imprint(
        publisher,
        contact,
        status,
        GivenDate.of(spec, "--date", date),
        GivenDate.of(spec, "--next-date", nextDate),
        licence,
        licenceAddress);
  }

  @Mixin private AnswerForm answer = new AnswerForm();

  @Override
  public Integer call() {
    Imprint imprint = imprint();
    List<String> lines = new ArrayList<>();
    MakePublication publications =
        new MakePublication(results.lake(), results.rulebooks(), Main.progress(spec));
    if (groups != null) {
      publications = publications.withGroups(GroupingFile.read(groups, overlap, skipUnknown));
    }
    try {
      for (FinancialYear year : YearRange.parse(years)) {
        lines.addAll(publications.make(year, this.out, imprint, forms).lines());
      }
    } finally {
      // What is done is said, also where a later year fails.
      if (!lines.isEmpty()) {
        answer.print(Answer.ofLines("publish", lines));
      }
    }
    return 0;
  }
}
