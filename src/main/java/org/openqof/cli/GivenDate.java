package org.openqof.cli;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Dates as people give them. */
final class GivenDate {
  private GivenDate() {}

  /**
   * The date that an option names, or null where it is not given.
   *
   * @throws ParameterException when it is not a date
   */
  static @Nullable LocalDate of(CommandSpec command, String option, @Nullable String text) {
    try {
      return text == null ? null : LocalDate.parse(text);
    } catch (DateTimeException wrong) {
      throw new ParameterException(
          command.commandLine(),
          option + ": expected a date such as 2024-08-29, found '" + text + "'");
    }
  }
}
