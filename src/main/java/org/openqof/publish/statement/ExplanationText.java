package org.openqof.publish.statement;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openqof.publish.statement.Explanation.Amount;
import org.openqof.publish.statement.Explanation.Check;
import org.openqof.publish.statement.Explanation.Line;
import org.openqof.publish.statement.Explanation.Place;
import org.openqof.publish.statement.Explanation.Step;
import org.openqof.publish.statement.Explanation.Value;

/** An explanation as text of 100 columns for people who know the framework. */
public final class ExplanationText {
  private static final String INDENT = "  ";

  private final Explanation explanation;
  private final boolean everyStep;
  private final TextLines lines = new TextLines();
  private final Set<String> cited = new LinkedHashSet<>();

  private ExplanationText(Explanation explanation, boolean everyStep) {
    this.explanation = explanation;
    this.everyStep = everyStep;
  }

  /**
   * The text.
   *
   * @param everyStep whether each indicator is told step by step, rather than in one line
   */
  public static String of(Explanation explanation, boolean everyStep) {
    return new ExplanationText(explanation, everyStep).text();
  }

  private String text() {
    lines.wrapped(
        "",
        explanation.practiceCode()
            + "  "
            + explanation.practiceName()
            + ", "
            + explanation.financialYear()
            + " version "
            + explanation.version());
    explanation.notes().forEach(note -> lines.wrapped("", "Note: " + note));
    outcome();
    checks();
    values();
    steps("The practice", explanation.practiceSteps());
    if (everyStep) {
      explanation.lines().forEach(this::line);
    } else {
      lineByLine();
    }
    setAside();
    steps("From the achievement payment to the pounds due", explanation.settlement());
    amounts();
    sources();
    return lines.text();
  }

  private void heading(String words) {
    lines.add("");
    lines.add(words);
  }

  private void outcome() {
    lines.wrapped(
        "",
        switch (explanation.outcome()) {
          case PAID -> "Paid.";
          case REFUSED -> "Not paid: it failed a check that stops payment.";
          case NOT_PRICED -> "Not priced: the year pays no practice.";
        });
  }

  private void checks() {
    if (explanation.checks().isEmpty()) {
      return;
    }
    heading("Checks failed");
    for (Check check : explanation.checks()) {
      lines.labelled(
          INDENT,
          check.code(),
          3,
          check.description() + ". Found: " + check.found() + ". Effect: " + check.severity() + ".");
    }
  }

  private void values() {
    if (explanation.valuesByUse().isEmpty()) {
      return;
    }
    int all = explanation.valuesByUse().values().stream().mapToInt(Integer::intValue).sum();
    heading("Values of the extract");
    lines.wrapped(
        INDENT,
        all
            + " read: "
            + explanation.valuesByUse().entrySet().stream()
                .map(use -> use.getValue() + " " + use.getKey().replace('_', ' '))
                .collect(Collectors.joining(", "))
            + ".");
  }

  private void steps(String title, List<Step> steps) {
    if (steps.isEmpty()) {
      return;
    }
    heading(title);
    steps(steps);
  }

  /** Name, formula and result of each step; where it comes from stands below it. */
  private void steps(List<Step> steps) {
    int label = Math.min(30, steps.stream().mapToInt(step -> step.name().length()).max().orElse(1));
    for (Step step : steps) {
      String words =
          step.formula().isEmpty() ? step.result() : step.formula() + " = " + step.result();
      lines.labelled(INDENT, step.name(), label, words);
      String from = from(step);
      if (!from.isEmpty()) {
        lines.labelled(INDENT, "", label, from);
      }
    }
  }

  private String from(Step step) {
    List<String> from = new ArrayList<>();
    for (Place place : step.read()) {
      from.add(place.file() + " line " + place.line());
    }
    String citation = step.citation();
    if (citation != null) {
      cited(citation);
      from.add(citation);
    }
    return from.isEmpty() ? "" : "[" + String.join("; ", from) + "]";
  }

  private void cited(String citation) {
    if (explanation.sources().containsKey(citation)) {
      cited.add(citation);
      return;
    }
    for (String key : citation.split("[ ,;]+")) {
      if (explanation.sources().containsKey(key)) {
        cited.add(key);
      }
    }
  }

  private void line(Line line) {
    heading(line.indicatorCode() + "  " + line.description());
    line.values().forEach(this::value);
    steps(line.steps());
    if (line.notPriced() != null) {
      lines.labelled(INDENT, "not priced", 10, line.notPriced());
    }
    lines.wrapped(INDENT, agreement(line.explainedGbp(), line.achievementPaymentGbp()));
  }

  private String agreement(@Nullable BigDecimal explained, @Nullable BigDecimal held) {
    if (!explanation.made().sameRulebook()) {
      return "Held by the version: " + Explanation.pounds(held) + ".";
    }
    boolean same =
        explained == null || held == null ? explained == held : explained.compareTo(held) == 0;
    return same
        ? Explanation.pounds(held) + ", as the version holds it."
        : "DIFFERS: explained "
            + Explanation.pounds(explained)
            + ", held "
            + Explanation.pounds(held)
            + ".";
  }

  private void value(Value value) {
    String submitted =
        (value.submittedAt() == null ? "" : ", submitted " + value.submittedAt().replace('T', ' '))
            + (value.lastSubmission() ? ", last submission" : "");
    lines.labelled(
        INDENT,
        value.fieldName(),
        24,
        String.format(
            Locale.ROOT,
            "%s  %s%s, %s  [%s line %d]",
            value.value() == null ? "blank" : value.value().toPlainString(),
            value.achievementDate(),
            submitted,
            value.valueUse().replace('_', ' '),
            value.file(),
            value.line()));
  }

  /** One row an indicator, for the practice as a whole. */
  private void lineByLine() {
    if (explanation.lines().isEmpty()) {
      return;
    }
    heading("Indicators");
    lines.add(row("", "points", "of", "payment", ""));
    Map<String, BigDecimal> total = new TreeMap<>();
    for (Line line : explanation.lines()) {
      lines.add(
          row(
              line.indicatorCode(),
              points(line.earnedPoints()),
              points(line.availablePoints()),
              line.achievementPaymentGbp() == null
                  ? "none"
                  : Explanation.pounds(line.achievementPaymentGbp()),
              line.notPriced() == null ? line.description() : line.notPriced()));
      if (line.achievementPaymentGbp() != null) {
        total.merge("gbp", line.achievementPaymentGbp(), BigDecimal::add);
      }
    }
    lines.add(row("sum", "", "", Explanation.pounds(total.get("gbp")), ""));
    lines.add("");
    lines.wrapped(
        INDENT,
        "Each of them step by step: --indicator "
            + explanation.lines().get(0).indicatorCode()
            + ", or --indicator all.");
  }

  private static String row(
      String code, String earned, String available, String payment, String words) {
    String row =
        String.format(
            Locale.ROOT, "  %-9s %8s %7s %13s  %s", code, earned, available, payment, words);
    return row.length() <= TextLines.WIDTH
        ? row
        : TextLines.split(row, TextLines.WIDTH - 1).get(0) + "…";
  }

  private static String points(@Nullable BigDecimal points) {
    return points == null ? "" : points.toPlainString();
  }

  private void setAside() {
    if (explanation.setAside().isEmpty() || !everyStep) {
      return;
    }
    heading("Values of codes that carry no points in the year");
    for (Value value : explanation.setAside()) {
      lines.wrapped(INDENT, value.indicatorCode());
      value(value);
    }
  }

  private void amounts() {
    if (explanation.amounts().isEmpty()) {
      return;
    }
    heading("Beside what the version holds");
    int label = explanation.amounts().stream().mapToInt(amount -> amount.name().length()).max().orElse(1);
    for (Amount amount : explanation.amounts()) {
      lines.labelled(
          INDENT, amount.name(), label, agreement(amount.explainedGbp(), amount.heldGbp()));
    }
  }

  private void sources() {
    if (cited.isEmpty()) {
      return;
    }
    heading("Sources");
    int label = cited.stream().mapToInt(String::length).max().orElse(1);
    for (String key : cited) {
      lines.labelled(INDENT, key, Math.min(28, label), explanation.sources().getOrDefault(key, ""));
    }
  }
}
