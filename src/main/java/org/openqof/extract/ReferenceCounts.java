package org.openqof.extract;

import java.io.Serializable;
import org.openqof.tables.Block;

/**
 * What became of the rows of one reference file.
 *
 * @param rowsRead data rows in the file; equals accepted plus refused
 * @param rowsAccepted rows accepted
 * @param rowsRefused rows refused
 * @param refused the refused rows, as rows of {@code refused_rows}
 * @param reach the years and dates that its rows speak of
 */
public record ReferenceCounts(
    long rowsRead, long rowsAccepted, long rowsRefused, Block refused, Reach reach)
    implements Serializable {}
