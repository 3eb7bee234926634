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
  private static final int DIGITS = 12;
  private static final String INDENT = "  ";
  private static final int NAME = 27;
  private static final int FORMULA = 53;
  private static final int RESULT = 16;

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
    lines.wrapped("", rulebook());
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

  /** By which rules it is explained: year and first digits of the digest, and where they lie. */
  private String rulebook() {
    String digest = explanation.made().rulebookDigest();
    return "Explained by the rulebook that made it, %s %s, %s."
        .formatted(
            explanation.financialYear(),
            digest.substring(0, Math.min(DIGITS, digest.length())),
            explanation.made().sameRulebook()
                ? "which is the one at hand"
                : "as the lake kept it; the one at hand is another");
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
          check.description()
              + ". Found: "
              + check.found()
              + ". Effect: "
              + check.severity()
              + ".");
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

  /** Name, formula and result of each step; where it comes from stands below the formula. */
  private void steps(List<Step> steps) {
    for (Step step : steps) {
      List<String> names = TextLines.split(step.name(), NAME);
      List<String> formulas = new ArrayList<>(TextLines.split(step.formula(), FORMULA));
      String from = from(step);
      if (!from.isEmpty()) {
        if (step.formula().isEmpty()) {
          formulas.clear();
        }
        formulas.addAll(TextLines.split(from, FORMULA));
      }
      for (int i = 0; i < Math.max(names.size(), formulas.size()); i++) {
        lines.add(
            String.format(
                Locale.ROOT,
                "%s%-" + NAME + "s %-" + FORMULA + "s %" + RESULT + "s",
                INDENT,
                i < names.size() ? names.get(i) : "",
                i < formulas.size() ? formulas.get(i) : "",
                i == 0 ? step.result() : ""));
      }
    }
  }

  private String from(Step step) {
    Map<String, List<String>> byFile = new TreeMap<>();
    for (Place place : step.read()) {
      byFile
          .computeIfAbsent(place.file(), file -> new ArrayList<>())
          .add(Integer.toString(place.line()));
    }
    List<String> from = new ArrayList<>();
    byFile.forEach(
        (file, at) ->
            from.add(file + (at.size() == 1 ? " line " : " lines ") + String.join(", ", at)));
    String citation = step.citation();
    if (citation != null) {
      cited(citation);
      from.add(
          explanation.sources().containsKey(citation) ? citation : citation.replace(" ", "; "));
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
    values(line.values());
    steps(line.steps());
    if (line.thresholdStatus() != null
        && !List.of("proved", "confirmed").contains(line.thresholdStatus())) {
      lines.wrapped(INDENT, "Its thresholds are " + line.thresholdStatus() + ", not confirmed.");
    }
    if (line.notPriced() != null) {
      lines.labelled(INDENT, "not priced", 10, line.notPriced());
    }
    lines.wrapped(INDENT, agreement(line.explainedGbp(), line.achievementPaymentGbp()));
  }

  private String agreement(@Nullable BigDecimal explained, @Nullable BigDecimal held) {
    boolean same = explained != null && held != null && explained.compareTo(held) == 0;
    if (explained == null && held == null) {
      return "No payment, and none in the version.";
    }
    return same
        ? Explanation.pounds(held) + ", as the version holds it."
        : "DIFFERS: explained "
            + Explanation.pounds(explained)
            + ", held "
            + Explanation.pounds(held)
            + ".";
  }

  /** Values under what they share: collection, submission, and what became of them. */
  private void values(List<Value> values) {
    Map<String, List<Value>> shared = new TreeMap<>();
    for (Value value : values) {
      shared.computeIfAbsent(shared(value), words -> new ArrayList<>()).add(value);
    }
    int field = values.stream().mapToInt(value -> value.fieldName().length()).max().orElse(1);
    int count = values.stream().mapToInt(value -> count(value).length()).max().orElse(1);
    shared.forEach(
        (words, together) -> {
          lines.wrapped(INDENT, words);
          for (Value value : together) {
            lines.add(
                String.format(
                    Locale.ROOT,
                    "%s%s%-" + Math.min(40, field) + "s  %" + count + "s  %s line %d",
                    INDENT,
                    INDENT,
                    value.fieldName(),
                    count(value),
                    value.file(),
                    value.line()));
          }
        });
  }

  private static String shared(Value value) {
    String use =
        switch (value.valueUse()) {
          case "used" -> "counted";
          case "superseded" -> "superseded, another submission counts";
          case "interim" -> "interim, never paid";
          case "management_information" -> "management information, set aside";
          default -> value.valueUse();
        };
    return "collection of "
        + value.achievementDate()
        + (value.submittedAt() == null
            ? ""
            : ", submitted " + value.submittedAt().replace('T', ' '))
        + (value.lastSubmission() ? ", marked as last" : "")
        + ": "
        + use;
  }

  private static String count(Value value) {
    return value.value() == null ? "blank" : value.value().toPlainString();
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
            Locale.ROOT, "%s%-9s %8s %7s %13s  ", INDENT, code, earned, available, payment);
    List<String> fitting = TextLines.split(words, TextLines.WIDTH - row.length() - 1);
    return row + fitting.get(0) + (fitting.size() > 1 ? "…" : "");
  }

  private static String points(@Nullable BigDecimal points) {
    return points == null ? "" : points.toPlainString();
  }

  private void setAside() {
    if (explanation.setAside().isEmpty() || !everyStep) {
      return;
    }
    heading("Values of codes that carry no points in the year");
    Map<String, List<Value>> byCode = new TreeMap<>();
    for (Value value : explanation.setAside()) {
      byCode.computeIfAbsent(value.indicatorCode(), code -> new ArrayList<>()).add(value);
    }
    byCode.forEach(
        (code, values) -> {
          lines.add(INDENT + code);
          values(values);
        });
  }

  private void amounts() {
    if (explanation.amounts().isEmpty()) {
      return;
    }
    heading("Alongside what version " + explanation.version() + " holds");
    if (explanation.differences().isEmpty()) {
      lines.wrapped(
          INDENT, "Every amount, point and factor of the practice is equal to the last digit.");
    }
    explanation.differences().forEach(words -> lines.wrapped(INDENT, "DIFFERS: " + words));
    for (Amount amount : explanation.amounts()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%s%-" + NAME + "s %" + (FORMULA + RESULT + 1) + "s",
              INDENT,
              amount.name().replace("_gbp", "").replace('_', ' '),
              Explanation.pounds(amount.heldGbp())));
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
