package org.openqof.sql;

import static org.openqof.sql.Parameter.amount;
import static org.openqof.sql.Parameter.count;
import static org.openqof.sql.Parameter.flag;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.AchievementPayment;
import org.openqof.domain.AchievementPoints;
import org.openqof.domain.ContractorPopulationIndex;
import org.openqof.domain.ImprovementBand;
import org.openqof.domain.ImprovementPoints;
import org.openqof.domain.PrevalenceMethod;
import org.openqof.domain.ProtectedPoints;
import org.openqof.domain.Ratio;
import org.openqof.domain.RawPrevalence;
import org.openqof.domain.Thresholds;
import org.openqof.rulebook.ConfidenceLevel;
import org.openqof.statistics.Interval;

/**
 * A formula of the regulation as a function of SQL: its name, its parameters, and the one statement
 * that it calls. Several may bear one name and differ in the number of parameters.
 *
 * <p>All take NULL for NULL: where one argument is unknown, so is the answer. An argument that the
 * formula does not allow (a negative count, thresholds that do not rise) ends the query with the
 * message that a run would give.
 */
@SuppressWarnings(
    "ImmutableEnumChecker") // parameters and statements are, which their types cannot say
enum Formula {
  POINTS(
      "points",
      Answer.POINTS,
      "Points of a fraction indicator: nothing below the lower threshold, all at the upper one, in"
          + " proportion between; none for a zero denominator.",
      List.of(
          count("numerator", "patients who received the intervention"),
          count("denominator", "patients eligible, net of adjustments"),
          amount("lower_percent", "achievement at which points begin, percent"),
          amount("upper_percent", "achievement at which all points are earned, percent"),
          amount("available", "points available")),
      given -> points(given, BigDecimal.ZERO)),
  STEP_POINTS(
      "points",
      Answer.POINTS,
      "The same with a block of points paid when the lower threshold is reached.",
      List.of(
          count("numerator", "patients who received the intervention"),
          count("denominator", "patients eligible, net of adjustments"),
          amount("lower_percent", "achievement at which the block is paid, percent"),
          amount("upper_percent", "achievement at which all points are earned, percent"),
          amount("available", "points available"),
          amount("at_lower", "points of the block")),
      given -> points(given, given.amount(5))),
  STANDARD_POINTS(
      "standard_points",
      Answer.POINTS,
      "Points of an indicator with a minimum standard: all from the standard on, else none.",
      List.of(
          count("numerator", "patients, or records, that meet it"),
          count("denominator", "patients, or records, looked at"),
          amount("standard_percent", "achievement from which all points are earned, percent"),
          amount("available", "points available")),
      given ->
          AchievementPoints.forStandard(
              given.amount(3), given.amount(2), given.count(0), given.count(1))),
  REGISTER_POINTS(
      "register_points",
      Answer.POINTS,
      "Points for keeping a register: all with at least one patient on it, else none.",
      List.of(
          count("register_size", "patients on the register"),
          amount("available", "points available")),
      given -> AchievementPoints.forRegister(given.amount(1), given.count(0))),
  ANSWER_POINTS(
      "answer_points",
      Answer.POINTS,
      "Points for a yes/no answer: all or nothing.",
      List.of(
          flag("achieved", "whether the practice answered yes"),
          amount("available", "points available")),
      given -> AchievementPoints.forAnswer(given.amount(1), given.flag(0))),
  IMPROVEMENT_POINTS(
      "improvement_points",
      Answer.POINTS,
      "Points by improvement on the practice's own baseline: nothing below the lower gain, all at"
          + " the upper one, in proportion between.",
      List.of(
          count("numerator", "patients who received the intervention"),
          count("denominator", "patients eligible, net of adjustments; above 0"),
          count("baseline_numerator", "the same in the base years"),
          count("baseline_denominator", "the same in the base years; above 0"),
          amount("lower_gain", "gain at which points begin, percentage points"),
          amount("upper_gain", "gain at which all points are earned, percentage points"),
          amount("available", "points available")),
      given ->
          ImprovementPoints.of(
              given.amount(6),
              new ImprovementBand(
                  given.amount(4),
                  given.amount(5),
                  BigDecimal.ZERO,
                  ImprovementBand.Reach.AS_WRITTEN),
              given.share(0, 1),
              given.share(2, 3))),
  PROTECTED_POINTS(
      "protected_points",
      Answer.POINTS,
      "Points of a protected line: those of the base year in proportion to the points available.",
      List.of(
          amount("base_points", "points paid in the base year"),
          amount("available_then", "points available in the base year; above 0"),
          amount("available_now", "points available in the current year")),
      given -> ProtectedPoints.BY_MAXIMUM.of(given.amount(0), given.positive(1), given.amount(2))),
  CPI(
      "cpi",
      Answer.FACTOR,
      "Contractor population index: the contractor registered population divided by the national"
          + " average list size.",
      List.of(
          count("crp", "contractor registered population, patients"),
          amount("average_list_size", "national average list size, patients; above 0")),
      given -> ContractorPopulationIndex.of(given.count(0), Ratio.of(given.positive(1)))),
  APDF(
      "apdf",
      Answer.FACTOR,
      "Adjusted practice disease factor from 2010-11 on: the practice's prevalence divided by the"
          + " nation's; 0 where nobody in the nation is on the register.",
      List.of(
          count("register_size", "patients on the practice's register"),
          count("crp", "contractor registered population, patients; above 0"),
          amount("national_register", "patients on the nation's registers"),
          amount("national_population", "patients of the nation; above 0")),
      given -> factor(given, 0)),
  PAYMENT(
      "payment",
      Answer.POUNDS,
      "Achievement payment, half-up to the penny: points, times the price of a point, times the"
          + " index, times the factor, as they are given.",
      List.of(
          amount("points", "points that are paid"),
          amount("point_value_gbp", "price of a point, pounds"),
          amount("cpi", "contractor population index"),
          amount("apdf", "adjusted practice disease factor; 1 where not adjusted")),
      given ->
          AchievementPayment.exact(
              Ratio.of(given.amount(0)),
              given.amount(1),
              Ratio.of(given.amount(2)),
              Ratio.of(given.amount(3)))),
  PAYMENT_UNADJUSTED(
      "payment",
      Answer.POUNDS,
      "The same from counts, for an indicator that is not adjusted for prevalence; exact to the"
          + " digit, since nothing is rounded before the penny.",
      List.of(
          amount("points", "points that are paid"),
          amount("point_value_gbp", "price of a point, pounds"),
          count("crp", "contractor registered population, patients"),
          amount("list_patients", "patients of the national average list size"),
          amount("list_practices", "practices of that average, or 1 for a published one; above 0")),
      given -> payment(given, Ratio.ONE)),
  PAYMENT_ADJUSTED(
      "payment",
      Answer.POUNDS,
      "The same from counts, adjusted for prevalence; exact to the digit.",
      List.of(
          amount("points", "points that are paid"),
          amount("point_value_gbp", "price of a point, pounds"),
          count("crp", "contractor registered population, patients"),
          amount("list_patients", "patients of the national average list size"),
          amount("list_practices", "practices of that average, or 1 for a published one; above 0"),
          count("register_size", "patients on the practice's register"),
          amount("national_register", "patients on the nation's registers, or its prevalence"),
          amount("national_population", "patients of the nation, or 1 for a prevalence; above 0")),
      given ->
          payment(
              given,
              PrevalenceMethod.TRUE_PREVALENCE.factor(
                  RawPrevalence.of(given.count(5), given.positiveCount(2)), given.ratio(6, 7)))),
  ROUND_GBP(
      "round_gbp",
      Answer.POUNDS,
      "An amount half-up to the penny.",
      List.of(amount("amount_gbp", "pounds")),
      given -> Ratio.of(given.amount(0))),
  WILSON_LOWER(
      "wilson_lower",
      Answer.SHARE,
      "Lower limit of a rate's 95 % confidence interval (Wilson's score), a fraction of 1; NULL for"
          + " a zero base.",
      List.of(
          count("events", "patients counted above the line"),
          count("base", "patients counted below it")),
      given -> limit(given, Interval::lower)),
  WILSON_UPPER(
      "wilson_upper",
      Answer.SHARE,
      "Upper limit of the same interval.",
      List.of(
          count("events", "patients counted above the line"),
          count("base", "patients counted below it")),
      given -> limit(given, Interval::upper));

  /** What an answer is: its decimal type. */
  enum Answer {
    POINTS(18, 2),
    POUNDS(18, 2),
    FACTOR(38, 20),
    SHARE(18, 10);

    private final int precision;
    private final int scale;

    Answer(int precision, int scale) {
      this.precision = precision;
      this.scale = scale;
    }

    int precision() {
      return precision;
    }

    int scale() {
      return scale;
    }

    /** As SQL writes it. */
    String type() {
      return "decimal(%d,%d)".formatted(precision, scale);
    }
  }

  private final String sqlName;
  private final Answer answer;
  private final String sentence;
  private final List<Parameter> parameters;
  private final Function<Given, @Nullable Ratio> statement;

  Formula(
      String sqlName,
      Answer answer,
      String sentence,
      List<Parameter> parameters,
      Function<Given, @Nullable Ratio> statement) {
    this.sqlName = sqlName;
    this.answer = answer;
    this.sentence = sentence;
    this.parameters = parameters;
    this.statement = statement;
  }

  /** Its name in SQL, below the catalogue. */
  String sqlName() {
    return sqlName;
  }

  /** Its answer's type. */
  Answer answer() {
    return answer;
  }

  /** What it gives. */
  String sentence() {
    return sentence;
  }

  /** What it takes. */
  List<Parameter> parameters() {
    return parameters;
  }

  /** The call as one writes it. */
  String call() {
    return sqlName
        + parameters.stream().map(Parameter::name).collect(Collectors.joining(", ", "(", ")"));
  }

  /** All that bear a name, whatever its case. */
  static List<Formula> named(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(formula -> formula.sqlName.equals(wanted)).toList();
  }

  /**
   * The answer, rounded half-up once; empty where there is none.
   *
   * @throws org.openqof.errors.QofException where an argument is not allowed
   */
  Optional<BigDecimal> of(Given given) {
    return Optional.ofNullable(statement.apply(given)).map(exact -> exact.rounded(answer.scale));
  }

  private static Ratio points(Given given, BigDecimal atLower) {
    return AchievementPoints.forFraction(
        given.amount(4),
        new Thresholds(given.amount(2), given.amount(3), atLower),
        given.count(0),
        given.count(1));
  }

  private static Ratio factor(Given given, int first) {
    return PrevalenceMethod.TRUE_PREVALENCE.factor(
        RawPrevalence.of(given.count(first), given.positiveCount(first + 1)),
        given.ratio(first + 2, first + 3));
  }

  private static Ratio payment(Given given, Ratio factor) {
    return AchievementPayment.exact(
        Ratio.of(given.amount(0)),
        given.amount(1),
        ContractorPopulationIndex.of(given.count(2), given.ratio(3, 4)),
        factor);
  }

  private static @Nullable Ratio limit(Given given, ToDoubleFunction<Interval> which) {
    return Interval.wilson(given.count(0), given.count(1), ConfidenceLevel.PERCENT_95)
        .map(interval -> Ratio.of(BigDecimal.valueOf(which.applyAsDouble(interval))))
        .orElse(null);
  }

  /** The values of one call, by position; none is NULL. */
  interface Given {
    /** A whole number. */
    long count(int position);

    /** A decimal. */
    BigDecimal amount(int position);

    /** A truth value. */
    boolean flag(int position);

    /** A decimal that a formula divides by. */
    default BigDecimal positive(int position) {
      BigDecimal value = amount(position);
      if (value.signum() <= 0) {
        throw SqlErrors.notAboveZero(name(position), value.toPlainString());
      }
      return value;
    }

    /** A count that a formula divides by. */
    default long positiveCount(int position) {
      long value = count(position);
      if (value <= 0) {
        throw SqlErrors.notAboveZero(name(position), Long.toString(value));
      }
      return value;
    }

    /** Two decimals as a quotient. */
    default Ratio ratio(int over, int under) {
      return new Ratio(amount(over), positive(under));
    }

    /** Two counts as a quotient. */
    default Ratio share(int over, int under) {
      return Ratio.of(count(over), positiveCount(under));
    }

    /** The parameter's name. */
    String name(int position);
  }
}
