package org.openqof.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openqof.store.Json;
import org.openqof.store.Lake;

/**
 * What is known of a year that the gate holds, as {@code held/<year>/<version>/gate.json} keeps it
 * and {@code gate show} reads it again. All that people see of it is made from this.
 *
 * @param financialYear the year
 * @param version the version that is held
 * @param headline what happened; null in files of programs that did not keep it
 * @param values identity of the held values, which an acceptance names
 * @param accept the line that let them through on the day it was written
 * @param figures the comparisons outside their tolerance: first of each held figure the one
 *     farthest outside, then the others
 * @param causes what may have put them there, the most probable first
 * @param influences what moves the held registers most
 * @param others the comparisons that hold nothing
 */
record HeldReport(
    String financialYear,
    int version,
    @Nullable String headline,
    String values,
    String accept,
    List<Figure> figures,
    List<Cause> causes,
    List<Influence> influences,
    List<Figure> others) {

  HeldReport {
    Objects.requireNonNull(values);
    figures = orNone(figures);
    causes = orNone(causes);
    influences = orNone(influences);
    others = orNone(others);
  }

  /** Files of earlier programs had fewer lists. */
  private static <T> List<T> orNone(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /**
   * One comparison of a national figure; values to 12 decimals, changes as fractions.
   *
   * @param name the figure's name as people write it
   * @param figure the figure
   * @param groupCode group of the register; empty for other figures
   * @param comparison what it is compared with
   * @param subject the part, the year or the version that the comparison is about; empty for none
   * @param exactValue its very value, as numerator and denominator
   * @param figureValue its value
   * @param comparedWith what it is compared with; null where a share or a weight is judged
   * @param lastYear its value last year; null where there is none
   * @param published its published value
   * @param lastRun its value in the last run
   * @param change the relative change, share or weight
   * @param leastChange the least within tolerance
   * @param greatestChange the greatest
   * @param verdict what became of it; null in files of programs that kept no others
   */
  record Figure(
      String name,
      String figure,
      String groupCode,
      String comparison,
      String subject,
      String exactValue,
      BigDecimal figureValue,
      @Nullable BigDecimal comparedWith,
      @Nullable BigDecimal lastYear,
      @Nullable BigDecimal published,
      @Nullable BigDecimal lastRun,
      @Nullable BigDecimal change,
      @Nullable BigDecimal leastChange,
      @Nullable BigDecimal greatestChange,
      @Nullable String verdict) {
    Figure {
      Objects.requireNonNull(name);
      Objects.requireNonNull(figure);
      Objects.requireNonNull(groupCode);
      Objects.requireNonNull(comparison);
      Objects.requireNonNull(subject);
      Objects.requireNonNull(exactValue);
      Objects.requireNonNull(figureValue);
    }
  }

  /**
   * What may have put figures outside their tolerance.
   *
   * @param cause what it is, as people read it
   * @param kind the kind of part of the nation, or {@code date_or_whole}
   * @param name name of that part; empty for none
   * @param practices practices concerned
   * @param explained the share of what is outside that it explains, 0 to 1
   * @param evidence what speaks for it
   * @param remedy what to do about it; null in files of programs that did not say
   * @param stake the pounds it moves; null where they were not worked out
   */
  record Cause(
      String cause,
      String kind,
      String name,
      int practices,
      BigDecimal explained,
      List<String> evidence,
      @Nullable String remedy,
      @Nullable Stake stake) {
    Cause {
      Objects.requireNonNull(cause);
      Objects.requireNonNull(explained);
      evidence = orNone(evidence);
    }
  }

  /**
   * What a part of the nation adds to the change of a figure since last year: the figure with it
   * over the figure without it, this year over last year, less one.
   *
   * @param figure name of the figure
   * @param part the part, as people read it
   * @param practices practices of the part
   * @param influence a fraction
   */
  record Influence(String figure, String part, int practices, BigDecimal influence) {}

  /**
   * The report of a held version.
   *
   * @throws org.openqof.errors.QofException when its file cannot be understood
   */
  static HeldReport read(Lake lake, HeldFolder folder) {
    String path = folder.json();
    try {
      return Json.read(lake.storage().readText(path), HeldReport.class);
    } catch (JsonProcessingException broken) {
      throw GateErrors.unreadableHeld(path, broken);
    }
  }

  /**
   * The report of a version as far as it can be read: a run writes it again where it is gone or
   * damaged, and must not stop at it.
   */
  static Optional<HeldReport> find(Lake lake, HeldFolder folder) {
    if (!lake.storage().exists(folder.json())) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.read(lake.storage().readText(folder.json()), HeldReport.class));
    } catch (JsonProcessingException damaged) {
      return Optional.empty();
    }
  }

  /** The held figures by name, each with the comparison farthest outside. */
  Map<String, Figure> byName() {
    Map<String, Figure> byName = new LinkedHashMap<>();
    figures.forEach(figure -> byName.putIfAbsent(figure.name(), figure));
    return byName;
  }

  /** What to do first. */
  String remedy() {
    String first = causes.isEmpty() ? null : causes.get(0).remedy();
    return first == null ? "put the cause right" : first;
  }

  /** All comparisons, those that hold first. */
  List<Figure> comparisons() {
    List<Figure> all = new ArrayList<>(figures);
    all.addAll(others);
    return all;
  }
}
