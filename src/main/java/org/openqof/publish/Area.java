package org.openqof.publish;

import org.jspecify.annotations.Nullable;

/**
 * One area, or one practice.
 *
 * @param code ODS code
 * @param onsCode ONS code, if there is one
 * @param name its name
 */
public record Area(String code, @Nullable String onsCode, String name) {
  /** The nation. */
  public static final Area ENGLAND = new Area("ENG", "E92000001", "England");
}
