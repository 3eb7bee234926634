package org.openqof.publish.chart;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A map of integrated care boards with one hexagon of equal size each, its code in it, in five
 * shades with the same number of boards. A board that the layout does not know stands below the
 * others, never left out. The layout is data: {@code charts/icb-hexes.csv}.
 */
public final class HexMap {
  private static final String LAYOUT = "/charts/icb-hexes.csv";
  private static final String[] SHADES = {"#d2e3f3", "#9fc3e6", "#5b97ce", "#1f69ae", "#0b3c70"};
  private static final double SIZE = 28;
  private static final int ROW_OF_STRANGERS = 8;

  private HexMap() {}

  private record Cell(int column, int row) {}

  /**
   * The map.
   *
   * @param id unique in its page
   * @param title what it shows
   * @param description what it says
   * @param rates a fraction of 1 by ICB code
   */
  public static String svg(String id, String title, String description, Map<String, Double> rates) {
    Map<String, Cell> cells = cells(rates);
    int rows = cells.values().stream().mapToInt(Cell::row).max().orElse(0) + 1;
    double step = SIZE * 1.5;
    double height = rows * step + SIZE + 62;
    Frame frame = new Frame(id, title, description, height);
    double[] limits = limits(rates);
    cells.forEach(
        (code, cell) -> {
          double width = Math.sqrt(3) * SIZE;
          double x = 44 + (cell.column() + (cell.row() % 2 == 1 ? 0.5 : 0)) * width;
          double y = SIZE + 6 + cell.row() * step;
          int shade = shade(rates.getOrDefault(code, 0.0), limits);
          frame.path(
              hexagon(x, y), "fill=\"" + SHADES[shade] + "\" stroke=\"#fff\" stroke-width=\"2\"");
          frame.text(
              x,
              y + 4,
              "middle",
              shortened(code),
              "fill=\"" + (shade >= 2 ? "#fff" : Frame.INK) + "\"");
        });
    legend(frame, limits, rates, height - 44);
    return frame.finished();
  }

  private static String shortened(String code) {
    return code.length() <= 4 ? code : code.substring(0, 3) + "…";
  }

  private static Map<String, Cell> cells(Map<String, Double> rates) {
    Map<String, Cell> layout = layout();
    Map<String, Cell> cells = new TreeMap<>();
    List<String> strangers = new ArrayList<>();
    int lowest = -1;
    for (String code : new TreeMap<>(rates).keySet()) {
      Cell cell = layout.get(code);
      if (cell == null) {
        strangers.add(code);
      } else {
        cells.put(code, cell);
        lowest = Math.max(lowest, cell.row());
      }
    }
    int first = lowest < 0 ? 0 : lowest + 2;
    for (int i = 0; i < strangers.size(); i++) {
      cells.put(strangers.get(i), new Cell(i % ROW_OF_STRANGERS, first + i / ROW_OF_STRANGERS));
    }
    return cells;
  }

  private static Map<String, Cell> layout() {
    Map<String, Cell> layout = new HashMap<>();
    try (InputStream stream = HexMap.class.getResourceAsStream(LAYOUT)) {
      if (stream == null) {
        throw new IllegalStateException("the program lacks " + LAYOUT);
      }
      new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
          .lines()
          .skip(1)
          .map(line -> line.split(",", -1))
          .forEach(
              parts ->
                  layout.put(
                      parts[0], new Cell(Integer.parseInt(parts[1]), Integer.parseInt(parts[2]))));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return layout;
  }

  /** The four rates that cut the boards into fifths. */
  private static double[] limits(Map<String, Double> rates) {
    double[] sorted = rates.values().stream().mapToDouble(rate -> rate).sorted().toArray();
    return Arrays.stream(new int[] {1, 2, 3, 4})
        .mapToDouble(
            k ->
                sorted.length == 0 ? 0 : sorted[Math.min(sorted.length - 1, sorted.length * k / 5)])
        .toArray();
  }

  private static int shade(double rate, double[] limits) {
    int shade = 0;
    while (shade < limits.length && rate >= limits[shade]) {
      shade++;
    }
    return shade;
  }

  private static String hexagon(double x, double y) {
    StringBuilder data = new StringBuilder();
    for (int corner = 0; corner < 6; corner++) {
      double angle = Math.PI / 3 * corner - Math.PI / 2;
      data.append(corner == 0 ? "M" : "L")
          .append(Markup.number(x + SIZE * Math.cos(angle)))
          .append(' ')
          .append(Markup.number(y + SIZE * Math.sin(angle)));
    }
    return data.append('Z').toString();
  }

  private static void legend(Frame frame, double[] limits, Map<String, Double> rates, double y) {
    double width = (Frame.WIDTH - 32) / SHADES.length;
    double lowest = rates.values().stream().mapToDouble(rate -> rate).min().orElse(0);
    for (int i = 0; i < SHADES.length; i++) {
      double x = 16 + i * width;
      frame.path(
          "M%s %sh%sv14h-%sZ"
              .formatted(
                  Markup.number(x),
                  Markup.number(y),
                  Markup.number(width - 4),
                  Markup.number(width - 4)),
          "fill=\"" + SHADES[i] + "\"");
      frame.text(
          x, y + 30, "start", "from " + Markup.percent(i == 0 ? lowest : limits[i - 1], 1), "");
    }
  }
}
