package org.openqof.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openqof.domain.FinancialYear;
import org.openqof.rulebook.Protection.Treatment;
import org.openqof.rulebook.read.Rulebooks;

/** Worked examples about points and groups; the source of each stands alongside it. */
class RulebookWorkedExamplesTest {
  private static final Rulebook BEFORE = Rulebooks.shipped().load(FinancialYear.of("2024-25"));
  private static final Rulebook AFTER = Rulebooks.shipped().load(FinancialYear.of("2025-26"));

  @Test
  @DisplayName(
      "W25: 212 points retired, 71 removed and 141 moved; 635 − 71 = 564 (NHS England, Pulse)")
  void pointsOf2025MoveToNineIndicators() {
    Set<String> nine =
        new TreeSet<>(
            List.of(
                "CHD015", "CHD016", "CHOL003", "CHOL004", "HYP008", "HYP009", "STIA014", "STIA015",
                "DM036"));
    BigDecimal moved = BigDecimal.ZERO;
    for (String code : nine) {
      String earlier = code.equals("DM036") ? "DM033" : code;
      moved =
          moved
              .add(AFTER.indicator(code).orElseThrow().availablePoints())
              .subtract(
                  BEFORE
                      .indicator(earlier)
                      .or(() -> BEFORE.indicator(code.replace("CHOL003", "CHOL001")))
                      .or(() -> BEFORE.indicator(code.replace("CHOL004", "CHOL002")))
                      .orElseThrow()
                      .availablePoints());
    }
    assertThat(moved).isEqualByComparingTo("141");
    BigDecimal retired =
        BEFORE.protections().stream()
            .filter(protection -> protection.treatment() == Treatment.PROTECTED)
            .map(protection -> BEFORE.indicator(protection.indicatorCode()).orElseThrow())
            .map(Indicator::availablePoints)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(retired).isEqualByComparingTo("212");
    assertThat(BEFORE.payment().totalPoints().subtract(AFTER.payment().totalPoints()))
        .isEqualByComparingTo("71")
        .isEqualByComparingTo(retired.subtract(moved));
  }

  @Test
  @DisplayName("Fault 7 of the present code: groups carry their domain and not a higher group")
  void everyGroupNamesOneOfTheFiveDomains() {
    for (Rulebook rulebook : List.of(BEFORE, AFTER)) {
      assertThat(rulebook.groups())
          .isNotEmpty()
          .allSatisfy(
              group -> assertThat(group.domainCode()).isIn("CL", "PH", "PHAS", "PHVI", "QI"));
    }
  }
}
