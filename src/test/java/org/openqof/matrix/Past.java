package org.openqof.matrix;

/** What the lake knows when the damaged file comes. */
enum Past {
  /** The year before has been paid. */
  YEAR_BEFORE("the year before"),
  /** The year itself has been paid from good files, and they come again with one damaged. */
  OWN_VERSION("a version of the year"),
  /** Nothing: the first year of a lake. */
  NOTHING("nothing");

  private final String words;

  Past(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
