package org.openqof.extract;

import java.io.Serializable;
import java.util.List;
import org.openqof.tables.Block;

/**
 * What became of the rows of one reference file.
 *
 * @param rowsRead data rows in the file; equals accepted plus refused
 * @param rowsAccepted rows accepted
 * @param rowsRefused rows refused
 * @param refused the refused rows, as rows of {@code refused_rows}
 * @param reach the years and dates that its rows speak of
 * @param notes what was read that is not written as extracts write it, in words
 */
public record ReferenceCounts(
    long rowsRead,
    long rowsAccepted,
    long rowsRefused,
    Block refused,
    Reach reach,
    List<String> notes)
    implements Serializable {}
