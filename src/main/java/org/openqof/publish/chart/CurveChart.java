package org.openqof.publish.chart;

import java.util.List;

/** Pounds against the values of a sweep, joined in order; a line marks no change. */
public final class CurveChart {
  private static final double HEIGHT = 300;
  private static final int MOST_LABELS = 11;

  private CurveChart() {}

  /**
   * One value of the sweep.
   *
   * @param label the value, as written
   * @param x the value
   * @param pounds the amount
   */
  public record Point(String label, double x, double pounds) {}

  /**
   * The chart.
   *
   * @param id unique in its page
   * @param title what it shows
   * @param description what it says, for those who cannot see it
   * @param key what is swept, written below the axis
   * @param points at least two, {@code x} ascending
   */
  public static String svg(
      String id, String title, String description, String key, List<Point> points) {
    Frame frame = new Frame(id, title, description, HEIGHT);
    frame.onWhite();
    double lowest = Math.min(0, points.stream().mapToDouble(Point::pounds).min().orElse(0));
    double highest = Math.max(0, points.stream().mapToDouble(Point::pounds).max().orElse(0));
    frame.uprightAxis(lowest, highest == lowest ? lowest + 1 : highest, Markup::pounds);
    frame.line(Frame.LEFT, frame.y(0), Frame.WIDTH - Frame.RIGHT, frame.y(0), Frame.INK, "");
    double first = points.get(0).x();
    double span = points.get(points.size() - 1).x() - first;
    int every = (points.size() + MOST_LABELS - 1) / MOST_LABELS;
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < points.size(); i++) {
      Point point = points.get(i);
      double x =
          Frame.LEFT
              + 16
              + (Frame.WIDTH - Frame.LEFT - Frame.RIGHT - 32) * (point.x() - first) / span;
      double y = frame.y(point.pounds());
      path.append(i == 0 ? "M" : "L").append(Markup.number(x)).append(' ').append(Markup.number(y));
      frame.circle(x, y, 3.5, Frame.BLUE);
      if (i % every == 0) {
        frame.text(x, HEIGHT - 24, "middle", point.label(), "");
      }
    }
    frame.path(path.toString(), "fill=\"none\" stroke=\"" + Frame.BLUE + "\" stroke-width=\"2.5\"");
    frame.text(
        Frame.WIDTH - Frame.RIGHT, HEIGHT - 6, "end", "change of the national cost by " + key, "");
    return frame.finished();
  }
}
