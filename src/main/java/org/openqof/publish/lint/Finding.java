package org.openqof.publish.lint;

/**
 * One thing that is wrong with a workbook.
 *
 * @param rule code of the rule, {@code X01} on
 * @param where sheet and cell, or part of the file
 * @param what what was found
 * @param remedy what to do about it
 */
public record Finding(String rule, String where, String what, String remedy) {
  @Override
  public String toString() {
    return rule + "  " + where + ": " + what + "; " + remedy;
  }
}
