package org.openqof.comparison.change;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.practice.SettledPoints.Settlement;
import org.openqof.tables.Block;
import org.openqof.tables.Field;
import org.openqof.tables.PaymentLines;

/** The payment lines of one year, found by practice. */
public final class YearLines {
  /** How income protection settles a line otherwise than by the year's own performance. */
  private static final Set<String> SETTLED =
      Set.of(Settlement.PROTECTED.word(), Settlement.PAID_IN_FULL.word());

  private final FinancialYear year;
  private final Block rows;
  private final Map<String, int[]> spans = new LinkedHashMap<>();

  /**
   * Lines of a year.
   *
   * @param year the year
   * @param rows rows of {@code payment_lines} with at least {@link #columns}, sorted by its key
   */
  public YearLines(FinancialYear year, Block rows) {
    this.year = year;
    this.rows = rows;
    int first = 0;
    for (int row = 1; row <= rows.rows(); row++) {
      if (row == rows.rows() || !practice(row).equals(practice(first))) {
        spans.put(practice(first), new int[] {first, row});
        first = row;
      }
    }
  }

  /** The columns that a comparison reads. */
  public static List<Field> columns() {
    return List.of(
        PaymentLines.PRACTICE_CODE,
        PaymentLines.INDICATOR_CODE,
        PaymentLines.AVAILABLE_POINTS,
        PaymentLines.EARNED_POINTS,
        PaymentLines.POINT_VALUE_GBP,
        PaymentLines.CPI,
        PaymentLines.PREVALENCE_GROUP,
        PaymentLines.APDF,
        PaymentLines.ACHIEVEMENT_PAYMENT_GBP,
        PaymentLines.PERFORMANCE_POINTS,
        PaymentLines.PROTECTION);
  }

  private String practice(int row) {
    return rows.textAt(PaymentLines.PRACTICE_CODE, row);
  }

  FinancialYear year() {
    return year;
  }

  /** Practices with a line. */
  Set<String> practices() {
    return spans.keySet();
  }

  /** Whether the year has no lines. */
  public boolean isEmpty() {
    return spans.isEmpty();
  }

  /** First row of a practice, and the row after its last; an empty span for one without lines. */
  int[] span(String practice) {
    return spans.getOrDefault(practice, new int[] {0, 0});
  }

  String indicator(int row) {
    return rows.textAt(PaymentLines.INDICATOR_CODE, row);
  }

  /** What was paid, pence; 0 where the line is not priced. */
  long pence(int row) {
    return isPriced(row) ? rows.unscaledAt(PaymentLines.ACHIEVEMENT_PAYMENT_GBP, row) : 0;
  }

  boolean isPriced(int row) {
    return rows.has(PaymentLines.ACHIEVEMENT_PAYMENT_GBP, row)
        && rows.has(PaymentLines.EARNED_POINTS, row);
  }

  /**
   * The factors of a priced line. Where income protection settled it, those of the year's own
   * performance: what protection adds is {@link #protectionPence}. An adjusted line whose register
   * was not sent has no factor, and nothing would be paid for points of its own (I21).
   */
  LineFactors factors(int row) {
    BigDecimal price = decimal(PaymentLines.POINT_VALUE_GBP, row);
    BigDecimal cpi = decimal(PaymentLines.CPI, row);
    BigDecimal available = decimal(PaymentLines.AVAILABLE_POINTS, row);
    boolean hasFactor = rows.has(PaymentLines.APDF, row);
    if (!hasFactor && rows.has(PaymentLines.PREVALENCE_GROUP, row)) {
      return new LineFactors(price, cpi, null, available, BigDecimal.ZERO, 0);
    }
    BigDecimal apdf = hasFactor ? decimal(PaymentLines.APDF, row) : BigDecimal.ONE;
    if (!isProtected(row)) {
      return new LineFactors(
          price, cpi, apdf, available, decimal(PaymentLines.EARNED_POINTS, row), pence(row));
    }
    BigDecimal own = decimal(PaymentLines.PERFORMANCE_POINTS, row);
    long pence =
        price
            .multiply(cpi)
            .multiply(apdf)
            .multiply(own)
            .movePointRight(2)
            .setScale(0, RoundingMode.HALF_UP)
            .longValueExact();
    return new LineFactors(price, cpi, apdf, available, own, pence);
  }

  /**
   * What a priced line pays above what the year's own performance would have paid, pence; below it
   * when negative, 0 where income protection did not settle it. A practice that sent nothing has no
   * own performance: all of the line is protection.
   */
  long protectionPence(int row) {
    return isProtected(row) ? pence(row) - factors(row).pence() : 0;
  }

  private boolean isProtected(int row) {
    return rows.has(PaymentLines.PROTECTION, row)
        && SETTLED.contains(rows.textAt(PaymentLines.PROTECTION, row));
  }

  private BigDecimal decimal(Field field, int row) {
    @Nullable BigDecimal value = rows.decimalOrNull(field, row);
    return value == null ? BigDecimal.ZERO : value;
  }
}
