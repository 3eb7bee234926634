package org.openqof.synthetic;

import org.openqof.rulebook.Group;

/**
 * A register of the year, as it is to be drawn.
 *
 * @param code its code: that of its group, or its own where it is not its group's
 * @param field the extract's name of its field
 * @param group the group it belongs to
 * @param within number of the register that its patients are a share of; -1 where they are of the
 *     list
 * @param band the list its prevalence is a share of
 * @param prevalence national prevalence in that list, or national share of the register it lies
 *     within
 * @param spread standard deviation of the logarithm of practice prevalence
 * @param growth yearly growth of the prevalence
 * @param ageing how far it follows the practice's age, 0 to 1
 */
record PlannedRegister(
    String code,
    String field,
    Group group,
    int within,
    ListType band,
    double prevalence,
    double spread,
    double growth,
    double ageing) {

  /** Whether it is the register of its group. */
  boolean isOfGroup() {
    return within < 0;
  }
}
