package org.openqof.practice;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openqof.input.PracticeReference.Source;

/**
 * How a payment came about: what holds for the practice, the steps of each line, and the way from
 * the lines to the pounds due; each in the order of the calculation.
 *
 * @param practice steps that hold for the whole practice, such as its contractor population index
 * @param lines steps of each line by indicator code, in the order of the lines
 * @param settlement from the sum of the lines to what is due
 */
public record Trace(List<Step> practice, Map<String, List<Step>> lines, List<Step> settlement) {

  public Trace {
    practice = List.copyOf(practice);
    lines = Collections.unmodifiableMap(new LinkedHashMap<>(lines));
    settlement = List.copyOf(settlement);
  }

  /** The steps of a line; none for an indicator without one. */
  public List<Step> line(String indicatorCode) {
    return lines.getOrDefault(indicatorCode, List.of());
  }

  /**
   * One step of a calculation.
   *
   * @param name what was worked out, such as {@code contractor population index}
   * @param formula the formula with its values, such as {@code 12,345 ÷ 9,639}
   * @param result the result as it goes on, exact or with the decimals shown
   * @param citation paragraph of the rules or key of a citation; null for a value that was read
   * @param sources extract lines that were used
   */
  public record Step(
      String name, String formula, String result, @Nullable String citation, List<Source> sources) {
    public Step {
      sources = List.copyOf(sources);
    }
  }
}
