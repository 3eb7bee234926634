package org.openqof.publish.chart;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntToDoubleFunction;

/**
 * A funnel plot: every practice by its number of patients and its rate, the national rate, and the
 * limits with over-dispersion (drawn through) and by chance only (dotted). Practices outside the
 * outer limits are blue. Each class of practices is one path, so that six thousand cost little.
 */
public final class FunnelChart {
  private static final double HEIGHT = 320;
  private static final int STEPS = 60;

  private FunnelChart() {}

  /**
   * One practice.
   *
   * @param base patients below the line, above zero
   * @param rate a fraction of 1
   * @param outside whether it lies outside the limits
   */
  public record Practice(int base, double rate, boolean outside) {}

  /**
   * The limits to draw.
   *
   * @param target national rate
   * @param lower lower limit by patients, with over-dispersion
   * @param upper upper limit by patients, with over-dispersion
   * @param lowerByChance lower limit by patients, for chance only
   * @param upperByChance upper limit by patients, for chance only
   */
  public record Limits(
      double target,
      IntToDoubleFunction lower,
      IntToDoubleFunction upper,
      IntToDoubleFunction lowerByChance,
      IntToDoubleFunction upperByChance) {}

  /**
   * The chart.
   *
   * @param id unique in its page
   * @param title what it shows
   * @param description what it says
   * @param practices practices, at least one
   * @param limits limits to draw
   */
  public static String svg(
      String id, String title, String description, List<Practice> practices, Limits limits) {
    Frame frame = new Frame(id, title, description, HEIGHT);
    int least = practices.stream().mapToInt(Practice::base).min().orElse(1);
    int most = practices.stream().mapToInt(Practice::base).max().orElse(10);
    Scale scale = new Scale(least, Math.max(most, least + 1));
    double lowest = practices.stream().mapToDouble(Practice::rate).min().orElse(0);
    double highest = practices.stream().mapToDouble(Practice::rate).max().orElse(1);
    frame.uprightAxis(
        Math.min(lowest, limits.lower().applyAsDouble(most)),
        Math.min(1, Math.max(highest, limits.upper().applyAsDouble(most))));
    for (int tick : scale.ticks()) {
      frame.text(scale.x(tick), HEIGHT - 24, "middle", String.format(Locale.ROOT, "%,d", tick), "");
    }
    frame.text(
        (Frame.LEFT + Frame.WIDTH - Frame.RIGHT) / 2,
        HEIGHT - 6,
        "middle",
        ChartWords.PATIENTS_BY_POWERS.toString(),
        "");
    dots(frame, scale, practices, false);
    dots(frame, scale, practices, true);
    frame.line(
        Frame.LEFT,
        frame.y(limits.target()),
        Frame.WIDTH - Frame.RIGHT,
        frame.y(limits.target()),
        Frame.INK,
        "stroke-width=\"1.5\"");
    String through = "fill=\"none\" stroke=\"" + Frame.INK + "\"";
    String dotted = through + " stroke-dasharray=\"2 3\"";
    curve(frame, scale, limits.lower(), through);
    curve(frame, scale, limits.upper(), through);
    curve(frame, scale, limits.lowerByChance(), dotted);
    curve(frame, scale, limits.upperByChance(), dotted);
    return frame.finished();
  }

  private static void dots(Frame frame, Scale scale, List<Practice> practices, boolean outside) {
    StringBuilder data = new StringBuilder();
    // Practices on the same half unit of the drawing are one dot.
    Set<String> seen = new HashSet<>();
    for (Practice practice : practices) {
      if (practice.outside() == outside) {
        String at =
            Markup.number(Math.round(scale.x(practice.base()) * 2) / 2.0)
                + " "
                + Markup.number(Math.round(frame.y(practice.rate()) * 2) / 2.0);
        if (seen.add(at)) {
          data.append('M').append(at).append("h0");
        }
      }
    }
    if (data.length() > 0) {
      frame.path(
          data.toString(),
          "stroke=\"%s\" stroke-width=\"%s\" stroke-linecap=\"round\""
              .formatted(outside ? Frame.BLUE : "#aeb7bd", outside ? "4" : "2.5"));
    }
  }

  private static void curve(
      Frame frame, Scale scale, IntToDoubleFunction limit, String attributes) {
    StringBuilder data = new StringBuilder();
    for (int step = 0; step <= STEPS; step++) {
      int base = scale.at(step / (double) STEPS);
      data.append(step == 0 ? "M" : "L")
          .append(Markup.number(scale.x(base)))
          .append(' ')
          .append(Markup.number(frame.y(limit.applyAsDouble(base))));
    }
    frame.path(data.toString(), attributes);
  }

  /** Numbers of patients, by their logarithm. */
  private static final class Scale {
    private final double first;
    private final double last;
    private final int least;
    private final int most;

    Scale(int least, int most) {
      this.least = least;
      this.most = most;
      this.first = Math.log(least);
      this.last = Math.log(most);
    }

    double x(int base) {
      double share = (Math.log(base) - first) / (last - first);
      return Frame.LEFT + 6 + share * (Frame.WIDTH - Frame.LEFT - Frame.RIGHT - 12);
    }

    int at(double share) {
      return Math.max(
          least, Math.min(most, (int) Math.round(Math.exp(first + share * (last - first)))));
    }

    /** Powers of ten, and their halves or fifths where there are few; never closer than labels. */
    List<Integer> ticks() {
      List<Integer> ticks = new ArrayList<>();
      double lastX = -100;
      for (long power = 1; power <= most; power *= 10) {
        for (int lead : new int[] {1, 2, 5}) {
          long tick = power * lead;
          if (tick >= least && tick <= most && x((int) tick) - lastX > 48) {
            ticks.add((int) tick);
            lastX = x((int) tick);
          }
        }
      }
      return ticks;
    }
  }
}
