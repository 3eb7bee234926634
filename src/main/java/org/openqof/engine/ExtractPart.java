package org.openqof.engine;

import java.io.Serializable;

/**
 * A run of whole records of one file in the lake, small enough for one task.
 *
 * @param fileDigest content digest of the file
 * @param layout identifier of the layout the file was recognised as
 * @param offset where the part begins in the stored file, bytes
 * @param storedBytes its stored length, bytes
 * @param contentBytes its length once unpacked, bytes
 * @param firstLine line number of its first line in the file as received, from 1
 */
public record ExtractPart(
    String fileDigest, String layout, long offset, int storedBytes, int contentBytes, int firstLine)
    implements Serializable {}
