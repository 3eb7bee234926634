package org.openqof.publish.statement;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openqof.answer.Kind;
import org.openqof.publish.statement.Statement.Column;
import org.openqof.publish.statement.Statement.Fact;
import org.openqof.publish.statement.Statement.Item;
import org.openqof.publish.statement.Statement.Section;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Rulebook;
import org.openqof.tables.AppliedAdjustments;
import org.openqof.tables.Block;
import org.openqof.tables.Field;
import org.openqof.tables.PaymentLines;
import org.openqof.tables.PracticeIndicators;
import org.openqof.tables.PracticePayments;

/**
 * The payment service's report "Achievement Summary": a practice's domains, its total achievement,
 * adjustments, the calculation of its contractor population index and the duration of its contract,
 * down to groups, indicators and the calculation of each.
 *
 * <p>Every figure is one that the tables hold, or the plain sum or difference of such figures.
 */
public final class AchievementSummary {
  private static final String SETTLEMENT = "From achievement to payment";
  private static final String DOMAINS = "Achievement by domain, group and indicator";
  private static final String GAIN = "improvement_gain";

  /** A column and, where it comes from a line of the payments as it is, its field there. */
  private record Told(Column column, @Nullable Field line) {}

  private static final List<Told> COLUMNS =
      List.of(
          new Told(
              new Column("available_points", "Points available", Kind.POINTS, false),
              PaymentLines.AVAILABLE_POINTS),
          new Told(
              new Column("earned_points", "Points earned", Kind.POINTS, false),
              PaymentLines.EARNED_POINTS),
          new Told(
              new Column("amount_gbp", "Amount", Kind.POUNDS, false),
              PaymentLines.ACHIEVEMENT_PAYMENT_GBP),
          detail("kind", Kind.WORD, PaymentLines.KIND),
          detail("numerator", Kind.COUNT, PaymentLines.NUMERATOR),
          detail("denominator", Kind.COUNT, PaymentLines.DENOMINATOR),
          detail("personalised care adjustments", "pca_count", Kind.COUNT, null),
          detail("achievement", Kind.SHARE, PaymentLines.ACHIEVEMENT),
          detail("lower threshold", Kind.SHARE, PaymentLines.LOWER_THRESHOLD),
          detail("upper threshold", Kind.SHARE, PaymentLines.UPPER_THRESHOLD),
          detail("support of the thresholds", Kind.WORD, PaymentLines.THRESHOLD_STATUS),
          detail("points of the year's performance", Kind.POINTS, PaymentLines.PERFORMANCE_POINTS),
          detail("paid by", Kind.WORD, PaymentLines.PAYING_ROUTE),
          detail("baseline", Kind.SHARE, PaymentLines.BASELINE_ACHIEVEMENT),
          detail("gain over the baseline", GAIN, Kind.SHARE, null),
          detail("points by thresholds", Kind.POINTS, PaymentLines.THRESHOLD_POINTS),
          detail("points by improvement", Kind.POINTS, PaymentLines.IMPROVEMENT_POINTS),
          detail("protection", Kind.WORD, PaymentLines.PROTECTION),
          detail("protected from", Kind.TEXT, PaymentLines.PROTECTED_FROM_YEAR),
          detail("indicator then", Kind.TEXT, PaymentLines.BASE_INDICATOR_CODE),
          detail("points then", Kind.POINTS, PaymentLines.BASE_POINTS),
          detail("price of a point", Kind.POUNDS, PaymentLines.POINT_VALUE_GBP),
          detail("contractor population index", Kind.FACTOR, PaymentLines.CPI),
          detail("prevalence group", Kind.TEXT, PaymentLines.PREVALENCE_GROUP),
          detail("register", Kind.COUNT, PaymentLines.REGISTER_SIZE),
          detail("national prevalence", Kind.SHARE, PaymentLines.NATIONAL_PREVALENCE),
          detail("prevalence factor", Kind.FACTOR, PaymentLines.APDF),
          detail("target population factor", Kind.FACTOR, PaymentLines.TARGET_POPULATION_FACTOR),
          detail("points as awarded", Kind.POINTS, PaymentLines.REPORTED_POINTS),
          detail("not priced", Kind.TEXT, PaymentLines.NOT_PRICED),
          detail("points corrected", "adjusted_points", Kind.POINTS, null),
          detail("approved by", "approver", Kind.TEXT, null),
          detail("approved on", "approved_on", Kind.DATE, null),
          detail("kind of correction", "adjustment_kind", Kind.WORD, null));

  private final Rulebook rulebook;
  private final int version;
  private final Block payment;
  private final Block lines;
  private final Block statistics;
  private final Block adjustments;

  /**
   * The summary of one paid practice.
   *
   * @param rulebook the year's rulebook, for the names of domains, groups and indicators
   * @param version version of the results
   * @param payment its row of {@code practice_payments}
   * @param lines its rows of {@code payment_lines}
   * @param statistics its rows of {@code practice_indicators}, for the adjusted patients; none
   *     where it is not in the public statistics
   * @param adjustments its rows of {@code applied_adjustments}
   */
  public AchievementSummary(
      Rulebook rulebook,
      int version,
      Block payment,
      Block lines,
      Block statistics,
      Block adjustments) {
    this.rulebook = rulebook;
    this.version = version;
    this.payment = payment;
    this.lines = lines;
    this.statistics = statistics;
    this.adjustments = adjustments;
  }

  /** The report. */
  public Statement statement() {
    return new Statement(
        "Achievement summary "
            + rulebook.year()
            + ": "
            + payment.textAt(PracticePayments.PRACTICE_NAME, 0),
        facts(),
        COLUMNS.stream().map(Told::column).toList(),
        List.of(new Section(SETTLEMENT, settlement()), new Section(DOMAINS, domains())),
        notes());
  }

  private List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    facts.add(
        new Fact("practice_code", "Practice", paid(PracticePayments.PRACTICE_CODE), Kind.TEXT));
    facts.add(new Fact("financial_year", "Financial year", rulebook.year().toString(), Kind.TEXT));
    facts.add(new Fact("version", "Version", Integer.toString(version), Kind.COUNT));
    facts.add(
        new Fact(
            "achievement_date",
            "Achievement date",
            paid(PracticePayments.ACHIEVEMENT_DATE),
            Kind.DATE));
    facts.add(
        new Fact(
            "contract_days",
            "Contract in force, days",
            paid(PracticePayments.CONTRACT_DAYS),
            Kind.COUNT));
    facts.add(
        new Fact("year_days", "Days of the year", paid(PracticePayments.YEAR_DAYS), Kind.COUNT));
    facts.add(
        new Fact(
            "crp", "Contractor registered population", paid(PracticePayments.CRP), Kind.COUNT));
    facts.add(
        new Fact(
            "crp_date", "Date of that population", paid(PracticePayments.CRP_DATE), Kind.DATE));
    if (lines.rows() > 0) {
      facts.add(
          new Fact(
              "average_list_size",
              "National average list size",
              Objects.requireNonNull(lines.canonicalAt(PaymentLines.AVERAGE_LIST_SIZE, 0)),
              Kind.NUMBER));
    }
    facts.add(
        new Fact(
            "contractor_population_index",
            "Contractor population index (population ÷ average)",
            paid(PracticePayments.CPI),
            Kind.FACTOR));
    return facts;
  }

  private String paid(Field field) {
    return Objects.requireNonNull(payment.canonicalAt(field, 0), field.name());
  }

  private List<Item> settlement() {
    List<Item> items = new ArrayList<>();
    items.add(
        settled(
            "achievement_payment",
            "Achievement payment",
            List.of(
                paid(PracticePayments.AVAILABLE_POINTS),
                paid(PracticePayments.EARNED_POINTS),
                paid(PracticePayments.ACHIEVEMENT_PAYMENT_GBP)),
            List.of()));
    items.add(
        settled(
            "part_year", "Part of the year without a contract", PracticePayments.PART_YEAR_GBP));
    items.add(
        settled(
            "adjustments", "Adjustments", cells(PracticePayments.ADJUSTMENTS_GBP), corrections()));
    items.add(
        settled("total_achievement", "Total achievement", PracticePayments.TOTAL_ACHIEVEMENT_GBP));
    items.add(
        settled(
            "aspiration_paid",
            "Aspiration paid during the year, to be taken off",
            PracticePayments.ASPIRATION_PAID_GBP));
    items.add(
        settled(
            "achievement_due", "Achievement payment due", PracticePayments.ACHIEVEMENT_DUE_GBP));
    return items;
  }

  private Item settled(String level, String name, Field amount) {
    return settled(level, name, cells(amount), List.of());
  }

  private List<@Nullable String> cells(Field amount) {
    List<@Nullable String> cells = new ArrayList<>();
    cells.add(null);
    cells.add(null);
    cells.add(paid(amount));
    return cells;
  }

  private static Item settled(
      String level, String name, List<@Nullable String> first, List<Item> items) {
    return new Item(level, "", name, filledUp(first), items);
  }

  private static List<@Nullable String> filledUp(List<@Nullable String> first) {
    List<@Nullable String> cells = new ArrayList<>(first);
    while (cells.size() < COLUMNS.size()) {
      cells.add(null);
    }
    return cells;
  }

  private List<Item> corrections() {
    List<Item> items = new ArrayList<>();
    for (int row = 0; row < adjustments.rows(); row++) {
      List<@Nullable String> cells = filledUp(List.of());
      cells.set(at("amount_gbp"), adjustments.canonicalAt(AppliedAdjustments.ADJUSTMENT_GBP, row));
      cells.set(at("adjusted_points"), adjustments.canonicalAt(AppliedAdjustments.POINTS, row));
      cells.set(at("approver"), adjustments.canonicalAt(AppliedAdjustments.APPROVER, row));
      cells.set(at("approved_on"), adjustments.canonicalAt(AppliedAdjustments.APPROVED_ON, row));
      cells.set(at("adjustment_kind"), adjustments.canonicalAt(AppliedAdjustments.KIND, row));
      items.add(
          new Item(
              "adjustment",
              adjustments.textAt(AppliedAdjustments.SUBJECT, row),
              adjustments.textAt(AppliedAdjustments.REASON, row),
              cells,
              List.of()));
    }
    return items;
  }

  private static int at(String column) {
    for (int i = 0; i < COLUMNS.size(); i++) {
      if (COLUMNS.get(i).column().name().equals(column)) {
        return i;
      }
    }
    throw new IllegalArgumentException(column);
  }

  private List<Item> domains() {
    Map<String, Indicator> indicators = rulebook.indicatorsByCode();
    Map<String, String> adjusted = adjustedPatients();
    Map<String, List<Item>> byGroup = new HashMap<>();
    for (int row = 0; row < lines.rows(); row++) {
      byGroup
          .computeIfAbsent(lines.textAt(PaymentLines.GROUP_CODE, row), code -> new ArrayList<>())
          .add(indicator(row, indicators, adjusted));
    }
    Map<String, List<Item>> byDomain = new LinkedHashMap<>();
    for (Group group : rulebook.groups()) {
      List<Item> items = byGroup.get(group.code());
      if (items != null) {
        byDomain
            .computeIfAbsent(group.domainCode(), code -> new ArrayList<>())
            .add(sum("group", group.code(), group.name(), items));
      }
    }
    List<Item> domains = new ArrayList<>();
    byDomain.forEach((code, groups) -> domains.add(sum("domain", code, domainName(code), groups)));
    return domains;
  }

  private String domainName(String domain) {
    return rulebook.groups().stream()
        .filter(group -> group.domainCode().equals(domain))
        .map(Group::domainName)
        .findFirst()
        .orElse(domain);
  }

  private Item indicator(int row, Map<String, Indicator> indicators, Map<String, String> adjusted) {
    String code = lines.textAt(PaymentLines.INDICATOR_CODE, row);
    List<@Nullable String> cells = new ArrayList<>();
    for (Told told : COLUMNS) {
      cells.add(told.line() == null ? null : lines.canonicalAt(told.line(), row));
    }
    cells.set(at("pca_count"), adjusted.get(code));
    cells.set(at(GAIN), gain(row));
    Indicator indicator = indicators.get(code);
    return new Item(
        "indicator", code, indicator == null ? code : indicator.description(), cells, List.of());
  }

  /** Achievement less the baseline; null without either. */
  private @Nullable String gain(int row) {
    BigDecimal achievement = lines.decimalOrNull(PaymentLines.ACHIEVEMENT, row);
    BigDecimal baseline = lines.decimalOrNull(PaymentLines.BASELINE_ACHIEVEMENT, row);
    return achievement == null || baseline == null
        ? null
        : achievement.subtract(baseline).toPlainString();
  }

  /** Personalised care adjustments by indicator, where the statistics have them. */
  private Map<String, String> adjustedPatients() {
    Map<String, String> adjusted = new HashMap<>();
    for (int row = 0; row < statistics.rows(); row++) {
      String count = statistics.canonicalAt(PracticeIndicators.PCA_COUNT, row);
      if (count != null) {
        adjusted.put(statistics.textAt(PracticeIndicators.INDICATOR_CODE, row), count);
      }
    }
    return adjusted;
  }

  /** The sum of items in each of the columns that can be added up. */
  private static Item sum(String level, String code, String name, List<Item> items) {
    List<@Nullable String> cells = filledUp(List.of());
    for (int i = 0; i < COLUMNS.size(); i++) {
      if (!COLUMNS.get(i).column().detail()) {
        BigDecimal sum = BigDecimal.ZERO.setScale(2);
        for (Item item : items) {
          String cell = item.cells().get(i);
          sum = cell == null ? sum : sum.add(new BigDecimal(cell));
        }
        cells.set(i, sum.toPlainString());
      }
    }
    return new Item(level, code, name, cells, items);
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    int notPriced = payment.countAt(PracticePayments.LINES_NOT_PRICED, 0);
    if (notPriced > 0) {
      notes.add(
          notPriced
              + (notPriced == 1 ? " indicator has" : " indicators have")
              + " no payment; each says why. Their points are not in the total.");
    }
    BigDecimal ofLines = BigDecimal.ZERO;
    for (int row = 0; row < lines.rows(); row++) {
      BigDecimal amount = lines.decimalOrNull(PaymentLines.ACHIEVEMENT_PAYMENT_GBP, row);
      ofLines = amount == null ? ofLines : ofLines.add(amount);
    }
    BigDecimal total = new BigDecimal(paid(PracticePayments.ACHIEVEMENT_PAYMENT_GBP));
    if (total.compareTo(ofLines) != 0) {
      notes.add(
          "The achievement payment is rounded once for the practice, so that its indicators, each"
              + " shown to the penny, add up to "
              + Kind.POUNDS.shown(ofLines.toPlainString())
              + ".");
    }
    notes.add(
        "Points times the price of a point, the contractor population index and, where an indicator"
            + " is adjusted for prevalence, the prevalence factor; rounded to the penny once. "
            + "./qof explain "
            + paid(PracticePayments.PRACTICE_CODE)
            + " --year "
            + rulebook.year()
            + " follows any amount to the lines of the extract.");
    return notes;
  }

  private static Told detail(String heading, Kind kind, Field line) {
    return detail(heading, line.name(), kind, line);
  }

  private static Told detail(String heading, String name, Kind kind, @Nullable Field line) {
    return new Told(new Column(name, heading, kind, true), line);
  }
}
