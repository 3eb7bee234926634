package org.openqof.publish;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.openqof.answer.SafeText;
import org.openqof.publish.chart.CurveChart;
import org.openqof.publish.chart.FunnelChart;
import org.openqof.publish.chart.HexMap;
import org.openqof.publish.chart.HistogramChart;
import org.openqof.publish.chart.LimitsChart;
import org.openqof.publish.chart.Markup;
import org.openqof.publish.chart.Series;
import org.openqof.publish.chart.WaterfallChart;
import org.openqof.publish.chart.YearChart;
import org.openqof.statistics.Disclosure;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ChartTest {
  private static final String HOSTILE = "</title><script>alert(\"x\" & '\u0000')</script>";

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  @Test
  void nothingFromOutsideBecomesMarkup() throws Exception {
    Series series = new Series(List.of(new Series.Point(HOSTILE, List.of(0.5), false)));
    for (String svg :
        List.of(
            YearChart.svg(HOSTILE, HOSTILE, HOSTILE, series),
            HexMap.svg(HOSTILE, HOSTILE, HOSTILE, Map.of(HOSTILE, 0.5)),
            FunnelChart.svg(
                HOSTILE,
                HOSTILE,
                HOSTILE,
                List.of(new FunnelChart.Practice(10, 0.5, false)),
                new FunnelChart.Limits(0.5, n -> 0, n -> 1, n -> 0, n -> 1)))) {
      assertThat(svg).doesNotContain("<script");
      assertThat(parsed(svg).getElementsByTagName("script").getLength()).isZero();
      assertThat(parsed(svg).getElementsByTagName("title").item(0).getTextContent())
          .isEqualTo(HOSTILE.replace("\u0000", "\\u0000"));
    }
  }

  @Property(tries = 300)
  void escapedTextIsReadBackAsItWas(@ForAll String raw) throws Exception {
    String readable = raw.replaceAll("[\\p{Cntrl}\\p{Cs}\\uFFFE\\uFFFF]", "");
    assertThat(parsed("<p>" + Markup.text(readable) + "</p>").getDocumentElement().getTextContent())
        .isEqualTo(SafeText.visible(readable));
  }

  @Test
  void aLineNeverJoinsAcrossABreak() {
    String svg =
        YearChart.svg(
            "x",
            "t",
            "d",
            new Series(
                List.of(
                    new Series.Point("2021-22", List.of(0.10), false),
                    new Series.Point("2022-23", List.of(0.11), false),
                    new Series.Point("2023-24", List.of(0.01), true))));
    assertThat(svg).contains(">break<");
    String line = svg.substring(svg.indexOf("<path d=\""), svg.lastIndexOf("fill=\"none\""));
    assertThat(line.chars().filter(c -> c == 'M').count()).isEqualTo(2);
    assertThat(line.chars().filter(c -> c == 'L').count()).isEqualTo(1);
  }

  @Test
  void everyBoardIsOnTheMapAlsoOneThatTheLayoutDoesNotKnow() {
    Map<String, Double> rates = new HashMap<>(Map.of("QHM", 0.9, "QJK", 0.8, "NEW", 0.7));
    String svg = HexMap.svg("m", "t", "d", rates);
    rates.keySet().forEach(code -> assertThat(svg).contains(">" + code + "<"));
  }

  @Test
  void everyRealBoardHasACellOfItsOwnAndNoCellIsLeftOver() {
    List<NamedCsvRecord> cells =
        SamplePublication.rows(Path.of("src/main/resources/charts/icb-hexes.csv"));
    Set<String> boards = new HashSet<>();
    Set<String> places = new HashSet<>();
    for (NamedCsvRecord cell : cells) {
      assertThat(boards.add(cell.getField("icb_code"))).isTrue();
      assertThat(places.add(cell.getField("column") + " " + cell.getField("row"))).isTrue();
    }
    for (String year : List.of("2223", "2324")) {
      Path map = Path.of("../shared/data/real/reference/MAPPING_NHS_GEOGRAPHIES_" + year + ".csv");
      Assumptions.assumeTrue(Files.exists(map), "the published maps are not alongside the project");
      Set<String> real = new HashSet<>();
      SamplePublication.rows(map).forEach(row -> real.add(row.getField("ICB_ODS_CODE")));
      assertThat(real).as(year).hasSize(42).isEqualTo(boards);
    }
  }

  @Test
  void axesOfSharesEndAtAHundredPercent() {
    String svg =
        FunnelChart.svg(
            "f",
            "t",
            "d",
            List.of(
                new FunnelChart.Practice(10, 1.0, true), new FunnelChart.Practice(90, 0.2, false)),
            new FunnelChart.Limits(0.5, n -> 0.1, n -> 1, n -> 0.2, n -> 0.9));
    assertThat(svg).contains(">100 %<").doesNotContain(">120 %<");
  }

  @Property
  void aHiddenCountCannotBeWorkedBackFromItsRate(
      @ForAll @IntRange(min = 1, max = 500) int base, @ForAll @IntRange(max = 500) int drawn) {
    int events = Math.min(drawn, base);
    Disclosure profile = new Disclosure(8, 5);
    boolean small =
        (events > 0 && events < 8) || (base - events > 0 && base - events < 8) || base < 8;
    assertThat(profile.rate(events, base).isEmpty()).isEqualTo(small);
    profile.count(events).ifPresent(count -> assertThat(count % 5).isZero());
    assertThat(Disclosure.AS_PUBLISHED.count(events)).contains((long) events);
    assertThat(Disclosure.AS_PUBLISHED.rate(events, base).orElseThrow())
        .isEqualByComparingTo(
            BigDecimal.valueOf(events).divide(BigDecimal.valueOf(base), 10, RoundingMode.HALF_UP));
  }

  @Test
  void aCurveShowsEveryValueOfASweepAndALineAtNoChange() throws Exception {
    String svg =
        CurveChart.svg(
            "c",
            HOSTILE,
            "d",
            "HYP008 upper threshold",
            List.of(
                new CurveChart.Point("85", 85, -1_200_000),
                new CurveChart.Point("90", 90, 0),
                new CurveChart.Point("95", 95, 350_000)));

    assertThat(parsed(svg).getElementsByTagName("circle").getLength()).isEqualTo(3);
    assertThat(svg)
        .doesNotContain("<script")
        .contains(
            ">85<",
            ">90<",
            ">95<",
            ">change of the national cost by HYP008 upper threshold<",
            ">−£1m<",
            ">£0<");
  }

  @Test
  void aWaterfallBeginsEachBarWhereTheLastOneEnded() throws Exception {
    String svg =
        WaterfallChart.svg(
            "w",
            HOSTILE,
            "d",
            "2022-23",
            1_000_000,
            List.of(
                new WaterfallChart.Step("prices", 300_000),
                new WaterfallChart.Step("points", -100_000)),
            "2023-24");

    NodeList bars = parsed(svg).getElementsByTagName("rect");
    assertThat(bars.getLength()).as("two bars, two totals and what is behind").isEqualTo(5);
    double firstEnds = edge(bars, 2, "x") + edge(bars, 2, "width");
    double secondEnds = edge(bars, 3, "x") + edge(bars, 3, "width");
    assertThat(secondEnds).as("the loss is taken off from the right").isEqualTo(firstEnds);
    assertThat(svg)
        .doesNotContain("<script")
        .contains(">£1m<", ">+£300k<", ">−£100k<", ">£1.2m<", ">2022-23<", ">2023-24<");
  }

  @Test
  void limitsShowEachChangeAgainstItsBand() throws Exception {
    String svg =
        LimitsChart.svg(
            "l",
            HOSTILE,
            "d",
            List.of(
                new LimitsChart.Figure("AF", -0.03, -0.01, 0.01, "−3.00 %"),
                new LimitsChart.Figure("pounds", 5, -0.01, 0.01, "+500.00 %")));

    Element dot = (Element) parsed(svg).getElementsByTagName("circle").item(0);
    Element band = (Element) parsed(svg).getElementsByTagName("rect").item(1);
    assertThat(Double.parseDouble(dot.getAttribute("cx")))
        .as("outside its band")
        .isLessThan(Double.parseDouble(band.getAttribute("x")));
    assertThat(svg).doesNotContain("<script").contains(">−3.00 %<", ">+500.00 %<", ">AF<");
  }

  private static double edge(NodeList elements, int index, String attribute) {
    return Double.parseDouble(((Element) elements.item(index)).getAttribute(attribute));
  }

  @Test
  void aHistogramHasABarForEveryStepAndMarksNoChange() throws Exception {
    String svg =
        HistogramChart.svg(
            "h",
            HOSTILE,
            "d",
            List.of(
                new HistogramChart.Bar(-500, 0, 30),
                new HistogramChart.Bar(0, 500, 0),
                new HistogramChart.Bar(500, 1_000, 12)),
            5);

    assertThat(parsed(svg).getElementsByTagName("rect").getLength())
        .as("three bars and what is behind them")
        .isEqualTo(4);
    assertThat(svg)
        .doesNotContain("<script")
        .contains(">no change<", ">−£500<", ">£1,000<", ">practices<")
        .contains(">change of a practice; 5 as before not drawn<");
  }
}
