package org.openqof.rulebook.read;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A rulebook file of rows and columns; every column must be there but those that may be left out,
 * none may be unknown.
 */
final class CsvTable {
  private final List<Row> rows;
  private final boolean whole;

  private CsvTable(List<Row> rows, boolean whole) {
    this.rows = rows;
    this.whole = whole;
  }

  /**
   * Whether every row of the file is there. Where rows are lost, nothing may be called unknown or
   * missing because of it.
   */
  boolean whole() {
    return whole;
  }

  List<Row> rows() {
    return rows;
  }

  /** One row. */
  static final class Row {
    private final String file;
    private final int line;
    private final Map<String, Integer> positions;
    private final CsvRecord fields;

    private Row(String file, Map<String, Integer> positions, CsvRecord fields) {
      this.file = file;
      this.line = Math.toIntExact(fields.getStartingLineNumber());
      this.positions = positions;
      this.fields = fields;
    }

    /** The cell of a column that may be left out: blank where the file has no such column. */
    Cell optionalCell(String column) {
      return positions.containsKey(column) ? cell(column) : new Cell(file, line, column, "");
    }

    Cell cell(String column) {
      Integer position = positions.get(column);
      if (position == null) {
        throw new IllegalArgumentException("no column " + column + " in " + file);
      }
      return new Cell(file, line, column, fields.getField(position).strip());
    }
  }

  /**
   * Reads a file. Wrong headers and rows of another width become problems; a file with a wrong
   * header has no rows, as nothing can be said about them.
   */
  static CsvTable read(SourceFile source, List<String> columns, Problems problems) {
    return read(source, columns, List.of(), problems);
  }

  /** The same where some columns may be left out, see {@link Row#optionalCell}. */
  static CsvTable read(
      SourceFile source, List<String> columns, List<String> optional, Problems problems) {
    List<Row> rows = new ArrayList<>();
    int before = problems.count();
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .skipEmptyLines(true)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(source.text())) {
      Map<String, Integer> positions = new HashMap<>();
      boolean header = true;
      for (CsvRecord fields : reader) {
        if (header) {
          header = false;
          if (!readHeader(source, fields, columns, optional, positions, problems)) {
            return new CsvTable(List.of(), false);
          }
        } else if (fields.getFieldCount() != positions.size()) {
          problems.add(
              source.label() + ", line " + fields.getStartingLineNumber(),
              "has " + fields.getFieldCount() + " fields.",
              "Write "
                  + positions.size()
                  + ", one for each column, and close every quotation mark.");
        } else {
          rows.add(new Row(source.label(), positions, fields));
        }
      }
      if (header) {
        problems.add(source.label(), "is empty.", "Write the header " + String.join(",", columns));
      }
    } catch (CsvParseException malformed) {
      problems.add(
          source.label(),
          "is not a CSV file: " + malformed.getMessage() + ".",
          "Check its quotation marks.");
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return new CsvTable(rows, problems.count() == before);
  }

  private static boolean readHeader(
      SourceFile source,
      CsvRecord header,
      List<String> columns,
      List<String> optional,
      Map<String, Integer> positions,
      Problems problems) {
    int before = problems.count();
    for (int position = 0; position < header.getFieldCount(); position++) {
      String name = header.getField(position).strip();
      Cell cell =
          new Cell(source.label(), Math.toIntExact(header.getStartingLineNumber()), "header", name);
      if (!columns.contains(name) && !optional.contains(name)) {
        problems.add(
            cell,
            "the column '" + name + "' is unknown.",
            NearestName.advice(name, columns, "Remove it."));
      } else if (positions.putIfAbsent(name, position) != null) {
        problems.add(cell, "the column '" + name + "' stands twice.", "Remove one.");
      }
    }
    for (String column : columns) {
      if (!positions.containsKey(column)) {
        problems.add(source.label(), "the column '" + column + "' is missing.", "Add it.");
      }
    }
    return problems.count() == before;
  }
}
