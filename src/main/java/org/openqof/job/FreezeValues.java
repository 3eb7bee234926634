package org.openqof.job;

import java.io.Serializable;
import java.util.List;
import org.openqof.engine.Engine.Step;
import org.openqof.practice.DecisionRows;
import org.openqof.practice.PracticeYear;
import org.openqof.tables.Block;
import org.openqof.tables.IndicatorValues;

/**
 * Writes the accepted values of a block of practices, and what was entered by hand, to silver.
 *
 * @param place where to
 */
record FreezeValues(YearVersion place) implements Step<FreezeValues.Frozen> {
  private static final long serialVersionUID = 1L;

  /**
   * What one block froze.
   *
   * @param parts files written
   * @param values accepted values
   */
  record Frozen(StagedParts parts, long values) implements Serializable {}

  @Override
  public Frozen apply(List<PracticeYear> practices) {
    int total = 0;
    for (PracticeYear practice : practices) {
      total += practice.values().rows();
    }
    Block rows = new Block(IndicatorValues.TABLE, total);
    for (PracticeYear practice : practices) {
      rows.addAll(practice.values());
    }
    StagedParts parts = new StagedParts();
    parts.stage(place, rows);
    // Whether an entry counts is known only beside the values of the extract.
    parts.stage(place, DecisionRows.manualEntries(practices).sorted());
    return new Frozen(parts, total);
  }
}
