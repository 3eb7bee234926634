package org.openqof.rulebook.proof;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openqof.domain.GridThresholds;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.proof.IndicatorProof.Against;

/**
 * What sums over areas say of the points available for a group, which is all that they can say: an
 * area cannot have more than all points of all its practices, and one that has just these shows
 * what all points are. Thresholds cannot be seen in sums, as the same sum comes of many practices.
 */
final class ProveSums {
  private static final int LEAST = 2;

  private ProveSums() {}

  /** One entry a group of which sums were published, in the order of the groups. */
  static List<IndicatorProof> of(Rulebook rulebook, List<AreaSum> sums) {
    Map<String, List<AreaSum>> byGroup = new TreeMap<>();
    for (AreaSum sum : sums) {
      if (sum.practices() > 0) {
        byGroup.computeIfAbsent(sum.groupCode(), any -> new ArrayList<>()).add(sum);
      }
    }
    Map<String, BigDecimal> points = new TreeMap<>();
    for (Indicator indicator : rulebook.indicators()) {
      points.merge(indicator.groupCode(), indicator.availablePoints(), BigDecimal::add);
    }
    List<IndicatorProof> proofs = new ArrayList<>();
    for (Group group : rulebook.groups()) {
      List<AreaSum> areas = byGroup.get(group.code());
      BigDecimal available = points.get(group.code());
      if (areas != null && available != null && available.signum() > 0) {
        proofs.add(judge(group.code(), available, areas));
      }
    }
    return proofs;
  }

  private static IndicatorProof judge(String group, BigDecimal available, List<AreaSum> areas) {
    long each = GridThresholds.hundredths(available);
    List<AreaSum> above = new ArrayList<>();
    int all = 0;
    BigDecimal most = BigDecimal.ZERO;
    for (AreaSum area : areas) {
      long limit = each * area.practices();
      if (area.points() > limit) {
        above.add(area);
      } else if (area.points() == limit) {
        all++;
      }
      // Rounded up: what a practice has at least when the area has so much.
      most =
          most.max(
              BigDecimal.valueOf(area.points(), 2)
                  .divide(BigDecimal.valueOf(area.practices()), 2, RoundingMode.CEILING));
    }
    above.sort(Comparator.comparing(AreaSum::areaCode));
    String plain = RuleWords.pointsInWords(available);
    boolean refuted = above.size() >= LEAST;
    boolean proved = !refuted && all >= LEAST;
    String words =
        refuted
            ? "the rulebook says %s of the group, and %,d of %,d areas have more than all; needed: at least %s"
                .formatted(plain, above.size(), areas.size(), most.toPlainString())
            : proved
                ? "%s of the group, which all practices of %,d of %,d areas have and none has more"
                    .formatted(plain, all, areas.size())
                : "%s of the group, as would any from %s on".formatted(plain, most.toPlainString());
    return new IndicatorProof(
        group + " sums",
        refuted ? Verdict.CONTRADICTED : proved ? Verdict.PROVED : Verdict.AGREES,
        areas.size(),
        words,
        null,
        above.stream()
            .limit(ProveShare.NAMED)
            .map(
                area ->
                    new Against(
                        new AwardedLine(
                            area.areaCode(),
                            null,
                            null,
                            null,
                            null,
                            Math.toIntExact(area.points())),
                        BigDecimal.valueOf(each * area.practices(), 2),
                        "at most, to its %,d practices".formatted(area.practices())))
            .toList(),
        above.size(),
        refuted || proved
            ? null
            : "Two areas all of whose practices have all points of the group.");
  }
}
