package org.openqof.rulebook;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.openqof.answer.Answer;
import org.openqof.answer.Kind;
import org.openqof.answer.Rows;
import org.openqof.answer.Words;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.IndicatorKind;
import org.openqof.rulebook.read.Rulebooks;

/** Says in plain lines what a rulebook holds, what it lacks and how far it is supported. */
public final class RulebookCheck {
  private static final int WIDTH = 100;

  private RulebookCheck() {}

  /**
   * One year in detail: totals, kinds of indicator, the split by prevalence adjustment, payment,
   * statuses, what is missing, and every value that is not confirmed by its key.
   *
   * @param baseCodes what {@link Rulebooks#baseCodes} gave for it
   */
  public static List<String> lines(Rulebook rulebook, Map<String, List<String>> baseCodes) {
    List<String> lines = new ArrayList<>();
    List<Indicator> indicators = rulebook.indicators();
    PaymentRules payment = rulebook.payment();
    lines.add(
        rulebook.year()
            + "  "
            + state(rulebook)
            + (rulebook.complete() ? "" : ": good for national figures and factors, not payments"));
    lines.add(
        line(
            "points",
            held(rulebook)
                + " of "
                + payment.totalPoints().toPlainString()
                + " in "
                + indicators.size()
                + " indicators"));
    lines.add(
        line(
            "prevalence",
            points(indicators, Indicator::prevalenceAdjusted)
                + " points adjusted, "
                + points(indicators, indicator -> !indicator.prevalenceAdjusted())
                + " not adjusted"));
    lines.add(line("kinds", kinds(indicators)));
    lines.add(
        line(
            "groups",
            rulebook.groups().size()
                + "; "
                + rulebook.groups().stream().filter(Group::publishesPrevalence).count()
                + " of them publish a register"));
    for (Register register : rulebook.registers()) {
      lines.addAll(
          wrapped(
              "  register      "
                  + register.code()
                  + (register.pays() ? " pays " : ", which pays nothing, is sent with "),
              register.indicators()));
    }
    lines.addAll(protections(rulebook, baseCodes));
    lines.addAll(improvements(rulebook));
    lines.addAll(reliefs(rulebook));
    lines.add(
        line(
            "payment",
            "£"
                + payment.pointValueGbp().value().toPlainString()
                + " a point ("
                + written(payment.pointValueGbp().status())
                + "), average list "
                + String.format(Locale.ROOT, "%,d", payment.averageListSize().value())
                + " ("
                + written(payment.averageListSize().status())
                + "), "
                + FileWord.of(payment.prevalenceMethod()).replace('_', ' ')));
    lines.add(
        line(
            "support",
            "points by status: "
                + pointsByStatus(rulebook).entrySet().stream()
                    .map(points -> plain(points.getValue()) + " " + written(points.getKey()))
                    .collect(Collectors.joining(", "))));
    lines.add(line("thresholds", statuses(thresholdStatuses(indicators))));
    lines.addAll(missing(rulebook));
    lines.addAll(unconfirmed(rulebook.unconfirmedValues()));
    lines.add(line("digest", rulebook.digest()));
    return lines;
  }

  /**
   * All years at a glance, one line each under a heading: points held and in all, the points by the
   * weakest status of each indicator's values, those that carry a prevalence factor, and the number
   * of values that no source states outright.
   */
  public static Answer summary(List<Rulebook> rulebooks) {
    Rows.Of<Rulebook> rows =
        Rows.of("years", rulebooks)
            .column("financial_year", "year", Kind.TEXT, Rulebook::year)
            .column("state", "state", Kind.TEXT, RulebookCheck::state)
            .people(
                "points",
                Kind.TEXT,
                rulebook -> held(rulebook) + "/" + rulebook.payment().totalPoints().toPlainString())
            .programs("points", rulebook -> new BigDecimal(held(rulebook)))
            .programs("total_points", rulebook -> rulebook.payment().totalPoints())
            .column(
                "indicators", "indicators", Kind.ORDINAL, rulebook -> rulebook.indicators().size());
    for (Status status : Status.values()) {
      rows.column(
          "points_" + FileWord.of(status),
          written(status),
          Kind.NUMBER,
          rulebook -> pointsByStatus(rulebook).getOrDefault(status, BigDecimal.ZERO));
    }
    return Answer.of("rulebook_check", Words.of(rulebooks.size(), "year", "years"))
        .rows(
            rows.column(
                    "points_adjusted",
                    "adjusted",
                    Kind.NUMBER,
                    rulebook ->
                        new BigDecimal(
                            points(rulebook.indicators(), Indicator::prevalenceAdjusted)))
                .column(
                    "values_not_confirmed",
                    "values",
                    Kind.ORDINAL,
                    rulebook -> rulebook.unconfirmedValues().size()))
        .answer();
  }

  /** Points available by the weakest status of each indicator's own values. */
  private static Map<Status, BigDecimal> pointsByStatus(Rulebook rulebook) {
    Map<String, Status> support = rulebook.supportByIndicator();
    Map<Status, BigDecimal> points = new EnumMap<>(Status.class);
    rulebook
        .indicators()
        .forEach(
            indicator ->
                points.merge(
                    support.getOrDefault(indicator.code(), Status.CONFIRMED),
                    indicator.availablePoints(),
                    BigDecimal::add));
    return points;
  }

  private static String plain(BigDecimal points) {
    return points.signum() == 0 ? "0" : points.stripTrailingZeros().toPlainString();
  }

  private static String line(String label, String text) {
    return String.format(Locale.ROOT, "  %-13s %s", label, text);
  }

  private static String state(Rulebook rulebook) {
    return rulebook.complete() ? "complete" : "reference";
  }

  private static String held(Rulebook rulebook) {
    return points(rulebook.indicators(), indicator -> true);
  }

  private static String points(List<Indicator> indicators, Predicate<Indicator> of) {
    return plain(
        indicators.stream()
            .filter(of)
            .map(Indicator::availablePoints)
            .reduce(BigDecimal.ZERO, BigDecimal::add));
  }

  private static String kinds(List<Indicator> indicators) {
    Map<IndicatorKind, Integer> counts = new EnumMap<>(IndicatorKind.class);
    indicators.forEach(indicator -> counts.merge(indicator.kind(), 1, Integer::sum));
    return counts.isEmpty()
        ? "none"
        : counts.entrySet().stream()
            .map(count -> count.getValue() + " " + written(count.getKey()))
            .collect(Collectors.joining(", "));
  }

  /**
   * The split of the points by treatment, then by base year, then what has no predecessor there.
   */
  private static List<String> protections(Rulebook rulebook, Map<String, List<String>> baseCodes) {
    List<Protection> protections = rulebook.protections();
    if (protections.isEmpty()) {
      return List.of(line("protection", "none"));
    }
    Map<String, Set<String>> treated = new LinkedHashMap<>();
    Map<String, Set<String>> protectedOn = new TreeMap<>();
    Map<String, List<String>> pooled = new TreeMap<>();
    List<String> unknown = new ArrayList<>();
    for (Protection protection : protections) {
      String code = protection.indicatorCode();
      treated
          .computeIfAbsent(written(protection.treatment()), treatment -> new HashSet<>())
          .add(code);
      if (protection.baseYear() != null) {
        protectedOn
            .computeIfAbsent("protected on " + protection.baseYear(), base -> new HashSet<>())
            .add(code);
        if (!baseCodes.containsKey(code)) {
          unknown.add(code);
        }
        if (!protection.baseIndicators().isEmpty()) {
          pooled
              .computeIfAbsent(
                  String.join(" + ", protection.baseIndicators()) + " of " + protection.baseYear(),
                  base -> new ArrayList<>())
              .add(code);
        }
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add(line("protection", splits(rulebook, treated)));
    lines.add("    " + splits(rulebook, protectedOn));
    pooled.forEach(
        (base, codes) -> lines.add("    " + String.join(", ", codes) + " by the share of " + base));
    if (!unknown.isEmpty()) {
      lines.addAll(
          wrapped("    no predecessor in the base year, so paid on performance: ", unknown));
    }
    return lines;
  }

  /** The route of improvement of each indicator that has one. */
  private static List<String> improvements(Rulebook rulebook) {
    List<String> lines = new ArrayList<>();
    for (Indicator indicator : rulebook.indicatorsInCodeOrder()) {
      Improvement route = indicator.improvement();
      if (route != null) {
        lines.add(
            line(
                "improvement",
                "%s by a gain of %s to %s percentage points over %s, %s (%s)"
                    .formatted(
                        indicator.code(),
                        route.band().lowerGain().toPlainString(),
                        route.band().upperGain().toPlainString(),
                        route.baselineYears().stream()
                            .map(FinancialYear::toString)
                            .collect(Collectors.joining(" and ")),
                        written(route.average()).replace('_', ' '),
                        written(route.status()))));
      }
    }
    return lines;
  }

  /**
   * What the thresholds of each indicator are lowered by for practices that were granted relief.
   */
  private static List<String> reliefs(Rulebook rulebook) {
    List<String> lines = new ArrayList<>();
    for (Indicator indicator : rulebook.indicatorsInCodeOrder()) {
      ThresholdRelief relief = indicator.relief();
      if (relief != null) {
        lines.add(
            line(
                "relief",
                "%s: both thresholds %s percentage points lower where granted (%s)"
                    .formatted(
                        indicator.code(),
                        relief.percentagePoints().toPlainString(),
                        written(relief.status()))));
      }
    }
    return lines;
  }

  private static String splits(Rulebook rulebook, Map<String, Set<String>> codes) {
    return codes.entrySet().stream()
        .map(
            entry ->
                points(
                        rulebook.indicators(),
                        indicator -> entry.getValue().contains(indicator.code()))
                    + " "
                    + entry.getKey()
                    + " ("
                    + entry.getValue().size()
                    + ")")
        .collect(Collectors.joining(", "));
  }

  private static Map<Status, Integer> thresholdStatuses(List<Indicator> indicators) {
    Map<Status, Integer> counts = new EnumMap<>(Status.class);
    indicators.stream()
        .filter(RulebookCheck::needsThresholds)
        .forEach(indicator -> counts.merge(indicator.thresholdStatus(), 1, Integer::sum));
    return counts;
  }

  private static boolean needsThresholds(Indicator indicator) {
    return indicator.kind().isShare();
  }

  private static String statuses(Map<Status, Integer> counts) {
    return counts.isEmpty()
        ? "none held"
        : counts.entrySet().stream()
            .map(count -> count.getValue() + " " + written(count.getKey()))
            .collect(Collectors.joining(", "));
  }

  private static List<String> missing(Rulebook rulebook) {
    List<String> lines = new ArrayList<>();
    BigDecimal lacking = rulebook.payment().totalPoints().subtract(new BigDecimal(held(rulebook)));
    List<String> unpriced =
        rulebook.indicators().stream()
            .filter(indicator -> !indicator.priceable())
            .map(Indicator::code)
            .toList();
    if (lacking.signum() > 0) {
      lines.add("    indicators of " + lacking.toPlainString() + " points");
    }
    if (!unpriced.isEmpty()) {
      lines.addAll(wrapped("    thresholds, so never priced on performance: ", unpriced));
    }
    if (rulebook.groups().isEmpty()) {
      lines.add("    groups");
    }
    lines.add(0, line("missing", lines.isEmpty() ? "nothing" : "").stripTrailing());
    return lines;
  }

  /** Keys by status and by what they are of, wrapped: a hundred keys are still readable. */
  private static List<String> unconfirmed(List<UnconfirmedValue> values) {
    Map<Status, Map<String, List<String>>> named = new EnumMap<>(Status.class);
    int count = 0;
    for (UnconfirmedValue value : values) {
      if (value.status() != Status.MISSING) {
        String[] key = value.key().split("\\.", -1);
        String of = key.length == 3 ? key[2] : key[0];
        named
            .computeIfAbsent(value.status(), status -> new LinkedHashMap<>())
            .computeIfAbsent(of, kind -> new ArrayList<>())
            .add(key[1]);
        count++;
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add(line("not confirmed", count == 0 ? "nothing" : count + " values"));
    named.forEach(
        (status, kinds) ->
            kinds.forEach(
                (of, names) ->
                    lines.addAll(
                        wrapped(
                            String.format(Locale.ROOT, "    %-12s %-11s ", written(status), of),
                            names))));
    return lines;
  }

  private static List<String> wrapped(String label, List<String> names) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(label);
    for (int index = 0; index < names.size(); index++) {
      String name = names.get(index) + (index + 1 < names.size() ? ", " : "");
      if (line.length() + name.strip().length() > WIDTH) {
        lines.add(line.toString().stripTrailing());
        line = new StringBuilder(" ".repeat(label.length()));
      }
      line.append(name);
    }
    lines.add(line.toString());
    return lines;
  }

  private static String written(Enum<?> constant) {
    return constant == IndicatorKind.YES_NO ? "yes/no" : FileWord.of(constant).replace('_', ' ');
  }
}
