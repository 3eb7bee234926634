package org.openqof.practice;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.AchievementPoints;
import org.openqof.domain.ImprovementBaseline;
import org.openqof.domain.ImprovementPoints;
import org.openqof.domain.Ratio;
import org.openqof.domain.Thresholds;
import org.openqof.input.LocalDecisions;
import org.openqof.input.LocalDecisions.Adjustment;
import org.openqof.input.PracticeReference;
import org.openqof.input.PracticeReference.Population;
import org.openqof.input.PracticeReference.Source;
import org.openqof.practice.BaseYearPoints.Origin;
import org.openqof.practice.PricedPractice.AppliedAdjustment;
import org.openqof.practice.PricedPractice.Factor;
import org.openqof.practice.PricedPractice.Line;
import org.openqof.practice.SettledPoints.Settlement;
import org.openqof.practice.Trace.Step;
import org.openqof.rulebook.Improvement;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.PaymentRules;
import org.openqof.rulebook.Protection;
import org.openqof.rulebook.Register;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.ThresholdRelief;
import org.openqof.tables.Block;
import org.openqof.tables.IndicatorValues;

/**
 * The {@link Trace} of a payment, from the very values that made it. Citations are keys of {@code
 * citations.yaml}, or {@code method} with the section of {@code docs/method.md} that states the
 * formula.
 *
 * <p>One file because the steps follow the order of the calculation, and are read alongside it.
 */
final class PricingSteps {
  private static final int FACTOR_DECIMALS = 10;
  private static final int NATIONAL_DECIMALS = 12;

  private final Rulebook rulebook;
  private final NationalValues national;
  private final PracticeYear practice;
  private final PricedPractice priced;
  private final Map<String, Protection> protections;
  private final Map<String, List<Read>> used = new HashMap<>();
  private List<Step> steps = new ArrayList<>();

  /** One value of the final collection that counts, and where it was read. */
  private record Read(String kind, Source source) {}

  PricingSteps(
      Rulebook rulebook, NationalValues national, PracticeYear practice, PricedPractice priced) {
    this.rulebook = rulebook;
    this.national = national;
    this.practice = practice;
    this.priced = priced;
    this.protections = rulebook.protectionsByCode();
    Block values = practice.values();
    for (int row = 0; row < values.rows(); row++) {
      if (values.textAt(IndicatorValues.VALUE_USE, row).equals("used")) {
        used.computeIfAbsent(
                values.textAt(IndicatorValues.INDICATOR_CODE, row), code -> new ArrayList<>())
            .add(
                new Read(
                    values.textAt(IndicatorValues.FIELD_KIND, row),
                    new Source(
                        values.textAt(IndicatorValues.FILE_DIGEST, row),
                        values.countAt(IndicatorValues.LINE_NUMBER, row))));
      }
    }
  }

  Trace trace() {
    List<Step> ofPractice = taken(this::index);
    Map<String, List<Step>> ofLines = new LinkedHashMap<>();
    for (Line line : priced.lines()) {
      ofLines.put(line.earned().indicator().code(), taken(() -> line(line)));
    }
    return new Trace(ofPractice, ofLines, taken(this::total));
  }

  /** The steps that some part of the calculation adds. */
  private List<Step> taken(Runnable part) {
    part.run();
    List<Step> taken = List.copyOf(steps);
    steps = new ArrayList<>();
    return taken;
  }

  private void index() {
    PaymentRules rules = rulebook.payment();
    Population population = priced.population();
    step(
        "contractor registered population",
        "%,d patients on %s (%s)"
            .formatted(
                population.patients(),
                population.date(),
                population.basis().word().replace('_', ' ')),
        Integer.toString(population.patients()),
        null,
        List.of(population.source()));
    String average = shown(national.averageListSize(), 4);
    step(
        "average list size",
        "%s patients a practice".formatted(average),
        average,
        rules.averageListSize().citation(),
        List.of());
    step(
        "contractor population index",
        "%d ÷ %s".formatted(population.patients(), average),
        shown(priced.cpi(), FACTOR_DECIMALS),
        "method 6",
        List.of());
    step(
        "price of a point",
        "£%s a point in %s".formatted(rules.pointValueGbp().value(), rulebook.year()),
        rules.pointValueGbp().value().toPlainString(),
        rules.pointValueGbp().citation(),
        List.of());
  }

  private void line(Line line) {
    Indicator indicator = line.earned().indicator();
    relief(indicator);
    performance(line.earned());
    improvement(line.earned());
    protection(line.settled());
    factor(indicator, line.factor());
    Ratio target = line.targetFactor();
    if (target != null) {
      step(
          "target population factor",
          "share of patients in the target population ÷ the nation's share",
          shown(target, FACTOR_DECIMALS),
          "method 9",
          List.of());
    }
    Ratio points = line.settled().points();
    Ratio exact = line.exactPayment();
    BigDecimal payment = line.paymentGbp();
    if (points == null || exact == null || payment == null) {
      step(
          "achievement payment",
          line.notPriced() == null ? "not priced" : "not priced: " + line.notPriced().words(),
          "",
          null,
          List.of());
      return;
    }
    PaymentRules rules = rulebook.payment();
    String paid = decimal(rules.pointsRounding().applyTo(points));
    step(
        "points paid",
        decimal(points) + ", " + rules.pointsRounding().words(),
        paid,
        "method 5",
        List.of());
    StringBuilder formula =
        new StringBuilder(paid)
            .append(" × £")
            .append(rules.pointValueGbp().value())
            .append(" × ")
            .append(shown(priced.cpi(), FACTOR_DECIMALS));
    Factor factor = line.factor();
    if (factor != null) {
      formula.append(" × ").append(shown(factor.apdf(), FACTOR_DECIMALS));
    } else if (target != null) {
      formula.append(" × ").append(shown(target, FACTOR_DECIMALS));
    }
    step(
        "achievement payment",
        formula
            .append(" = ")
            .append(shown(exact, FACTOR_DECIMALS))
            .append(", half-up to the penny")
            .toString(),
        payment.toPlainString(),
        "method 9",
        List.of());
  }

  /** The thresholds that were lowered for this practice, and who granted it. */
  private void relief(Indicator indicator) {
    ThresholdRelief relief = indicator.relief();
    Adjustment granted = practice.reference().decisions().thresholdRelief().orElse(null);
    if (relief == null || granted == null) {
      return;
    }
    Thresholds lowered = indicator.thresholds();
    step(
        "relief of thresholds",
        "both thresholds are %s percentage points lower: %s, approved by %s on %s"
            .formatted(
                plain(relief.percentagePoints()),
                granted.reason(),
                granted.approver(),
                granted.approvedOn()),
        lowered == null
            ? ""
            : "%s and %s %%"
                .formatted(plain(lowered.lowerPercent()), plain(lowered.upperPercent())),
        relief.citation(),
        List.of(granted.source()));
  }

  /** Achievement and points of the practice's own performance. */
  private void performance(EarnedPoints own) {
    Indicator indicator = own.indicator();
    IndicatorCounts counts = own.counts();
    ByImprovement both = own.byImprovement();
    Ratio points = both == null ? own.points() : both.thresholdPoints();
    String formula;
    List<Source> sources;
    if (counts == null) {
      formula = "nothing was sent for it";
      sources = List.of();
    } else {
      switch (indicator.kind()) {
        case FRACTION, STEP, STANDARD -> {
          formula = fraction(own, counts);
          sources = sources(indicator.code(), "numerator", "denominator");
        }
        case REGISTER -> {
          formula =
              counts.register() == null
                  ? "no register was sent"
                  : "%,d patients on the register".formatted(counts.register());
          sources = sources(indicator.code(), "register");
        }
        case YES_NO -> {
          formula =
              counts.answer() == null
                  ? "no answer was sent"
                  : "answered " + (counts.answer() ? "yes" : "no");
          sources = sources(indicator.code(), "yes_no", "achieved_points");
        }
        case HOLISTIC, QUALITY_PRACTICE -> {
          formula = "share of points earned in the third-lowest area";
          sources = List.of();
        }
        default -> throw new IllegalStateException(indicator.kind().name());
      }
    }
    step(
        both == null ? "points of own performance" : "points by thresholds",
        formula + ", of " + indicator.availablePoints().toPlainString() + " points",
        points == null ? "" : decimal(points),
        indicator.citation(),
        sources);
  }

  /** The baseline, the points by improvement, and which of both routes pays. */
  private void improvement(EarnedPoints own) {
    ByImprovement both = own.byImprovement();
    Improvement route = own.indicator().improvement();
    if (both == null || route == null) {
      return;
    }
    Ratio baseline = both.baseline();
    Ratio improved = both.improvementPoints();
    String years = String.join(", ", both.years());
    if (baseline == null || improved == null) {
      step(
          "improvement baseline",
          years + (route.needed() == Improvement.Needed.ALL ? "; all years are needed" : ""),
          "",
          route.citation(),
          List.of());
    } else {
      step(
          "improvement baseline",
          years
              + ", "
              + words(route.average())
              + (route.band().isOutOfReach(baseline)
                  ? "; above %s %%, from where a gain of %s is out of reach"
                      .formatted(
                          plain(route.band().highestBaseline()), plain(route.band().upperGain()))
                  : ""),
          shown(baseline, FACTOR_DECIMALS),
          route.citation(),
          List.of());
      step(
          "points by improvement",
          gain(own, route, baseline),
          decimal(improved),
          route.citation(),
          List.of());
    }
    Ratio points = Objects.requireNonNull(own.points());
    step(
        "points of own performance",
        switch (both.route()) {
          case IMPROVEMENT -> "the higher of both routes: improvement";
          case THRESHOLDS -> "the higher of both routes: thresholds";
          case NO_BASELINE -> "no baseline: thresholds alone";
        },
        decimal(points),
        "method 5",
        List.of());
  }

  private static String gain(EarnedPoints own, Improvement route, Ratio baseline) {
    IndicatorCounts counts = own.counts();
    Integer numerator = counts == null ? null : counts.numerator();
    Integer denominator = counts == null ? null : counts.denominator();
    if (numerator == null || denominator == null || denominator == 0) {
      return "no achievement to compare with the baseline";
    }
    BigDecimal gain = ImprovementPoints.gain(Ratio.of(numerator, denominator), baseline).rounded(4);
    return "gain of %s percentage points, nothing below %s, all %s points at %s"
        .formatted(
            gain.toPlainString(),
            plain(route.band().lowerGain()),
            own.indicator().availablePoints().toPlainString(),
            plain(route.band().upperGain()));
  }

  private static String words(ImprovementBaseline.Average average) {
    return switch (average) {
      case MEAN_OF_RATES -> "mean of the rates";
      case POOLED_COUNTS -> "all numerators ÷ all denominators";
    };
  }

  private static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  private static String fraction(EarnedPoints own, IndicatorCounts counts) {
    Indicator indicator = own.indicator();
    Integer numerator = counts.numerator();
    Integer denominator = counts.denominator();
    if (numerator == null || denominator == null) {
      return "numerator or denominator was not sent";
    }
    String achieved = "%,d of %,d".formatted(numerator, denominator);
    if (denominator == 0) {
      return achieved + ": no patients, no points";
    }
    BigDecimal percent = Ratio.of(numerator, denominator).times(BigDecimal.valueOf(100)).rounded(4);
    achieved += " = " + percent + " %";
    Thresholds thresholds = indicator.thresholds();
    return thresholds == null
        ? achieved
        : achieved
            + ", thresholds "
            + thresholds.lowerPercent().toPlainString()
            + " and "
            + thresholds.upperPercent().toPlainString()
            + " %"
            + rule(indicator, thresholds, own.reach(), percent.toPlainString());
  }

  /** What the regulation gives for an achievement that lies there. */
  private static String rule(
      Indicator indicator, Thresholds thresholds, AchievementPoints.Reach reach, String percent) {
    return switch (reach) {
      case NOBODY -> "";
      case BELOW_LOWER -> ": below the lower one";
      case BELOW_STANDARD -> ": below the standard";
      case ALL -> ": all points";
      case BETWEEN -> {
        String block = thresholds.pointsAtLower().toPlainString();
        String available = indicator.availablePoints().toPlainString();
        String lower = thresholds.lowerPercent().toPlainString();
        yield ": %s × (%s − %s) ÷ (%s − %s)"
            .formatted(
                thresholds.pointsAtLower().signum() == 0
                    ? available
                    : block + " + (" + available + " − " + block + ")",
                percent,
                lower,
                thresholds.upperPercent().toPlainString(),
                lower);
      }
    };
  }

  private void protection(SettledPoints settled) {
    Settlement how = settled.how();
    if (how == null) {
      return;
    }
    Indicator indicator = settled.own().indicator();
    Protection protection =
        Objects.requireNonNull(protections.get(indicator.code()), indicator.code());
    Origin origin = settled.origin();
    BigDecimal base = settled.basePoints();
    String formula =
        switch (how) {
          case PROTECTED ->
              origin == null || base == null
                  ? ""
                  : "%s points of %s in %s%s × %s ÷ %s"
                      .formatted(
                          base.toPlainString(),
                          String.join(" + ", origin.indicatorCodes()),
                          origin.year(),
                          origin.indicatorCodes().size() > 1 ? ", pooled," : "",
                          indicator.availablePoints().toPlainString(),
                          origin.availablePoints().toPlainString());
          case PAID_IN_FULL -> "all points to every practice";
          case REALLOCATED -> "its points were moved to other indicators";
          case NO_BASE_YEAR ->
              "no points of " + protection.baseYear() + " are known: own performance";
          case NO_AGREED_PLAN -> "no plan was agreed: own performance";
        };
    Ratio points = settled.points();
    step(
        "income protection",
        formula,
        points == null ? "" : decimal(points),
        protection.citation(),
        how == Settlement.NO_AGREED_PLAN ? planSource() : List.of());
  }

  private List<Source> planSource() {
    LocalDecisions.AgreedPlan plan = practice.reference().decisions().plan();
    return plan == null ? List.of() : List.of(plan.source());
  }

  private void factor(Indicator indicator, @Nullable Factor factor) {
    String group = indicator.prevalenceGroup();
    if (factor == null || group == null) {
      return;
    }
    Register own = rulebook.register(group).orElse(null);
    Factor ofGroup = own == null ? null : priced.factors().get(own.groupCode());
    step(
        "register of " + group,
        own == null
            ? "%,d patients".formatted(factor.registerSize())
            : "%,d patients: %s%s"
                .formatted(
                    factor.registerSize(),
                    own.name(),
                    ofGroup == null
                        ? ""
                        : "; %,d are on the register of %s"
                            .formatted(ofGroup.registerSize(), own.groupCode())),
        Integer.toString(factor.registerSize()),
        own == null ? null : own.citation(),
        registerSource(group));
    step(
        "raw prevalence",
        "%d ÷ %d".formatted(factor.registerSize(), priced.population().patients()),
        shown(factor.rawPrevalence(), FACTOR_DECIMALS),
        "method 7",
        List.of());
    step(
        "national prevalence of " + group,
        "%s ÷ %s (%s)"
            .formatted(
                shown(Ratio.of(factor.compared().numerator()), NATIONAL_DECIMALS),
                factor.compared().denominator().toPlainString(),
                rulebook
                    .payment()
                    .prevalenceMethod()
                    .name()
                    .toLowerCase(Locale.ROOT)
                    .replace('_', ' ')),
        shown(factor.compared(), NATIONAL_DECIMALS),
        "method 7",
        List.of());
    step(
        "adjusted practice disease factor",
        "%s ÷ %s"
            .formatted(
                shown(factor.rawPrevalence(), FACTOR_DECIMALS),
                shown(factor.compared(), NATIONAL_DECIMALS)),
        shown(factor.apdf(), FACTOR_DECIMALS),
        "method 7",
        List.of());
  }

  private List<Source> registerSource(String group) {
    Register own = rulebook.register(group).orElse(null);
    if (own != null) {
      List<Source> sent =
          own.indicators().stream()
              .map(code -> sources(code, "register"))
              .filter(found -> !found.isEmpty())
              .findFirst()
              .orElse(List.of());
      return sent.isEmpty()
          ? own.indicators().stream()
              .flatMap(code -> sources(code, "denominator", "pcas").stream())
              .toList()
          : sent;
    }
    return rulebook
        .group(group)
        .map(found -> found.registerIndicator())
        .map(code -> sources(code, "register", "newly_diagnosed"))
        .filter(found -> !found.isEmpty())
        .orElseGet(
            () ->
                practice.reference().publishedRegisters().stream()
                    .filter(published -> published.groupCode().equals(group))
                    .map(PracticeReference.PublishedRegister::source)
                    .toList());
  }

  private void total() {
    long lines = priced.lines().stream().filter(line -> line.paymentGbp() != null).count();
    step(
        "achievement payment",
        "sum of %d lines".formatted(lines),
        priced.achievementPayment().toPlainString(),
        "method 9",
        List.of());
    PracticeReference.Participation participation = practice.reference().participation();
    step(
        "part of the year",
        "£%s × %d ÷ %d days, less £%s"
            .formatted(
                priced.achievementPayment(),
                priced.contract().contractDays(),
                priced.contract().yearDays(),
                priced.achievementPayment()),
        priced.partYear().toPlainString(),
        "method 9",
        participation == null ? List.of() : List.of(participation.source()));
    for (AppliedAdjustment applied : priced.adjustments()) {
      Adjustment adjustment = applied.adjustment();
      BigDecimal points = adjustment.points();
      step(
          adjustment.subject().equals(Adjustment.TOTAL)
              ? "adjustment"
              : "adjustment of " + adjustment.subject(),
          "%s, %s: %s, approved by %s on %s"
              .formatted(
                  adjustment.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                  points == null
                      ? "in pounds"
                      : points.toPlainString() + " points at the practice's value of a point",
                  adjustment.reason(),
                  adjustment.approver(),
                  adjustment.approvedOn()),
          applied.pounds().toPlainString(),
          "method 9",
          List.of(adjustment.source()));
    }
    step(
        "total achievement",
        "£%s + £%s + £%s"
            .formatted(priced.achievementPayment(), priced.partYear(), priced.adjustmentsGbp()),
        priced.totalAchievement().toPlainString(),
        "method 9",
        List.of());
    step(
        "achievement due",
        "£%s − £%s aspiration paid".formatted(priced.totalAchievement(), priced.aspirationPaid()),
        priced.achievementDue().toPlainString(),
        "method 18",
        List.of());
  }

  private List<Source> sources(String indicator, String... kinds) {
    List<String> wanted = List.of(kinds);
    return used.getOrDefault(indicator, List.of()).stream()
        .filter(read -> wanted.contains(read.kind()))
        .map(Read::source)
        .distinct()
        .collect(Collectors.toList());
  }

  private void step(
      String name, String formula, String result, @Nullable String citation, List<Source> sources) {
    steps.add(new Step(name, formula, result, citation, sources));
  }

  private static String shown(Ratio ratio, int decimals) {
    return ratio.rounded(decimals).stripTrailingZeros().toPlainString();
  }

  /** A number of points with the decimals it needs, ten at most. */
  private static String decimal(Ratio points) {
    BigDecimal value = points.rounded(FACTOR_DECIMALS).stripTrailingZeros();
    return value.setScale(Math.max(2, value.scale())).toPlainString();
  }
}
