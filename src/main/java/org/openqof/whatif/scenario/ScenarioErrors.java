package org.openqof.whatif.scenario;

import java.util.List;
import org.openqof.answer.Words;
import org.openqof.errors.QofException;
import org.openqof.errors.QofException.Kind;

/** Messages about what-if: its files, its base year, and what is asked of it. */
public final class ScenarioErrors {
  private static final String README = "jobs/scenarios/README.md";
  private static final int NAMED = 20;

  private ScenarioErrors() {}

  /** Everything that is wrong with what-if files; nothing was calculated. */
  public static QofException problems(List<String> problems) {
    return QofException.of(
        Kind.ARGUMENTS,
        "The scenarios cannot be priced: " + Words.of(problems.size(), "problem", "problems") + ".",
        problems,
        "Correct the lines named above; " + README + " lists every key.");
  }

  /** A what-if file that is not there or cannot be read. */
  public static QofException unreadable(String file, String why) {
    return QofException.of(
        Kind.ARGUMENTS,
        "The scenario file " + file + " cannot be read.",
        why,
        "Name YAML files, such as jobs/scenarios/*.yaml.");
  }

  /** A base year that is not paid. */
  public static QofException notPaid(String year) {
    return QofException.of(
        Kind.FAILED,
        "The results of " + year + " hold no payments, so that there is nothing to change.",
        "Its rulebook is for reference, or its extracts hold no indicator values.",
        "Name a paid year with --base: ./qof rulebook check lists those whose rulebook is complete.");
  }

  /** Priced again, the base year is not the version that the lake holds. */
  public static QofException baseDiffers(String year, int version, List<String> differences) {
    return QofException.of(
        Kind.CHECKS,
        "Priced again, " + year + " is not what version " + version + " of the lake holds.",
        differences,
        "Run ./qof run again, so that the lake holds what this program calculates; if it still"
            + " differs, report it with the output of ./qof explain.");
  }

  /**
   * A scenario that no file gives.
   *
   * @param advice the name that was probably meant
   */
  public static QofException unknownScenario(String found, List<String> known, String advice) {
    return QofException.of(
        Kind.ARGUMENTS,
        "There is no scenario '" + found + "'.",
        "Scenarios asked for: "
            + String.join(", ", known.subList(0, Math.min(NAMED, known.size())))
            + (known.size() > NAMED ? ", … " + (known.size() - NAMED) + " more." : "."),
        advice);
  }

  /** Lines are asked for, and there is no folder to write them to. */
  public static QofException linesWithoutFolder() {
    return QofException.of(
        Kind.ARGUMENTS,
        "--lines needs a folder to write to.",
        "The lines of one scenario are a row for every practice and indicator.",
        "Add --out with the name of a folder.");
  }

  /** Bounds of list sizes that do not ascend. */
  public static QofException badBands(String found) {
    return QofException.of(
        Kind.ARGUMENTS,
        "'" + found + "' are not bounds of list sizes.",
        "Expected whole numbers of patients that ascend, separated by commas.",
        "Write, for example, --bands 3000,6000,10000,15000,20000.");
  }
}
