package org.openqof.publish.contract;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The ages of a list, from its code ({@code 17OV}) or from the words of a heading. */
record Ages(int from, int to, boolean women) {
  private static final int OLDEST = 119;
  private static final Pattern NUMBERS = Pattern.compile("\\d+");

  static Ages of(String list) {
    Matcher numbers = NUMBERS.matcher(list);
    int first = numbers.find() ? Integer.parseInt(numbers.group()) : 0;
    int second = numbers.find() ? Integer.parseInt(numbers.group()) : 0;
    boolean women = list.endsWith("_F") || list.startsWith("women");
    if (list.equals("TOTAL") || list.equals("all ages")) {
      return new Ages(0, OLDEST, false);
    }
    if (list.endsWith("OV") || list.endsWith("and over")) {
      return new Ages(first, OLDEST, women);
    }
    if (list.startsWith("UN") || list.startsWith("aged under")) {
      return new Ages(0, first - 1, women);
    }
    if (list.endsWith("UN") || list.endsWith("and under")) {
      return new Ages(0, first, women);
    }
    return new Ages(first, second, women);
  }

  @Nullable BigDecimal list(PublisherRules rules, String year, String level, String area) {
    return rules.list(year, level, area, from, to, women);
  }
}
