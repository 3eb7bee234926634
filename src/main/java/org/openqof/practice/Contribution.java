package org.openqof.practice;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
 * @param listDate date of the list published with the prevalence, where that stands for the
 *     contractor registered population; null where the population is one of the regulation's date
 */
public record Contribution(
    String practiceCode,
    int crp,
    Map<String, Integer> registers,
    Map<String, Integer> targets,
    Set<String> standIns,
    @Nullable LocalDate listDate)
    implements Serializable {

  /** The contribution of a practice that sent every register it brings. */
  public Contribution(
      String practiceCode, int crp, Map<String, Integer> registers, Map<String, Integer> targets) {
    this(practiceCode, crp, registers, targets, Set.of(), null);
  }

  /** The contribution to a year that pays no target population factor. */
  public Contribution(String practiceCode, int crp, Map<String, Integer> registers) {
    this(practiceCode, crp, registers, Map.of());
  }
}
