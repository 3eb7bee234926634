package org.openqof.synthetic;

import org.openqof.rulebook.Group;

/**
 * A register of the year, as it is to be drawn.
 *
 * @param group the group it belongs to
 * @param band the list its prevalence is a share of
 * @param prevalence national prevalence in that list
 * @param spread standard deviation of the logarithm of practice prevalence
 * @param growth yearly growth of the prevalence
 * @param ageing how far it follows the practice's age, 0 to 1
 */
record PlannedRegister(
    Group group, ListType band, double prevalence, double spread, double growth, double ageing) {}
