package org.openqof.practice;

import java.io.Serializable;
import java.util.Map;
import java.util.Set;

/**
 * What one payable practice that takes part on 31 March brings to the national figures.
 *
 * @param practiceCode ODS code
 * @param crp contractor registered population, above 0
 * @param registers registers by group; a group that was not sent is absent, zero counts
 * @param targets patients in the target populations of additional services by list type; empty in a
 *     year that pays no target population factor
 * @param standIns those of the registers that were not sent, and for which the patients that their
 *     indicators ask about stand, see {@link PracticeRegisters}
 */
public record Contribution(
    String practiceCode,
    int crp,
    Map<String, Integer> registers,
    Map<String, Integer> targets,
    Set<String> standIns)
    implements Serializable {

  /** The contribution of a practice that sent every register it brings. */
  public Contribution(
      String practiceCode, int crp, Map<String, Integer> registers, Map<String, Integer> targets) {
    this(practiceCode, crp, registers, targets, Set.of());
  }

  /** The contribution to a year that pays no target population factor. */
  public Contribution(String practiceCode, int crp, Map<String, Integer> registers) {
    this(practiceCode, crp, registers, Map.of());
  }
}
