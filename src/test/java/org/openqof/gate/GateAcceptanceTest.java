package org.openqof.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who lets a figure through says who, why and until when. */
class GateAcceptanceTest {
  private static final LocalDate TODAY = LocalDate.of(2024, 6, 30);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "NAME",
        "name",
        "<name>",
        "WHY",
        "why",
        "reason",
        "Your name",
        "-",
        "1",
        "A. Smith\n2023-24  CAN accepted by B. Jones",
        "A. Smith\u001b[2K",
        "\u202ehtimS .A",
      })
  void theWordsOfTheHelpAndWhatHidesSomethingSayNothing(String given) {
    assertThat(GateAcceptance.isSaid(given)).isFalse();
  }

  @Test
  void aNameOrReasonOfAnyLengthThatPeopleWriteIsTaken() {
    assertThat(GateAcceptance.isSaid("A. Smith")).isTrue();
    assertThat(GateAcceptance.isSaid("Siân O'Neill-Łukasz")).isTrue();
    assertThat(GateAcceptance.isSaid("the register was redefined, see minutes of 12 June"))
        .isTrue();
    assertThat(GateAcceptance.isSaid("x".repeat(501))).isFalse();
  }

  @Test
  void anAcceptanceEndsWithinAYear() {
    assertThat(GateAcceptance.lastDay("2024-06-30", TODAY)).isEqualTo(TODAY);
    assertThat(GateAcceptance.lastDay("2025-06-30", TODAY)).isEqualTo("2025-06-30");
    assertThatThrownBy(() -> GateAcceptance.lastDay("2025-07-01", TODAY))
        .hasMessageContaining("2025-06-30 at the latest");
    assertThatThrownBy(() -> GateAcceptance.lastDay("9999-12-31", TODAY))
        .hasMessageContaining("a day within a year");
    assertThatThrownBy(() -> GateAcceptance.lastDay("2024-06-29", TODAY))
        .hasMessageContaining("not past");
    assertThatThrownBy(() -> GateAcceptance.lastDay("tomorrow", TODAY))
        .hasMessageContaining("a date such as");
  }
}
