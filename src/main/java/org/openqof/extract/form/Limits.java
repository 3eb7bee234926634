package org.openqof.extract.form;

import java.io.Serializable;

/**
 * How much a received file may ask of the reader before it is refused.
 *
 * @param maxExpandedBytes bytes that one received file may expand to
 * @param maxRatio expanded bytes for each stored byte, looked at once {@link #RATIO_FLOOR} bytes
 *     have come out
 * @param maxEntries entries of one archive
 * @param maxRecordBytes bytes of one record
 * @param maxFieldBytes bytes of one field
 * @param maxRefusedRows refused rows of one part before the whole file is refused
 */
public record Limits(
    long maxExpandedBytes,
    int maxRatio,
    int maxEntries,
    int maxRecordBytes,
    int maxFieldBytes,
    int maxRefusedRows)
    implements Serializable {

  /** Small files may expand by any ratio: below this many bytes no harm is done. */
  static final long RATIO_FLOOR = 16L << 20;

  /**
   * 64 GiB out of one received file, 400 bytes out of each stored byte, 10,000 entries, records of
   * 1 MiB, fields of 4 KiB and 100,000 refused rows in a part.
   */
  public static Limits defaults() {
    return new Limits(64L << 30, 400, 10_000, 1 << 20, 4096, 100_000);
  }
}
