package org.openqof.rulebook.proof;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What many practices sent and were awarded, by indicator: in columns of numbers, as a nation has
 * half a million of them.
 */
public final class AwardedValues implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int ABSENT = -1;

  private final TreeMap<String, Columns> byIndicator = new TreeMap<>();
  private final ArrayList<MaximumLine> maxima = new ArrayList<>();
  private final ArrayList<AreaSum> sums = new ArrayList<>();
  private long leftOut;

  /** Adds what one practice sent and was awarded for an indicator. */
  public void add(String indicator, AwardedLine line) {
    byIndicator
        .computeIfAbsent(indicator, any -> new Columns())
        .add(
            line.practiceCode(),
            number(line.numerator()),
            number(line.denominator()),
            number(line.register()),
            line.answer() == null ? ABSENT : line.answer() ? 1 : 0,
            line.awarded());
  }

  /** Adds the points that a practice could earn. */
  public void add(MaximumLine maximum) {
    maxima.add(maximum);
  }

  /** Adds what all practices of an area were awarded for a group. */
  public void add(AreaSum sum) {
    sums.add(sum);
  }

  /** Counts an awarded value that says nothing of the rules. */
  public void leaveOut() {
    leftOut++;
  }

  /** Adds another block's. */
  public void addAll(AwardedValues other) {
    other.byIndicator.forEach(
        (indicator, columns) ->
            byIndicator.computeIfAbsent(indicator, any -> new Columns()).addAll(columns));
    maxima.addAll(other.maxima);
    sums.addAll(other.sums);
    leftOut += other.leftOut;
  }

  /** The lines of an indicator, in the order in which they were added. */
  public List<AwardedLine> of(String indicator) {
    Columns columns = byIndicator.get(indicator);
    return columns == null ? List.of() : columns.lines();
  }

  /** Points that practices could earn, as published. */
  public List<MaximumLine> maxima() {
    return List.copyOf(maxima);
  }

  /** Points of areas, as published. */
  public List<AreaSum> sums() {
    return List.copyOf(sums);
  }

  /** Awarded values that were left out, as they may rest on something else than the rules. */
  public long leftOut() {
    return leftOut;
  }

  /** Whether no points are known of any practice or area. */
  public boolean isEmpty() {
    return byIndicator.isEmpty() && sums.isEmpty();
  }

  private static int number(@Nullable Integer value) {
    return value == null ? ABSENT : value;
  }

  private static final class Columns implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int WIDTH = 5;
    private final ArrayList<String> practices = new ArrayList<>();
    private int[] numbers = new int[WIDTH * 16];

    void add(String practice, int... line) {
      int at = practices.size() * WIDTH;
      if (at == numbers.length) {
        numbers = Arrays.copyOf(numbers, 2 * at);
      }
      System.arraycopy(line, 0, numbers, at, WIDTH);
      practices.add(practice);
    }

    void addAll(Columns other) {
      int at = practices.size() * WIDTH;
      int more = other.practices.size() * WIDTH;
      if (at + more > numbers.length) {
        numbers = Arrays.copyOf(numbers, Math.max(2 * at, at + more));
      }
      System.arraycopy(other.numbers, 0, numbers, at, more);
      practices.addAll(other.practices);
    }

    List<AwardedLine> lines() {
      List<AwardedLine> lines = new ArrayList<>(practices.size());
      for (int i = 0; i < practices.size(); i++) {
        int at = i * WIDTH;
        int answer = numbers[at + 3];
        lines.add(
            new AwardedLine(
                practices.get(i),
                orNull(numbers[at]),
                orNull(numbers[at + 1]),
                orNull(numbers[at + 2]),
                answer == ABSENT ? null : answer == 1,
                numbers[at + 4]));
      }
      return lines;
    }

    private static @Nullable Integer orNull(int number) {
      return number == ABSENT ? null : number;
    }
  }
}
