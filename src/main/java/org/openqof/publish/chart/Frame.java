package org.openqof.publish.chart;

import java.util.Locale;
import java.util.function.DoubleFunction;

/**
 * The SVG of one chart: its size, its title and description, an upright axis of percent. Drawn 480
 * wide, so that it can still be read on a telephone.
 */
final class Frame {
  static final double WIDTH = 480;
  static final double LEFT = 66;
  static final double RIGHT = 16;
  static final double TOP = 14;
  static final double BOTTOM = 44;
  private static final double LEAST_SPAN = 0.002;

  static final String INK = "#212b32";
  static final String FAINT = "#d8dde0";
  static final String BLUE = "#005eb8";
  static final String GREY = "#768692";

  private final StringBuilder svg = new StringBuilder();
  private final double height;
  private double least;
  private double most = 1;

  Frame(String id, String title, String description, double height) {
    this.height = height;
    String safeId = Markup.id(id);
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %s %s\" role=\"img\""
                + " aria-labelledby=\"%s-t %s-d\" font-family=\"Arial, sans-serif\""
                + " font-size=\"14\" fill=\"%s\">",
            Markup.number(WIDTH),
            Markup.number(height),
            safeId,
            safeId,
            INK));
    svg.append("<title id=\"%s-t\">%s</title>".formatted(safeId, Markup.text(title)));
    svg.append("<desc id=\"%s-d\">%s</desc>".formatted(safeId, Markup.text(description)));
  }

  /** Paints what is behind, so that a file of its own can be read on a dark page. */
  void onWhite() {
    rectangle(0, 0, WIDTH, height, "#ffffff");
  }

  /**
   * Draws the upright axis over these fractions, widened to round steps and to a fifth of a percent
   * at least, so that a change of nothing does not fill the chart.
   */
  void uprightAxis(double first, double last) {
    double missing = Math.max(0, LEAST_SPAN - (last - first));
    double lowest = Math.max(0, first - missing / 2);
    double highest = last + missing / 2;
    double step = roundStep((highest - lowest) / 4);
    least = Math.max(0, Math.floor(lowest / step) * step);
    most = Math.ceil(highest / step + 1e-9) * step;
    if (highest <= 1) {
      most = Math.min(1, most);
    }
    int decimals = step >= 0.01 ? 0 : step >= 0.001 ? 1 : 2;
    rule(step, value -> Markup.percent(value, decimals));
  }

  /**
   * Draws the upright axis over these amounts or counts, widened to round steps.
   *
   * @param first the least, below {@code last}
   * @param label how a value is written
   */
  void uprightAxis(double first, double last, DoubleFunction<String> label) {
    double step = roundStep((last - first) / 4);
    least = Math.floor(first / step + 1e-9) * step;
    most = Math.ceil(last / step - 1e-9) * step;
    rule(step, label);
  }

  private void rule(double step, DoubleFunction<String> label) {
    if (most <= least) {
      most = least + step;
    }
    if (least > step / 2) {
      text(LEFT, 10, "start", ChartWords.NOT_FROM_ZERO.toString(), "font-size=\"11\"");
    }
    for (double value = least; value <= most + step / 2; value += step) {
      double y = y(value);
      line(LEFT, y, WIDTH - RIGHT, y, FAINT, "");
      text(LEFT - 6, y + 4, "end", label.apply(Math.abs(value) < step / 2 ? 0 : value), "");
    }
  }

  private static double roundStep(double raw) {
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    double lead = raw / power;
    return power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
  }

  double y(double fraction) {
    double share = (fraction - least) / (most - least);
    return height - BOTTOM - Math.min(1, Math.max(0, share)) * (height - TOP - BOTTOM);
  }

  double height() {
    return height;
  }

  void line(double x1, double y1, double x2, double y2, String colour, String more) {
    svg.append(
        "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"%s\" %s/>"
            .formatted(
                Markup.number(x1),
                Markup.number(y1),
                Markup.number(x2),
                Markup.number(y2),
                colour,
                more));
  }

  void path(String data, String attributes) {
    svg.append("<path d=\"%s\" %s/>".formatted(data, attributes));
  }

  void rectangle(double x, double y, double width, double tall, String colour) {
    svg.append(
        "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\"/>"
            .formatted(
                Markup.number(x),
                Markup.number(y),
                Markup.number(width),
                Markup.number(tall),
                colour));
  }

  void circle(double x, double y, double radius, String colour) {
    svg.append(
        "<circle cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"%s\"/>"
            .formatted(Markup.number(x), Markup.number(y), Markup.number(radius), colour));
  }

  /** Text, escaped; the anchor is start, middle or end. */
  void text(double x, double y, String anchor, String raw, String more) {
    svg.append(
        "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" %s>%s</text>"
            .formatted(Markup.number(x), Markup.number(y), anchor, more, Markup.text(raw)));
  }

  String finished() {
    return svg.append("</svg>").toString();
  }
}
