package org.openqof.whatif.scenario;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.PointsRounding;
import org.openqof.domain.Ratio;
import org.openqof.practice.PricedPractice.Line;
import org.openqof.practice.SettledPoints.Settlement;

/**
 * Sums of one indicator's lines. A difference of two sums is one as well, and can be below zero.
 */
public final class LineSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private long pence;
  private long pointHundredths;
  private int inFull;
  private int withoutBaseYear;
  private long withoutBaseYearPence;

  /**
   * One line as whole numbers. A line that is not priced counts as nothing.
   *
   * @param withoutBaseYear 1 where it was to be protected and is paid on own performance, because
   *     no points of its base year are known
   */
  record OfLine(long pence, long pointHundredths, int inFull, int withoutBaseYear) {
    static final OfLine NONE = new OfLine(0, 0, 0, 0);

    static OfLine of(Line line, PointsRounding rounding) {
      BigDecimal payment = line.paymentGbp();
      Ratio points = line.settled().points();
      if (payment == null || points == null) {
        return NONE;
      }
      BigDecimal shown = rounding.shown(points);
      BigDecimal available = line.earned().indicator().availablePoints();
      return new OfLine(
          payment.unscaledValue().longValueExact(),
          shown.unscaledValue().longValueExact(),
          available.signum() > 0 && shown.compareTo(available) == 0 ? 1 : 0,
          line.settled().how() == Settlement.NO_BASE_YEAR ? 1 : 0);
    }
  }

  void add(OfLine line) {
    pence += line.pence();
    pointHundredths += line.pointHundredths();
    inFull += line.inFull();
    withoutBaseYear += line.withoutBaseYear();
    withoutBaseYearPence += line.withoutBaseYear() * line.pence();
  }

  void subtract(OfLine line) {
    pence -= line.pence();
    pointHundredths -= line.pointHundredths();
    inFull -= line.inFull();
    withoutBaseYear -= line.withoutBaseYear();
    withoutBaseYearPence -= line.withoutBaseYear() * line.pence();
  }

  void add(LineSums other) {
    pence += other.pence;
    pointHundredths += other.pointHundredths;
    inFull += other.inFull;
    withoutBaseYear += other.withoutBaseYear;
    withoutBaseYearPence += other.withoutBaseYearPence;
  }

  /** Both together. */
  LineSums plus(@Nullable LineSums other) {
    LineSums sum = new LineSums();
    sum.add(this);
    if (other != null) {
      sum.add(other);
    }
    return sum;
  }

  /** The payments, pounds. */
  public BigDecimal paymentGbp() {
    return BigDecimal.valueOf(pence, 2);
  }

  /** The points paid. */
  public BigDecimal points() {
    return BigDecimal.valueOf(pointHundredths, 2);
  }

  /** Practices that are paid all points available. */
  public int inFull() {
    return inFull;
  }

  /**
   * Practices that were to be paid points of a base year and are paid on own performance, because
   * no such points are known.
   */
  public int withoutBaseYear() {
    return withoutBaseYear;
  }

  /** Their payments, pounds. */
  public BigDecimal withoutBaseYearGbp() {
    return BigDecimal.valueOf(withoutBaseYearPence, 2);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LineSums that
        && pence == that.pence
        && pointHundredths == that.pointHundredths
        && inFull == that.inFull
        && withoutBaseYear == that.withoutBaseYear
        && withoutBaseYearPence == that.withoutBaseYearPence;
  }

  @Override
  public int hashCode() {
    return Objects.hash(pence, pointHundredths, inFull, withoutBaseYear, withoutBaseYearPence);
  }

  @Override
  public String toString() {
    return paymentGbp() + " for " + points() + " points, " + inFull + " in full";
  }
}
