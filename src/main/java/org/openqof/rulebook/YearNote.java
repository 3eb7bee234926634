package org.openqof.rulebook;

import org.openqof.domain.FinancialYear;

/**
 * What a whole year does to every comparison with another.
 *
 * @param year the year
 * @param what what it applies to
 * @param comparability what a comparison of this year with another is at best
 * @param status how far a source supports it
 * @param note why, in a sentence
 * @param citation keys into {@code citations.yaml}, separated by a space
 */
public record YearNote(
    FinancialYear year,
    Compared what,
    Comparability comparability,
    Status status,
    String note,
    String citation) {}
