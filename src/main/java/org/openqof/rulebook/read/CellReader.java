package org.openqof.rulebook.read;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.errors.QofException;
import org.openqof.rulebook.FileWord;

/**
 * Turns written values into typed ones. A value that cannot be used becomes a problem and null, so
 * that reading goes on and finds the rest.
 */
public final class CellReader {
  private static final Pattern DECIMAL = Pattern.compile("\\d{1,9}(\\.\\d{1,6})?");
  private static final Pattern LIST_TYPE =
      Pattern.compile("TOTAL|(\\d{1,2}(OV|UN)|UN\\d{2}|\\d{1,2}_\\d{1,2})(_[FM])?");

  private final Problems problems;
  private final Set<String> citationKeys;

  /**
   * A reader.
   *
   * @param problems where what is wrong is gathered
   * @param citationKeys keys of the sources that a value may name
   */
  public CellReader(Problems problems, Set<String> citationKeys) {
    this.problems = problems;
    this.citationKeys = citationKeys;
  }

  /** A text that is not empty. */
  public @Nullable String text(Cell cell) {
    if (cell.blank()) {
      problems.add(cell, "is empty.", "Write a value.");
      return null;
    }
    return cell.text();
  }

  /** A decimal that is not negative. */
  public @Nullable BigDecimal decimal(Cell cell) {
    if (!DECIMAL.matcher(cell.text()).matches()) {
      problems.add(cell, quoted(cell) + " is not a number.", "Write digits, as in 12 or 12.5.");
      return null;
    }
    return new BigDecimal(cell.text());
  }

  /** A decimal above zero. */
  public @Nullable BigDecimal positive(Cell cell) {
    BigDecimal value = decimal(cell);
    if (value != null && value.signum() == 0) {
      problems.add(cell, "is zero.", "Write a number above zero.");
      return null;
    }
    return value;
  }

  /** A whole number above zero. */
  public @Nullable Integer positiveWhole(Cell cell) {
    BigDecimal value = positive(cell);
    if (value == null) {
      return null;
    }
    if (value.scale() > 0) {
      problems.add(cell, quoted(cell) + " is not a whole number.", "Write digits only.");
      return null;
    }
    return value.intValueExact();
  }

  /** The answer yes or no. */
  public @Nullable Boolean yesNo(Cell cell) {
    return choice(cell, "yes", "no");
  }

  /** A flag, true or false. */
  public @Nullable Boolean trueFalse(Cell cell) {
    return choice(cell, "true", "false");
  }

  /** A switch, on or off. */
  public @Nullable Boolean onOff(Cell cell) {
    return choice(cell, "on", "off");
  }

  private @Nullable Boolean choice(Cell cell, String affirmative, String negative) {
    if (cell.text().equals(affirmative)) {
      return true;
    }
    if (cell.text().equals(negative)) {
      return false;
    }
    problems.add(
        cell,
        quoted(cell) + " is neither " + affirmative + " nor " + negative + ".",
        "Write " + affirmative + " or " + negative + ".");
    return null;
  }

  /** A constant, written in small letters with underscores. */
  public <E extends Enum<E>> @Nullable E constant(Cell cell, Class<E> type, String noun) {
    for (E constant : type.getEnumConstants()) {
      if (FileWord.of(constant).equals(cell.text())) {
        return constant;
      }
    }
    List<String> known = Arrays.stream(type.getEnumConstants()).map(FileWord::of).toList();
    problems.add(
        cell,
        cell.blank() ? "is empty." : quoted(cell) + " is not a " + noun + ".",
        NearestName.advice(cell.text(), known, "Write one of " + String.join(", ", known) + "."));
    return null;
  }

  @Nullable LocalDate date(Cell cell) {
    try {
      return LocalDate.parse(cell.text());
    } catch (DateTimeParseException notADate) {
      problems.add(
          cell, quoted(cell) + " is not a date.", "Write year, month and day, as in 2024-01-01.");
      return null;
    }
  }

  /** A financial year, {@code 2023-24}. */
  public @Nullable FinancialYear year(Cell cell) {
    try {
      return FinancialYear.of(cell.text());
    } catch (QofException notAYear) {
      problems.add(cell, quoted(cell) + " is not a financial year.", "Write it as 2023-24.");
      return null;
    }
  }

  @Nullable String listType(Cell cell) {
    if (!LIST_TYPE.matcher(cell.text()).matches()) {
      problems.add(
          cell,
          quoted(cell) + " is not a patient list type.",
          "Write TOTAL or an age band, as in 06OV, 79UN, 30_74 or 25_64_F.");
      return null;
    }
    return cell.text();
  }

  /** One or more keys of the citations, separated by a space. */
  @Nullable String citation(Cell cell) {
    if (cell.blank()) {
      problems.add(cell, "is empty.", "Write the key of a source in citations.yaml.");
      return null;
    }
    boolean known = true;
    for (String key : cell.text().split(" ")) {
      if (!citationKeys.contains(key)) {
        known = false;
        problems.add(
            cell,
            "no citation has the key '" + key + "'.",
            NearestName.advice(key, citationKeys, "Add the key to citations.yaml."));
      }
    }
    return known ? cell.text() : null;
  }

  private static String quoted(Cell cell) {
    return "'" + cell.text() + "'";
  }
}
