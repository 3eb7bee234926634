package org.openqof.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openqof.operations.LakeStatus;
import org.openqof.settings.JobErrors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code qof status}: whether a lake is in good order. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Says whether the runs of a lake are in good order, for health checks.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:all is well", "1:a person should look", "2:the arguments are wrong"},
    footer = {"", "Examples:", "  ./qof status --max-age 30h", "  ./qof status --json"})
final class StatusCommand implements Callable<Integer> {
  private static final Pattern LENGTH = Pattern.compile("([1-9][0-9]{0,5})([mhd])");

  @Mixin private LakeOption lake = new LakeOption();

  @Option(
      names = "--published",
      paramLabel = "URI",
      description = "Where publications go; where the last run put them if left out.")
  private @Nullable String published;

  @Option(
      names = "--max-age",
      paramLabel = "TIME",
      defaultValue = "30h",
      description = "How long ago the last success may be (default: ${DEFAULT-VALUE}).")
  private String maxAge = "30h";

  @Mixin private AnswerForm answer = new AnswerForm();

  @Override
  public Integer call() {
    LakeStatus status = LakeStatus.of(lake.lake(), length(maxAge), published, Instant.now());
    answer.print(status.answer());
    return status.exitCode();
  }

  private static Duration length(String text) {
    Matcher parts = LENGTH.matcher(text.strip());
    if (!parts.matches()) {
      throw JobErrors.notADuration("--max-age", text);
    }
    long number = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }
}
