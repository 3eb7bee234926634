package org.openqof.publish.lint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** One sheet read from first to last cell, and what is wrong with it. */
final class SheetCheck implements WorkbookParts.Elements {
  private static final Pattern ADDRESS = Pattern.compile("(?i)(https?://|www\\.)\\S+");
  private static final Pattern SHORTHAND = Pattern.compile("\\[[a-z]{1,4}\\]|[a-z]");
  private static final int MOST_TOLD = 5;

  private final String sheet;
  private final List<TableFacts> tables;
  private final List<String> shared;
  private final List<Finding> findings;
  private final int[] told = new int[8];

  private final Set<String> symbols = new TreeSet<>();
  private final StringBuilder prose = new StringBuilder();
  private final Set<Integer> columnsUsed = new HashSet<>();
  private final StringBuilder value = new StringBuilder();
  private int row;
  private int column;
  private int rowsBefore;
  private int cellsInTable;
  private int filledInRow;
  private int tableRows;
  private String type = "";
  private boolean reading;
  private boolean hasTitle;

  SheetCheck(String sheet, List<TableFacts> tables, List<String> shared, List<Finding> findings) {
    this.sheet = sheet;
    this.tables = tables;
    this.shared = shared;
    this.findings = findings;
  }

  /** Symbols that stand alone in cells of the table. */
  Set<String> symbols() {
    return symbols;
  }

  /** All text outside the table. */
  String prose() {
    return prose.toString();
  }

  private @Nullable TableFacts table() {
    return tables.isEmpty() ? null : tables.get(0);
  }

  private void found(String rule, String where, String what, String remedy) {
    findings.add(new Finding(rule, where.isEmpty() ? sheet : sheet + " " + where, what, remedy));
  }

  /** Tells the first few of a kind only: a fault in every row is one fault. */
  private boolean tell(int kind) {
    return told[kind]++ < MOST_TOLD;
  }

  @Override
  public void at(XMLStreamReader reader, int event) {
    if (event == XMLStreamConstants.START_ELEMENT) {
      start(reader);
    } else if (event == XMLStreamConstants.CHARACTERS && reading) {
      value.append(reader.getText());
    } else if (event == XMLStreamConstants.END_ELEMENT) {
      end(reader.getLocalName());
    }
  }

  private void start(XMLStreamReader reader) {
    switch (reader.getLocalName()) {
      case "row" -> row(reader);
      case "c" -> {
        String at = attribute(reader, "r");
        column = at.isEmpty() ? column + 1 : CellRange.cell(at)[1];
        type = attribute(reader, "t");
        value.setLength(0);
      }
      case "v", "t" -> reading = true;
      case "f" -> {
        if (tell(0)) {
          found("X14", cell(), "the cell calculates", "write the value in place of the formula");
        }
      }
      case "mergeCell" -> {
        if (tell(1)) {
          found(
              "X03",
              attribute(reader, "ref"),
              "cells are merged",
              "split them and repeat the value in each");
        }
      }
      case "autoFilter" -> found("X04", "", "the sheet has a filter", "take the filter off");
      case "pane" -> pane(reader);
      case "col" -> {
        if (isTrue(attribute(reader, "hidden"))) {
          found("X06", "columns from " + attribute(reader, "min"), "are hidden", "show them");
        }
      }
      case "oddHeader", "evenHeader", "firstHeader", "oddFooter", "evenFooter", "firstFooter" -> {
        value.setLength(0);
        reading = true;
      }
      case "selection" -> {
        String active = attribute(reader, "activeCell");
        // A frozen pane has a cell of its own for the cursor; the sheet opens at its top left.
        if (attribute(reader, "pane").isEmpty() && !active.isEmpty() && !active.equals("A1")) {
          found("X15", active, "the cursor is not in A1", "put it in A1 before saving");
        }
      }
      default -> {}
    }
  }

  /** Only the header of the table and the columns that name a row may stay on the screen. */
  private void pane(XMLStreamReader reader) {
    TableFacts table = table();
    String rows = attribute(reader, "ySplit");
    boolean belowTheHeader =
        table != null && rows.matches("[0-9]{1,6}") && Integer.parseInt(rows) == table.range.top();
    if (!attribute(reader, "state").equals("frozen") || !belowTheHeader) {
      found(
          "X05",
          "",
          "panes are split, or frozen elsewhere than below the header of the table",
          "unfreeze them, or freeze the header");
    }
  }

  private void row(XMLStreamReader reader) {
    endRow();
    String at = attribute(reader, "r");
    row = at.isEmpty() ? row + 1 : Integer.parseInt(at);
    column = 0;
    filledInRow = 0;
    if (isTrue(attribute(reader, "hidden")) && tell(2)) {
      found("X06", "row " + row, "is hidden", "show it");
    }
  }

  private void end(String element) {
    if (element.equals("v") || element.equals("t")) {
      reading = false;
    } else if (element.endsWith("Header") || element.endsWith("Footer")) {
      reading = false;
      if (!value.toString().isBlank()) {
        found("X13", "", "there is a header or footer", "say it in a cell instead");
      }
    } else if (element.equals("c")) {
      cell(text());
    } else if (element.equals("sheetData")) {
      endRow();
    }
  }

  private String text() {
    if (type.equals("s")) {
      int at = value.length() == 0 ? -1 : Integer.parseInt(value.toString().strip());
      return at >= 0 && at < shared.size() ? shared.get(at) : "";
    }
    return value.toString();
  }

  private void cell(String text) {
    if (text.isBlank()) {
      return;
    }
    filledInRow++;
    columnsUsed.add(column);
    boolean isText = type.equals("s") || type.equals("inlineStr") || type.equals("str");
    if (row == 1 && column == 1) {
      hasTitle = isText;
    }
    TableFacts table = table();
    boolean inTable = table != null && table.range.holds(row, column);
    if (inTable && table != null) {
      cellsInTable++;
      if (row > table.range.top() && isText && isSymbol(text)) {
        symbols.add(text);
      }
    } else {
      prose.append(text).append('\n');
      if (table != null && row > table.range.bottom() && tell(3)) {
        found(
            "X09",
            cell(),
            "there is something below the table",
            "put it above, or on a sheet of its own");
      }
    }
    if (isText && ADDRESS.matcher(text.strip()).matches() && tell(4)) {
      found("X16", cell(), "an address stands as it is", "give the link words of its own");
    }
  }

  private static boolean isSymbol(String text) {
    String found = text.strip();
    return SHORTHAND.matcher(found).matches()
        || found.chars().noneMatch(Character::isLetterOrDigit);
  }

  private String cell() {
    StringBuilder letters = new StringBuilder();
    for (int left = column; left > 0; left = (left - 1) / 26) {
      letters.insert(0, (char) ('A' + (left - 1) % 26));
    }
    return letters.append(row).toString();
  }

  private void endRow() {
    if (row == 0) {
      return;
    }
    if (row > rowsBefore + 1 && tell(5)) {
      found("X09", "row " + (rowsBefore + 1), "the row is blank", "take it out");
    } else if (filledInRow == 0 && tell(5)) {
      found("X09", "row " + row, "the row is blank", "take it out");
    }
    TableFacts table = table();
    if (table != null && row >= table.range.top() && row <= table.range.bottom()) {
      tableRows++;
      int empty = table.range.columns() - cellsInTable;
      if (empty > 0 && tell(6)) {
        found(
            "X10",
            "row " + row,
            empty + " cells of the table are empty",
            "say why there is no value, with a symbol that the notes explain");
      }
    }
    cellsInTable = 0;
    rowsBefore = row;
    row = 0;
  }

  /** What can only be said once the whole sheet is read. */
  void finish(boolean frontMatter) {
    if (!hasTitle) {
      found("X17", "A1", "there is no title", "write what the sheet shows in its first cell");
    }
    if (tables.size() > 1) {
      found("X07", "", "there are " + tables.size() + " tables", "give each a sheet of its own");
    }
    if (tables.isEmpty() && columnsUsed.size() > 1) {
      found("X07", "", "cells stand in columns and are not table", "mark them as a table");
    }
    if (tables.isEmpty() && !frontMatter) {
      found("X07", "", "there is no table", "mark the data as a table, or take the sheet out");
    }
    for (TableFacts table : tables) {
      table(table);
    }
  }

  private void table(TableFacts table) {
    if (!table.headed) {
      found("X08", table.name, "the table has no header row", "give it one");
    }
    if (table.filtered) {
      found("X04", table.name, "the table has filter buttons", "take them off");
    }
    if (table.name.isEmpty() || table.name.matches("(?i)tab(le|elle)?_?\\d*")) {
      found("X08", table.name, "the table's name says nothing", "name what it holds");
    }
    List<String> seen = new ArrayList<>();
    for (String header : table.columns) {
      if (header.isBlank() || header.matches("(?i)column\\d+")) {
        found("X08", table.name, "a column has no header", "write what the column holds");
      } else if (seen.contains(header)) {
        found("X08", table.name, "two columns are called " + header, "tell them apart");
      }
      seen.add(header);
    }
    int rows = table.range.bottom() - table.range.top() + 1;
    if (table == table() && tableRows < rows) {
      found(
          "X09",
          table.name,
          "the table has " + (rows - tableRows) + " rows without any cell",
          "end it with its last row");
    }
  }

  static String attribute(XMLStreamReader reader, String name) {
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      if (reader.getAttributeLocalName(i).equals(name)) {
        return reader.getAttributeValue(i);
      }
    }
    return "";
  }

  static boolean isTrue(String flag) {
    return flag.equals("1") || flag.equals("true");
  }
}
