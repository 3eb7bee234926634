package org.openqof.comparison.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.openqof.comparison.change.CauseSplit.Pricing;

class CauseSplitTest {
  private static final List<Cause> PRICED =
      List.of(Cause.INPUT, Cause.REFERENCE, Cause.BASE_YEARS, Cause.RULEBOOK);

  private static BigDecimal gbp(String amount) {
    return new BigDecimal(amount);
  }

  @Test
  void oneCauseIsOwedTheWholeChangeInTwoHalves() {
    CauseSplit split = new CauseSplit(Set.of(Cause.INPUT), false, false);
    assertThat(split.pricings())
        .containsExactly(new Pricing(0, 0), new Pricing(1, 1), new Pricing(1, 0));

    // £10.00; £13.00 with the new input; £14.00 with it at the figures as they were.
    Restated restated = split.split(1000, 1300, new long[] {1000, 1300, 1400});
    assertThat(restated.ownGbp(Cause.INPUT)).isEqualByComparingTo(gbp("4.00"));
    assertThat(restated.nationalGbp(Cause.INPUT)).isEqualByComparingTo(gbp("-1.00"));
    assertThat(restated.gbp(Cause.CODE)).isZero();
    assertThat(restated.addsUp()).isTrue();
  }

  @Test
  void twoCausesShareWhatTheyMoveTogetherInHalves() {
    CauseSplit split = new CauseSplit(EnumSet.of(Cause.BASE_YEARS, Cause.RULEBOOK), false, false);
    // Only with both does anything move, and no national figure does.
    long[] priced = new long[split.pricings().size()];
    for (int i = 0; i < priced.length; i++) {
      priced[i] = split.pricings().get(i).later() == 3 ? 101 : 0;
    }
    Restated restated = split.split(0, 101, priced);
    // The odd penny goes to the first.
    assertThat(restated.gbp(Cause.BASE_YEARS)).isEqualByComparingTo(gbp("0.51"));
    assertThat(restated.gbp(Cause.RULEBOOK)).isEqualByComparingTo(gbp("0.50"));
  }

  @Test
  void whatOtherCodeGivesOtherwiseIsOwedToItAtBothEnds() {
    CauseSplit split = new CauseSplit(Set.of(), false, true);
    Restated restated = split.split(1000, 1300, new long[] {1200});
    assertThat(restated.gbp(Cause.CODE)).isEqualByComparingTo(gbp("2.00"));
    assertThat(restated.gbp(Cause.UNEXPLAINED)).isEqualByComparingTo(gbp("1.00"));
    assertThat(restated.addsUp()).isTrue();
  }

  @Test
  void whatNeitherVersionGivesAgainIsUnexplainedThoughTheTwoCancelOut() {
    // Each version holds a pound less than its own code gives: the difference is explained, and
    // both amounts are wrong.
    CauseSplit split = new CauseSplit(Set.of(), true, true);
    Restated restated = split.split(1000, 1000, new long[] {1100});
    assertThat(restated.gbp(Cause.UNEXPLAINED)).isZero();
    assertThat(restated.isUnexplained()).isTrue();
    assertThat(restated.moved()).isTrue();
    Restated england = new Restated();
    england.add(restated);
    assertThat(england.isUnexplained()).isTrue();
    assertThat(split.split(1000, 1000, new long[] {1000}).isUnexplained()).isFalse();
  }

  @Test
  void aPracticeThatOnlyFiguresMoveHasNoPartOfItsOwn() {
    CauseSplit split = new CauseSplit(Set.of(Cause.REFERENCE), false, false);
    Restated restated = split.split(1000, 990, new long[] {1000, 990, 1000});
    assertThat(restated.movedByOwn()).isFalse();
    assertThat(restated.movedByFigures()).isTrue();
  }

  @Property(tries = 200)
  void partsAreTheMeanOverAllOrdersToThePennyAndAddUp(
      @ForAll @IntRange(min = 1, max = 15) int which, @ForAll long seed) {
    Set<Cause> causes = EnumSet.noneOf(Cause.class);
    for (int i = 0; i < PRICED.size(); i++) {
      if ((which & 1 << i) != 0) {
        causes.add(PRICED.get(i));
      }
    }
    CauseSplit split = new CauseSplit(causes, false, false);
    Random random = new Random(seed);
    long[] priced = random.longs(split.pricings().size(), -1_000_000, 1_000_000).toArray();
    long before = random.nextInt(1_000_000);
    long after = random.nextInt(1_000_000);
    Restated restated = split.split(before, after, priced);
    assertThat(restated.addsUp()).isTrue();

    int size = split.causes().size();
    double[] mean = new double[size];
    List<List<Integer>> orders = orders(size);
    for (List<Integer> order : orders) {
      int later = 0;
      for (int cause : order) {
        int next = later | 1 << cause;
        mean[cause] +=
            (at(split, priced, next) - at(split, priced, later)) / (double) orders.size();
        later = next;
      }
    }
    for (int i = 0; i < size; i++) {
      double pence = restated.gbp(split.causes().get(i)).doubleValue() * 100;
      // Two halves, each cut to the penny.
      assertThat(pence).isBetween(mean[i] - 2, mean[i] + 2);
    }
  }

  private static long at(CauseSplit split, long[] priced, int later) {
    for (int i = 0; i < priced.length; i++) {
      Pricing pricing = split.pricings().get(i);
      if (pricing.later() == later && split.hasOwnFigures(pricing)) {
        return priced[i];
      }
    }
    throw new AssertionError("no pricing of " + later);
  }

  private static List<List<Integer>> orders(int size) {
    List<List<Integer>> orders = List.of(List.of());
    for (int next = 0; next < size; next++) {
      List<List<Integer>> longer = new ArrayList<>();
      for (List<Integer> order : orders) {
        for (int place = 0; place <= order.size(); place++) {
          List<Integer> with = new ArrayList<>(order);
          with.add(place, next);
          longer.add(with);
        }
      }
      orders = longer;
    }
    return orders;
  }
}
