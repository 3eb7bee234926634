package org.openqof.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DiceTest {
  @Test
  void theSameWordsGiveTheSameDrawsAndOtherWordsOthers() {
    assertThat(Dice.of(7, 1, 2).unit()).isEqualTo(Dice.of(7, 1, 2).unit());
    assertThat(Dice.of(7, 1, 2).unit()).isNotEqualTo(Dice.of(7, 2, 1).unit());
    assertThat(Dice.of(7, 0).unit()).isNotEqualTo(Dice.of(8, 0).unit());
  }

  /** Fixed once: samples that were published must be reproducible for ever. */
  @Test
  void drawsNeverChangeBetweenReleases() {
    Dice dice = Dice.of(7, 1);
    assertThat(new int[] {dice.below(1000), dice.below(1000), dice.below(1000)})
        .containsExactly(8, 532, 931);
  }

  @Test
  void drawsHaveTheMomentsOfTheirDistributions() {
    Dice dice = Dice.of(1, 1);
    double sum = 0;
    double squares = 0;
    long small = 0;
    long large = 0;
    long whole = 0;
    int draws = 40_000;
    for (int i = 0; i < draws; i++) {
      double normal = dice.normal();
      sum += normal;
      squares += normal * normal;
      small += dice.successes(10, 0.3);
      large += dice.successes(1000, 0.3);
      whole += dice.whole(2.25);
    }
    assertThat(sum / draws).isCloseTo(0, within(0.03));
    assertThat(squares / draws).isCloseTo(1, within(0.03));
    assertThat((double) small / draws).isCloseTo(3, within(0.05));
    assertThat((double) large / draws).isCloseTo(300, within(0.5));
    assertThat((double) whole / draws).isCloseTo(2.25, within(0.02));
  }

  @Test
  void successesStayWithinTheTrials() {
    Dice dice = Dice.of(2, 2);
    for (int i = 0; i < 5000; i++) {
      assertThat(dice.successes(45, 0.995)).isBetween(0, 45);
      assertThat(dice.successes(0, 0.5)).isZero();
      assertThat(dice.below(6)).isBetween(0, 5);
    }
  }
}
