package org.openqof.gate;

import java.math.BigDecimal;
import java.util.List;
import org.openqof.answer.Words;

/**
 * What a cause moves: payments with the figures as found, less payments with the figures without
 * it. All amounts are total achievement in pounds.
 *
 * @param foundGbp all practices with the figures as found
 * @param netGbp what all practices together get too much or, below zero, too little
 * @param movedGbp the same without regard to sign
 * @param practices practices whose payment moves by a penny or more
 * @param mostPractice the practice whose payment moves most; empty when none does
 * @param mostGbp what it gets too much or, below zero, too little
 */
public record Stake(
    BigDecimal foundGbp,
    BigDecimal netGbp,
    BigDecimal movedGbp,
    int practices,
    String mostPractice,
    BigDecimal mostGbp) {

  /**
   * Sums the practices.
   *
   * @param priced practices with their totals, the first with the figures as found
   * @param without place of the totals without the cause
   */
  static Stake of(List<PriceStakes.Priced> priced, int without) {
    BigDecimal found = BigDecimal.ZERO.setScale(2);
    BigDecimal net = BigDecimal.ZERO.setScale(2);
    BigDecimal moved = BigDecimal.ZERO.setScale(2);
    int practices = 0;
    String mostPractice = "";
    BigDecimal most = BigDecimal.ZERO.setScale(2);
    for (PriceStakes.Priced practice : priced) {
      BigDecimal asFound = practice.totalsGbp().get(0);
      BigDecimal difference = asFound.subtract(practice.totalsGbp().get(without));
      found = found.add(asFound);
      net = net.add(difference);
      moved = moved.add(difference.abs());
      practices += difference.signum() == 0 ? 0 : 1;
      if (difference.abs().compareTo(most.abs()) > 0) {
        mostPractice = practice.practiceCode();
        most = difference;
      }
    }
    return new Stake(found, net, moved, practices, mostPractice, most);
  }

  /** As people read it. */
  String words() {
    return practices == 0
        ? "no payment moves"
        : "%s move for %,d practices, %s in all; most for %s, %s"
            .formatted(
                Words.pounds(movedGbp),
                practices,
                Words.change(netGbp),
                mostPractice,
                Words.change(mostGbp));
  }
}
