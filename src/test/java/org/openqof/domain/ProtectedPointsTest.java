package org.openqof.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtectedPointsTest {

  @ParameterizedTest(name = "{0} of {1} become {3} or {4} of {2}")
  @CsvSource({
    "7.30,12,12,7.30,7.30",
    "12,12,25,25,12",
    "7.30,12,25,15.21,7.30",
    "4.10,5,3,2.46,3",
    "0,5,3,0,0"
  })
  void pointsAreScaledByThePointsAvailableOrLeftWithinThem(
      BigDecimal base, BigDecimal then, BigDecimal now, BigDecimal scaled, BigDecimal unscaled) {
    assertThat(ProtectedPoints.BY_MAXIMUM.of(base, then, now).rounded(2))
        .isEqualByComparingTo(scaled);
    assertThat(ProtectedPoints.NONE.of(base, then, now).rounded(2)).isEqualByComparingTo(unscaled);
  }

  @Test
  void theTargetPopulationFactorIsAShareOverTheNationsShare() {
    // 2,800 women of 25 to 64 among 10,000 patients where the nation has 26 in a hundred.
    assertThat(TargetPopulationFactor.of(2800, 10_000, Ratio.of(26, 100)).rounded(6))
        .isEqualByComparingTo("1.076923");
    assertThat(TargetPopulationFactor.of(0, 10_000, Ratio.of(26, 100)).rounded(6))
        .isEqualByComparingTo("0");
    assertThat(TargetPopulationFactor.of(5, 10_000, Ratio.ZERO).rounded(6))
        .isEqualByComparingTo("0");
  }
}
