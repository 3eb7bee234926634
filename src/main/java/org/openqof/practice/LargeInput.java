package org.openqof.practice;

import java.io.Serializable;
import java.math.BigDecimal;

/**
 * An input of one paid practice that multiplies or moves its payment by itself, for the gate to
 * judge by its pounds.
 *
 * @param practiceCode ODS code
 * @param kind what kind of input it is
 * @param subject how many corrections there are, or the days of the part of a year
 * @param pounds what it adds to the practice's total achievement or, below zero, takes away
 * @param achievementGbp the practice's unadjusted achievement payment, pounds
 */
public record LargeInput(
    String practiceCode, Kind kind, String subject, BigDecimal pounds, BigDecimal achievementGbp)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Kinds of such inputs. */
  public enum Kind {
    /** All corrections of the practice, in pounds and points. */
    CORRECTION,
    /** A part of the year that the practice reference contradicts. */
    DURATION,
    /** A part of the year of which the practice reference says nothing. */
    UNWITNESSED_DURATION
  }
}
