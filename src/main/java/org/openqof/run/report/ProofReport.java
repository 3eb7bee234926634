package org.openqof.run.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openqof.answer.Answer;
import org.openqof.answer.Words;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.proof.AwardedValues;
import org.openqof.rulebook.proof.ProveRulebook;
import org.openqof.rulebook.proof.Verdict;
import org.openqof.rulebook.proof.YearProof;

/**
 * What the points awarded in a year say of the rulebook it is paid by.
 *
 * @param indicators indicators of the year
 * @param proved indicators whose rule alone agrees with the points awarded
 * @param contradicted rules that the points awarded contradict, each in words
 */
public record ProofReport(int indicators, long proved, List<String> contradicted) {
  /** What a contradicted rule is labelled with. */
  static final String CONTRADICTED = "CONTRADICTED";

  public ProofReport {
    contradicted = List.copyOf(contradicted);
  }

  /** What the points awarded say; null where none were sent. */
  public static @Nullable YearProof of(Rulebook rulebook, AwardedValues awarded) {
    return awarded.isEmpty() ? null : ProveRulebook.of(rulebook, awarded);
  }

  /** The report of a proof. */
  public static ProofReport of(YearProof proof) {
    List<String> contradicted = new ArrayList<>();
    proof
        .contradictedThatPay()
        .forEach(rule -> contradicted.add(rule.code() + ": " + rule.finding()));
    return new ProofReport(proof.indicators().size(), proof.count(Verdict.PROVED), contradicted);
  }

  /** Adds it to a year's report. */
  void addTo(Answer.Builder answer, String year) {
    String against = Words.of(contradicted.size(), "rule", "rules") + " contradicted";
    answer
        .group(
            "proof",
            Map.of("indicators", indicators, "proved", proved, "contradicted", contradicted))
        .people(
            "proved",
            "%,d of %,d indicators by the points awarded, %s: ./qof rulebook prove --year %s"
                .formatted(
                    proved,
                    indicators,
                    contradicted.isEmpty() ? "none contradicted" : against,
                    year));
    contradicted.forEach(rule -> answer.people(CONTRADICTED, rule));
  }
}
