package org.openqof.publish.statement;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqof.answer.Kind;
import org.openqof.publish.statement.Statement.Column;
import org.openqof.publish.statement.Statement.Fact;
import org.openqof.publish.statement.Statement.Item;
import org.openqof.publish.statement.Statement.Section;

/** What every form does with any statement, hostile texts included. */
class StatementFormTest {
  private static final String HOSTILE =
      "<script>alert(1)</script> \"Dr\" O'Neil & Sons, </title>\r\n=1+1";

  private static Statement statement() {
    return new Statement(
        "Statement of " + HOSTILE,
        List.of(new Fact("practice_name", "Practice", HOSTILE, Kind.TEXT)),
        List.of(
            new Column("amount_gbp", "Amount", Kind.POUNDS, false),
            new Column("reason", "Reason <b>", Kind.TEXT, true)),
        List.of(
            new Section(
                "Tree",
                List.of(
                    new Item(
                        "domain",
                        "CL",
                        HOSTILE,
                        Arrays.asList("-1234.50", null),
                        List.of(
                            new Item(
                                "indicator",
                                "AF006",
                                HOSTILE,
                                Arrays.asList("-1234.50", HOSTILE),
                                List.of()))))),
            new Section(
                "Flat",
                List.of(
                    new Item(
                        "practice", "P00001", HOSTILE, Arrays.asList("0.01", null), List.of()))),
            new Section("Nothing", List.of())),
        List.of(HOSTILE));
  }

  @Test
  void htmlShowsHostileTextsAndRunsNothing() {
    String html = StatementForm.HTML.of(statement());
    assertThat(html)
        .startsWith("<!DOCTYPE html>\n<html lang=\"en-GB\">")
        .contains("<title>Statement of &lt;script&gt;alert(1)&lt;/script&gt;")
        .contains("O&#39;Neil &amp; Sons")
        .contains("Reason &lt;b&gt;")
        .contains("−£1,234.50")
        .doesNotContain("<script")
        .doesNotContain("<b>")
        .doesNotContain("http://")
        .doesNotContain("https://")
        .doesNotContain("url(");
    assertThat(html.split("</title>", -1)).as("one end of the title").hasSize(2);
  }

  @Test
  void htmlUnfoldsWhatAnItemIsMadeOfAndClosesEveryElement() {
    String html = StatementForm.HTML.of(statement());
    for (String tag : List.of("details", "summary", "section", "dl", "table", "main", "span")) {
      assertThat(html.split("<" + tag + "[ >]", -1).length)
          .as(tag)
          .isEqualTo(html.split("</" + tag + ">", -1).length)
          .isGreaterThan(1);
    }
  }

  @Test
  void csvKeepsCanonicalValuesAndShowsWhatTextsHide() {
    String csv = StatementForm.CSV.of(statement());
    assertThat(csv).contains("\r\n");
    List<NamedCsvRecord> rows =
        CsvReader.builder().ofNamedCsvRecord(new StringReader(csv)).stream().toList();
    assertThat(rows).hasSize(3);
    assertThat(rows.get(0).getHeader())
        .containsExactly(
            "practice_name", "section", "level", "parent", "code", "name", "amount_gbp", "reason");
    String shown = HOSTILE.replace("\r\n", "\\u000d\\u000a");
    assertThat(rows.get(1).getField("name")).isEqualTo(shown);
    assertThat(rows.get(1).getField("parent")).isEqualTo("CL");
    assertThat(rows.get(1).getField("amount_gbp")).isEqualTo("-1234.50");
    assertThat(rows.get(1).getField("reason")).isEqualTo(shown);
    assertThat(rows.get(2).getField("reason")).isEmpty();
  }

  @Test
  void textLeavesOutColumnsThatASectionDoesNotFillAndSaysWhereThereIsNothing() {
    String text = StatementForm.TEXT.of(statement());
    assertThat(text).contains("−£1,234.50").contains("Nothing\n-------\nNone.\n");
    assertThat(text.substring(text.indexOf("Flat"))).doesNotContain("Reason");
  }

  @Test
  void valuesAreShownAsPeopleReadThem() {
    assertThat(Kind.POUNDS.shown("-0.05")).isEqualTo("−£0.05");
    assertThat(Kind.POUNDS.shown("1234567.1")).isEqualTo("£1,234,567.10");
    assertThat(Kind.SHARE.shown("0.4000")).isEqualTo("40\u00a0%");
    assertThat(Kind.SHARE.shown("1.0000")).isEqualTo("100\u00a0%");
    assertThat(Kind.SHARE.shown("0.0185145000")).isEqualTo("1.851\u00a0%");
    assertThat(Kind.SHARE.shown("0.0000000000")).isEqualTo("0\u00a0%");
    assertThat(Kind.NUMBER.shown("9639.0000")).isEqualTo("9,639");
    assertThat(Kind.NUMBER.shown("10183.2500")).isEqualTo("10,183.25");
    assertThat(Kind.WORD.shown("no_base_year")).isEqualTo("no base year");
    assertThat(Kind.COUNT.shown("12345")).isEqualTo("12,345");
    assertThat(Kind.POINTS.shown("7")).isEqualTo("7.00");
    assertThat(Kind.DATE.shown("2024-03-31")).isEqualTo("31 March 2024");
  }
}
