package org.openqof.publish.statement;

import java.util.List;
import java.util.Map;
import org.openqof.answer.Answer;
import org.openqof.answer.Kind;
import org.openqof.answer.Rows;
import org.openqof.publish.statement.Explanation.Amount;
import org.openqof.publish.statement.Explanation.Check;
import org.openqof.publish.statement.Explanation.Line;
import org.openqof.publish.statement.Explanation.Step;
import org.openqof.publish.statement.Explanation.Value;

/** An explanation as CSV and as a page: a tree of practice, indicators and steps. */
public final class ExplanationAnswer {
  private ExplanationAnswer() {}

  /** All of an explanation. */
  public static Answer of(Explanation explanation) {
    return Answer.of(
            "explanation",
            "%s  %s, %s version %d"
                .formatted(
                    explanation.practiceCode(),
                    explanation.practiceName(),
                    explanation.financialYear(),
                    explanation.version()))
        .programs("practice_code", explanation.practiceCode())
        .programs("practice_name", explanation.practiceName())
        .programs("financial_year", explanation.financialYear())
        .programs("version", explanation.version())
        .fact("outcome", "outcome", Kind.WORD, explanation.outcome())
        .fact("rulebook_digest", "rulebook", Kind.DIGEST, explanation.made().rulebookDigest())
        .fact("code_version", "made by", Kind.TEXT, explanation.made().codeVersion())
        .fact("explained_by", "explained by", Kind.TEXT, explanation.made().explainedBy())
        .notices("notes", "note", explanation.notes())
        .notices("differences", "difference", explanation.differences())
        .rows(
            Rows.of("checks", explanation.checks())
                .title("Checks that failed")
                .column("code", "check", Kind.TEXT, Check::code)
                .column("severity", "severity", Kind.TEXT, Check::severity)
                .column("description", "expected", Kind.TEXT, Check::description)
                .column("found", "found", Kind.TEXT, Check::found))
        .rows(steps("The practice", "", explanation.practiceSteps()))
        .line("Each indicator opens into its values and its steps.")
        .folded("lines", explanation.lines().stream().map(ExplanationAnswer::line).toList())
        .rows(steps("From the achievement payment to the pounds due", "", explanation.settlement()))
        .rows(
            Rows.of("amounts", explanation.amounts())
                .title("Amounts of the practice")
                .column("name", "amount", Kind.WORD, Amount::name)
                .column("explained_gbp", "explained", Kind.POUNDS, Amount::explainedGbp)
                .column("held_gbp", "in the version", Kind.POUNDS, Amount::heldGbp))
        .rows(values("Values of codes that carry no points in the year", explanation.setAside()))
        .rows(
            Rows.of("sources", explanation.sources().entrySet())
                .title("Sources")
                .column("citation", "key", Kind.TEXT, Map.Entry::getKey)
                .column("source", "source", Kind.TEXT, Map.Entry::getValue))
        .answer();
  }

  private static Answer line(Line line) {
    return Answer.of(
            "line",
            "%s  %s: %s"
                .formatted(
                    line.indicatorCode(),
                    line.description(),
                    line.notPriced() == null
                        ? Explanation.pounds(line.achievementPaymentGbp())
                        : "not priced"))
        .programs("indicator_code", line.indicatorCode())
        .programs("description", line.description())
        .fact("group_code", "group", Kind.TEXT, line.groupCode())
        .fact("earned_points", "points", Kind.POINTS, line.earnedPoints())
        .fact("available_points", "available", Kind.POINTS, line.availablePoints())
        .fact("explained_gbp", "explained", Kind.POUNDS, line.explainedGbp())
        .fact(
            "achievement_payment_gbp", "in the version", Kind.POUNDS, line.achievementPaymentGbp())
        .fact("threshold_status", "thresholds", Kind.TEXT, line.thresholdStatus())
        .programs("not_priced", line.notPriced())
        .notices(
            "why_not_priced",
            "not priced",
            line.notPriced() == null ? List.of() : List.of(line.notPriced()))
        .rows(values("Values as read", line.values()))
        .rows(steps("Steps of the calculation", line.indicatorCode(), line.steps()))
        .answer();
  }

  private static Rows.Of<Step> steps(String title, String indicator, List<Step> steps) {
    return Rows.of("steps", steps)
        .title(title)
        .programs("indicator_code", step -> indicator)
        .column("name", "step", Kind.TEXT, Step::name)
        .column("formula", "formula", Kind.TEXT, Step::formula)
        .column("result", "result", Kind.TEXT, Step::result)
        .column("citation", "source", Kind.TEXT, Step::citation)
        .column(
            "read",
            "read from",
            Kind.LIST,
            step ->
                step.read().stream()
                    .map(place -> "%s line %d".formatted(place.file(), place.line()))
                    .toList());
  }

  private static Rows.Of<Value> values(String title, List<Value> values) {
    return Rows.of("values", values)
        .title(title)
        .programs("indicator_code", Value::indicatorCode)
        .column("field_name", "field", Kind.TEXT, Value::fieldName)
        .column("value", "value", Kind.NUMBER, Value::value)
        .column("file", "file", Kind.TEXT, Value::file)
        .column("line", "line", Kind.ORDINAL, Value::line)
        .column("achievement_date", "collection", Kind.TEXT, Value::achievementDate)
        .column("submitted_at", "submitted", Kind.TEXT, Value::submittedAt)
        .column("value_use", "use", Kind.WORD, Value::valueUse);
  }
}
