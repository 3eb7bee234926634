package org.openqof.rulebook;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A group of indicators that share a disease, and its register where it has one.
 *
 * @param code the group's code, such as {@code AF}
 * @param name its published name
 * @param domainCode {@code CL}, {@code PH}, {@code PHAS}, {@code PHVI} or {@code QI}; in the first
 *     years also {@code ORG} (organisational), {@code PE} (patient experience), {@code AS}
 *     (additional services), {@code QP} (quality and productivity), {@code HOL} (holistic care),
 *     {@code QPP} (quality practice payment) and {@code ACC} (access bonus)
 * @param domainName the domain's published name
 * @param listType patient list against which the group's prevalence is published, {@code TOTAL},
 *     {@code 06OV}, …
 * @param registerIndicator the indicator under which the extract delivers the group's register;
 *     null for a group without one
 * @param registerField the extract's name of that register; null for a group without one
 * @param publishesPrevalence whether the register is published as a prevalence (21 groups), rather
 *     than serving payment only
 * @param zeroRegisterReducesMaximum whether an empty register takes the group's points out of the
 *     practice's maximum
 * @param newlyDiagnosed whether the register counts new diagnoses, so that it is not a prevalence
 * @param targetPopulation list type of the target population of an additional service, {@code
 *     25_64_F}; null for every other group
 * @param linkedArea the group together with which it is one area of holistic care; null where it is
 *     an area of its own
 */
public record Group(
    String code,
    String name,
    String domainCode,
    String domainName,
    String listType,
    @Nullable String registerIndicator,
    @Nullable String registerField,
    boolean publishesPrevalence,
    boolean zeroRegisterReducesMaximum,
    boolean newlyDiagnosed,
    @Nullable String targetPopulation,
    @Nullable String linkedArea)
    implements Serializable {

  /** A group that is an area of its own. */
  public Group(
      String code,
      String name,
      String domainCode,
      String domainName,
      String listType,
      @Nullable String registerIndicator,
      @Nullable String registerField,
      boolean publishesPrevalence,
      boolean zeroRegisterReducesMaximum,
      boolean newlyDiagnosed,
      @Nullable String targetPopulation) {
    this(
        code,
        name,
        domainCode,
        domainName,
        listType,
        registerIndicator,
        registerField,
        publishesPrevalence,
        zeroRegisterReducesMaximum,
        newlyDiagnosed,
        targetPopulation,
        null);
  }

  /** The area whose share of points counts for breadth of care: the group's own if no other. */
  public String area() {
    return linkedArea == null ? code : linkedArea;
  }
}
