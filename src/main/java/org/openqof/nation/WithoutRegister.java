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
 * The practices that brought a register last year and bring others, but not this one, this year. A
 * prevalence hardly shows them: their lists leave its denominator with their patients. See {@code
 * docs/method.md}, section 27.
 *
 * @param practices practices counted in both years that brought the register last year, not empty
 * @param without those of them that did not bring it this year; a register with nobody on it was
 *     brought
 */
record WithoutRegister(Set<String> practices, Set<String> without) {

  /**
   * The registers that the year pays by, by group; those that nobody brought last year are absent.
   * Practices that bring no register at all are missing practices, and not counted here.
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
                    group, any -> new WithoutRegister(new TreeSet<>(), new TreeSet<>()));
            register.practices.add(code);
            if (!sent.contains(group)) {
              register.without.add(code);
            }
          }
        }
      }
    }
    return registers;
  }

  /** Those without the register as a share of those that brought it last year. */
  Ratio share() {
    return Ratio.of(without.size(), practices.size());
  }

  /** How many they are, as people read it. */
  String words() {
    return "%,d of %,d that sent it last year".formatted(without.size(), practices.size());
  }
}
