package org.openqof.publish;

import java.util.Locale;
import org.openqof.input.Geography;

/** Levels of the publication, from practice to England. */
public enum Level {
  /** A practice. */
  PRACTICE,
  /** Primary care network, with an explicit place for practices that have none. */
  PCN,
  /** Sub-ICB location; clinical commissioning group to 2021-22. */
  SUB_ICB,
  /** Integrated care board; STP to 2020-21. */
  ICB,
  /** NHS England region. */
  REGION,
  /** England. */
  ENGLAND,
  /** A group of a grouping that was given with the command; there only when one was. */
  GROUP;

  /** Its name in tables, {@code sub_icb}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The area of this level that a practice lies in. */
  Area of(Place place) {
    Geography geography = place.geography();
    return switch (this) {
      case PRACTICE -> new Area(place.code(), null, place.name());
      case PCN -> area(geography.pcn());
      case SUB_ICB -> area(geography.subIcb());
      case ICB -> area(geography.icb());
      case REGION -> area(geography.region());
      case ENGLAND -> Area.ENGLAND;
      case GROUP -> throw new IllegalArgumentException("groups are not on the map");
    };
  }

  private static Area area(Geography.Area area) {
    return new Area(area.odsCode(), area.onsCode(), area.name());
  }
}
