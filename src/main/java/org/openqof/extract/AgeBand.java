package org.openqof.extract;

import java.util.List;

/**
 * A list type: the ages and the sex it counts. Bands count single years of age: {@code 17OV} is 17
 * and over, {@code 06_19} is 6 to 19 inclusive, {@code 1_2} ages 1 and 2, {@code UN01} age 0.
 *
 * <p>Source: the publication's code and its patient list types (qof-rules 8.5).
 *
 * @param listType its name
 * @param from youngest age counted
 * @param to oldest age counted; {@link #OPEN} for no upper end
 * @param femaleOnly whether only women are counted
 */
record AgeBand(String listType, int from, int to, boolean femaleOnly) {
  /** Stands for "and over". */
  static final int OPEN = 120;

  static final String TOTAL = "TOTAL";

  static final List<AgeBand> ALL =
      List.of(
          both(TOTAL, 0, OPEN),
          both("UN01", 0, 0),
          both("1_2", 1, 2),
          both("4_5", 4, 5),
          both("79_80", 79, 80),
          both("05OV", 5, OPEN),
          both("06OV", 6, OPEN),
          both("06_19", 6, 19),
          both("15OV", 15, OPEN),
          both("16OV", 16, OPEN),
          both("17OV", 17, OPEN),
          both("18OV", 18, OPEN),
          both("30_74", 30, 74),
          both("40OV", 40, OPEN),
          both("45OV", 45, OPEN),
          both("50OV", 50, OPEN),
          both("79UN", 0, 79),
          both("80OV", 80, OPEN),
          new AgeBand("25_49_F", 25, 49, true),
          new AgeBand("50_64_F", 50, 64, true),
          new AgeBand("25_64_F", 25, 64, true),
          both("UN05", 0, 4),
          new AgeBand("54UN_F", 0, 54, true));

  private static AgeBand both(String name, int from, int to) {
    return new AgeBand(name, from, to, false);
  }
}
