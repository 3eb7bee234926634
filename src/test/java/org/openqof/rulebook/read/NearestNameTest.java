package org.openqof.rulebook.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.openqof.errors.EditDistance;

class NearestNameTest {
  @Test
  void aSlipOfTheKeyIsRecognised() {
    assertThat(NearestName.advice("prevalance_day", List.of("prevalence_day", "crp_date"), "No."))
        .isEqualTo("Did you mean 'prevalence_day'?");
    assertThat(NearestName.advice("CRP_DATE", List.of("prevalence_day", "crp_date"), "No."))
        .isEqualTo("Did you mean 'crp_date'?");
  }

  @Test
  void aNameLikeNoneIsAnsweredWithAllWhenTheyAreFew() {
    assertThat(NearestName.advice("xyz", List.of("true", "false"), "No."))
        .isEqualTo("Write one of true, false.");
    assertThat(
            NearestName.advice(
                "xyz", List.of("a1", "b2", "c3", "d4", "e5", "f6", "g7", "h8", "i9"), "No."))
        .isEqualTo("No.");
    assertThat(NearestName.advice("xyz", List.of(), "No.")).isEqualTo("No.");
  }

  @Property(tries = 300)
  void distanceIsTheSameBothWaysAndZeroOnlyForTheSameText(
      @ForAll @AlphaChars @StringLength(max = 12) String left,
      @ForAll @AlphaChars @StringLength(max = 12) String right) {
    int distance = EditDistance.between(left, right);
    assertThat(distance).isEqualTo(EditDistance.between(right, left));
    assertThat(distance == 0).isEqualTo(left.equals(right));
    assertThat(distance)
        .isBetween(
            Math.abs(left.length() - right.length()), Math.max(left.length(), right.length()));
  }
}
