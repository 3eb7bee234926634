package org.openqof.publish.csv;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.openqof.publish.Files;
import org.openqof.tables.Block;
import org.openqof.tables.Table;

/** A table that is not published as a CSV file, with its description for machines alongside it. */
public final class DescribedCsv {
  private DescribedCsv() {}

  /**
   * Puts both files.
   *
   * @param files where to
   * @param year the financial year the rows speak for
   * @param name path of the CSV file
   * @param rows rows of one table, in the order of the file
   */
  public static void put(Files files, String year, String name, Block rows) {
    String shortName = name.substring(name.lastIndexOf('/') + 1);
    String title = rows.table().sentence();
    files.put(
        name,
        title,
        rows.table(),
        stream -> {
          TableCsv csv = new TableCsv(stream, rows.table());
          csv.add(rows);
          return csv.finish();
        });
    files.put(
        name + "-metadata.json",
        "Description for machines",
        null,
        stream -> {
          stream.write(description(year, shortName, title, rows.table()));
          return 0;
        });
  }

  /**
   * The description of a CSV file for machines (CSVW), for the file alongside it.
   *
   * @param year the financial year the rows speak for
   * @param name the CSV file's name
   * @param title what it holds
   * @param table the descriptor of its rows
   */
  public static byte[] description(String year, String name, String title, Table table) {
    try {
      return TableDescription.bytes(TableDescription.csvw(name, title, table, year, null));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree is always JSON", impossible);
    }
  }
}
