package org.openqof.matrix;

/** What the lake knows when the damaged file comes. */
enum Past {
  /** The year before has been paid. */
  YEAR_BEFORE,
  /** The year itself has been paid from good files, and they come again with one damaged. */
  OWN_VERSION,
  /** Nothing: the first year of a lake. */
  NOTHING
}
