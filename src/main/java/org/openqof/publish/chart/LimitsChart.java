package org.openqof.publish.chart;

import java.util.List;

/** Changes against their limits: a row a figure, the range within tolerance as a band. */
public final class LimitsChart {
  private static final double ROW = 24;
  private static final double LABELS = 150;
  private static final double AMOUNTS = 74;
  private static final int LONGEST_LABEL = 22;

  /** A change this many times its limit is drawn at the edge: the others must still be seen. */
  private static final double MOST_LIMITS = 6;

  private LimitsChart() {}

  /**
   * One figure.
   *
   * @param label its name
   * @param change its relative change, a fraction
   * @param low the least change within tolerance
   * @param high the greatest
   * @param words the change in words
   */
  public record Figure(String label, double change, double low, double high, String words) {}

  /**
   * The chart.
   *
   * @param id unique in its page
   * @param title what it shows
   * @param description what it says, for those who cannot see it
   * @param figures at least one
   */
  public static String svg(String id, String title, String description, List<Figure> figures) {
    double limit =
        figures.stream()
            .mapToDouble(figure -> Math.max(Math.abs(figure.low()), Math.abs(figure.high())))
            .max()
            .orElse(0);
    double farthest =
        figures.stream().mapToDouble(figure -> Math.abs(figure.change())).max().orElse(0);
    double most = limit > 0 ? Math.min(Math.max(farthest, limit), MOST_LIMITS * limit) : farthest;
    double half = (Frame.WIDTH - LABELS - AMOUNTS - Frame.RIGHT) / 2;
    double middle = LABELS + half;
    double scale = most > 0 ? (half - 6) / most : 1;
    double height = Frame.TOP + ROW * figures.size() + Frame.BOTTOM / 2;
    Frame frame = new Frame(id, title, description, height);
    frame.onWhite();
    double y = Frame.TOP;
    for (Figure figure : figures) {
      double low = middle + scale * figure.low();
      double high = middle + scale * figure.high();
      frame.rectangle(low, y + 5, Math.max(1, high - low), ROW - 10, Frame.FAINT);
      double change = Math.max(-most, Math.min(most, figure.change()));
      frame.circle(middle + scale * change, y + ROW / 2, 4.5, Frame.BLUE);
      frame.text(0, y + 16, "start", shown(figure.label()), "");
      frame.text(Frame.WIDTH - Frame.RIGHT, y + 16, "end", figure.words(), "");
      y += ROW;
    }
    frame.line(middle, Frame.TOP, middle, y, Frame.INK, "stroke-dasharray=\"4 4\"");
    frame.text(middle, y + 16, "middle", "no change; the band is within tolerance", "");
    return frame.finished();
  }

  private static String shown(String label) {
    return label.length() <= LONGEST_LABEL ? label : label.substring(0, LONGEST_LABEL - 1) + "…";
  }
}
