package org.openqof.settings;

import java.io.Serializable;
import org.openqof.domain.FinancialYear;
import org.openqof.store.Lake;

/**
 * The place in the lake that a step fills.
 *
 * @param lake the lake
 * @param year the financial year
 * @param version the version being made
 */
public record YearVersion(Lake lake, FinancialYear year, int version) implements Serializable {}
