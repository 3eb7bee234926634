package org.openqof.recalculation;

import java.util.Map;
import org.openqof.engine.Engine.Reading;
import org.openqof.engine.ExtractPart;
import org.openqof.engine.ReadPart;
import org.openqof.extract.IndicatorCodes;
import org.openqof.extract.ValuesReader;
import org.openqof.extract.form.Limits;
import org.openqof.extract.layout.Recognised;
import org.openqof.store.Bronze;

/**
 * Reads a part of an extract from its copy in bronze, so that every engine and every later run
 * reads the same frozen bytes.
 *
 * @param bronze the copies
 * @param files what each file was recognised as, by content digest
 * @param limits limits of reading
 */
record ReadingFromBronze(
    Bronze bronze, Map<String, Recognised> files, Limits limits, IndicatorCodes codes)
    implements Reading {
  private static final long serialVersionUID = 1L;

  /** A thread reads some twenty parts of a nation, all of about the same size. */
  private static final ThreadLocal<Bronze.Room> ROOM = ThreadLocal.withInitial(Bronze.Room::new);

  ReadingFromBronze {
    files = Map.copyOf(files);
  }

  @Override
  public ReadPart read(ExtractPart part) {
    Recognised file = files.get(part.fileDigest());
    if (file == null) {
      throw new IllegalStateException("no layout for file " + part.fileDigest());
    }
    byte[] content =
        bronze.read(
            part.fileDigest(), part.offset(), part.storedBytes(), part.contentBytes(), ROOM.get());
    return new ValuesReader(file, limits, codes).read(content, part.contentBytes(), part);
  }
}
