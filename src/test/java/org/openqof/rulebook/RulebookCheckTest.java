package org.openqof.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqof.domain.FinancialYear;

class RulebookCheckTest {
  @Test
  void aCompleteYearIsShownInDetail() {
    Rulebook rulebook = Rulebooks.shipped().load(FinancialYear.of("2025-26"));
    assertThat(RulebookCheck.lines(rulebook))
        .startsWith(
            "2025-26  complete",
            "  points        564 of 564 in 44 indicators",
            "  prevalence    462 points adjusted, 102 not adjusted",
            "  kinds         44 fraction",
            "  groups        26, of which 21 publish a register",
            "  protection    none",
            "  payment       £225.49 a point (confirmed), average list 10,184 (derived), true"
                + " prevalence",
            "  thresholds    44 confirmed",
            "  missing       nothing",
            "  not confirmed 35 values")
        .contains("    derived      payment     average_list_size")
        .endsWith("  digest        " + rulebook.digest());
  }

  @Test
  void whatAReferenceYearLacksIsNamed() {
    List<String> lines = RulebookCheck.lines(Rulebooks.shipped().load(FinancialYear.of("2013-14")));
    assertThat(lines)
        .startsWith("2013-14  reference: good for national figures and factors, not payments")
        .containsSequence(
            "  thresholds    3 confirmed, 1 missing",
            "  missing",
            "    indicators of 820 points",
            "    thresholds, so never priced: BP001");
    assertThat(RulebookCheck.lines(Rulebooks.shipped().load(FinancialYear.of("2012-13"))))
        .containsSequence("  missing", "    indicators of 1000 points", "    groups");
  }

  @Test
  void everyUnconfirmedKeyIsShownOnceWithinTheWidthOfAScreen() {
    Rulebook rulebook = Rulebooks.shipped().load(FinancialYear.of("2024-25"));
    List<String> lines = RulebookCheck.lines(rulebook);
    assertThat(lines).allMatch(line -> line.length() <= 100);
    int from = lines.indexOf("  not confirmed " + rulebook.unconfirmedValues().size() + " values");
    assertThat(from).isPositive();
    long names =
        lines.subList(from + 1, lines.size() - 1).stream()
            .flatMap(line -> List.of(line.strip().split(" +|, ")).stream())
            .filter(word -> word.matches("[A-Z]{2,5}\\d{0,3},?|[a-z]+_[a-z_]+,?"))
            .count();
    assertThat(names).isEqualTo(rulebook.unconfirmedValues().size());
  }

  @Test
  void allYearsAreShownAtAGlance() {
    Rulebooks shipped = Rulebooks.shipped();
    List<String> lines =
        RulebookCheck.summary(shipped.years().stream().map(shipped::load).toList());
    assertThat(lines).hasSize(23);
    assertThat(lines.get(0)).startsWith("year      state");
    assertThat(lines.get(22).split(" +"))
        .containsExactly("2025-26", "complete", "564/564", "44", "462", "102", "0", "26", "35");
    assertThat(lines).allMatch(line -> line.length() == lines.get(0).length());
  }
}
