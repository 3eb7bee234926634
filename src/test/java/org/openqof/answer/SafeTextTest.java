package org.openqof.answer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "+44 Surgery",
        "-Harris Street",
        "@Home Practice",
        "  =cmd",
        "\uff1dHYPERLINK()"
      })
  void whatASpreadsheetWouldRunGetsAnApostropheInCsvAndNoneInAWorkbook(String name) {
    assertThat(SafeText.inCsv(name)).isEqualTo("'" + name);
    assertThat(SafeText.visible(name)).isEqualTo(name);
  }

  @Test
  void tabAndCarriageReturnAreShownAndRunNothing() {
    assertThat(SafeText.inCsv("\t=1")).isEqualTo("'\\u0009=1");
    assertThat(SafeText.inCsv("\r=1")).isEqualTo("'\\u000d=1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Foundations -Harris Street",
        "Dr M Fateh's Practice",
        "St. Mary's @ Elm",
        "Åre",
        "𝒜"
      })
  void ordinaryNamesStayAsTheyAre(String name) {
    assertThat(SafeText.inCsv(name)).isSameAs(name);
  }

  @Test
  void hiddenCharactersAreShown() {
    assertThat(SafeText.visible("a\u0007b\u202ec\ufeff")).isEqualTo("a\\u0007b\\u202ec\\ufeff");
    assertThat(SafeText.visible("x" + (char) 0xd800 + "y")).isEqualTo("x\\ud800y");
  }
}
