package org.openqof.publish.chart;

import java.util.List;
import org.openqof.publish.chart.Series.Point;

/**
 * Values by year: one line, or nine of deciles with the median bold. A line never joins two years
 * across a break; the break is a dashed upright line.
 */
public final class YearChart {
  private static final double HEIGHT = 260;
  private static final int MEDIAN = 4;
  private static final int DECILES = 9;
  private static final double LABEL_HEIGHT = 12;
  private static final String SMALL = "font-size=\"11\"";

  private YearChart() {}

  /**
   * The chart.
   *
   * @param id unique in its page
   * @param title what it shows
   * @param description what it says, for those who cannot see it
   * @param series the values, at least one point
   */
  public static String svg(String id, String title, String description, Series series) {
    Frame frame = new Frame(id, title, description, HEIGHT);
    frame.uprightAxis(series.lowest(), series.highest());
    List<Point> points = series.points();
    for (int i = 0; i < points.size(); i++) {
      boolean crowded = points.size() > 7 && i % 2 == 1;
      if (!crowded) {
        frame.text(x(i, points.size()), HEIGHT - 22, "middle", points.get(i).year(), "");
      }
      if (i > 0 && points.get(i).breaksBefore()) {
        double x = (x(i - 1, points.size()) + x(i, points.size())) / 2;
        frame.line(x, Frame.TOP, x, HEIGHT - Frame.BOTTOM, Frame.INK, "stroke-dasharray=\"4 4\"");
        frame.text(x, HEIGHT - 6, "middle", ChartWords.BREAK.toString(), "");
      }
    }
    int lines = points.isEmpty() ? 0 : points.get(0).values().size();
    for (int k = 0; k < lines; k++) {
      draw(frame, points, k, lines == 1 || k == MEDIAN);
    }
    if (lines == DECILES) {
      label(frame, points);
    }
    return frame.finished();
  }

  /** Names the lowest, the middle and the highest line at their ends, where there is room. */
  private static void label(Frame frame, List<Point> points) {
    List<Double> last = points.get(points.size() - 1).values();
    double x = x(points.size() - 1, points.size()) + 6;
    double median = frame.y(last.get(MEDIAN));
    frame.text(x, median + 4, "start", "median", SMALL);
    for (int k : new int[] {0, DECILES - 1}) {
      double y = frame.y(last.get(k));
      if (Math.abs(y - median) > LABEL_HEIGHT) {
        frame.text(x, y + 4, "start", "decile " + (k + 1), SMALL);
      }
    }
  }

  private static double x(int index, int count) {
    double inner = Frame.WIDTH - Frame.LEFT - Frame.RIGHT - 60;
    return Frame.LEFT + 30 + (count == 1 ? inner / 2 : inner * index / (count - 1));
  }

  private static void draw(Frame frame, List<Point> points, int k, boolean main) {
    StringBuilder data = new StringBuilder();
    for (int i = 0; i < points.size(); i++) {
      double x = x(i, points.size());
      double y = frame.y(points.get(i).values().get(k));
      boolean starts = i == 0 || points.get(i).breaksBefore();
      data.append(starts ? "M" : "L").append(Markup.number(x)).append(' ').append(Markup.number(y));
      boolean alone = starts && (i + 1 == points.size() || points.get(i + 1).breaksBefore());
      if (main || alone) {
        frame.circle(x, y, main ? 3.5 : 2, main ? Frame.BLUE : Frame.GREY);
      }
    }
    frame.path(
        data.toString(),
        main
            ? "fill=\"none\" stroke=\"" + Frame.BLUE + "\" stroke-width=\"2.5\""
            : "fill=\"none\" stroke=\"" + Frame.GREY + "\" stroke-dasharray=\"3 3\"");
  }
}
