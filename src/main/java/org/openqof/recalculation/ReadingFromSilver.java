package org.openqof.recalculation;

import java.util.ArrayList;
import java.util.List;
import org.openqof.engine.Engine.Reading;
import org.openqof.engine.ExtractPart;
import org.openqof.engine.ReadPart;
import org.openqof.input.ValueFragment;
import org.openqof.practice.AssemblePractice;
import org.openqof.store.Lake;
import org.openqof.store.parquet.BlockReader;
import org.openqof.tables.Block;
import org.openqof.tables.IndicatorValues;
import org.openqof.tables.RefusedRows;

/**
 * Reads one data file of {@code indicator_values} back; the part's file digest is its path.
 *
 * @param lake the lake
 */
public record ReadingFromSilver(Lake lake) implements Reading {
  private static final long serialVersionUID = 1L;

  @Override
  public ReadPart read(ExtractPart part) {
    List<ValueFragment> fragments = new ArrayList<>();
    long rows = 0;
    for (Block block : BlockReader.read(lake.storage(), part.fileDigest(), IndicatorValues.TABLE)) {
      fragments.addAll(AssemblePractice.fragments(block));
      rows += block.rows();
    }
    return new ReadPart(fragments, new Block(RefusedRows.TABLE, 1), rows, rows, "");
  }
}
