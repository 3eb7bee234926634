package org.openqof.practice;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openqof.input.PracticeReference.PublishedRegister;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Register;
import org.openqof.rulebook.Rulebook;

/**
 * The registers of one practice by group: as delivered with the group's register indicator, else
 * with any indicator of the group that carries the register, else as published in a prevalence
 * file; and, by their own codes, the registers that pay and are not group's.
 *
 * <p>A register that was not sent is absent. One that was published blank counts as 0, and its
 * practice's list stays in the denominator (the published totals hold only so).
 */
public final class PracticeRegisters {
  /** The measure of a register in published files; the extract's fields have longer names. */
  private static final String MEASURE = "REGISTER";

  private PracticeRegisters() {}

  /** Registers by code of the group or register, sorted; those that were not sent are absent. */
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
      Integer patients = carrier == null ? null : carrier.register(group.newlyDiagnosed());
      if (patients != null) {
        registers.put(group.code(), patients);
      }
    }
    for (Register own : rulebook.registers()) {
      if (own.pays()) {
        Integer patients = ofItsOwn(own, practice, rulebook);
        if (patients != null) {
          registers.put(own.code(), patients);
        }
      }
    }
    return registers;
  }

  /**
   * Codes of the registers that were not sent, for which published denominators stand.
   *
   * @param registers what {@link #of} gave
   */
  public static Set<String> standIns(
      PracticeYear practice, Rulebook rulebook, Map<String, Integer> registers) {
    Set<String> standIns = new TreeSet<>();
    for (Register own : rulebook.registers()) {
      if (registers.containsKey(own.code()) && sent(own, practice) == null) {
        standIns.add(own.code());
      }
    }
    return standIns;
  }

  /** Patients on a register as sent with the first of its indicators that has it. */
  private static @Nullable Integer sent(Register own, PracticeYear practice) {
    for (String code : own.indicators()) {
      IndicatorCounts counts = counts(practice, code);
      if (counts != null
          && counts.register() != null
          && own.field().equalsIgnoreCase(counts.registerName())) {
        return counts.register();
      }
    }
    return null;
  }

  /**
   * Patients on a register that belongs to no group: as sent under its field with one of its
   * indicators. Where a practice's values are published ones, which have no register but that of
   * the group, the patients that its indicators ask about stand for it: the largest denominator
   * with its adjustments, as the published tables of heart failure have it. Null where neither is
   * there, and where the adjustments of one of its indicators are not: how many they are is not
   * known.
   */
  private static @Nullable Integer ofItsOwn(
      Register own, PracticeYear practice, Rulebook rulebook) {
    Integer sent = sent(own, practice);
    if (sent != null) {
      return sent;
    }
    Integer asked = null;
    for (String code : own.indicators()) {
      IndicatorCounts counts = counts(practice, code);
      if (counts == null) {
        continue;
      }
      if (counts.register() != null && !MEASURE.equalsIgnoreCase(counts.registerName())) {
        // Any other register field says that the values are an extract's: nothing stands in.
        return null;
      }
      if (counts.denominator() != null) {
        if (counts.pcaCount() == null) {
          return null;
        }
        int patients = Math.addExact(counts.denominator(), counts.pcaCount());
        asked = asked == null ? patients : Math.max(asked, patients);
      }
    }
    return isPublished(own.groupCode(), practice, rulebook) ? asked : null;
  }

  /**
   * Whether the practice's register of a group is a published one: of a file of achievement, whose
   * measure is named so and no more, or else of a file of prevalence.
   */
  private static boolean isPublished(String group, PracticeYear practice, Rulebook rulebook) {
    String indicator = rulebook.group(group).map(Group::registerIndicator).orElse(null);
    IndicatorCounts counts = indicator == null ? null : counts(practice, indicator);
    if (counts != null && counts.register() != null) {
      return MEASURE.equalsIgnoreCase(counts.registerName());
    }
    return practice.reference().publishedRegisters().stream()
        .anyMatch(published -> published.groupCode().equals(group));
  }

  private static @Nullable IndicatorCounts counts(PracticeYear practice, String indicator) {
    for (IndicatorCounts counts : practice.counts()) {
      if (counts.indicatorCode().equals(indicator)) {
        return counts;
      }
    }
    return null;
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
