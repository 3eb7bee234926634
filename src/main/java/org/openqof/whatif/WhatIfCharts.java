package org.openqof.whatif;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openqof.publish.chart.CurveChart;
import org.openqof.publish.chart.HistogramChart;
import org.openqof.publish.chart.HistogramChart.Bar;
import org.openqof.whatif.scenario.Distribution.Bin;
import org.openqof.whatif.scenario.GroupChange;
import org.openqof.whatif.scenario.Outcome;
import org.openqof.whatif.scenario.Scenario;
import org.openqof.whatif.scenario.Scenario.Swept;

/** Charts of a what-if. Their points are figures of the tables. */
final class WhatIfCharts {
  private WhatIfCharts() {}

  /** A curve of national change for each sweep, by its name. */
  static Map<String, String> curves(List<Outcome> outcomes) {
    Map<String, List<CurveChart.Point>> points = new LinkedHashMap<>();
    Map<String, Scenario> families = new LinkedHashMap<>();
    for (Outcome outcome : outcomes) {
      Swept swept = outcome.scenario().swept();
      if (swept != null) {
        String family = outcome.scenario().family();
        families.putIfAbsent(family, outcome.scenario());
        points
            .computeIfAbsent(family, name -> new ArrayList<>())
            .add(
                new CurveChart.Point(
                    swept.value(),
                    Double.parseDouble(swept.value()),
                    outcome.england().changeGbp().doubleValue()));
      }
    }
    Map<String, String> curves = new LinkedHashMap<>();
    points.forEach(
        (family, values) -> {
          Scenario first = families.get(family);
          Swept swept = first == null ? null : first.swept();
          String key = swept == null ? "" : swept.key().replace('_', ' ').replace('.', ' ');
          curves.put(
              family,
              CurveChart.svg(
                  family,
                  "Change of the national cost by " + key,
                  values.stream()
                      .map(point -> "%s: £%,.0f".formatted(point.label(), point.pounds()))
                      .reduce((left, right) -> left + "; " + right)
                      .orElse(""),
                  key,
                  values));
        });
    return curves;
  }

  /** How many practices change by how much in one scenario. */
  static String distribution(Outcome outcome) {
    GroupChange england = outcome.england();
    List<Bar> bars =
        outcome.distribution().bins().stream()
            .map(
                bin ->
                    new Bar(
                        bin.fromGbp().doubleValue(),
                        bin.toGbp().doubleValue(),
                        bin.practices() - (holdsNought(bin) ? england.unchanged() : 0)))
            .toList();
    return HistogramChart.svg(
        outcome.scenario().name(),
        "Change of practices: " + outcome.scenario().name(),
        "%,d practices gain, %,d lose, %,d as before"
            .formatted(england.winners(), england.losers(), england.unchanged()),
        bars,
        england.unchanged());
  }

  private static boolean holdsNought(Bin bin) {
    return bin.fromGbp().signum() <= 0 && bin.toGbp().signum() > 0;
  }
}
