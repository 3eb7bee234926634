package org.openqof.rulebook;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.openqof.domain.IndicatorKind;

/** Says in plain lines what a rulebook holds, what it lacks and how far it is supported. */
public final class RulebookCheck {
  private RulebookCheck() {}

  /**
   * One year in detail: totals, kinds of indicator, the split by prevalence adjustment, payment,
   * statuses, what is missing, and every value that is not confirmed by its key.
   */
  public static List<String> lines(Rulebook rulebook) {
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
                + ", of which "
                + rulebook.groups().stream().filter(Group::publishesPrevalence).count()
                + " publish a register"));
    lines.add(line("protection", protections(rulebook.protections())));
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
                + CellReader.written(payment.prevalenceMethod()).replace('_', ' ')));
    lines.add(line("thresholds", statuses(thresholdStatuses(indicators))));
    lines.add(line("missing", missing(rulebook)));
    lines.addAll(unconfirmed(rulebook.unconfirmedValues()));
    lines.add(line("digest", rulebook.digest()));
    return lines;
  }

  /** All years at a glance, one line each under a heading. */
  public static List<String> summary(List<Rulebook> rulebooks) {
    String form = "%-8s  %-9s  %11s  %10s  %8s  %12s  %10s  %6s  %13s";
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            form,
            "year",
            "state",
            "points",
            "indicators",
            "adjusted",
            "not adjusted",
            "unpriced",
            "groups",
            "not confirmed"));
    for (Rulebook rulebook : rulebooks) {
      List<Indicator> indicators = rulebook.indicators();
      lines.add(
          String.format(
              Locale.ROOT,
              form,
              rulebook.year(),
              state(rulebook),
              held(rulebook) + "/" + rulebook.payment().totalPoints().toPlainString(),
              indicators.size(),
              points(indicators, Indicator::prevalenceAdjusted),
              points(indicators, indicator -> !indicator.prevalenceAdjusted()),
              indicators.stream().filter(indicator -> !indicator.priceable()).count(),
              rulebook.groups().size(),
              rulebook.unconfirmedValues().size()));
    }
    return lines;
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
    return indicators.stream()
        .filter(of)
        .map(Indicator::availablePoints)
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .toPlainString();
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

  private static String protections(List<Protection> protections) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    protections.forEach(
        protection -> counts.merge(written(protection.treatment()), 1, Integer::sum));
    return counts.isEmpty()
        ? "none"
        : counts.entrySet().stream()
            .map(count -> count.getValue() + " " + count.getKey())
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
    return indicator.kind() == IndicatorKind.FRACTION || indicator.kind() == IndicatorKind.STEP;
  }

  private static String statuses(Map<Status, Integer> counts) {
    return counts.isEmpty()
        ? "none held"
        : counts.entrySet().stream()
            .map(count -> count.getValue() + " " + written(count.getKey()))
            .collect(Collectors.joining(", "));
  }

  private static String missing(Rulebook rulebook) {
    List<String> missing = new ArrayList<>();
    BigDecimal held =
        rulebook.indicators().stream()
            .map(Indicator::availablePoints)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal lacking = rulebook.payment().totalPoints().subtract(held);
    if (lacking.signum() > 0) {
      missing.add("indicators of " + lacking.toPlainString() + " points");
    }
    String unpriced =
        rulebook.indicators().stream()
            .filter(indicator -> !indicator.priceable())
            .map(Indicator::code)
            .collect(Collectors.joining(", "));
    if (!unpriced.isEmpty()) {
      missing.add("thresholds, so never priced, of " + unpriced);
    }
    if (rulebook.groups().isEmpty()) {
      missing.add("groups");
    }
    return missing.isEmpty() ? "nothing" : String.join("; ", missing);
  }

  private static List<String> unconfirmed(List<UnconfirmedValue> values) {
    Map<Status, List<String>> keys = new EnumMap<>(Status.class);
    for (UnconfirmedValue value : values) {
      if (value.status() != Status.MISSING) {
        keys.computeIfAbsent(value.status(), status -> new ArrayList<>()).add(value.key());
      }
    }
    if (keys.isEmpty()) {
      return List.of(line("not confirmed", "nothing"));
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        line(
            "not confirmed",
            keys.values().stream().mapToInt(List::size).sum() + " values, by support:"));
    keys.forEach(
        (status, named) ->
            lines.add(
                "    " + written(status) + " (" + named.size() + "): " + String.join(", ", named)));
    return lines;
  }

  private static String written(Enum<?> constant) {
    return CellReader.written(constant).replace('_', ' ');
  }
}
