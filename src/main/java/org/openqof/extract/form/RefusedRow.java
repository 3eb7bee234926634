package org.openqof.extract.form;

import java.util.ArrayList;
import java.util.List;
import org.openqof.tables.Block;
import org.openqof.tables.RefusedRows;

/** Collects the reasons of one row at a time, and the rows that were refused. */
public final class RefusedRow {
  /** What is said of the lines of a row that a quote holds together. */
  public static final String SWALLOWED = "were read as one row";

  /** A text of two or three parts between commas may well stand in a field. */
  private static final int LEAST_COLUMNS = 5;

  private static final int RAW_LIMIT = 1 << 16;

  private final String fileName;
  private final String fileDigest;
  private final String layout;
  private final int limit;
  private final Block block = new Block(RefusedRows.TABLE, 8);
  private final List<RowRule> rules = new ArrayList<>();
  private final StringBuilder explanation = new StringBuilder();

  public RefusedRow(String fileName, String fileDigest, String layout, int limit) {
    this.fileName = fileName;
    this.fileDigest = fileDigest;
    this.layout = layout;
    this.limit = limit;
  }

  /** Notes a reason against the current row. */
  public void because(RowRule rule, String column, String found, String expected) {
    if (!rules.contains(rule)) {
      rules.add(rule);
    }
    if (explanation.length() > 0) {
      explanation.append("; ");
    }
    explanation.append(rule.code()).append(' ');
    if (!column.isEmpty()) {
      explanation.append(column).append(": ");
    }
    explanation
        .append(rule.words())
        .append(", found '")
        .append(Text.shown(found))
        .append("', expected ")
        .append(expected);
    if (!rule.remedy().isEmpty()) {
      explanation.append(" (").append(rule.remedy()).append(')');
    }
  }

  /**
   * Notes what is wrong with a row whatever its columns mean.
   *
   * @param oneLine whether no field of such a row ever holds a line end
   */
  public void wholeRow(RecordTokens row, int maxField, boolean oneLine) {
    if (row.hasControl()) {
      because(RowRule.CONTROL_CHARACTER, "", "a control character", "printable characters");
    }
    if (row.lastLine() > row.line() && (oneLine || holdsWholeRows(row))) {
      because(
          RowRule.STRAY_QUOTE,
          "",
          "line ends inside a quoted field",
          "a closing quote on line " + row.line());
    }
    if (row.hasTextAfterQuote() || row.unclosedQuote()) {
      because(RowRule.STRAY_QUOTE, "", "text behind a quote", "a comma behind a closing quote");
    }
    if (row.longestField() > maxField) {
      because(
          RowRule.TOO_LONG,
          "",
          "a field of " + row.longestField() + " bytes",
          "at most " + maxField + " bytes");
    }
  }

  /**
   * Whether a line inside a quoted field has as many columns as the row: no text that anybody
   * writes into a field, but rows behind a quote that is not closed where it should be.
   */
  private static boolean holdsWholeRows(RecordTokens row) {
    if (row.fields() < LEAST_COLUMNS) {
      return false;
    }
    String[] lines = row.raw().split("\r\n|\r|\n", -1);
    for (int i = 1; i < lines.length; i++) {
      long commas = lines[i].chars().filter(c -> c == ',').count();
      // The last line also holds what stands behind the closing quote.
      if (i < lines.length - 1 && commas >= row.fields() - 1) {
        return true;
      }
    }
    String last = lines[lines.length - 1];
    int closing = last.indexOf('"');
    return closing > 0
        && last.substring(0, closing).chars().filter(c -> c == ',').count() >= row.fields() - 1;
  }

  /** Whether the current row has a reason against it. */
  public boolean refused() {
    return !rules.isEmpty();
  }

  /** Keeps the current row as refused, saying which lines it swallowed, and begins the next one. */
  public void keep(RecordTokens row) {
    if (row.lastLine() > row.line()) {
      explanation.append(
          "; lines %d to %d %s, because a quote on line %d is not closed there: none of them is read (correct the quote, and send the file again)"
              .formatted(row.line(), row.lastLine(), SWALLOWED, row.line()));
    }
    keep(row.line(), row.raw());
  }

  /** Keeps the current row as refused and begins the next one. */
  public void keep(int line, String raw) {
    rules.sort(null);
    StringBuilder reasons = new StringBuilder();
    for (RowRule rule : rules) {
      reasons.append(reasons.length() == 0 ? "" : " ").append(rule.code());
    }
    if (block.rows() == limit) {
      throw ExtractErrors.tooManyRefused(fileName, line, limit, explanation.toString());
    }
    block
        .next()
        .text(RefusedRows.FILE_DIGEST, fileDigest)
        .count(RefusedRows.LINE_NUMBER, line)
        .text(RefusedRows.LAYOUT, layout)
        .text(RefusedRows.REASONS, reasons.toString())
        .text(RefusedRows.EXPLANATION, explanation.toString())
        .text(
            RefusedRows.RAW_LINE,
            raw.length() > RAW_LIMIT ? raw.substring(0, RAW_LIMIT) + "…" : raw);
    rules.clear();
    explanation.setLength(0);
  }

  public Block block() {
    return block;
  }
}
