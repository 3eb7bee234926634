package org.openqof.practice;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;

/**
 * Points that practices were paid in the base years of a year's income protection: one whole number
 * a practice and protected indicator, so that it can travel to every task. Filled before it is
 * used, and not changed afterwards.
 */
public final class BaseYearPoints implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int NONE_PAID = -1;

  private final TreeMap<String, Origin> origins = new TreeMap<>();
  private final HashMap<String, Integer> positions = new HashMap<>();
  private final HashMap<String, int[]> hundredths = new HashMap<>();

  /**
   * Where a protected indicator's points come from.
   *
   * @param year the base year
   * @param indicatorCode the indicator's code in that year
   * @param availablePoints points available for it in that year
   */
  public record Origin(FinancialYear year, String indicatorCode, BigDecimal availablePoints)
      implements Serializable {}

  /**
   * No points yet.
   *
   * @param indicators the protected indicators
   */
  public BaseYearPoints(Collection<String> indicators) {
    for (String indicator : indicators) {
      positions.put(indicator, positions.size());
    }
  }

  /** No base year is known. */
  public static BaseYearPoints none() {
    return new BaseYearPoints(List.of());
  }

  /** Notes where an indicator's points come from. */
  public void from(String indicator, Origin origin) {
    origins.put(indicator, origin);
  }

  /** Where an indicator's points come from; null where its base year's results are not known. */
  public @Nullable Origin origin(String indicator) {
    return origins.get(indicator);
  }

  /**
   * Notes the points of one practice for one protected indicator.
   *
   * @param pointHundredths points paid in the base year, hundredths of a point
   */
  public void put(String practiceCode, String indicator, int pointHundredths) {
    Integer position = positions.get(indicator);
    if (position == null) {
      throw new IllegalArgumentException("no base year of " + indicator);
    }
    hundredths.computeIfAbsent(practiceCode, practice -> nonePaid())[position] = pointHundredths;
  }

  private int[] nonePaid() {
    int[] none = new int[positions.size()];
    Arrays.fill(none, NONE_PAID);
    return none;
  }

  /** Points that a practice was paid; null where it has none of that indicator's base year. */
  public @Nullable BigDecimal points(String practiceCode, String indicator) {
    Integer position = positions.get(indicator);
    int[] ofPractice = hundredths.get(practiceCode);
    return position == null || ofPractice == null || ofPractice[position] == NONE_PAID
        ? null
        : BigDecimal.valueOf(ofPractice[position], 2);
  }
}
