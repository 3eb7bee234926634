package org.openqof.practice;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openqof.practice.PracticeReference.PublishedRegister;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Rulebook;

/**
 * The registers of one practice by group: as delivered with the group's register indicator, else
 * with any indicator of the group that carries the register, else as published in a prevalence
 * file.
 *
 * <p>A register that was not sent is absent. One that was published blank counts as 0, and its
 * practice's list stays in the denominator (the published totals hold only so).
 */
public final class PracticeRegisters {
  private PracticeRegisters() {}

  /** Registers by group code, sorted; groups without a register are absent. */
  public static Map<String, Integer> of(PracticeYear practice, Rulebook rulebook) {
    Map<String, Integer> registers = new TreeMap<>();
    for (PublishedRegister published : practice.reference().publishedRegisters()) {
      registers.put(published.groupCode(), published.patients() == null ? 0 : published.patients());
    }
    Map<String, IndicatorCounts> counts = new HashMap<>();
    for (IndicatorCounts indicator : practice.counts()) {
      if (indicator.register() != null) {
        counts.put(indicator.indicatorCode(), indicator);
      }
    }
    for (Group group : rulebook.groups()) {
      if (group.registerIndicator() == null) {
        continue;
      }
      IndicatorCounts carrier = counts.get(group.registerIndicator());
      if (carrier == null) {
        carrier = otherCarrier(group, rulebook, counts);
      }
      if (carrier != null && carrier.register() != null) {
        registers.put(group.code(), carrier.register());
      }
    }
    return registers;
  }

  /** Another indicator of the group under which the extract delivers the same register by name. */
  private static @Nullable IndicatorCounts otherCarrier(
      Group group, Rulebook rulebook, Map<String, IndicatorCounts> counts) {
    for (Indicator indicator : rulebook.indicators()) {
      IndicatorCounts carrier = counts.get(indicator.code());
      if (carrier != null
          && carrier.registerName() != null
          && indicator.groupCode().equals(group.code())
          && carrier.registerName().equalsIgnoreCase(group.registerField())) {
        return carrier;
      }
    }
    return null;
  }
}
