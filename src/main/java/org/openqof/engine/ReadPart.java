package org.openqof.engine;

import java.io.Serializable;
import java.util.List;
import org.openqof.input.ValueFragment;
import org.openqof.tables.Block;

/**
 * What one part held.
 *
 * @param fragments accepted values, one fragment a practice
 * @param refused refused rows, as rows of {@code refused_rows}
 * @param rowsRead data rows in the part; equals accepted rows plus refused rows
 * @param rowsAccepted data rows accepted
 * @param values values in the accepted rows; one row can hold several
 * @param otherDate a date that was read though extracts write dates in other forms; empty for none
 */
public record ReadPart(
    List<ValueFragment> fragments,
    Block refused,
    long rowsRead,
    long rowsAccepted,
    long values,
    String otherDate)
    implements Serializable {

  /** What one part held, its values counted from the fragments. */
  public ReadPart(
      List<ValueFragment> fragments,
      Block refused,
      long rowsRead,
      long rowsAccepted,
      String otherDate) {
    this(
        fragments,
        refused,
        rowsRead,
        rowsAccepted,
        fragments.stream().mapToLong(ValueFragment::size).sum(),
        otherDate);
  }

  /** The same without its fragments: what is kept once practices have been put together. */
  public ReadPart withoutFragments() {
    return new ReadPart(List.of(), refused, rowsRead, rowsAccepted, values, otherDate);
  }
}
