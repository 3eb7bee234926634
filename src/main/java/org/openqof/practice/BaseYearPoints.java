package org.openqof.practice;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;

/**
 * Points that practices were paid in the base years of a year's income protection: one whole number
 * a practice and base indicator, so that it can travel to every task. Filled before it is used, and
 * not changed afterwards.
 *
 * <p>A protected indicator rests on one indicator of its base year, or on several whose points are
 * pooled: then both points and points available are those of all of them together. A practice that
 * lacks the points of one has none of the pool.
 *
 * <p>The baselines of the year's routes of improvement come from earlier years as well and travel
 * with the points.
 */
public final class BaseYearPoints implements Serializable {
  private static final long serialVersionUID = 2L;
  private static final int NOT_KNOWN = -1;

  private final TreeMap<String, Base> bases;
  private final TreeMap<String, Origin> origins = new TreeMap<>();
  private final HashMap<String, int[]> positions = new HashMap<>();
  private final HashMap<BaseIndicator, Integer> positionOf = new HashMap<>();
  private final HashMap<BaseIndicator, BigDecimal> available = new HashMap<>();
  private final HashMap<String, int[]> hundredths = new HashMap<>();
  private final ImprovementBaselines baselines;

  /** An indicator of a base year. */
  private record BaseIndicator(FinancialYear year, String code) implements Serializable {}

  /**
   * What a protected indicator rests on.
   *
   * @param year the base year
   * @param indicatorCodes the indicator in that year; several where their points are pooled
   */
  public record Base(FinancialYear year, List<String> indicatorCodes) implements Serializable {
    public Base {
      indicatorCodes = List.copyOf(indicatorCodes);
    }
  }

  /**
   * Where a protected indicator's points come from.
   *
   * @param year the base year
   * @param indicatorCodes the indicator in that year; several where their points are pooled
   * @param availablePoints points available for all of them in that year
   */
  public record Origin(FinancialYear year, List<String> indicatorCodes, BigDecimal availablePoints)
      implements Serializable {
    public Origin {
      indicatorCodes = List.copyOf(indicatorCodes);
    }
  }

  /**
   * No points yet, and no baselines of improvement.
   *
   * @param bases what each protected indicator rests on
   */
  public BaseYearPoints(Map<String, Base> bases) {
    this(bases, ImprovementBaselines.none());
  }

  /**
   * No points yet.
   *
   * @param bases what each protected indicator rests on
   * @param baselines what the year's routes of improvement rest on
   */
  public BaseYearPoints(Map<String, Base> bases, ImprovementBaselines baselines) {
    this.baselines = baselines;
    this.bases = new TreeMap<>(bases);
    this.bases.forEach(
        (indicator, base) ->
            positions.put(
                indicator,
                base.indicatorCodes().stream()
                    .mapToInt(
                        code ->
                            positionOf.computeIfAbsent(
                                new BaseIndicator(base.year(), code), next -> positionOf.size()))
                    .toArray()));
  }

  /** No base year is known. */
  public static BaseYearPoints none() {
    return new BaseYearPoints(Map.of());
  }

  /**
   * Notes the points that were available for an indicator of a base year; the first that is said
   * counts.
   */
  public void available(FinancialYear year, String code, BigDecimal points) {
    if (available.putIfAbsent(new BaseIndicator(year, code), points) == null) {
      bases.forEach(
          (indicator, base) -> {
            if (base.year().equals(year) && base.indicatorCodes().contains(code)) {
              settleOrigin(indicator, base);
            }
          });
    }
  }

  /** An indicator has an origin as soon as every part of it is known. */
  private void settleOrigin(String indicator, Base base) {
    BigDecimal sum = BigDecimal.ZERO;
    for (String code : base.indicatorCodes()) {
      BigDecimal points = available.get(new BaseIndicator(base.year(), code));
      if (points == null) {
        return;
      }
      sum = sum.add(points);
    }
    origins.put(indicator, new Origin(base.year(), base.indicatorCodes(), sum));
  }

  /** Where an indicator's points come from; null where its base year's results are not known. */
  public @Nullable Origin origin(String indicator) {
    return origins.get(indicator);
  }

  /** What the year's routes of improvement rest on. */
  public ImprovementBaselines baselines() {
    return baselines;
  }

  /** Whether any protected indicator rests on this one. */
  public boolean needs(FinancialYear year, String code) {
    return positionOf.containsKey(new BaseIndicator(year, code));
  }

  /**
   * Notes the points of one practice for one indicator of a base year.
   *
   * @param pointHundredths points paid in the base year, hundredths of a point
   */
  public void put(String practiceCode, FinancialYear year, String code, int pointHundredths) {
    Integer position = positionOf.get(new BaseIndicator(year, code));
    if (position == null) {
      throw new IllegalArgumentException("nothing rests on " + code + " of " + year);
    }
    hundredths.computeIfAbsent(practiceCode, practice -> noneKnown())[position] = pointHundredths;
  }

  private int[] noneKnown() {
    int[] none = new int[positionOf.size()];
    Arrays.fill(none, NOT_KNOWN);
    return none;
  }

  /**
   * Points that a practice was paid for everything an indicator rests on; null where the points of
   * any part are not known.
   */
  public @Nullable BigDecimal points(String practiceCode, String indicator) {
    int[] parts = positions.get(indicator);
    int[] ofPractice = hundredths.get(practiceCode);
    if (parts == null || ofPractice == null) {
      return null;
    }
    long sum = 0;
    for (int part : parts) {
      if (ofPractice[part] == NOT_KNOWN) {
        return null;
      }
      sum += ofPractice[part];
    }
    return BigDecimal.valueOf(sum, 2);
  }
}
