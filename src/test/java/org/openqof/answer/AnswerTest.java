package org.openqof.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every form does with any answer, hostile names included. */
class AnswerTest {
  private static final String HOSTILE = "=1+1 <script>\u202e\"Dr\" O'Neil & Sons\r\nwell  forged";

  private record Practice(String code, String name, BigDecimal pounds, List<String> reasons) {}

  private static final Answer ANSWER =
      Answer.of("trial", "well  " + HOSTILE)
          .programs("well", true)
          .fact("share", "share", Kind.SHARE, new BigDecimal("0.125"))
          .fact("last", "last", Kind.TEXT, null)
          .rows(
              Rows.of(
                      "practices",
                      List.of(
                          new Practice("A1", HOSTILE, new BigDecimal("-1234.50"), List.of("one")),
                          new Practice("A2", "Elm", new BigDecimal("10.00"), List.of()),
                          new Practice("A3", "Oak", new BigDecimal("0.00"), List.of())))
                  .title("Practices")
                  .most(2)
                  .column("practice_code", "practice", Kind.TEXT, Practice::code)
                  .column("change_gbp", "change", Kind.CHANGE, Practice::pounds)
                  .column("practice_name", "name", Kind.TEXT, Practice::name)
                  .column("reasons", "because", Kind.LIST, Practice::reasons)
                  .programs("list_size", practice -> 12))
          .notices("notices", "note", List.of(HOSTILE))
          .chart("curve", "<svg></svg>")
          .answer();

  @Test
  void textAlignsColumnsAndNoNameForgesALine() {
    assertThat(Form.TEXT.of(ANSWER).lines())
        .containsExactly(
            "well  =1+1 <script>\\u202e\"Dr\" O'Neil & Sons\\u000d\\u000awell  forged",
            "  share         12.5\u00a0%",
            "  last          none",
            "Practices",
            "  practice      change  name",
            "  A1        −£1,234.50  =1+1 <script>\\u202e\"Dr\" O'Neil & Sons\\u000d\\u000awell  forged",
            "    because       one",
            "  A2           +£10.00  Elm",
            "  … 1 more",
            "  note          =1+1 <script>\\u202e\"Dr\" O'Neil & Sons\\u000d\\u000awell  forged");
  }

  @Test
  void jsonHoldsNumbersAsNumbersAndEveryRow() throws Exception {
    String text = Form.JSON.of(ANSWER);
    assertThat(text.lines()).hasSize(1);
    JsonNode json = new ObjectMapper().readTree(text);
    assertThat(json.path("event").asText()).isEqualTo("trial");
    assertThat(json.path("well").isBoolean()).isTrue();
    assertThat(json.path("share").isNumber()).isTrue();
    assertThat(json.path("last").isNull()).isTrue();
    assertThat(json.path("practices")).hasSize(3);
    JsonNode first = json.path("practices").get(0);
    assertThat(first.path("change_gbp").decimalValue()).isEqualByComparingTo("-1234.5");
    assertThat(first.path("practice_name").asText()).isEqualTo(HOSTILE);
    assertThat(first.path("list_size").isIntegralNumber()).isTrue();
    assertThat(first.path("reasons").get(0).asText()).isEqualTo("one");
    assertThat(json.path("notices").get(0).asText()).isEqualTo(HOSTILE);
  }

  @Test
  void csvIsOneTableInWhichNothingIsRun() throws Exception {
    try (CsvReader<NamedCsvRecord> rows =
        CsvReader.builder().ofNamedCsvRecord(Form.CSV.of(ANSWER))) {
      List<NamedCsvRecord> all = rows.stream().toList();
      assertThat(all.get(0).getHeader())
          .containsExactly(
              "part",
              "headline",
              "well",
              "share",
              "last",
              "practice_code",
              "change_gbp",
              "practice_name",
              "reasons",
              "list_size",
              "sentence");
      assertThat(all.stream().map(row -> row.getField("part")))
          .containsExactly("answer", "practices", "practices", "practices", "notices");
      assertThat(all.get(0).getField("share")).isEqualTo("0.125");
      assertThat(all.get(1).getField("change_gbp")).isEqualTo("-1234.50");
      assertThat(all.get(1).getField("practice_name")).startsWith("'=1+1").doesNotContain("\n");
      assertThat(all.get(4).getField("sentence")).startsWith("'=1+1");
    }
  }

  @Test
  void htmlIsOnePageInWhichNothingIsMarkup() {
    String page = Form.HTML.of(ANSWER);
    assertThat(page)
        .startsWith("<!DOCTYPE html>")
        .endsWith("</html>\n")
        .contains("<td data-label=\"change\" class=\"number\">−£1,234.50</td>", "<svg></svg>")
        .contains("=1+1 &lt;script&gt;\\u202e&quot;Dr&quot;")
        .contains("Oak")
        .doesNotContain("<script", "\u202e", "http:", "https:");
  }

  /** A screen reader would announce an empty heading for every cell below it. */
  @Test
  void aColumnWithoutWordsOverItHasNoHeading() {
    Answer answer =
        Answer.of("trial", "well")
            .rows(
                Rows.of("practices", List.of(new Practice("A1", "Elm", BigDecimal.ONE, List.of())))
                    .column("practice_code", "practice", Kind.TEXT, Practice::code)
                    .column("practice_name", "", Kind.TEXT, Practice::name))
            .answer();

    assertThat(Form.HTML.of(answer))
        .contains("<th scope=\"col\">practice</th>")
        .containsOnlyOnce("<th ")
        .contains("Elm");
  }

  @Test
  void aValueLooksTheSameWhereverItStands() {
    assertThat(Kind.POUNDS.shown("-273854.98")).isEqualTo("−£273,854.98");
    assertThat(Kind.CHANGE.shown(new BigDecimal("0.00"))).isEqualTo("+£0.00");
    assertThat(Kind.WHOLE_CHANGE.shown(new BigDecimal("-1234.40"))).isEqualTo("−1,234");
    assertThat(Kind.COUNT.shown(6139)).isEqualTo("6,139");
    assertThat(Kind.ORDINAL.shown(2024)).isEqualTo("2024");
    assertThat(Kind.POINTS.shown("635")).isEqualTo("635.00");
    assertThat(Kind.DATE.shown("2024-03-31")).isEqualTo("31 March 2024");
    assertThat(Kind.WORD.shown("no_base_year")).isEqualTo("no base year");
    assertThat(Kind.DIGEST.shown("0123456789abcdef")).isEqualTo("0123456789ab");
    assertThat(Words.practices(1)).isEqualTo("1 practice");
    assertThat(Words.growth(new BigDecimal("-1"), new BigDecimal("8"), 1)).isEqualTo("−12.5 %");
    assertThat(Words.growth(BigDecimal.ONE, BigDecimal.ZERO, 1)).isEmpty();
    assertThat(Words.percent(new BigDecimal("0.0655"), 1)).isEqualTo("6.6 %");
  }

  /** Nobody owes or gains less than half a penny, and a sign before nothing would say so. */
  @Test
  void whatRoundsToNothingHasNoMinusSign() {
    assertThat(Words.pounds(new BigDecimal("-0.004"))).isEqualTo("£0.00");
    assertThat(Words.pounds(new BigDecimal("-0.005"))).isEqualTo("−£0.01");
    assertThat(Words.change(new BigDecimal("-0.004"))).isEqualTo("+£0.00");
    assertThat(Words.whole(new BigDecimal("-0.3"))).isEqualTo("0");
    assertThat(Words.whole(new BigDecimal("2.5"))).isEqualTo("3");
    assertThat(Words.whole(new BigDecimal("-1234.5"))).isEqualTo("−1,235");
  }
}
