package org.openqof.gate.figures;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.openqof.domain.Ratio;
import org.openqof.practice.Contribution;

/**
 * The practices that bring registers this year, but not this one, though it can be asked of them:
 * they brought it last year; or nobody did, as it is new or last year is not known, and others
 * bring it now. A prevalence hardly shows them: their lists leave its denominator with their
 * patients. See {@code docs/method.md}, section 27.
 *
 * @param practices practices of which it can be asked, not empty
 * @param without those of them that did not bring it this year; a register with nobody on it was
 *     brought
 * @param isNew whether nobody brought it last year, so that it is asked of every practice that
 *     brings any
 */
record WithoutRegister(Set<String> practices, Set<String> without, boolean isNew) {

  /**
   * The registers that the year pays by, by group; none where nobody brings any register. Practices
   * that bring no register at all are missing practices, and not counted here.
   */
  static Map<String, WithoutRegister> of(GateFacts facts) {
    Map<String, Set<String>> now = new HashMap<>();
    for (Contribution practice : facts.contributions()) {
      if (!practice.registers().isEmpty()) {
        now.put(practice.practiceCode(), practice.registers().keySet());
      }
    }
    Map<String, WithoutRegister> registers = new TreeMap<>();
    for (String group : Leverage.paying(facts)) {
      boolean isNew = true;
      Set<String> asked = new HashSet<>();
      for (Contribution practice : facts.before().contributions()) {
        if (practice.registers().containsKey(group)) {
          isNew = false;
          if (now.containsKey(practice.practiceCode())) {
            asked.add(practice.practiceCode());
          }
        }
      }
      Set<String> practices = isNew ? now.keySet() : asked;
      if (!practices.isEmpty()) {
        registers.put(
            group,
            new WithoutRegister(
                Collections.unmodifiableSet(practices), without(group, practices, now), isNew));
      }
    }
    return registers;
  }

  private static Set<String> without(
      String group, Set<String> practices, Map<String, Set<String>> now) {
    Set<String> without = new HashSet<>();
    for (String code : practices) {
      if (!now.getOrDefault(code, Set.of()).contains(group)) {
        without.add(code);
      }
    }
    return without;
  }

  /** Whether nobody brings it, this year or last. */
  boolean isBroughtByNobody() {
    return isNew && without.size() == practices.size();
  }

  /** Those without the register as a share of those of which it can be asked. */
  Ratio share() {
    return Ratio.of(without.size(), practices.size());
  }

  /** How many they are, as people read it. */
  String words() {
    return "%,d of %,d that %s"
        .formatted(
            without.size(),
            practices.size(),
            isNew ? "sent any register; nobody sent it last year" : "sent it last year");
  }
}
