package org.openqof.synthetic;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.IndicatorKind;
import org.openqof.rulebook.Indicator;

/**
 * An indicator code of the year's extract, as it is to be drawn and written.
 *
 * @param code its code
 * @param indicator the rulebook's indicator; null for management information and for registers that
 *     are delivered although they earn nothing
 * @param register number of the register that its patients come from; -1 when they come from the
 *     list
 * @param fieldRegister number of the register that its register field holds; -1 for the list
 * @param registerShare share of that register or list that its own register field holds; 1 for the
 *     group's register
 * @param registerField name of its register field; null when it sends none
 * @param carriesRegister whether it is the code under which the group's register counts
 * @param managementInformation whether it is not an indicator but management information
 * @param base the list its patients come from when they come from no register
 * @param share share of the register or list that is eligible before exclusions
 * @param excluded share of the eligible that is excluded
 * @param adjusted share of the rest that is adjusted for personalised care, at a middling practice
 * @param reached achievement of a middling practice
 * @param reasons its adjustments and exclusions
 */
record PlannedIndicator(
    String code,
    @Nullable Indicator indicator,
    int register,
    int fieldRegister,
    double registerShare,
    @Nullable String registerField,
    boolean carriesRegister,
    boolean managementInformation,
    ListType base,
    double share,
    double excluded,
    double adjusted,
    double reached,
    List<Reason> reasons) {

  /** Whether it has a numerator and a denominator. */
  boolean isShare() {
    return indicator != null && indicator.kind().isShare();
  }

  /** Whether it is answered with yes or no. */
  boolean isAnswer() {
    return indicator != null && indicator.kind() == IndicatorKind.YES_NO;
  }

  /** Whether it is an indicator of the year's rulebook. */
  boolean isIndicator() {
    return indicator != null;
  }
}
