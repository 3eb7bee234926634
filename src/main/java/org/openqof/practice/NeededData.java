package org.openqof.practice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.IndicatorKind;
import org.openqof.input.LocalDecisions.ManualEntry;
import org.openqof.practice.Completeness.Extraction;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Protection;
import org.openqof.rulebook.Protection.Treatment;
import org.openqof.rulebook.Register;
import org.openqof.rulebook.Rulebook;

/**
 * What a year's payment needs of a practice: values of every indicator, but for those whose points
 * income protection settles, of which it needs the registers only; answers of every indicator that
 * is answered by hand, but for those settled so.
 *
 * <p>Points for breadth of care are worked out from those of other indicators: nothing is sent for
 * them.
 *
 * <p>No source says what a protected indicator still needs; this is ours (see {@code
 * docs/interpretations.md}, I34).
 */
public final class NeededData {
  private final List<Indicator> indicators;
  private final Map<String, Protection> protections;
  private final boolean needsPlan;
  private final Set<String> carriers = new HashSet<>();

  public NeededData(Rulebook rulebook) {
    this.indicators = rulebook.indicatorsInCodeOrder();
    this.protections = rulebook.protectionsByCode();
    this.needsPlan = rulebook.payment().protectionNeedsPlan();
    Set<String> paying = new HashSet<>();
    indicators.forEach(indicator -> paying.add(indicator.prevalenceGroup()));
    for (Group group : rulebook.groups()) {
      if (paying.contains(group.code()) && group.registerIndicator() != null) {
        carriers.add(group.registerIndicator());
      }
    }
    for (Register register : rulebook.registers()) {
      if (paying.contains(register.code())) {
        carriers.add(register.indicators().get(0));
      }
    }
  }

  /** What one practice sent, against what the year needs of it. */
  public Completeness of(PracticeYear practice) {
    Map<String, IndicatorCounts> counts = new HashMap<>();
    practice.counts().forEach(sent -> counts.put(sent.indicatorCode(), sent));
    Set<String> byHand = new HashSet<>();
    for (ManualEntry entry : practice.reference().decisions().manualEntries()) {
      byHand.add(entry.indicatorCode());
    }
    boolean mayBeProtected = !needsPlan || practice.reference().decisions().planAgreed();
    int[] expected = new int[2];
    int[] received = new int[2];
    boolean anyExtracted = false;
    boolean anyByHand = false;
    List<String> missing = new ArrayList<>();
    for (Indicator indicator : indicators) {
      boolean settled =
          mayBeProtected && isSettledElsewhere(indicator, protections.get(indicator.code()));
      if (indicator.kind().rewardsBreadth() || (settled && !carriers.contains(indicator.code()))) {
        continue;
      }
      int manual = indicator.manual() ? 1 : 0;
      expected[manual]++;
      IndicatorCounts sent = counts.get(indicator.code());
      if (isSent(indicator, sent) || (settled && sent != null && sent.register() != null)) {
        received[manual]++;
        anyExtracted |= manual == 0 && !byHand.contains(indicator.code());
        anyByHand |= manual == 0 && byHand.contains(indicator.code());
      } else {
        missing.add(indicator.code());
      }
    }
    return new Completeness(
        anyExtracted ? Extraction.AUTOMATIC : anyByHand ? Extraction.MANUAL : Extraction.NONE,
        expected[0],
        received[0],
        expected[1],
        received[1],
        missing);
  }

  /** Whether the year's payment needs nothing of the practice for this indicator. */
  private static boolean isSettledElsewhere(Indicator indicator, @Nullable Protection protection) {
    return protection != null
        && protection.treatment() != Treatment.PERFORMANCE
        && indicator.kind() != IndicatorKind.REGISTER;
  }

  /**
   * Whether a practice sent what an indicator needs. Where the published points stand for a manual
   * answer, they count as one.
   */
  private static boolean isSent(Indicator indicator, @Nullable IndicatorCounts counts) {
    if (counts == null) {
      return false;
    }
    return switch (indicator.kind()) {
      case REGISTER -> counts.register() != null;
      case YES_NO -> counts.answer() != null || counts.reportedPoints() != null;
      default -> counts.numerator() != null && counts.denominator() != null;
    };
  }
}
