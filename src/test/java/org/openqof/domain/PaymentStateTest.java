package org.openqof.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openqof.domain.PaymentState.APPROVED;
import static org.openqof.domain.PaymentState.CALCULATED;
import static org.openqof.domain.PaymentState.DECLARED;
import static org.openqof.domain.PaymentState.DISPUTED;
import static org.openqof.domain.PaymentState.PAID;
import static org.openqof.domain.PaymentState.SUPERSEDED;

import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Which state of a payment may follow which. */
class PaymentStateTest {

  @Test
  void anAmountIsDeclaredThenApprovedThenPaid() {
    assertThat(CALCULATED.next()).contains(DECLARED).doesNotContain(APPROVED, PAID);
    assertThat(DECLARED.next()).contains(APPROVED).doesNotContain(PAID);
    assertThat(APPROVED.next()).contains(PAID);
  }

  @Test
  void itCanBeDisputedUntilItIsPaidAndIsDeclaredAgain() {
    assertThat(CALCULATED.next()).contains(DISPUTED);
    assertThat(DECLARED.next()).contains(DISPUTED);
    assertThat(APPROVED.next()).contains(DISPUTED);
    assertThat(DISPUTED.next()).containsExactly(DECLARED, SUPERSEDED);
  }

  @Test
  void nothingFollowsPaidAndSuperseded() {
    assertThat(PAID.next()).isEmpty();
    assertThat(SUPERSEDED.next()).isEmpty();
  }

  @Test
  void noStateFollowsItselfAndNoneLeadsBackToCalculated() {
    for (PaymentState state : PaymentState.values()) {
      assertThat(state.next()).doesNotContain(state, CALCULATED);
      assertThat(PaymentState.of(state.word().toUpperCase(Locale.ROOT))).contains(state);
    }
    assertThat(PaymentState.of("settled")).isEmpty();
  }

  @Test
  void onlyApprovedAndPaidAmountsStand() {
    assertThat(PaymentState.values())
        .filteredOn(PaymentState::stands)
        .containsExactly(APPROVED, PAID);
  }
}
