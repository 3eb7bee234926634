package org.openqof.explanation;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.input.PracticeReference.Source;
import org.openqof.practice.BaseYearPoints;
import org.openqof.practice.PricedPractice;
import org.openqof.practice.Trace;
import org.openqof.publish.statement.Explanation;
import org.openqof.publish.statement.Explanation.Amount;
import org.openqof.publish.statement.Explanation.Check;
import org.openqof.publish.statement.Explanation.Line;
import org.openqof.publish.statement.Explanation.Made;
import org.openqof.publish.statement.Explanation.Outcome;
import org.openqof.publish.statement.Explanation.Place;
import org.openqof.publish.statement.Explanation.Step;
import org.openqof.publish.statement.Explanation.Value;
import org.openqof.recalculation.BaseYears;
import org.openqof.recalculation.KeptRulebooks;
import org.openqof.recalculation.StatementErrors;
import org.openqof.recalculation.YearResults;
import org.openqof.rulebook.EarlierCodes;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.read.Rulebooks;
import org.openqof.settings.Awaited;
import org.openqof.settings.JobErrors;
import org.openqof.store.Lake;
import org.openqof.tables.Block;
import org.openqof.tables.Field;
import org.openqof.tables.IndicatorValues;
import org.openqof.tables.PaymentLines;
import org.openqof.tables.PracticeChecks;
import org.openqof.tables.PracticePayments;

/**
 * Explains the payment of one practice: prices it once more from the frozen values and national
 * figures of the version, and sets every value alongside the one that the version holds.
 *
 * <p>It is priced by the rulebook that made the version: the one at hand where it is that,
 * otherwise the one that the lake kept. A version made by other code is priced again, and says so;
 * a difference is a failure all the same.
 */
public final class ExplainPayment {
  private static final String METHOD = "method ";
  private static final List<Field> AMOUNTS =
      List.of(
          PracticePayments.ACHIEVEMENT_PAYMENT_GBP,
          PracticePayments.PART_YEAR_GBP,
          PracticePayments.ADJUSTMENTS_GBP,
          PracticePayments.TOTAL_ACHIEVEMENT_GBP,
          PracticePayments.ASPIRATION_PAID_GBP,
          PracticePayments.ACHIEVEMENT_DUE_GBP);

  private final Lake lake;
  private final Rulebooks rulebooks;
  private final Supplier<String> codeVersion;

  /**
   * Explanations from a lake.
   *
   * @param rulebooks rulebooks, those of the run
   * @param codeVersion gives the version of this program; asked once an explanation
   */
  public ExplainPayment(Lake lake, Rulebooks rulebooks, Supplier<String> codeVersion) {
    this.lake = lake;
    this.rulebooks = rulebooks;
    this.codeVersion = codeVersion;
  }

  /**
   * Why a practice is paid what it is paid.
   *
   * @param practiceCode ODS code, in any case
   * @param version version of the year; null for the current one
   * @throws org.openqof.errors.QofException when the practice, the year or the version is not
   *     there, or the rulebook that made the version is neither at hand nor kept
   */
  public Explanation of(String practiceCode, FinancialYear year, @Nullable Integer version) {
    String practice = practiceCode.strip().toUpperCase(Locale.ROOT);
    // Half of the time is the rulebook's, half the lake's.
    CompletableFuture<Loaded> loaded =
        CompletableFuture.supplyAsync(() -> Loaded.of(rulebooks, year, codeVersion));
    YearResults results = YearResults.of(lake, year, version);
    PracticeRows rows = PracticeRows.of(results, practice);
    if (!rows.isKnown()) {
      throw StatementErrors.unknownPractice(
          practice, year.toString(), PracticeReports.practiceCodes(results));
    }
    return new Open(results, Awaited.of(loaded), rules(results, Awaited.of(loaded)), rows)
        .explanation();
  }

  /**
   * The rules of a version.
   *
   * @param rulebook the year's rulebook
   * @param earlierCodes what its indicators were called in earlier years
   * @param citations text of what it cites, by key
   */
  private record Rules(
      Rulebook rulebook, EarlierCodes earlierCodes, Map<String, String> citations) {}

  /**
   * What this program has to explain with.
   *
   * @param rules the rules at hand
   * @param codeVersion version of this program
   */
  private record Loaded(Rules rules, String codeVersion) {
    static Loaded of(Rulebooks rulebooks, FinancialYear year, Supplier<String> codeVersion) {
      Rulebook rulebook = rulebooks.load(year);
      return new Loaded(
          new Rules(rulebook, rulebooks.earlierCodes(rulebook), rulebooks.citations()),
          codeVersion.get());
    }
  }

  /** The rules that made a version. */
  private Rules rules(YearResults results, Loaded atHand) {
    String digest = results.made().rulebookDigest();
    if (atHand.rules().rulebook().digest().equals(digest)) {
      return atHand.rules();
    }
    FinancialYear year = results.year();
    KeptRulebooks.Kept kept =
        new KeptRulebooks(lake)
            .kept(year, digest)
            .orElseThrow(
                () -> JobErrors.rulebookNotKept(year.toString(), results.version(), digest));
    return new Rules(kept.rulebook(), rulebooks.earlierCodes(kept.rulebook()), kept.citations());
  }

  /** One explanation while it is put together. */
  private final class Open {
    private final YearResults results;
    private final Rulebook rulebook;
    private final Rules rules;
    private final PracticeRows rows;
    private final Made made;
    private final Map<String, List<Value>> values = new TreeMap<>();
    private final Map<String, Integer> uses = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();
    private @Nullable TracedPayment traced;

    Open(YearResults results, Loaded atHand, Rules rules, PracticeRows rows) {
      this.results = results;
      this.rulebook = rules.rulebook();
      this.rules = rules;
      this.rows = rows;
      this.made =
          new Made(
              results.made().rulebookDigest(),
              results.made().codeVersion(),
              results.made().rulebookDigest().equals(atHand.rules().rulebook().digest()),
              results.made().codeVersion().equals(atHand.codeVersion()),
              atHand.codeVersion());
    }

    Explanation explanation() {
      readValues();
      if (rows.isPaid()) {
        traced = TracedPayment.of(results, rulebook, bases(), rows);
        if (!made.sameCode()) {
          notes.add(
              "this version was made by OpenQOF "
                  + made.codeVersion()
                  + ", and is explained by "
                  + made.explainedBy()
                  + (traced.differences(rows).isEmpty() ? ". Both give the same." : "."));
        }
      }
      List<Line> lines = lines(traced == null ? null : traced.priced());
      return new Explanation(
          rows.practiceCode(),
          rows.reference().name(),
          rulebook.year().toString(),
          results.version(),
          rows.isPaid() ? Outcome.PAID : stopsPayment() ? Outcome.REFUSED : Outcome.NOT_PRICED,
          made,
          notes,
          checks(),
          uses,
          steps(Trace::practice),
          lines,
          settlement(),
          values.values().stream().flatMap(List::stream).toList(),
          amounts(traced == null ? null : traced.priced()),
          traced == null ? List.of() : traced.differences(rows),
          sources(lines));
    }

    /** Points of the base years, of this practice, as the version found them. */
    private BaseYearPoints bases() {
      return !rulebook.restsOnEarlierYears()
          ? BaseYearPoints.none()
          : new BaseYears(lake, rulebook, rules.earlierCodes(), results.recalculatedAt())
              .points(rows.practiceCode());
    }

    private boolean stopsPayment() {
      for (int row = 0; row < rows.checks().rows(); row++) {
        String severity = rows.checks().textAt(PracticeChecks.SEVERITY, row);
        if (severity.equals("refused") || severity.equals("payment")) {
          return true;
        }
      }
      return false;
    }

    private List<Check> checks() {
      List<Check> checks = new ArrayList<>();
      Block failed = rows.checks();
      for (int row = 0; row < failed.rows(); row++) {
        checks.add(
            new Check(
                failed.textAt(PracticeChecks.CHECK_CODE, row),
                failed.textAt(PracticeChecks.SEVERITY, row),
                failed.textAt(PracticeChecks.DESCRIPTION, row),
                failed.textAt(PracticeChecks.FOUND, row)));
      }
      return checks;
    }

    private void readValues() {
      Block read = rows.values();
      for (int row = 0; row < read.rows(); row++) {
        Value value = value(read, row);
        values.computeIfAbsent(value.indicatorCode(), indicator -> new ArrayList<>()).add(value);
        uses.merge(value.valueUse(), 1, Integer::sum);
      }
    }

    private Value value(Block read, int row) {
      BigDecimal count = null;
      if (read.has(IndicatorValues.VALUE, row)) {
        boolean points = read.textAt(IndicatorValues.FIELD_KIND, row).equals("achieved_points");
        count = BigDecimal.valueOf(read.countAt(IndicatorValues.VALUE, row), points ? 2 : 0);
      }
      LocalDate submitted = read.dateOrNull(IndicatorValues.SUBMITTED_DATE, row);
      return new Value(
          read.textAt(IndicatorValues.INDICATOR_CODE, row),
          read.textAt(IndicatorValues.FIELD_NAME, row),
          count,
          rows.fileName(read.textAt(IndicatorValues.FILE_DIGEST, row)),
          read.countAt(IndicatorValues.LINE_NUMBER, row),
          String.valueOf(read.dateOrNull(IndicatorValues.ACHIEVEMENT_DATE, row)),
          submitted == null
              ? null
              : submitted
                  .atStartOfDay()
                  .plusSeconds(read.countAt(IndicatorValues.SUBMITTED_SECOND, row))
                  .toString(),
          read.flagAt(IndicatorValues.LAST_SUBMISSION, row),
          read.textAt(IndicatorValues.VALUE_USE, row));
    }

    /** Steps of a part of the trace; none of a practice that is not paid. */
    private List<Step> steps(Function<Trace, List<Trace.Step>> part) {
      return traced == null
          ? List.of()
          : part.apply(traced.trace()).stream()
              .map(
                  step ->
                      new Step(
                          step.name(),
                          step.formula(),
                          step.result(),
                          step.citation(),
                          step.sources().stream().map(this::place).toList()))
              .toList();
    }

    private Place place(Source source) {
      return new Place(rows.fileName(source.fileDigest()), source.line());
    }

    /** One a row of the payments; what is left of the values then has no line. */
    private List<Line> lines(@Nullable PricedPractice priced) {
      Map<String, BigDecimal> explained = new HashMap<>();
      if (priced != null) {
        priced
            .lines()
            .forEach(line -> explained.put(line.earned().indicator().code(), line.paymentGbp()));
      }
      Map<String, Indicator> indicators = rulebook.indicatorsByCode();
      List<Line> lines = new ArrayList<>();
      Block held = rows.lines();
      for (int row = 0; row < held.rows(); row++) {
        String code = held.textAt(PaymentLines.INDICATOR_CODE, row);
        Indicator indicator = indicators.get(code);
        List<Value> read = values.remove(code);
        lines.add(
            new Line(
                code,
                indicator == null ? code : indicator.description(),
                held.textAt(PaymentLines.GROUP_CODE, row),
                read == null ? List.of() : read,
                steps(trace -> trace.line(code)),
                held.textOrNull(PaymentLines.THRESHOLD_STATUS, row),
                held.textOrNull(PaymentLines.NOT_PRICED, row),
                held.decimalOrNull(PaymentLines.EARNED_POINTS, row),
                held.decimalOrNull(PaymentLines.AVAILABLE_POINTS, row),
                explained.get(code),
                held.decimalOrNull(PaymentLines.ACHIEVEMENT_PAYMENT_GBP, row)));
      }
      return lines;
    }

    /** Steps after the lines, with how the aspiration was found before what is left to pay. */
    private List<Step> settlement() {
      List<Step> steps = new ArrayList<>(steps(Trace::settlement));
      steps.addAll(Math.max(0, steps.size() - 1), StoredSteps.aspiration(rows.aspiration()));
      return steps;
    }

    private List<Amount> amounts(@Nullable PricedPractice priced) {
      if (!rows.isPaid()) {
        return List.of();
      }
      List<@Nullable BigDecimal> explained = new ArrayList<>();
      if (priced != null) {
        explained.add(priced.achievementPayment());
        explained.add(priced.partYear());
        explained.add(priced.adjustmentsGbp());
        explained.add(priced.totalAchievement());
        explained.add(priced.aspirationPaid());
        explained.add(priced.achievementDue());
      }
      List<Amount> amounts = new ArrayList<>();
      for (int i = 0; i < AMOUNTS.size(); i++) {
        BigDecimal held = rows.payment().decimalOrNull(AMOUNTS.get(i), 0);
        if (held != null) {
          amounts.add(
              new Amount(
                  AMOUNTS.get(i).name(), explained.isEmpty() ? null : explained.get(i), held));
        }
      }
      return amounts;
    }

    /** The text of everything that a step cites. */
    private Map<String, String> sources(List<Line> lines) {
      Map<String, String> citations = rules.citations();
      Map<String, String> sources = new LinkedHashMap<>();
      List<Step> steps = new ArrayList<>(steps(Trace::practice));
      lines.forEach(line -> steps.addAll(line.steps()));
      steps.addAll(settlement());
      for (Step step : steps) {
        String citation = step.citation();
        if (citation == null) {
          continue;
        }
        if (citation.startsWith(METHOD)) {
          sources.put(citation, "docs/method.md, section " + citation.substring(METHOD.length()));
          continue;
        }
        for (String key : citation.split(" ")) {
          String text = citations.get(key);
          sources.put(key, text == null ? "table of the lake, docs/data-dictionary.md" : text);
        }
      }
      return sources;
    }
  }
}
