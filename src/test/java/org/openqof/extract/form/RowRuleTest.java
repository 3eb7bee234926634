package org.openqof.extract.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.openqof.errors.QofException;
import org.openqof.extract.EntriesTest;
import org.openqof.extract.Given;
import org.openqof.extract.ReferenceReader;
import org.openqof.extract.form.RowRule.Severity;

/** Every rule has a row that breaks it and nothing else. */
class RowRuleTest {
  private static final String GOOD = Given.value("A81001", "AF006", "Numerator", "1");

  private static Map<RowRule, String> brokenRows() {
    Map<RowRule, String> rows = new EnumMap<>(RowRule.class);
    rows.put(RowRule.COLUMN_COUNT, GOOD.replace("\n", ",more\n"));
    rows.put(RowRule.PRACTICE_CODE, GOOD.replace("A81001", "A8100"));
    rows.put(RowRule.INDICATOR_CODE, GOOD.replace("AF006", "AF"));
    rows.put(RowRule.BLANK, GOOD.replace("AF006", ""));
    rows.put(RowRule.NOT_A_NUMBER, GOOD.replace(",1,", ",one,"));
    rows.put(RowRule.NOT_INTEGRAL, GOOD.replace(",1,", ",1.5,"));
    rows.put(RowRule.NEGATIVE, GOOD.replace(",1,", ",-1,"));
    rows.put(RowRule.OUT_OF_RANGE, GOOD.replace(",1,", ",123456789,"));
    rows.put(RowRule.BAD_DATE, GOOD.replace("20240331", "20240332"));
    rows.put(RowRule.DATE_OUTSIDE_YEAR, GOOD.replace("20240331", "20240401"));
    rows.put(RowRule.BAD_FLAG, GOOD.replace(",Y\n", ",X\n"));
    rows.put(RowRule.CONTROL_CHARACTER, GOOD.replace("AUTOMATED", "AUTO\u0007MATED"));
    rows.put(RowRule.TOO_LONG, GOOD.replace("AUTOMATED", "A".repeat(5000)));
    rows.put(RowRule.STRAY_QUOTE, GOOD.replace("AUTOMATED", "\"AUTO\"MATED"));
    rows.put(RowRule.QUALITY_SERVICE, GOOD.replace("QOF2324", "DES"));
    rows.put(RowRule.ANOTHER_COUNTRY, GOOD.replace("A81001", "W91001"));
    return rows;
  }

  @Test
  void everyRowRuleRefusesItsRowAndNoOther() {
    for (Map.Entry<RowRule, String> broken : brokenRows().entrySet()) {
      var part = Given.read("v_2324.csv", Given.VALUES_HEADER + GOOD + broken.getValue() + GOOD);

      assertThat(Given.reasons(part.refused()))
          .as(broken.getKey().name())
          .containsExactly("3: " + broken.getKey().code());
      assertThat(part.rowsAccepted()).isEqualTo(2);
    }
  }

  @Test
  void everyRuleIsBrokenSomewhereInTheTests() {
    List<RowRule> elsewhere = new ArrayList<>(brokenRows().keySet());

    var words =
        Given.read(
            "ACHIEVEMENT_2324.csv",
            "PRACTICE_CODE,INDICATOR_CODE,MEASURE,VALUE\nA81001,AF006,EXTRA,1\n");
    assertThat(Given.reasons(words.refused())).containsExactly("2: R15");
    elsewhere.add(RowRule.UNKNOWN_WORD);

    var contradiction =
        Given.add(
            new ReferenceReader(),
            "PREVALENCE_2324.csv",
            """
            PRACTICE_CODE,GROUP_CODE,REGISTER,PATIENT_LIST_TYPE,PRACTICE_LIST_SIZE
            A81001,AF,1,TOTAL,100
            A81001,AF,2,TOTAL,100
            """);
    assertThat(Given.reasons(contradiction.refused())).containsExactly("3: R17");
    elsewhere.add(RowRule.CONTRADICTION);

    for (String text :
        List.of(GOOD.replace("QOF2324", "QOF2223"), GOOD.substring(0, 40), "x\n".repeat(100_001))) {
      assertThatThrownBy(() -> Given.read("v_2324.csv", Given.VALUES_HEADER + GOOD + text))
          .isInstanceOf(QofException.class);
    }
    elsewhere.add(RowRule.ANOTHER_YEAR);
    elsewhere.add(RowRule.TRUNCATED);
    elsewhere.add(RowRule.TOO_MANY_REFUSED);
    elsewhere.addAll(EntriesTest.broken().keySet());

    assertThat(elsewhere).containsExactlyInAnyOrder(RowRule.values());
  }

  @Test
  void codesAreUniqueAndOnlyTheFileRulesRefuseFiles() {
    TreeSet<String> codes = new TreeSet<>();
    for (RowRule rule : RowRule.values()) {
      assertThat(codes.add(rule.code())).isTrue();
      assertThat(rule.words()).isNotBlank();
      assertThat(rule.severity())
          .isEqualTo(
              rule.compareTo(RowRule.ANOTHER_YEAR) >= 0
                      && rule.compareTo(RowRule.TOO_MANY_REFUSED) <= 0
                  ? Severity.FILE
                  : Severity.ROW);
      assertThat(rule.remedy().isEmpty())
          .as("what people fill in they can put right")
          .isEqualTo(rule.compareTo(RowRule.TOO_MANY_REFUSED) <= 0);
    }
  }
}
