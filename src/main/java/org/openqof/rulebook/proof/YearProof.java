package org.openqof.rulebook.proof;

import java.util.ArrayList;
import java.util.List;
import org.openqof.domain.AwardRounding;
import org.openqof.domain.FinancialYear;

/**
 * What the points awarded in one year say of its rulebook.
 *
 * @param year the financial year
 * @param rounding how the points awarded come from the exact ones
 * @param roundingProof what the points say of half-up to two decimals
 * @param rules rules of the whole framework: zero denominators, revised maxima
 * @param indicators one entry an indicator with points, in code order
 * @param leftOut awarded values that say nothing of the rules
 */
public record YearProof(
    FinancialYear year,
    AwardRounding rounding,
    IndicatorProof roundingProof,
    List<IndicatorProof> rules,
    List<IndicatorProof> indicators,
    long leftOut) {

  public YearProof {
    rules = List.copyOf(rules);
    indicators = List.copyOf(indicators);
  }

  /** How many indicators have a verdict. */
  public long count(Verdict verdict) {
    return indicators.stream().filter(proof -> proof.verdict() == verdict).count();
  }

  /** Whether any practice spoke of anything. */
  public boolean speaks() {
    return indicators.stream().anyMatch(proof -> proof.practices() > 0);
  }

  /** Indicators whose rulebook value is refuted. */
  public List<IndicatorProof> contradicted() {
    return indicators.stream().filter(proof -> proof.verdict() == Verdict.CONTRADICTED).toList();
  }

  /** Refuted values by which points are earned: of the rounding, the framework, an indicator. */
  public List<IndicatorProof> contradictedThatPay() {
    List<IndicatorProof> pay = new ArrayList<>();
    if (roundingProof.verdict() == Verdict.CONTRADICTED) {
      pay.add(roundingProof);
    }
    rules.stream()
        .filter(rule -> rule.verdict() == Verdict.CONTRADICTED)
        .filter(rule -> rule.code().equals(ProveRulebook.ZERO_DENOMINATOR))
        .forEach(pay::add);
    pay.addAll(contradicted());
    return pay;
  }

  /** Whether nothing of the rulebook is contradicted. */
  public boolean holds() {
    return roundingProof.verdict() != Verdict.CONTRADICTED
        && contradicted().isEmpty()
        && rules.stream().noneMatch(rule -> rule.verdict() == Verdict.CONTRADICTED);
  }

  /** The report for people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("%s  %s".formatted(year, summary()));
    add(lines, roundingProof);
    if (leftOut > 0) {
      lines.add(
          "  %-13s %,d awarded values of practices with corrections, values entered by hand, several submissions or a part of the year"
              .formatted("left out", leftOut));
    }
    rules.forEach(rule -> add(lines, rule));
    List<String> silent = new ArrayList<>();
    for (IndicatorProof indicator : indicators) {
      if (indicator.finding().equals(ProveRulebook.NOTHING_AWARDED)) {
        silent.add(indicator.code());
      } else {
        add(lines, indicator);
      }
    }
    if (!silent.isEmpty()) {
      lines.add(
          "  %-13s %-13s %s: %s"
              .formatted(
                  silent.size() + (silent.size() == 1 ? " indicator" : " indicators"),
                  Verdict.NOT_ENOUGH.words(),
                  ProveRulebook.NOTHING_AWARDED,
                  String.join(", ", silent)));
    }
    return lines;
  }

  /** How many values the inputs prove and contradict, in a line. */
  public String summary() {
    List<String> parts = new ArrayList<>();
    for (Verdict verdict : Verdict.values()) {
      long count = count(verdict);
      if (count > 0) {
        parts.add("%,d %s".formatted(count, verdict.words()));
      }
    }
    return "%,d indicators: %s".formatted(indicators.size(), String.join(", ", parts));
  }

  private static void add(List<String> lines, IndicatorProof proof) {
    String practices = proof.practices() == 0 ? "" : "%,d: ".formatted(proof.practices());
    lines.add(
        "  %-13s %-13s %s%s"
            .formatted(proof.code(), proof.verdict().words(), practices, proof.finding()));
    proof.against().forEach(against -> lines.add("      " + against.words()));
    if (proof.againstCount() > proof.against().size()) {
      lines.add("      and %,d more".formatted(proof.againstCount() - proof.against().size()));
    }
    String settles = proof.settles();
    if (settles != null) {
      lines.add("      " + settles);
    }
  }
}
