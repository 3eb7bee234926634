package org.openqof.extract;

import java.util.ArrayList;
import java.util.List;
import org.openqof.errors.ExtractErrors;
import org.openqof.tables.Block;
import org.openqof.tables.RefusedRows;

/** Collects the reasons of one row at a time, and the rows that were refused. */
final class RefusedRow {
  private static final int RAW_LIMIT = 1 << 16;

  private final String fileName;
  private final String fileDigest;
  private final String layout;
  private final int limit;
  private final Block block = new Block(RefusedRows.TABLE, 8);
  private final List<RowRule> rules = new ArrayList<>();
  private final StringBuilder explanation = new StringBuilder();

  RefusedRow(String fileName, String fileDigest, String layout, int limit) {
    this.fileName = fileName;
    this.fileDigest = fileDigest;
    this.layout = layout;
    this.limit = limit;
  }

  /** Notes a reason against the current row. */
  void because(RowRule rule, String column, String found, String expected) {
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

  /** Notes what is wrong with a row whatever its columns mean. */
  void wholeRow(RecordTokens row, int maxField) {
    if (row.hasControl()) {
      because(RowRule.CONTROL_CHARACTER, "", "a control character", "printable characters");
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

  /** Whether the current row has a reason against it. */
  boolean refused() {
    return !rules.isEmpty();
  }

  /** Keeps the current row as refused and begins the next one. */
  void keep(int line, String raw) {
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

  Block block() {
    return block;
  }
}
