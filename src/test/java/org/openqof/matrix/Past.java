package org.openqof.matrix;

/** What the lake knows when the damaged file comes. */
enum Past {
  /** The year before has been paid. */
  YEAR_BEFORE("The year before is known"),
  /** The year itself has been paid from good files, and they come again with one damaged. */
  OWN_VERSION("The year itself is known"),
  /** Nothing: the first year of a lake. */
  NOTHING("A first year");

  private final String title;

  Past(String title) {
    this.title = title;
  }

  /** The heading of its table in the document. */
  String title() {
    return title;
  }
}
