package org.openqof.publish.workbook;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.openqof.publish.Area;
import org.openqof.publish.GroupFigures;
import org.openqof.publish.IndicatorFigures;
import org.openqof.publish.LevelFigures;
import org.openqof.publish.Place;
import org.openqof.publish.PointFigures;

/**
 * One area as a sheet shows it: its figures of this year and of the year before.
 *
 * @param now figures of this year at the sheet's level
 * @param at position of the area in them
 * @param before figures of the year before on this year's map; null when not at hand
 * @param atBefore position in those; -1 when the area had no practice then
 * @param place the practice with its areas, at practice level; null at others
 */
record Row(
    LevelFigures now, int at, @Nullable LevelFigures before, int atBefore, @Nullable Place place) {

  Area area() {
    return now.areas().get(at);
  }

  @Nullable GroupFigures group(Year year, String code) {
    if (year == Year.NOW) {
      return now.group(at, code);
    }
    return before == null || atBefore < 0 ? null : before.group(atBefore, code);
  }

  @Nullable IndicatorFigures indicator(Year year, String code) {
    if (year == Year.NOW) {
      return now.indicator(at, code);
    }
    return before == null || atBefore < 0 ? null : before.indicator(atBefore, code);
  }

  @Nullable PointFigures points(Year year) {
    if (year == Year.NOW) {
      return now.points(at);
    }
    return before == null || atBefore < 0 ? null : before.points(atBefore);
  }

  @Nullable Long list(Year year, String type) {
    if (year == Year.NOW) {
      return now.list(at, type);
    }
    return before == null || atBefore < 0 ? null : before.list(atBefore, type);
  }

  /** This year's fraction less last year's; null when one is missing. */
  static @Nullable BigDecimal change(@Nullable BigDecimal now, @Nullable BigDecimal before) {
    return now == null || before == null ? null : now.subtract(before);
  }

  /** The two years of a sheet. */
  enum Year {
    /** The year before. */
    BEFORE,
    /** This year. */
    NOW
  }
}
