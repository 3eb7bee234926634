package org.openqof.synthetic;

/** A peculiarity of a whole file, which a reader is expected to take as it is. */
enum FileFault {
  BYTE_ORDER_MARK("the file begins with a byte order mark"),
  LINE_FEEDS_ONLY("lines end with a line feed only"),
  MIXED_LINE_ENDS("from this line on, some lines end with a line feed only"),
  VERSION_SUFFIX("the name carries a version");

  private final String description;

  FileFault(String description) {
    this.description = description;
  }

  /** What is unusual, in words. */
  String description() {
    return description;
  }
}
