package org.openqof.nation;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
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
    SortedSet<String> paying = Leverage.paying(facts);
    Map<String, Set<String>> now = new HashMap<>();
    for (Contribution practice : facts.contributions()) {
      if (!practice.registers().isEmpty()) {
        now.put(practice.practiceCode(), practice.registers().keySet());
      }
    }
    Map<String, WithoutRegister> registers = new TreeMap<>();
    for (Contribution practice : facts.before().contributions()) {
      String code = practice.practiceCode();
      Set<String> sent = now.get(code);
      if (sent != null) {
        for (String group : practice.registers().keySet()) {
          if (paying.contains(group)) {
            WithoutRegister register =
                registers.computeIfAbsent(
                    group, any -> new WithoutRegister(new TreeSet<>(), new TreeSet<>(), false));
            register.practices.add(code);
            if (!sent.contains(group)) {
              register.without.add(code);
            }
          }
        }
      }
    }
    Set<String> ofLastYear = new TreeSet<>();
    for (Contribution practice : facts.before().contributions()) {
      ofLastYear.addAll(practice.registers().keySet());
    }
    for (String group : paying) {
      if (!ofLastYear.contains(group) && !now.isEmpty()) {
        Set<String> without = new TreeSet<>(now.keySet());
        without.removeIf(code -> now.getOrDefault(code, Set.of()).contains(group));
        registers.put(group, new WithoutRegister(new TreeSet<>(now.keySet()), without, true));
      }
    }
    return registers;
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
