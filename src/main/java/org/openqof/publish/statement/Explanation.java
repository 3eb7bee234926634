package org.openqof.publish.statement;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openqof.answer.Kind;

/**
 * Why a practice is paid what it is paid: from the lines of the extract to the pounds, step by
 * step.
 *
 * <p>The names of these components, in snake_case, are the keys of the JSON form; they are only
 * ever added to.
 *
 * @param practiceCode ODS code
 * @param practiceName name
 * @param financialYear year, {@code 2023-24}
 * @param version version of the year
 * @param outcome what became of the practice
 * @param made what made the version, alongside what explains it
 * @param notes what a reader must know before anything else
 * @param checks checks that the practice failed
 * @param valuesByUse values of the practice's extract lines by what became of them
 * @param practiceSteps steps that hold for the whole practice, before its indicators
 * @param lines indicators
 * @param settlement steps from the achievement payment to the pounds due
 * @param setAside values of codes that have no line: registers without points, and management
 *     information
 * @param amounts amounts explained alongside those that the version holds
 * @param differences every value that the calculation gives otherwise than the version holds it, in
 *     words; none where all agree, and where nothing was calculated
 * @param sources text of each source by its key
 */
public record Explanation(
    String practiceCode,
    String practiceName,
    String financialYear,
    int version,
    Outcome outcome,
    Made made,
    List<String> notes,
    List<Check> checks,
    Map<String, Integer> valuesByUse,
    List<Step> practiceSteps,
    List<Line> lines,
    List<Step> settlement,
    List<Value> setAside,
    List<Amount> amounts,
    List<String> differences,
    Map<String, String> sources) {
  public Explanation {
    notes = List.copyOf(notes);
    checks = List.copyOf(checks);
    valuesByUse = new TreeMap<>(valuesByUse);
    practiceSteps = List.copyOf(practiceSteps);
    lines = List.copyOf(lines);
    settlement = List.copyOf(settlement);
    setAside = List.copyOf(setAside);
    amounts = List.copyOf(amounts);
    differences = List.copyOf(differences);
    sources = new TreeMap<>(sources);
  }

  /** What became of the practice. */
  public enum Outcome {
    /** It has a payment. */
    PAID,
    /** It failed a check that stops payment. */
    REFUSED,
    /** The year pays nobody: its rulebook is for reference, or it has no indicator values. */
    NOT_PRICED
  }

  /**
   * What made the version.
   *
   * @param rulebookDigest digest of its rulebook
   * @param codeVersion version of the program
   * @param sameRulebook whether this program holds that rulebook; otherwise it was explained by the
   *     one that the lake kept
   * @param sameCode whether this program is that version
   * @param explainedBy version of this program
   */
  public record Made(
      String rulebookDigest,
      String codeVersion,
      boolean sameRulebook,
      boolean sameCode,
      String explainedBy) {}

  /**
   * A check that failed.
   *
   * @param code its number
   * @param severity what failing means
   * @param description what good looks like
   * @param found what was found
   */
  public record Check(String code, String severity, String description, String found) {}

  /**
   * A line of a received file.
   *
   * @param file name as received
   * @param line line in it, from 1, the header included
   */
  public record Place(String file, int line) {}

  /**
   * One value as read.
   *
   * @param indicatorCode indicator, as sent
   * @param fieldName field, as sent
   * @param value the value; null where sent blank
   * @param file file it was read from
   * @param line line in it
   * @param achievementDate collection it speaks for
   * @param submittedAt when it was submitted, ISO 8601; null where not given
   * @param lastSubmission whether it is marked as the last submission
   * @param valueUse used, superseded, interim or management_information
   */
  public record Value(
      String indicatorCode,
      String fieldName,
      @Nullable BigDecimal value,
      String file,
      int line,
      String achievementDate,
      @Nullable String submittedAt,
      boolean lastSubmission,
      String valueUse) {}

  /**
   * One step of the calculation.
   *
   * @param name what was worked out
   * @param formula how, with its numbers; empty for what was read
   * @param result what came out
   * @param citation keys of its sources, or the paragraph of {@code docs/method.md}; null for what
   *     was read
   * @param read lines of files it was read from
   */
  public record Step(
      String name, String formula, String result, @Nullable String citation, List<Place> read) {
    public Step {
      read = List.copyOf(read);
    }
  }

  /**
   * One indicator.
   *
   * @param indicatorCode indicator
   * @param description what it measures
   * @param groupCode its group
   * @param values values of its extract lines, used or not
   * @param steps steps from the values to the pounds
   * @param thresholdStatus support of its thresholds; null where the version holds no line
   * @param notPriced why it has no payment; null where it has one
   * @param earnedPoints points of the line that the version holds; null where it has none
   * @param availablePoints points available
   * @param explainedGbp the amount the steps end in; null where nothing was calculated
   * @param achievementPaymentGbp the amount that the version holds; null where it has none
   */
  public record Line(
      String indicatorCode,
      String description,
      String groupCode,
      List<Value> values,
      List<Step> steps,
      @Nullable String thresholdStatus,
      @Nullable String notPriced,
      @Nullable BigDecimal earnedPoints,
      @Nullable BigDecimal availablePoints,
      @Nullable BigDecimal explainedGbp,
      @Nullable BigDecimal achievementPaymentGbp) {
    public Line {
      values = List.copyOf(values);
      steps = List.copyOf(steps);
    }
  }

  /**
   * One amount of the practice, explained and held.
   *
   * @param name column of {@code practice_payments}
   * @param explainedGbp what the calculation gives; null where nothing was calculated
   * @param heldGbp what the version holds
   */
  public record Amount(String name, @Nullable BigDecimal explainedGbp, BigDecimal heldGbp) {}

  /** Codes of all indicators it can explain, sorted. */
  public Set<String> indicators() {
    Set<String> codes = new TreeSet<>();
    lines.forEach(line -> codes.add(line.indicatorCode()));
    setAside.forEach(value -> codes.add(value.indicatorCode()));
    return codes;
  }

  /**
   * The same with one indicator alone. A code that has values and no line has no part in the
   * payment: its values are all that is left.
   */
  public Explanation only(String indicator) {
    List<Line> wanted =
        lines.stream().filter(line -> line.indicatorCode().equals(indicator)).toList();
    boolean paid = !wanted.isEmpty();
    return new Explanation(
        practiceCode,
        practiceName,
        financialYear,
        version,
        outcome,
        made,
        notes,
        checks,
        valuesByUse,
        paid ? practiceSteps : List.of(),
        wanted,
        paid ? settlement : List.of(),
        setAside.stream().filter(value -> value.indicatorCode().equals(indicator)).toList(),
        paid ? amounts : List.of(),
        differences,
        sources);
  }

  /** Pounds for people; {@code no payment} where there is none. */
  static String pounds(@Nullable BigDecimal amount) {
    return amount == null ? "no payment" : Kind.POUNDS.shown(amount.toPlainString());
  }
}
