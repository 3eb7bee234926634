package org.openqof.rulebook;

import java.io.Serializable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openqof.domain.FinancialYear;

/**
 * One financial year's regulation.
 *
 * @param year the financial year
 * @param complete whether all indicators with their points are held, so that points and payments
 *     can be computed; otherwise a reference rulebook, good for national figures and factors
 * @param payment parameters of payment
 * @param indicators indicators in published order
 * @param groups groups in published order
 * @param protections indicators whose points come from another year
 * @param registers registers that are not group's; one that pays gives the factor of its
 *     indicators, whose {@link Indicator#prevalenceGroup()} is then its code
 * @param digest SHA-256 of the content of its files, 64 hexadecimal digits
 * @param unconfirmedValues values that no source states outright: of payment, then of indicators,
 *     then of groups
 */
public record Rulebook(
    FinancialYear year,
    boolean complete,
    PaymentRules payment,
    List<Indicator> indicators,
    List<Group> groups,
    List<Protection> protections,
    List<Register> registers,
    String digest,
    List<UnconfirmedValue> unconfirmedValues)
    implements Serializable {

  public Rulebook {
    indicators = List.copyOf(indicators);
    groups = List.copyOf(groups);
    protections = List.copyOf(protections);
    registers = List.copyOf(registers);
    unconfirmedValues = List.copyOf(unconfirmedValues);
  }

  /**
   * A rulebook made in code, all of whose values count as confirmed by whoever makes it, and whose
   * registers are those of its groups.
   *
   * <p>Rulebooks read from files always say which values are not confirmed.
   */
  public Rulebook(
      FinancialYear year,
      boolean complete,
      PaymentRules payment,
      List<Indicator> indicators,
      List<Group> groups,
      List<Protection> protections,
      String digest) {
    this(year, complete, payment, indicators, groups, protections, List.of(), digest, List.of());
  }

  /** The same year with other indicators. */
  public Rulebook withIndicators(List<Indicator> others) {
    return new Rulebook(
        year, complete, payment, others, groups, protections, registers, digest, unconfirmedValues);
  }

  /** Indicators by code. */
  public Map<String, Indicator> indicatorsByCode() {
    return indicators.stream().collect(Collectors.toMap(Indicator::code, Function.identity()));
  }

  /** Groups by code. */
  public Map<String, Group> groupsByCode() {
    return groups.stream().collect(Collectors.toMap(Group::code, Function.identity()));
  }

  /** Indicators sorted by code, the order of every table. */
  public List<Indicator> indicatorsInCodeOrder() {
    return indicators.stream().sorted(Comparator.comparing(Indicator::code)).toList();
  }

  /** Group codes by indicator code. */
  public Map<String, String> groupByIndicator() {
    return indicators.stream().collect(Collectors.toMap(Indicator::code, Indicator::groupCode));
  }

  /** Whether any of its points rest on results of earlier years. */
  public boolean restsOnEarlierYears() {
    return !protections.isEmpty()
        || indicators.stream().anyMatch(indicator -> indicator.improvement() != null);
  }

  /** Whether it lowers thresholds for practices that were granted relief. */
  public boolean grantsRelief() {
    return indicators.stream().anyMatch(indicator -> indicator.relief() != null);
  }

  /** How income protection settles indicators, by code; empty in a year without protection. */
  public Map<String, Protection> protectionsByCode() {
    return protections.stream()
        .collect(Collectors.toMap(Protection::indicatorCode, Function.identity()));
  }

  /**
   * The list type of the target population whose factor an indicator's payment carries, {@code
   * 25_64_F}; empty where the year pays no such factor or the indicator is not an additional
   * service.
   */
  public Optional<String> targetPopulation(Indicator indicator) {
    return payment.targetPopulationFactor()
        ? group(indicator.groupCode()).map(Group::targetPopulation)
        : Optional.empty();
  }

  /**
   * How far each indicator is supported, by code: the weakest status of all that its payment rests
   * on, such as points, thresholds, protection and a register that is not its group's.
   */
  public Map<String, Status> supportByIndicator() {
    Map<String, Status> support = new HashMap<>();
    indicators.forEach(indicator -> support.put(indicator.code(), Status.CONFIRMED));
    for (UnconfirmedValue value : unconfirmedValues) {
      value.indicators().forEach(code -> support.merge(code, value.status(), Status::weaker));
    }
    return support;
  }

  /**
   * Codes of indicators whose payment rests on a value which neither a source nor a published
   * figure supports: all of them where that is the price of a point or the average list, which
   * every pound is multiplied by.
   */
  public Set<String> unsupportedIndicators() {
    boolean everyPound =
        payment.pointValueGbp().status().isBelowConsistent()
            || payment.averageListSize().status().isBelowConsistent();
    Set<String> codes = new HashSet<>();
    supportByIndicator()
        .forEach(
            (code, status) -> {
              if (everyPound || status.isBelowConsistent()) {
                codes.add(code);
              }
            });
    return codes;
  }

  /** The indicator with this code. */
  public Optional<Indicator> indicator(String code) {
    return indicators.stream().filter(indicator -> indicator.code().equals(code)).findFirst();
  }

  /** The register with this code that is not a group's. */
  public Optional<Register> register(String code) {
    return registers.stream().filter(register -> register.code().equals(code)).findFirst();
  }

  /** The group with this code. */
  public Optional<Group> group(String code) {
    // Asked for every register of every practice: a loop, since a stream costs more than the
    // search.
    for (Group group : groups) {
      if (group.code().equals(code)) {
        return Optional.of(group);
      }
    }
    return Optional.empty();
  }
}
