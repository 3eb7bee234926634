package org.openqof.gate.figures;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.Ratio;
import org.openqof.practice.Contribution;

/**
 * What the year before says of this year's figures, as its last version in the lake froze it.
 *
 * @param version that version; 0 when the lake does not hold the year
 * @param contributions what each practice brought to its figures
 * @param payingAverage the average list size that it paid on, or that its rulebook publishes; null
 *     when neither is known
 * @param averageHasDate whether that average speaks for a date; the fixed 5,891 does not
 * @param frozenLists its contractor registered populations by practice, where their date is the
 *     date of this year's average list; empty otherwise
 */
public record NationBefore(
    int version,
    List<Contribution> contributions,
    @Nullable Ratio payingAverage,
    boolean averageHasDate,
    Map<String, Integer> frozenLists) {
  public NationBefore {
    contributions = List.copyOf(contributions);
    frozenLists = Map.copyOf(frozenLists);
  }
}
