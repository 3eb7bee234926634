package org.openqof.rulebook.proof;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.AwardRounding;
import org.openqof.domain.Thresholds;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.proof.IndicatorProof.Against;

/**
 * What points say of an indicator that pays the higher of two routes, thresholds or improvement on
 * earlier years. They cannot prove the thresholds, as more points may come from improvement; they
 * refute them where practices were awarded less than the thresholds give.
 */
final class ProveHigherRoute {
  private static final int LEAST = 2;
  private static final String ROUTES =
      "paid by the higher of two routes, thresholds or improvement on earlier years";

  private ProveHigherRoute() {}

  /** Contradicted by practices that were awarded less; otherwise not judged. */
  static IndicatorProof of(Indicator indicator, List<AwardedLine> lines) {
    Thresholds thresholds = indicator.thresholds();
    List<AwardedLine> counted = lines.stream().filter(AwardedLine::isCounted).toList();
    if (thresholds == null || counted.isEmpty()) {
      return IndicatorProof.notJudged(indicator.code(), ROUTES);
    }
    List<Against> less = new ArrayList<>();
    counted.stream()
        .sorted(Comparator.comparing(AwardedLine::practiceCode))
        .forEach(
            line -> {
              Against against = less(indicator.availablePoints(), thresholds, line);
              if (against != null) {
                less.add(against);
              }
            });
    boolean refuted = less.size() >= LEAST && !Margin.proves(less.size(), counted.size());
    List<Against> named = less.subList(0, Math.min(ProveShare.NAMED, less.size()));
    return new IndicatorProof(
        indicator.code(),
        refuted ? Verdict.CONTRADICTED : Verdict.NOT_JUDGED,
        counted.size(),
        "%s; %s than the thresholds give"
            .formatted(
                ROUTES,
                less.isEmpty()
                    ? "nobody was awarded less"
                    : "%,d of %,d practices were awarded less"
                        .formatted(less.size(), counted.size())),
        null,
        named,
        less.size(),
        refuted ? "Lower thresholds, or points awarded before they were final." : null);
  }

  private static @Nullable Against less(
      BigDecimal available, Thresholds thresholds, AwardedLine line) {
    BigDecimal byRule =
        AwardRounding.HALF_UP.shown(available, thresholds, line.reached(), line.patients());
    return line.points().compareTo(byRule) < 0
        ? new Against(line, byRule, "improvement can only add to it")
        : null;
  }
}
