package org.openqof.publish;

import org.openqof.domain.FinancialYear;
import org.openqof.rulebook.Rulebook;
import org.openqof.tables.Block;

/**
 * One published year as far as a series of years shows it.
 *
 * @param year the financial year
 * @param rulebook its regulation
 * @param groups its rows of {@code area_groups}
 */
public record EnglandYear(FinancialYear year, Rulebook rulebook, Block groups) {}
