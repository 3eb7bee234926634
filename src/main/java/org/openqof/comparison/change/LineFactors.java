package org.openqof.comparison.change;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The factors of one payment line, which multiply to its payment before rounding.
 *
 * @param pointValueGbp price of a point, pounds
 * @param cpi contractor population index
 * @param apdf adjusted practice disease factor; 1 where the line is not adjusted; null where it is,
 *     and the practice sent no register: such a line earns nothing
 * @param availablePoints points available
 * @param earnedPoints points earned, not negative
 * @param pence what was paid, pence
 */
public record LineFactors(
    BigDecimal pointValueGbp,
    BigDecimal cpi,
    @Nullable BigDecimal apdf,
    BigDecimal availablePoints,
    BigDecimal earnedPoints,
    long pence) {}
