package org.openqof.publish.report;

import java.util.Map;
import org.openqof.domain.FinancialYear;
import org.openqof.rulebook.Rulebook;
import org.openqof.tables.Block;
import org.openqof.tables.Table;

/**
 * The tables of one year, already read.
 *
 * @param year the financial year
 * @param version its version
 * @param rulebook its regulation
 * @param tables rows by table name; a table that is not there counts as empty
 */
public record PublishedYear(
    FinancialYear year, int version, Rulebook rulebook, Map<String, Block> tables) {
  public PublishedYear {
    tables = Map.copyOf(tables);
  }

  /** The rows of a table; none when it was not read. */
  Block rows(Table table) {
    Block rows = tables.get(table.name());
    return rows == null ? new Block(table, 1) : rows;
  }
}
