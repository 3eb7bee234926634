package org.openqof.rulebook.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.AwardRounding;
import org.openqof.rulebook.proof.FindThresholds.Found;
import org.openqof.rulebook.proof.FindThresholds.Grid;

/**
 * Finds how the points awarded were rounded: the form under which the indicators with most
 * practices between their thresholds can be explained best.
 */
final class ProveRounding {
  /** Indicators asked; the first few say what the others would. */
  private static final int ASKED = 6;

  private final List<Asked> asked = new ArrayList<>();

  /** One indicator's lines. */
  private record Asked(String code, ShareLines lines) {}

  /**
   * A form of rounding over all indicators asked.
   *
   * @param explained indicators that some rule explains
   * @param against practices that the best rules leave unexplained, all of the others
   */
  private record Score(AwardRounding rounding, int explained, int against) {}

  /**
   * What was found.
   *
   * @param rounding the form that explains the points best; half-up where nothing speaks
   * @param verdict of half-up to two decimals, the form of every rulebook
   * @param practices values between none and all points that speak
   * @param against those that half-up does not explain by any rule
   * @param notRefuted other forms that explain the points as well
   */
  record Answer(
      AwardRounding rounding,
      Verdict verdict,
      int practices,
      int against,
      List<AwardRounding> notRefuted) {}

  /**
   * A question to some indicators.
   *
   * @param shares lines of indicators that measure a share without a block, by code
   */
  ProveRounding(Map<String, ShareLines> shares) {
    new TreeMap<>(shares)
        .entrySet().stream()
            .filter(entry -> entry.getValue().between() > 0)
            .sorted(Comparator.comparing(entry -> -entry.getValue().between()))
            .limit(ASKED)
            .forEach(entry -> asked.add(new Asked(entry.getKey(), entry.getValue())));
  }

  /** The answer. */
  Answer found() {
    int practices = asked.stream().mapToInt(one -> one.lines().between()).sum();
    if (asked.isEmpty()) {
      return new Answer(AwardRounding.HALF_UP, Verdict.NOT_ENOUGH, 0, 0, List.of());
    }
    Score usual = score(AwardRounding.HALF_UP, null);
    // Where half-up explains all, another form is of interest only as far as it does so too.
    Score rival = usual.explained() == asked.size() ? usual : null;
    List<Score> scores =
        Arrays.stream(AwardRounding.values())
            .parallel()
            .map(rounding -> rounding == usual.rounding() ? usual : score(rounding, rival))
            .toList();
    Score best = usual;
    for (Score score : scores) {
      if (score.explained() > best.explained()
          || (score.explained() == best.explained() && score.against() < best.against())) {
        best = score;
      }
    }
    if (best.explained() == 0) {
      return new Answer(AwardRounding.HALF_UP, Verdict.NOT_ENOUGH, practices, 0, List.of());
    }
    if (!refutes(best, usual)) {
      best = usual;
    }
    List<AwardRounding> notRefuted = new ArrayList<>();
    for (Score score : scores) {
      if (score.rounding() != best.rounding() && !refutes(best, score)) {
        notRefuted.add(score.rounding());
      }
    }
    Verdict verdict =
        best.rounding() != usual.rounding()
            ? Verdict.CONTRADICTED
            : notRefuted.isEmpty() && Margin.proves(best.against(), practices)
                ? Verdict.PROVED
                : Verdict.AGREES;
    return new Answer(best.rounding(), verdict, practices, usual.against(), notRefuted);
  }

  private static boolean refutes(Score best, Score other) {
    return other.rounding() != best.rounding() && Margin.refutes(best.against(), other.against());
  }

  /**
   * Asks every indicator, or as many as it takes until a form that explains all has refuted this
   * one.
   */
  private Score score(AwardRounding rounding, @Nullable Score rival) {
    int most = rival == null ? Integer.MAX_VALUE : Margin.upTo(rival.against());
    int explained = 0;
    int against = 0;
    for (Asked one : asked) {
      if (rival != null && Margin.refutes(rival.against(), against)) {
        break;
      }
      Found found =
          FindThresholds.within(
              Grid.WHOLE,
              one.lines().available(),
              Math.min(most, Margin.unexplained(one.lines().size())),
              (generous, strict, limit) ->
                  one.lines().disagreeing(generous, strict, rounding, limit));
      if (found != null) {
        explained++;
      }
      against += found == null ? one.lines().between() : found.against();
    }
    return new Score(rounding, explained, against);
  }
}
