package org.openqof.rulebook.proof;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.Thresholds;

/**
 * What the points awarded say of one indicator.
 *
 * @param code the indicator
 * @param verdict what they say of the rulebook's value
 * @param practices practices that speak
 * @param finding the verdict in words: what was found, and alongside it what the rulebook says
 * @param proved the one value that agrees; null where there is none, or there are several
 * @param against the practices that the rulebook's value, or else the one found, does not explain,
 *     in order of their codes; the first few
 * @param againstCount how many of those there are
 * @param settles what kind of practice would settle it; null where it is settled
 */
public record IndicatorProof(
    String code,
    Verdict verdict,
    int practices,
    String finding,
    @Nullable ProvedValue proved,
    List<Against> against,
    int againstCount,
    @Nullable String settles)
    implements Serializable {

  public IndicatorProof {
    against = List.copyOf(against);
  }

  /**
   * A value that alone agrees.
   *
   * @param availablePoints points available
   * @param thresholds thresholds; null where the indicator has none
   */
  public record ProvedValue(BigDecimal availablePoints, @Nullable Thresholds thresholds)
      implements Serializable {}

  /**
   * A practice that was awarded other points than the rule gives.
   *
   * @param line what it sent and was awarded
   * @param byRule points that the rule gives
   * @param needs what the rule would have to be for this practice alone
   */
  public record Against(AwardedLine line, BigDecimal byRule, String needs) implements Serializable {

    /** As people read it. */
    public String words() {
      return "%s: %s awarded %s, the rule gives %s; %s"
          .formatted(
              line.practiceCode(),
              line.sent(),
              line.points().toPlainString(),
              byRule.toPlainString(),
              needs);
    }
  }

  /** An indicator that these points do not judge. */
  static IndicatorProof notJudged(String code, String because) {
    return new IndicatorProof(code, Verdict.NOT_JUDGED, 0, because, null, List.of(), 0, null);
  }

  /** An indicator of which nobody speaks. */
  static IndicatorProof notEnough(String code, String because, String settles) {
    return new IndicatorProof(code, Verdict.NOT_ENOUGH, 0, because, null, List.of(), 0, settles);
  }
}
