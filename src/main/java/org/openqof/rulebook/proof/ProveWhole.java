package org.openqof.rulebook.proof;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.AchievementPoints;
import org.openqof.domain.Ratio;
import org.openqof.domain.Thresholds;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.proof.IndicatorProof.Against;
import org.openqof.rulebook.proof.IndicatorProof.ProvedValue;

/** Proves the points of indicators that are earned whole or not at all. */
final class ProveWhole {
  private static final int LEAST = 2;
  private static final int HUNDRED = 100;

  private ProveWhole() {}

  /** A register: all points for one patient or more. */
  static IndicatorProof register(Indicator indicator, List<AwardedLine> lines) {
    List<AwardedLine> sent = lines.stream().filter(line -> line.register() != null).toList();
    return whole(
        indicator,
        sent,
        available ->
            line ->
                AchievementPoints.forRegister(
                    available, Objects.requireNonNullElse(line.register(), 0)),
        "all points for a register that is not empty",
        "Practices with a register and its points.");
  }

  /**
   * An answer: all points for yes. Where no answers are sent, as in the published files, the points
   * available can be seen, all or nothing, and not what earns them.
   */
  static IndicatorProof answer(Indicator indicator, List<AwardedLine> lines) {
    long answers = lines.stream().filter(line -> line.answer() != null).count();
    return whole(
        indicator,
        lines,
        available ->
            line -> {
              Boolean answer = line.answer();
              return AchievementPoints.forAnswer(
                  available, answer == null ? line.awarded() > 0 : answer);
            },
        answers == lines.size()
            ? "all points for yes"
            : answers == 0
                ? "all or nothing: points available proved, answers not seen"
                : "all points for yes, by %,d answers".formatted(answers),
        "Practices with the answer and its points.");
  }

  private static IndicatorProof whole(
      Indicator indicator,
      List<AwardedLine> lines,
      Function<BigDecimal, Function<AwardedLine, Ratio>> rule,
      String words,
      String settles) {
    BigDecimal own = indicator.availablePoints();
    long paid = lines.stream().filter(line -> line.awarded() > 0).count();
    List<AwardedLine> against = against(lines, rule.apply(own));
    if (paid < LEAST && against.size() < LEAST) {
      return IndicatorProof.notEnough(
          indicator.code(), "fewer than two practices were awarded points", settles);
    }
    BigDecimal usual = usual(lines);
    int left = usual == null ? lines.size() : against(lines, rule.apply(usual)).size();
    boolean other = usual != null && usual.compareTo(own) != 0;
    boolean explained = left <= Margin.unexplained(lines.size());
    boolean refuted =
        (other && explained)
            ? Margin.refutes(left, against.size())
            : against.size() >= LEAST && against.size() > Margin.unexplained(lines.size());
    if (refuted) {
      return new IndicatorProof(
          indicator.code(),
          Verdict.CONTRADICTED,
          lines.size(),
          "the rulebook says %s, %s, against %,d of %,d practices; needed: %s"
              .formatted(
                  plain(own),
                  words,
                  against.size(),
                  lines.size(),
                  other && explained && usual != null
                      ? RuleWords.pointsInWords(usual)
                      : "another rule, these points fit none that is known"),
          other && explained && usual != null && Margin.proves(left, lines.size())
              ? new ProvedValue(usual, null)
              : null,
          named(against, rule.apply(own)),
          against.size(),
          null);
    }
    boolean proves = Margin.proves(against.size(), lines.size());
    return new IndicatorProof(
        indicator.code(),
        proves ? Verdict.PROVED : Verdict.AGREES,
        lines.size(),
        "%s, %s%s"
            .formatted(
                RuleWords.pointsInWords(own),
                words,
                against.isEmpty()
                    ? ""
                    : "; %,d awarded otherwise fit no rule".formatted(against.size())),
        proves ? new ProvedValue(own, null) : null,
        named(against, rule.apply(own)),
        against.size(),
        proves ? null : Margin.settles(against.size(), lines.size()));
  }

  /**
   * A minimum standard: all points from it on. Several standards can agree, since nothing lies
   * between none and all.
   */
  static IndicatorProof standard(Indicator indicator, List<AwardedLine> lines) {
    List<AwardedLine> counted = lines.stream().filter(AwardedLine::isCounted).toList();
    String wanted = "Practices just below and just above the standard.";
    if (counted.isEmpty()) {
      return IndicatorProof.notEnough(
          indicator.code(), "no practice with a denominator above zero", wanted);
    }
    TreeMap<Integer, Integer> byStandard = new TreeMap<>();
    for (int percent = 1; percent <= HUNDRED; percent++) {
      byStandard.put(
          percent, against(counted, standard(indicator, BigDecimal.valueOf(percent))).size());
    }
    int best = byStandard.values().stream().mapToInt(Integer::intValue).min().orElseThrow();
    List<Integer> agree =
        byStandard.entrySet().stream()
            .filter(entry -> !Margin.refutes(best, entry.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    int least = agree.get(0);
    int greatest = agree.get(agree.size() - 1);
    Thresholds own = indicator.thresholds();
    List<AwardedLine> against =
        own == null ? List.of() : against(counted, standard(indicator, own.upperPercent()));
    boolean explained = best <= Margin.unexplained(counted.size());
    boolean refuted =
        own != null
            && (explained
                ? Margin.refutes(best, against.size())
                : against.size() >= LEAST && against.size() > Margin.unexplained(counted.size()));
    boolean single = explained && agree.size() == 1;
    boolean only = single && Margin.proves(best, counted.size());
    String found =
        explained
            ? "a standard of " + least + (single ? "" : " to " + greatest) + " %"
            : "no standard gives the points awarded";
    return new IndicatorProof(
        indicator.code(),
        refuted
            ? Verdict.CONTRADICTED
            : only ? Verdict.PROVED : own == null ? Verdict.NOT_ENOUGH : Verdict.AGREES,
        counted.size(),
        refuted && own != null
            ? "the rulebook says %s %%, against %,d of %,d practices; needed: %s"
                .formatted(plain(own.upperPercent()), against.size(), counted.size(), found)
            : found,
        only
            ? new ProvedValue(
                indicator.availablePoints(),
                new Thresholds(BigDecimal.ZERO, BigDecimal.valueOf(least), BigDecimal.ZERO))
            : null,
        own == null ? List.of() : named(against, standard(indicator, own.upperPercent())),
        against.size(),
        only ? null : single ? Margin.settles(best, counted.size()) : wanted);
  }

  private static Function<AwardedLine, Ratio> standard(Indicator indicator, BigDecimal percent) {
    return line ->
        AchievementPoints.forStandard(
            indicator.availablePoints(), percent, line.reached(), line.patients());
  }

  private static List<AwardedLine> against(
      List<AwardedLine> lines, Function<AwardedLine, Ratio> rule) {
    return lines.stream()
        .filter(line -> rule.apply(line).rounded(2).compareTo(line.points()) != 0)
        .sorted(Comparator.comparing(AwardedLine::practiceCode))
        .toList();
  }

  /** The points that most practices with any were awarded; null when none had any. */
  private static @Nullable BigDecimal usual(List<AwardedLine> lines) {
    TreeMap<Integer, Integer> practices = new TreeMap<>();
    for (AwardedLine line : lines) {
      if (line.awarded() > 0) {
        practices.merge(line.awarded(), 1, Integer::sum);
      }
    }
    return practices.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(entry -> BigDecimal.valueOf(entry.getKey(), 2))
        .orElse(null);
  }

  private static List<Against> named(List<AwardedLine> against, Function<AwardedLine, Ratio> rule) {
    List<Against> named = new ArrayList<>();
    for (AwardedLine line : against.subList(0, Math.min(ProveShare.NAMED, against.size()))) {
      named.add(
          new Against(
              line,
              rule.apply(line).rounded(2),
              line.awarded() == 0
                  ? "it needs to earn nothing"
                  : "it needs " + line.points().toPlainString() + " points"));
    }
    return named;
  }

  private static String plain(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }
}
