package org.openqof.gate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.Ratio;
import org.openqof.gate.HeldReport.Cause;
import org.openqof.gate.HeldReport.Figure;
import org.openqof.gate.HeldReport.Influence;
import org.openqof.gate.figures.GateCause;
import org.openqof.gate.figures.GateFacts;
import org.openqof.gate.figures.GatePart;
import org.openqof.gate.figures.GatePart.Kind;
import org.openqof.gate.figures.Judgement;
import org.openqof.gate.figures.Judgement.Comparison;
import org.openqof.gate.figures.Leverage;
import org.openqof.nation.NationalYear;
import org.openqof.settings.Digests;
import org.openqof.store.Lake;

/**
 * A year that the gate holds.
 *
 * @param year the year
 * @param version the version that is held
 * @param facts what was looked at
 * @param leverage the weights of its parts
 * @param judged every comparison
 * @param causes the causes, the most probable first
 * @param stakes what the first of them move; empty in a year that pays nothing
 */
record HeldGate(
    FinancialYear year,
    int version,
    GateFacts facts,
    Leverage leverage,
    List<Judgement> judged,
    List<GateCause> causes,
    Map<GateCause, Stake> stakes) {
  private static final int PARTS = 5;
  private static final int DIGITS = 12;

  HeldGate {
    judged = List.copyOf(judged);
    causes = List.copyOf(causes);
    stakes = Map.copyOf(stakes);
  }

  /**
   * What is known of it.
   *
   * @param current the version that stays current; 0 for none
   */
  HeldReport report(Lake lake, int current, LocalDate today) {
    Map<String, List<Judgement>> held = figures();
    List<Judgement> farthest = new ArrayList<>();
    List<Judgement> further = new ArrayList<>();
    for (List<Judgement> comparisons : held.values()) {
      farthest.add(comparisons.get(0));
      further.addAll(comparisons.subList(1, comparisons.size()));
    }
    farthest.addAll(further);
    String identity = identity(judged);
    return new HeldReport(
        year.toString(),
        version,
        headline(held.size(), current),
        identity,
        HeldAnswer.accepting(lake, year, identity, today),
        farthest.stream().map(this::figure).toList(),
        causes.stream().map(this::cause).toList(),
        influences(held),
        judged.stream().filter(judgement -> !judgement.isOutside()).map(this::figure).toList());
  }

  /** The held figures by name, each with its comparisons, the one farthest outside first. */
  private Map<String, List<Judgement>> figures() {
    Map<String, List<Judgement>> figures = new LinkedHashMap<>();
    judged.stream()
        .filter(Judgement::isOutside)
        .forEach(
            judgement ->
                figures.computeIfAbsent(judgement.name(), any -> new ArrayList<>()).add(judgement));
    figures
        .values()
        .forEach(
            comparisons -> comparisons.sort(Comparator.comparing(HeldGate::excess).reversed()));
    return figures;
  }

  /** How many times its limit a change is; a limit of nothing is passed by far. */
  private static BigDecimal excess(Judgement judgement) {
    BigDecimal change = judgement.change();
    BigDecimal limit =
        change == null || judgement.low() == null || judgement.high() == null
            ? null
            : change.signum() < 0 ? judgement.low() : judgement.high();
    return change == null || limit == null || limit.signum() == 0
        ? BigDecimal.valueOf(Integer.MAX_VALUE)
        : change.divide(limit, 8, RoundingMode.HALF_UP);
  }

  private String headline(int held, int current) {
    return "GATE CLOSED    %d of %d figures are outside their tolerance: nothing of %s is paid or published; %s"
        .formatted(
            held,
            judged.stream().map(Judgement::name).distinct().count(),
            year,
            current == 0 ? "no version is current" : "version " + current + " stays current");
  }

  /** Tells the values that are outside from all others. */
  static String identity(Collection<Judgement> judged) {
    TreeSet<String> values = new TreeSet<>();
    judged.stream()
        .filter(Judgement::isOutside)
        .forEach(judgement -> values.add(judgement.name() + "=" + judgement.exactValue()));
    return identity(values);
  }

  /**
   * The identity of held values, each written as name, equals sign and exact value: SHA-256, 12
   * hexadecimal digits.
   */
  static String identity(SortedSet<String> values) {
    return Digests.sha256(String.join("\n", values)).substring(0, DIGITS);
  }

  private Figure figure(Judgement judgement) {
    return new Figure(
        judgement.name(),
        judgement.figure(),
        judgement.groupCode(),
        judgement.comparison().word(),
        judgement.subject(),
        judgement.exactValue(),
        judgement.value().rounded(12),
        rounded(judgement.comparedWith()),
        rounded(of(judgement, Comparison.LAST_YEAR)),
        rounded(of(judgement, Comparison.PUBLISHED)),
        rounded(of(judgement, Comparison.LAST_RUN)),
        judgement.change(),
        judgement.low(),
        judgement.high(),
        judgement.verdict().word());
  }

  /** What the same figure is in another comparison; null where it is not compared so. */
  private @Nullable Ratio of(Judgement judgement, Comparison comparison) {
    if (comparison == Comparison.PUBLISHED
        && judgement.figure().equals(NationalYear.AVERAGE_LIST_SIZE)) {
      return Ratio.of(facts.national().rulebook().payment().averageListSize().value(), 1);
    }
    for (Judgement other : judged) {
      if (other.name().equals(judgement.name()) && other.comparison() == comparison) {
        return other.comparedWith();
      }
    }
    return null;
  }

  private static @Nullable BigDecimal rounded(@Nullable Ratio value) {
    return value == null ? null : value.rounded(12);
  }

  private Cause cause(GateCause cause) {
    GatePart part = cause.part();
    return new Cause(
        cause.words(),
        part == null ? "date_or_whole" : part.kind().word(),
        part == null ? "" : part.name(),
        cause.practices(),
        cause.explained(),
        cause.evidence(),
        cause.remedy(),
        stakes.get(cause));
  }

  /** The parts that move each held register most, by kind. */
  private List<Influence> influences(Map<String, List<Judgement>> held) {
    List<Influence> influences = new ArrayList<>();
    held.forEach(
        (name, comparisons) -> {
          if (comparisons.get(0).isTakenApart()) {
            for (Kind kind : Kind.values()) {
              for (GatePart part : leverage.heaviest(kind, name, PARTS)) {
                leverage
                    .influence(part, name)
                    .ifPresent(
                        factor ->
                            influences.add(
                                new Influence(
                                    name,
                                    part.words(),
                                    leverage.practicesOf(part).size(),
                                    factor.rounded(8).subtract(BigDecimal.ONE))));
              }
            }
          }
        });
    return influences;
  }
}
