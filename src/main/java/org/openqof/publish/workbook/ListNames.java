package org.openqof.publish.workbook;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** List types in words: {@code 17OV} is aged 17 and over. */
final class ListNames {
  private static final Pattern OVER = Pattern.compile("0?(\\d+)OV");
  private static final Pattern UP_TO = Pattern.compile("(\\d+)UN");
  private static final Pattern UNDER = Pattern.compile("UN0?(\\d+)");
  private static final Pattern BETWEEN = Pattern.compile("0?(\\d+)_0?(\\d+)(_F)?");

  private ListNames() {}

  /** The words; a type of a form not known stays as it is. */
  static String of(String type) {
    if (type.equals("TOTAL")) {
      return "all ages";
    }
    Matcher over = OVER.matcher(type);
    if (over.matches()) {
      return "aged " + over.group(1) + " and over";
    }
    Matcher upTo = UP_TO.matcher(type);
    if (upTo.matches()) {
      return "aged " + upTo.group(1) + " and under";
    }
    Matcher under = UNDER.matcher(type);
    if (under.matches()) {
      return "aged under " + under.group(1);
    }
    Matcher between = BETWEEN.matcher(type);
    if (between.matches()) {
      return (between.group(3) == null ? "aged " : "women aged ")
          + between.group(1)
          + " to "
          + between.group(2);
    }
    return type;
  }
}
