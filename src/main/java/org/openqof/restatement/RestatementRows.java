package org.openqof.restatement;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.openqof.comparison.change.Cause;
import org.openqof.comparison.change.Restated;
import org.openqof.restatement.Restatement.PracticeChange;
import org.openqof.tables.Block;
import org.openqof.tables.Field;
import org.openqof.tables.NationalFigures;
import org.openqof.tables.PaymentLines;
import org.openqof.tables.PracticePayments;
import org.openqof.tables.RestatementFiles;
import org.openqof.tables.RestatementFiles.Changes;

/** What changed between two versions as rows of the files of a restatement. */
final class RestatementRows {
  private RestatementRows() {}

  /** Practices, lines and national figures: one block a file. */
  static List<Block> all(Restatement restatement) {
    return List.of(practices(restatement), lines(restatement), figures(restatement));
  }

  /** Every practice, with what its facts were in either version. */
  static Block practices(Restatement restatement) {
    Changes file = RestatementFiles.PRACTICES;
    Rows was = Rows.of(restatement.before().payments());
    Rows is = Rows.of(restatement.after().payments());
    Map<String, String> names = restatement.names();
    Block rows = new Block(file.table());
    for (PracticeChange practice : restatement.practices()) {
      rows.next()
          .text(file.practiceCode, practice.code())
          .text(file.subject, names.getOrDefault(practice.code(), practice.code()));
      fill(rows, file, practice.whole(), was, is, practice.code());
    }
    return rows;
  }

  /** Lines in which pounds or any fact moved. */
  static Block lines(Restatement restatement) {
    Changes file = RestatementFiles.LINES;
    Rows was = Rows.of(restatement.before().lines());
    Rows is = Rows.of(restatement.after().lines());
    Block rows = new Block(file.table());
    for (PracticeChange practice : restatement.practices()) {
      TreeSet<String> subjects = new TreeSet<>(practice.lines().keySet());
      subjects.addAll(was.subjects(practice.code()));
      subjects.addAll(is.subjects(practice.code()));
      for (String subject : subjects) {
        Restated line = practice.lines().getOrDefault(subject, new Restated());
        String key = practice.code() + " " + subject;
        if (line.moved() || was.differ(is, key, file)) {
          rows.next().text(file.practiceCode, practice.code()).text(file.subject, subject);
          fill(rows, file, line, was, is, key);
        }
      }
    }
    return rows;
  }

  private static void fill(
      Block rows, Changes file, Restated change, Rows was, Rows is, String key) {
    rows.decimal(file.beforeGbp, change.beforeGbp())
        .decimal(file.afterGbp, change.afterGbp())
        .decimal(file.changeGbp, change.changeGbp());
    for (String cause : RestatementFiles.CAUSES) {
      rows.decimal(file.cause(cause), amount(change, cause));
    }
    for (Field[] pair : file.facts()) {
      was.copy(Changes.factName(pair), key, rows, pair[0]);
      is.copy(Changes.factName(pair), key, rows, pair[1]);
    }
  }

  /** All national figures of either version. */
  static Block figures(Restatement restatement) {
    Rows was = Rows.of(restatement.before().figures());
    Rows is = Rows.of(restatement.after().figures());
    TreeSet<String> keys = new TreeSet<>(was.at.keySet());
    keys.addAll(is.at.keySet());
    Block rows = new Block(RestatementFiles.FIGURES);
    for (String key : keys) {
      int space = key.indexOf(' ');
      rows.next()
          .text(RestatementFiles.FIGURE, key.substring(0, space))
          .text(RestatementFiles.GROUP_CODE, key.substring(space + 1));
      was.copy(NationalFigures.FIGURE_VALUE.name(), key, rows, RestatementFiles.VALUE_BEFORE);
      is.copy(NationalFigures.FIGURE_VALUE.name(), key, rows, RestatementFiles.VALUE_AFTER);
      was.copy(NationalFigures.NUMERATOR.name(), key, rows, RestatementFiles.NUMERATOR_BEFORE);
      is.copy(NationalFigures.NUMERATOR.name(), key, rows, RestatementFiles.NUMERATOR_AFTER);
      was.copy(NationalFigures.DENOMINATOR.name(), key, rows, RestatementFiles.DENOMINATOR_BEFORE);
      is.copy(NationalFigures.DENOMINATOR.name(), key, rows, RestatementFiles.DENOMINATOR_AFTER);
    }
    return rows;
  }

  /** Pounds of the cause that a column of {@link RestatementFiles#CAUSES} names. */
  static BigDecimal amount(Restated change, String column) {
    boolean national = column.endsWith("_national");
    Cause cause =
        Cause.valueOf(column.substring(0, column.lastIndexOf('_')).toUpperCase(Locale.ROOT));
    return national ? change.nationalGbp(cause) : change.ownGbp(cause);
  }

  /** Rows of one version found by key. */
  private record Rows(Block block, Map<String, Integer> at, Map<String, List<String>> second) {
    static Rows of(Block block) {
      Map<String, Integer> at = new HashMap<>();
      Map<String, List<String>> second = new HashMap<>();
      for (int row = 0; row < block.rows(); row++) {
        String key = key(block, row);
        at.put(key, row);
        int space = key.indexOf(' ');
        if (space >= 0) {
          second
              .computeIfAbsent(key.substring(0, space), first -> new ArrayList<>())
              .add(key.substring(space + 1));
        }
      }
      return new Rows(block, at, second);
    }

    private static String key(Block block, int row) {
      if (block.table() == PracticePayments.TABLE) {
        return block.textAt(PracticePayments.PRACTICE_CODE, row);
      }
      if (block.table() == PaymentLines.TABLE) {
        return block.textAt(PaymentLines.PRACTICE_CODE, row)
            + " "
            + block.textAt(PaymentLines.INDICATOR_CODE, row);
      }
      return block.textAt(NationalFigures.FIGURE, row)
          + "_for_"
          + block.textAt(NationalFigures.APPLIES_TO_YEAR, row)
          + " "
          + block.textAt(NationalFigures.GROUP_CODE, row);
    }

    /** Second parts of the keys that begin so. */
    List<String> subjects(String first) {
      return second.getOrDefault(first, List.of());
    }

    void copy(String column, String key, Block into, Field field) {
      Integer row = at.get(key);
      if (row == null) {
        return;
      }
      Field from = block.table().field(column);
      switch (field.type()) {
        case INT -> into.count(field, block.countOrNull(from, row));
        case LONG -> into.total(field, block.unscaledAt(from, row));
        default -> into.decimal(field, block.decimalOrNull(from, row));
      }
    }

    boolean differ(Rows other, String key, Changes file) {
      Integer mine = at.get(key);
      Integer theirs = other.at.get(key);
      if (mine == null || theirs == null) {
        return (mine == null) != (theirs == null);
      }
      for (Field[] pair : file.facts()) {
        Field field = block.table().field(Changes.factName(pair));
        if (!Objects.equals(
            block.canonicalAt(field, mine), other.block.canonicalAt(field, theirs))) {
          return true;
        }
      }
      return false;
    }
  }
}
