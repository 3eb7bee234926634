package org.openqof.comparison.change;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A share of a practice's patients that went to another practice.
 *
 * @param from ODS code of the practice that closed or gave patients
 * @param to ODS code of the practice that took them
 * @param date first day at the successor
 * @param share share of the patients, above 0 and up to 1
 */
public record Succession(String from, String to, LocalDate date, BigDecimal share) {}
