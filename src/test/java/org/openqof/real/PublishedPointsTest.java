package org.openqof.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.tables.Block;
import org.openqof.tables.PracticeIndicators;
import org.openqof.tables.Reconciliation;
import org.openqof.testing.Slow;

/** Test A: points of four asthma indicators of 2014-15, for every practice, as really awarded. */
@Slow
class PublishedPointsTest {
  private static final String FILE = "achievement/asthma_2014-15_practice_indicator.csv";

  @Test
  void everyPracticeEarnsThePointsItWasAwarded(@TempDir Path room) {
    Map<String, BigDecimal> awarded = new TreeMap<>();
    Map<String, String> zeroDenominators = new TreeMap<>();
    RealData.rows(FILE)
        .forEach(
            row -> {
              String key = row.getField("practice_code") + " " + row.getField("indicator_code");
              String denominator = row.getField("denominator");
              if (denominator.equals("0")) {
                zeroDenominators.put(key, denominator);
              } else {
                awarded.put(key, new BigDecimal(row.getField("achieved_points")));
              }
            });
    RealData run = RealData.runUngated(room, FILE);
    Block rows = run.table(PracticeIndicators.TABLE, "2014-15");
    Map<String, BigDecimal> totals = new TreeMap<>();
    Set<String> shown = new TreeSet<>();
    int compared = 0;
    for (int row = 0; row < rows.rows(); row++) {
      String indicator = rows.textAt(PracticeIndicators.INDICATOR_CODE, row);
      shown.add(rows.textAt(PracticeIndicators.PRACTICE_CODE, row));
      String key = rows.textAt(PracticeIndicators.PRACTICE_CODE, row) + " " + indicator;
      BigDecimal earned = rows.decimalOrNull(PracticeIndicators.EARNED_POINTS, row);
      if (zeroDenominators.containsKey(key)) {
        assertThat(earned).as(key).isEqualByComparingTo("0.00");
      } else if (awarded.containsKey(key)) {
        assertThat(earned).as(key).isEqualByComparingTo(awarded.get(key));
        compared++;
        totals.merge(indicator, earned, BigDecimal::add);
      }
    }
    // Of asthma alone, 26 practices have nobody on any register that was sent: they fail check 1.
    Set<String> refused = new TreeSet<>();
    for (Map.Entry<String, BigDecimal> each : awarded.entrySet()) {
      String practice = each.getKey().split(" ")[0];
      if (!shown.contains(practice)) {
        refused.add(practice);
        totals.merge(each.getKey().split(" ")[1], each.getValue(), BigDecimal::add);
        compared++;
      }
    }
    assertThat(refused).hasSize(26);
    assertThat(compared).isEqualTo(awarded.size()).isEqualTo(7_779 + 7_777 + 7_778 + 7_756);
    assertThat(totals.get("AST001")).isEqualByComparingTo("31116");
    assertThat(totals.get("AST002")).isEqualByComparingTo("115189.02");
    assertThat(totals.get("AST003")).isEqualByComparingTo("149188.16");
    assertThat(totals.get("AST004")).isEqualByComparingTo("45593.93");

    Block checks = run.table(Reconciliation.TABLE, "2014-15");
    for (int row = 0; row < checks.rows(); row++) {
      if (checks
          .textAt(Reconciliation.CHECK_NAME, row)
          .equals("points computed are those awarded")) {
        assertThat(checks.flagAt(Reconciliation.HOLDS, row))
            .as(checks.textAt(Reconciliation.SUBJECT, row))
            .isTrue();
      }
    }
  }
}
