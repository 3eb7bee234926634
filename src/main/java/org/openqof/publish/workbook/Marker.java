package org.openqof.publish.workbook;

/** What stands in a cell that has no value; never an empty cell. */
enum Marker {
  /** Not available. */
  NOT_AVAILABLE(":"),
  /** Not applicable. */
  NOT_APPLICABLE("z");

  private final String sign;

  Marker(String sign) {
    this.sign = sign;
  }

  /** The sign as shown. */
  String sign() {
    return sign;
  }
}
