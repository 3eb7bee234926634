package org.openqof.publish.chart;

import java.util.List;

/**
 * How an amount became another: a row a cause, each bar beginning where the last one ended. Gains
 * are blue and losses grey; the sign stands with each amount.
 */
public final class WaterfallChart {
  private static final double ROW = 26;
  private static final double LABELS = 156;
  private static final double AMOUNTS = 74;
  private static final int LONGEST_LABEL = 24;

  private WaterfallChart() {}

  /**
   * One cause.
   *
   * @param label what it is
   * @param pounds what it moves
   */
  public record Step(String label, double pounds) {}

  /**
   * The chart.
   *
   * @param id unique in its page
   * @param title what it shows
   * @param description what it says, for those who cannot see it
   * @param before what the first amount is called
   * @param pounds the first amount
   * @param steps the causes, in the order they are drawn
   * @param after what the last amount is called
   */
  public static String svg(
      String id,
      String title,
      String description,
      String before,
      double pounds,
      List<Step> steps,
      String after) {
    double least = pounds;
    double most = pounds;
    double reached = pounds;
    for (Step step : steps) {
      reached += step.pounds();
      least = Math.min(least, reached);
      most = Math.max(most, reached);
    }
    double from = least;
    double span = most > least ? most - least : 1;
    double room = Frame.WIDTH - LABELS - AMOUNTS - Frame.RIGHT;
    Frame frame =
        new Frame(id, title, description, Frame.TOP + ROW * (steps.size() + 2) + Frame.TOP);
    frame.onWhite();
    double y = Frame.TOP;
    double x = LABELS + room * (pounds - from) / span;
    total(frame, y, x, before, pounds);
    for (Step step : steps) {
      y += ROW;
      double next = x + room * step.pounds() / span;
      frame.line(x, y - ROW / 2, x, y + ROW / 2, Frame.GREY, "stroke-dasharray=\"2 3\"");
      frame.rectangle(
          Math.min(x, next),
          y + 4,
          Math.max(1, Math.abs(next - x)),
          ROW - 10,
          step.pounds() < 0 ? Frame.GREY : Frame.BLUE);
      label(frame, y, step.label());
      frame.text(
          Frame.WIDTH - Frame.RIGHT,
          y + 17,
          "end",
          (step.pounds() > 0 ? "+" : "") + Markup.pounds(step.pounds()),
          "");
      x = next;
    }
    y += ROW;
    frame.line(x, y - ROW / 2, x, y + ROW / 2, Frame.GREY, "stroke-dasharray=\"2 3\"");
    total(frame, y, x, after, reached);
    return frame.finished();
  }

  private static void total(Frame frame, double y, double x, String label, double pounds) {
    frame.rectangle(x - 1.5, y + 1, 3, ROW - 4, Frame.INK);
    label(frame, y, label);
    frame.text(
        Frame.WIDTH - Frame.RIGHT, y + 17, "end", Markup.pounds(pounds), "font-weight=\"bold\"");
  }

  private static void label(Frame frame, double y, String label) {
    String shown =
        label.length() <= LONGEST_LABEL ? label : label.substring(0, LONGEST_LABEL - 1) + "…";
    frame.text(0, y + 17, "start", shown, "");
  }
}
