package org.openqof.statistics;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openqof.tables.AreaGroups;
import org.openqof.tables.AreaPoints;
import org.openqof.tables.Block;
import org.openqof.tables.PublishedAreaFigures;
import org.openqof.tables.Reconciliation;

/** Equations that must hold, and comparisons with figures of others that are only reported. */
public final class Reconcile {
  private final Block rows = new Block(Reconciliation.TABLE);
  private final List<String> failures = new ArrayList<>();

  /** An equation: publication stops where it does not hold. */
  public void mustEqual(String check, String subject, BigDecimal left, BigDecimal right) {
    add(check, subject, left, right, true);
    if (left.compareTo(right) != 0) {
      failures.add(
          "%s%s: %s is not %s, difference %s"
              .formatted(
                  check,
                  subject.isEmpty() ? "" : " (" + subject + ")",
                  left.toPlainString(),
                  right.toPlainString(),
                  left.subtract(right).toPlainString()));
    }
  }

  /** A comparison: a difference is reported. */
  public void compare(
      String check, String subject, @Nullable BigDecimal left, @Nullable BigDecimal right) {
    add(check, subject, left, right, false);
  }

  private void add(
      String check,
      String subject,
      @Nullable BigDecimal left,
      @Nullable BigDecimal right,
      boolean mustHold) {
    BigDecimal difference =
        (left == null ? BigDecimal.ZERO : left).subtract(right == null ? BigDecimal.ZERO : right);
    rows.next()
        .text(Reconciliation.CHECK_NAME, check)
        .text(Reconciliation.SUBJECT, subject)
        .decimal(Reconciliation.LEFT_SIDE, left)
        .decimal(Reconciliation.RIGHT_SIDE, right)
        .decimal(Reconciliation.DIFFERENCE, difference)
        .flag(Reconciliation.HOLDS, difference.signum() == 0)
        .flag(Reconciliation.MUST_HOLD, mustHold);
  }

  /** Every level adds up to England: practices, registers, lists and points. */
  public void levelsAddUp(Block areaGroups, Block areaPoints) {
    Map<String, TreeMap<String, Long>> byLevel = new HashMap<>();
    for (int row = 0; row < areaPoints.rows(); row++) {
      TreeMap<String, Long> sums =
          byLevel.computeIfAbsent(
              areaPoints.textAt(AreaPoints.LEVEL, row), level -> new TreeMap<>());
      sums.merge("practices", (long) areaPoints.countAt(AreaPoints.PRACTICES, row), Long::sum);
      if (areaPoints.has(AreaPoints.EARNED_POINTS, row)) {
        sums.merge("points", areaPoints.unscaledAt(AreaPoints.EARNED_POINTS, row), Long::sum);
      }
    }
    for (int row = 0; row < areaGroups.rows(); row++) {
      TreeMap<String, Long> sums =
          byLevel.computeIfAbsent(
              areaGroups.textAt(AreaGroups.LEVEL, row), level -> new TreeMap<>());
      if (areaGroups.has(AreaGroups.REGISTER_SIZE, row)) {
        sums.merge("registers", areaGroups.unscaledAt(AreaGroups.REGISTER_SIZE, row), Long::sum);
      }
      if (areaGroups.has(AreaGroups.LIST_SIZE, row)) {
        sums.merge("lists", areaGroups.unscaledAt(AreaGroups.LIST_SIZE, row), Long::sum);
      }
    }
    TreeMap<String, Long> england = byLevel.getOrDefault(AreaLevel.ENGLAND.word(), new TreeMap<>());
    for (AreaLevel level : AreaLevel.values()) {
      TreeMap<String, Long> sums = byLevel.getOrDefault(level.word(), new TreeMap<>());
      england.forEach(
          (what, total) ->
              mustEqual(
                  "areas add up to England",
                  level.word() + " " + what,
                  BigDecimal.valueOf(sums.getOrDefault(what, 0L)),
                  BigDecimal.valueOf(total)));
    }
  }

  /** Compares area figures that others published with ours, where both exist. */
  public void withPublished(Block published, Block areaGroups) {
    Map<String, Integer> ours = new HashMap<>();
    for (int row = 0; row < areaGroups.rows(); row++) {
      ours.put(
          key(
              areaGroups.textAt(AreaGroups.LEVEL, row),
              areaGroups.textAt(AreaGroups.AREA_CODE, row),
              areaGroups.textAt(AreaGroups.GROUP_CODE, row)),
          row);
    }
    for (int row = 0; row < published.rows(); row++) {
      String subject =
          key(
              published.textAt(PublishedAreaFigures.LEVEL, row),
              published.textAt(PublishedAreaFigures.AREA_CODE, row),
              published.textAt(PublishedAreaFigures.GROUP_CODE, row));
      Integer at = ours.get(subject);
      compare(
          "published practices",
          subject,
          at == null ? null : BigDecimal.valueOf(areaGroups.countAt(AreaGroups.PRACTICES, at)),
          BigDecimal.valueOf(published.countAt(PublishedAreaFigures.PRACTICES, row)));
      if (published.has(PublishedAreaFigures.LIST_SIZE, row)) {
        compare(
            "published list size",
            subject,
            at == null || !areaGroups.has(AreaGroups.LIST_SIZE, at)
                ? null
                : BigDecimal.valueOf(areaGroups.unscaledAt(AreaGroups.LIST_SIZE, at)),
            BigDecimal.valueOf(published.unscaledAt(PublishedAreaFigures.LIST_SIZE, row)));
      }
      if (published.has(PublishedAreaFigures.REGISTER_SIZE, row)) {
        compare(
            "published register",
            subject,
            at == null || !areaGroups.has(AreaGroups.REGISTER_SIZE, at)
                ? null
                : BigDecimal.valueOf(areaGroups.unscaledAt(AreaGroups.REGISTER_SIZE, at)),
            BigDecimal.valueOf(published.unscaledAt(PublishedAreaFigures.REGISTER_SIZE, row)));
      }
    }
  }

  private static String key(String level, String area, String group) {
    return level + " " + area + " " + group;
  }

  /** Equations that must hold and do not, in words. */
  public List<String> failures() {
    return List.copyOf(failures);
  }

  /** All equations and comparisons as sorted rows of {@code reconciliation}. */
  public Block rows() {
    return rows.sorted();
  }
}
