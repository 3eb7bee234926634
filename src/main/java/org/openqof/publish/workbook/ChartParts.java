package org.openqof.publish.workbook;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.openqof.answer.SafeText;

/**
 * The parts of a workbook that draw one chart, which the writer's library cannot do: a drawing with
 * a description, and the chart, whose numbers are those of the sheet's table.
 *
 * <p>Source of the elements and their order: ECMA-376, Office Open XML, part 1, DrawingML charts.
 */
final class ChartParts {
  private static final String[] COLOURS = {
    "A9B7C6", "7F9CB8", "5B97CE", "1F69AE", "0B3C70", "041E3C"
  };

  /** Rows of a sheet that a chart takes. */
  private static final int HEIGHT_ROWS = 30;

  private static final int WIDTH_COLUMNS = 12;
  private static final int GAP_ROWS = 2;

  private static final String TEXT =
      "<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\"1200\"/></a:pPr>"
          + "<a:endParaRPr lang=\"en-GB\"/></a:p></c:txPr>";

  private final SheetChart chart;

  ChartParts(SheetChart chart) {
    this.chart = chart;
  }

  private int rows() {
    List<Object[]> figures = chart.sheet().figures();
    return figures == null ? 0 : figures.size();
  }

  /** The drawing of the sheet: where the chart stands, and what it says to those who listen. */
  String drawing() {
    int top = chart.header() + rows() + GAP_ROWS;
    return """
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" \
        xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">\
        <xdr:twoCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff>\
        <xdr:row>%d</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>\
        <xdr:to><xdr:col>%d</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>%d</xdr:row>\
        <xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:graphicFrame macro=""><xdr:nvGraphicFramePr>\
        <xdr:cNvPr id="2" name="%s" descr="%s"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>\
        <xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic>\
        <a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">\
        <c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" \
        xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId1"/>\
        </a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>\
        </xdr:wsDr>"""
        .formatted(
            top,
            Math.min(WIDTH_COLUMNS, chart.sheet().columns().size()),
            top + HEIGHT_ROWS,
            SafeText.inMarkup(chart.plan().title()),
            SafeText.inMarkup(chart.plan().description()));
  }

  /** The chart itself. */
  String chart() {
    ChartPlan plan = chart.plan();
    boolean bars = plan.kind() == ChartPlan.Kind.BARS;
    StringBuilder xml = new StringBuilder();
    xml.append(
        """
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" \
        xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" \
        xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">\
        <c:roundedCorners val="0"/><c:chart>""");
    title(xml, plan.title());
    xml.append("<c:autoTitleDeleted val=\"0\"/><c:plotArea><c:layout/>");
    xml.append(
        bars
            ? "<c:barChart><c:barDir val=\"col\"/><c:grouping val=\"clustered\"/>"
                + "<c:varyColors val=\"0\"/>"
            : "<c:lineChart><c:grouping val=\"standard\"/><c:varyColors val=\"0\"/>");
    for (int i = 0; i < plan.series().size(); i++) {
      series(xml, i, plan.series().get(i), bars);
    }
    xml.append(
        bars
            ? "<c:gapWidth val=\"60\"/><c:axId val=\"1\"/><c:axId val=\"2\"/></c:barChart>"
            : "<c:hiLowLines/><c:marker val=\"1\"/><c:axId val=\"1\"/><c:axId val=\"2\"/>"
                + "</c:lineChart>");
    xml.append(
        "<c:catAx><c:axId val=\"1\"/><c:scaling><c:orientation val=\"minMax\"/></c:scaling>"
            + "<c:delete val=\"0\"/><c:axPos val=\"b\"/><c:majorTickMark val=\"none\"/>"
            + "<c:minorTickMark val=\"none\"/><c:tickLblPos val=\"low\"/>"
            + TEXT
            + "<c:crossAx val=\"2\"/></c:catAx>");
    xml.append(
        "<c:valAx><c:axId val=\"2\"/><c:scaling><c:orientation val=\"minMax\"/>"
            + (isOfHundred() ? "<c:max val=\"100\"/>" : "")
            + "<c:min val=\"0\"/></c:scaling><c:delete val=\"0\"/><c:axPos val=\"l\"/><c:majorGridlines/>");
    title(xml, plan.axis());
    xml.append(
        "<c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark val=\"out\"/>"
            + "<c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/>"
            + TEXT
            + "<c:crossAx val=\"1\"/></c:valAx></c:plotArea>"
            + "<c:legend><c:legendPos val=\"t\"/><c:overlay val=\"0\"/>"
            + TEXT
            + "</c:legend><c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart>"
            + "</c:chartSpace>");
    return xml.toString();
  }

  /** Whether the values fill most of a hundred, and none is above: the axis then ends there. */
  private boolean isOfHundred() {
    double most = 0;
    for (int row = 0; row < rows(); row++) {
      for (int column : chart.plan().series()) {
        String number = number(row, column);
        most = number.isEmpty() ? most : Math.max(most, Double.parseDouble(number));
      }
    }
    return most > 50 && most <= 100;
  }

  private static void title(StringBuilder xml, String text) {
    xml.append(
            "<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr>"
                + "<a:defRPr sz=\"1200\" b=\"1\"/></a:pPr><a:r><a:rPr lang=\"en-GB\" sz=\"1200\""
                + " b=\"1\"/><a:t>")
        .append(SafeText.inMarkup(text))
        .append("</a:t></a:r></a:p></c:rich></c:tx><c:overlay val=\"0\"/></c:title>");
  }

  private void series(StringBuilder xml, int index, int column, boolean bars) {
    int count = chart.plan().series().size();
    int step = Math.max(1, (COLOURS.length - 1) / Math.max(1, count - 1));
    String colour = COLOURS[COLOURS.length - 1 - (count - 1 - index) * step % COLOURS.length];
    xml.append(
            "<c:ser><c:idx val=\"%d\"/><c:order val=\"%d\"/><c:tx><c:strRef><c:f>"
                .formatted(index, index))
        .append(cell(column, chart.header()))
        .append("</c:f><c:strCache><c:ptCount val=\"1\"/><c:pt idx=\"0\"><c:v>")
        .append(SafeText.inMarkup(chart.sheet().columns().get(column).header()))
        .append("</c:v></c:pt></c:strCache></c:strRef></c:tx>");
    String fill = "<a:solidFill><a:srgbClr val=\"" + colour + "\"/></a:solidFill>";
    xml.append(
        bars
            ? "<c:spPr>" + fill + "</c:spPr><c:invertIfNegative val=\"0\"/>"
            : "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr><c:marker><c:symbol val=\"%s\"/>"
                    .formatted(index == count / 2 ? "diamond" : "dash")
                + "<c:size val=\"%d\"/><c:spPr>".formatted(index == count / 2 ? 8 : 7)
                + fill
                + "</c:spPr></c:marker>");
    xml.append("<c:cat><c:strRef><c:f>").append(range(chart.plan().categories())).append("</c:f>");
    cache(xml, "str", row -> text(row, chart.plan().categories()));
    xml.append("</c:strRef></c:cat><c:val><c:numRef><c:f>").append(range(column)).append("</c:f>");
    cache(xml, "num", row -> number(row, column));
    xml.append("</c:numRef></c:val>").append(bars ? "" : "<c:smooth val=\"0\"/>");
    xml.append("</c:ser>");
  }

  /** The values as they were when the workbook was made, for programs that do not look them up. */
  private void cache(StringBuilder xml, String kind, IntFunction<String> value) {
    xml.append("<c:%sCache>".formatted(kind));
    if (kind.equals("num")) {
      xml.append("<c:formatCode>General</c:formatCode>");
    }
    xml.append("<c:ptCount val=\"%d\"/>".formatted(rows()));
    for (int row = 0; row < rows(); row++) {
      String shown = value.apply(row);
      if (!shown.isEmpty()) {
        xml.append("<c:pt idx=\"%d\"><c:v>".formatted(row))
            .append(SafeText.inMarkup(shown))
            .append("</c:v></c:pt>");
      }
    }
    xml.append("</c:%sCache>".formatted(kind));
  }

  private Object shown(int row, int column) {
    List<Object[]> figures = chart.sheet().figures();
    Object value = figures == null ? null : figures.get(row)[column];
    Object shown = chart.sheet().columns().get(column).shown(value);
    return shown == null ? "" : shown;
  }

  private String text(int row, int column) {
    return shown(row, column).toString();
  }

  private String number(int row, int column) {
    return shown(row, column) instanceof BigDecimal number ? number.toPlainString() : "";
  }

  private String range(int column) {
    return cell(column, chart.header() + 1)
        + String.format(Locale.ROOT, ":$%s$%d", letters(column), chart.header() + 1 + rows());
  }

  private String cell(int column, int row) {
    return String.format(Locale.ROOT, "%s!$%s$%d", chart.sheet().name(), letters(column), row + 1);
  }

  private static String letters(int column) {
    StringBuilder letters = new StringBuilder();
    for (int left = column + 1; left > 0; left = (left - 1) / 26) {
      letters.insert(0, (char) ('A' + (left - 1) % 26));
    }
    return letters.toString();
  }
}
