package org.openqof.statistics;

import java.util.Locale;
import org.openqof.input.Geography;
import org.openqof.input.Geography.Area;

/** Levels of area, from primary care network to England. */
public enum AreaLevel {
  /** Primary care network, with an explicit place for practices that have none. */
  PCN,
  /** Sub-ICB location; clinical commissioning group to 2021-22. */
  SUB_ICB,
  /** Integrated care board; STP to 2020-21. */
  ICB,
  /** NHS England region. */
  REGION,
  /** England. */
  ENGLAND;

  private static final Area THE_NATION = new Area("ENG", "E92000001", "England");

  /** The area of this level a practice belongs to. */
  public Area of(Geography geography) {
    return switch (this) {
      case PCN -> geography.pcn();
      case SUB_ICB -> geography.subIcb();
      case ICB -> geography.icb();
      case REGION -> geography.region();
      case ENGLAND -> THE_NATION;
    };
  }

  /** Its name in tables, {@code sub_icb}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
