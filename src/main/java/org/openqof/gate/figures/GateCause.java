package org.openqof.gate.figures;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openqof.practice.NationalValues;

/**
 * What may have put figures outside their tolerance.
 *
 * @param words what it is, as people read it
 * @param part the part of the nation; null for lists of a wrong date and a wrong published value
 * @param practices practices concerned
 * @param explained the share of what is outside that it explains, 0 to 1
 * @param evidence what speaks for it
 * @param remedy what to do about it, as people read it
 * @param without the national figures without it: of a part of the nation, each figure divided by
 *     the part's influence on it; of lists of a wrong date, the average over the right ones; of the
 *     nation as a whole, each held figure as it was before; null where it moves no national figure
 *     but the nation itself
 */
public record GateCause(
    String words,
    @Nullable GatePart part,
    int practices,
    BigDecimal explained,
    List<String> evidence,
    String remedy,
    @Nullable NationalValues without) {
  public GateCause {
    evidence = List.copyOf(evidence);
  }
}
