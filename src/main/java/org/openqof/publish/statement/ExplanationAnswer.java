package org.openqof.publish.statement;

import java.util.ArrayList;
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

/** An explanation in tables: as CSV and as a page. */
public final class ExplanationAnswer {
  private ExplanationAnswer() {}

  /** A step and what it belongs to: an indicator, or nothing narrower than the practice. */
  private record Placed(String indicatorCode, Step step) {}

  /** All of an explanation. */
  public static Answer of(Explanation explanation) {
    List<Placed> steps = new ArrayList<>();
    List<Value> values = new ArrayList<>();
    explanation.practiceSteps().forEach(step -> steps.add(new Placed("", step)));
    for (Line line : explanation.lines()) {
      line.steps().forEach(step -> steps.add(new Placed(line.indicatorCode(), step)));
      values.addAll(line.values());
    }
    explanation.settlement().forEach(step -> steps.add(new Placed("", step)));
    values.addAll(explanation.setAside());
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
        .rows(
            Rows.of("lines", explanation.lines())
                .title("Indicators")
                .column("indicator_code", "indicator", Kind.TEXT, Line::indicatorCode)
                .column("description", "what it measures", Kind.TEXT, Line::description)
                .column("group_code", "group", Kind.TEXT, Line::groupCode)
                .column("earned_points", "points", Kind.POINTS, Line::earnedPoints)
                .column("available_points", "available", Kind.POINTS, Line::availablePoints)
                .column("explained_gbp", "explained", Kind.POUNDS, Line::explainedGbp)
                .column(
                    "achievement_payment_gbp", "payment", Kind.POUNDS, Line::achievementPaymentGbp)
                .column("threshold_status", "thresholds", Kind.TEXT, Line::thresholdStatus)
                .column("not_priced", "not priced", Kind.TEXT, Line::notPriced))
        .rows(
            Rows.of("steps", steps)
                .title("Steps of the calculation")
                .column("indicator_code", "indicator", Kind.TEXT, Placed::indicatorCode)
                .column("name", "step", Kind.TEXT, placed -> placed.step().name())
                .column("formula", "formula", Kind.TEXT, placed -> placed.step().formula())
                .column("result", "result", Kind.TEXT, placed -> placed.step().result())
                .column("citation", "source", Kind.TEXT, placed -> placed.step().citation())
                .column(
                    "read",
                    "read from",
                    Kind.LIST,
                    placed ->
                        placed.step().read().stream()
                            .map(place -> "%s line %d".formatted(place.file(), place.line()))
                            .toList()))
        .rows(
            Rows.of("values", values)
                .title("Values as read")
                .column("indicator_code", "indicator", Kind.TEXT, Value::indicatorCode)
                .column("field_name", "field", Kind.TEXT, Value::fieldName)
                .column("value", "value", Kind.NUMBER, Value::value)
                .column("file", "file", Kind.TEXT, Value::file)
                .column("line", "line", Kind.ORDINAL, Value::line)
                .column("achievement_date", "collection", Kind.TEXT, Value::achievementDate)
                .column("submitted_at", "submitted", Kind.TEXT, Value::submittedAt)
                .column("value_use", "use", Kind.WORD, Value::valueUse))
        .rows(
            Rows.of("amounts", explanation.amounts())
                .title("Amounts of the practice")
                .column("name", "amount", Kind.WORD, Amount::name)
                .column("explained_gbp", "explained", Kind.POUNDS, Amount::explainedGbp)
                .column("held_gbp", "in the version", Kind.POUNDS, Amount::heldGbp))
        .rows(
            Rows.of("sources", explanation.sources().entrySet())
                .title("Sources")
                .column("citation", "key", Kind.TEXT, Map.Entry::getKey)
                .column("source", "source", Kind.TEXT, Map.Entry::getValue))
        .answer();
  }
}
