package org.openqof.rulebook;

import java.io.Serializable;
import java.util.List;

/**
 * A register that is not that of a group: kept for some indicators of a group, and the prevalence
 * that adjusts their payment. Heart failure has two registers in the payment service's extract, and
 * the one of left ventricular systolic dysfunction pays two of its indicators.
 *
 * <p>It is a national figure and a factor of its own, under its code. The group's published
 * prevalence stays that of the group's register. See {@code docs/method.md}, section 7, and {@code
 * docs/interpretations.md}.
 *
 * @param code its code, such as {@code LVSD}; no group has the same
 * @param name its name for people
 * @param groupCode the group whose indicators it serves
 * @param field the extract's name of the register field, delivered with each of its indicators
 * @param indicators the indicators whose values are delivered with it, the first of which is asked
 *     first
 * @param pays whether it gives their factor; otherwise the register of their group does
 * @param citation where it comes from: keys into {@code citations.yaml}, separated by a space
 */
public record Register(
    String code,
    String name,
    String groupCode,
    String field,
    List<String> indicators,
    boolean pays,
    String citation)
    implements Serializable {

  public Register {
    indicators = List.copyOf(indicators);
  }
}
