package org.openqof.job;

import java.util.List;
import org.openqof.engine.ExtractPart;
import org.openqof.extract.Recognised;

/**
 * A file of the extracts as it lies in bronze.
 *
 * @param name name as received
 * @param digest content digest
 * @param recognised what it was recognised as
 * @param parts its parts in bronze
 * @param contentBytes size once unpacked
 * @param storedBytes size in bronze
 */
record ReceivedFile(
    String name,
    String digest,
    Recognised recognised,
    List<ExtractPart> parts,
    long contentBytes,
    long storedBytes) {

  /** The parts as table {@code files} keeps them. */
  String partsText() {
    StringBuilder text = new StringBuilder();
    for (ExtractPart part : parts) {
      text.append(text.isEmpty() ? "" : " ")
          .append(part.offset())
          .append(':')
          .append(part.storedBytes())
          .append(':')
          .append(part.contentBytes())
          .append(':')
          .append(part.firstLine());
    }
    return text.toString();
  }
}
