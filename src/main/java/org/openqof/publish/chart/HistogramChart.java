package org.openqof.publish.chart;

import java.util.List;
import java.util.Locale;

/**
 * How many practices change by how much: a bar a step, grey for losses and blue for gains; those as
 * before are a number and no bar, as they neither gain nor lose.
 */
public final class HistogramChart {
  private static final double HEIGHT = 280;

  private HistogramChart() {}

  /**
   * One step.
   *
   * @param from where it begins, pounds
   * @param to where it ends
   * @param count how many are in it
   */
  public record Bar(double from, double to, int count) {}

  /**
   * The chart.
   *
   * @param id unique in its page
   * @param title what it shows
   * @param description what it says, for those who cannot see it
   * @param bars steps that follow each other, at least one, without those as before
   * @param asBefore how many do not change
   */
  public static String svg(
      String id, String title, String description, List<Bar> bars, int asBefore) {
    Frame frame = new Frame(id, title, description, HEIGHT);
    frame.onWhite();
    double most = Math.max(4, bars.stream().mapToInt(Bar::count).max().orElse(0));
    frame.uprightAxis(0, most, value -> String.format(Locale.ROOT, "%,.0f", value));
    double first = bars.get(0).from();
    double last = bars.get(bars.size() - 1).to();
    double inner = Frame.WIDTH - Frame.LEFT - Frame.RIGHT;
    for (Bar bar : bars) {
      double x = Frame.LEFT + inner * (bar.from() - first) / (last - first);
      double width = inner * (bar.to() - bar.from()) / (last - first);
      double y = frame.y(bar.count());
      frame.rectangle(
          x + 0.5,
          y,
          Math.max(1, width - 1),
          HEIGHT - Frame.BOTTOM - y,
          bar.to() <= 0 ? Frame.GREY : Frame.BLUE);
    }
    if (first < 0 && last > 0) {
      double x = Frame.LEFT + inner * -first / (last - first);
      frame.line(x, Frame.TOP, x, HEIGHT - Frame.BOTTOM, Frame.INK, "stroke-dasharray=\"4 4\"");
      if (x > Frame.LEFT + 50 && x < Frame.WIDTH - Frame.RIGHT - 50) {
        frame.text(x, HEIGHT - 24, "middle", "no change", "");
      }
    }
    frame.text(Frame.LEFT, HEIGHT - 24, "start", Markup.pounds(first), "");
    frame.text(Frame.WIDTH - Frame.RIGHT, HEIGHT - 24, "end", Markup.pounds(last), "");
    frame.text(0, 10, "start", "practices", "font-size=\"11\"");
    frame.text(
        Frame.WIDTH - Frame.RIGHT,
        HEIGHT - 6,
        "end",
        asBefore == 0
            ? "change of a practice"
            : String.format(Locale.ROOT, "change of a practice; %,d as before not drawn", asBefore),
        "");
    return frame.finished();
  }
}
