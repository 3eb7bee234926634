package org.openqof.intake;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openqof.engine.ExtractPart;
import org.openqof.extract.ReferenceCounts;
import org.openqof.extract.ReferenceReader;
import org.openqof.store.Bronze;

/**
 * The reference files of a run: read already where all of them were received again, otherwise read
 * from bronze, and only those that a year which is recomputed looks at.
 */
public final class ReadReferences {
  private final Bronze bronze;
  private final @Nullable Some all;
  private final Map<String, byte[]> atHand;

  /**
   * Files that were read together, in their order.
   *
   * @param reader answers what is known of a year
   * @param counts rows of each file, by its key
   */
  public record Some(ReferenceReader reader, Map<String, ReferenceCounts> counts) {}

  private ReadReferences(Bronze bronze, @Nullable Some all, Map<String, byte[]> atHand) {
    this.bronze = bronze;
    this.all = all;
    this.atHand = atHand;
  }

  /** All files of the run, read while they were received. */
  static ReadReferences read(Bronze bronze, Some all) {
    return new ReadReferences(bronze, all, Map.of());
  }

  /**
   * To be read from bronze when they are asked for.
   *
   * @param atHand content, by key, of files that are not in bronze
   */
  static ReadReferences inBronze(Bronze bronze, Map<String, byte[]> atHand) {
    return new ReadReferences(bronze, null, atHand);
  }

  /** What these files say; they, and no others that matter to the asker, have been read. */
  public Some of(List<ReceivedFile> files) {
    if (all != null) {
      return all;
    }
    ReferenceReader reader = new ReferenceReader();
    Map<String, ReferenceCounts> counts = new HashMap<>();
    for (ReceivedFile file : files) {
      counts.put(
          file.key(), reader.add(file.recognised(), file.name(), file.digest(), content(file)));
    }
    return new Some(reader, counts);
  }

  private byte[] content(ReceivedFile file) {
    byte[] whole = atHand.get(file.key());
    return whole == null ? fromBronze(file) : whole;
  }

  private byte[] fromBronze(ReceivedFile file) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream(Math.toIntExact(file.contentBytes()));
    for (ExtractPart part : file.parts()) {
      byte[] piece =
          bronze.read(file.digest(), part.offset(), part.storedBytes(), part.contentBytes());
      whole.write(piece, 0, piece.length);
    }
    return whole.toByteArray();
  }
}
