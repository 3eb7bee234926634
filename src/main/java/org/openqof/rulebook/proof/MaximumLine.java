package org.openqof.rulebook.proof;

import java.io.Serializable;
import java.util.Set;

/**
 * The points that one practice could earn, as published.
 *
 * @param practiceCode ODS code
 * @param maximum points it could earn
 * @param emptyRegisters groups of which the practice has no patients
 */
public record MaximumLine(String practiceCode, int maximum, Set<String> emptyRegisters)
    implements Serializable {
  public MaximumLine {
    emptyRegisters = Set.copyOf(emptyRegisters);
  }
}
