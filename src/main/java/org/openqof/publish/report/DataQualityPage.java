package org.openqof.publish.report;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.Lineage;
import org.openqof.rulebook.LineageLink;
import org.openqof.rulebook.UnconfirmedValue;
import org.openqof.statistics.Coverage;
import org.openqof.tables.Block;
import org.openqof.tables.Field;
import org.openqof.tables.Files;
import org.openqof.tables.PracticeChecks;
import org.openqof.tables.PracticePoints;
import org.openqof.tables.Practices;
import org.openqof.tables.ReceivedOutcomes;
import org.openqof.tables.RefusedRows;
import org.openqof.tables.Warnings;

/**
 * The page on data quality of one publication: who is in it, what was refused and why, what is
 * doubtful, what changed in the method since the year before, and what is known to be limited.
 */
public final class DataQualityPage {
  private final PublishedYear main;
  private final @Nullable PublishedYear before;
  private final Lineage lineage;
  private final Map<String, String> meanings;

  /**
   * A page.
   *
   * @param main the year, with what was taken in and refused
   * @param before the year before; null when the lake does not hold it
   * @param lineage how indicators descend
   * @param meanings what the codes of refused rows and of warnings mean, by code
   */
  public DataQualityPage(
      PublishedYear main,
      @Nullable PublishedYear before,
      Lineage lineage,
      Map<String, String> meanings) {
    this.main = main;
    this.before = before;
    this.lineage = lineage;
    this.meanings = Map.copyOf(meanings);
  }

  /** The page, complete in itself. */
  public String html() {
    Page page = new Page("Data quality, Quality and Outcomes Framework, " + main.year());
    page.fileLink("report.html", "The report of this publication");
    page.contents(
        List.of(
            new String[] {"coverage", "Coverage"},
            new String[] {"practices", "Practices that failed a check"},
            new String[] {"rows", "Rows refused"},
            new String[] {"doubts", "Implausible values"},
            new String[] {"method", "What changed since the year before"},
            new String[] {"limits", "Known limits"}));
    coverage(page);
    page.heading(2, "Practices that failed a check", "practices");
    page.table(
        counted(
            "Practices by check; one practice can fail several",
            "Check",
            main.rows(PracticeChecks.TABLE),
            PracticeChecks.CHECK_CODE,
            PracticeChecks.DESCRIPTION));
    if (main.rows(ReceivedOutcomes.TABLE).rows() > 0) {
      page.table(
          counted(
              "Practices that a received publication of the year left out, by its rule",
              "Rule",
              main.rows(ReceivedOutcomes.TABLE),
              ReceivedOutcomes.RULE,
              ReceivedOutcomes.DESCRIPTION));
    }
    page.heading(2, "Rows refused", "rows");
    rows(page);
    page.heading(2, "Implausible values", "doubts");
    page.paragraph("They are reported and not refused, because they really occur.");
    page.table(
        counted(
            "Warnings by rule", "Rule", main.rows(Warnings.TABLE), Warnings.WARNING_CODE, null));
    method(page);
    limits(page);
    return page.html();
  }

  private void coverage(Page page) {
    page.heading(2, "Coverage", "coverage");
    Block points = main.rows(PracticePoints.TABLE);
    Set<String> contributing = new HashSet<>();
    for (int row = 0; row < points.rows(); row++) {
      contributing.add(points.textAt(PracticePoints.PRACTICE_CODE, row));
    }
    Coverage coverage = Coverage.of(main.rows(Practices.TABLE), contributing, main.year());
    DataTable table = new DataTable("Practices of the year", "What", "#Number");
    table.row(
        "practices that a list, map or reference of the year names",
        count(main.rows(Practices.TABLE).rows()));
    table.row(
        "practices that could have contributed",
        coverage.active() == null ? "[x]" : count(coverage.active()));
    table.row("practices that contribute to the statistics", count(coverage.contributing()));
    table.row(
        "coverage: contributing of those that could have",
        coverage.percent() == null ? "[x]" : coverage.percent().toPlainString() + " %");
    page.table(table);
    page.paragraph(
        "A practice could have contributed when it was open and active at some time in the year."
            + " [x] means that no reference of practices was given.");
  }

  private void rows(Page page) {
    Block files = main.rows(Files.TABLE);
    long read = 0;
    long accepted = 0;
    for (int row = 0; row < files.rows(); row++) {
      read += files.countAt(Files.ROWS_READ, row);
      accepted += files.countAt(Files.ROWS_ACCEPTED, row);
    }
    page.paragraph(
        "%s rows read = %s accepted + %s refused."
            .formatted(count(read), count(accepted), count(read - accepted)));
    page.table(
        counted(
            "Rows by reason", "Reason", main.rows(RefusedRows.TABLE), RefusedRows.REASONS, null));
  }

  private DataTable counted(
      String caption, String header, Block rows, Field code, @Nullable Field words) {
    Map<String, Integer> counts = new TreeMap<>();
    Map<String, String> said = new TreeMap<>();
    for (int row = 0; row < rows.rows(); row++) {
      String key = rows.textAt(code, row);
      counts.merge(key, 1, Integer::sum);
      if (!said.containsKey(key)) {
        said.put(key, words == null ? meaning(key) : rows.textAt(words, row));
      }
    }
    DataTable table = new DataTable(caption, header, "Meaning", "#Number");
    counts.forEach((key, number) -> table.row(key, said.getOrDefault(key, ""), count(number)));
    if (table.isEmpty()) {
      table.row("none", "[z]", "0");
    }
    return table;
  }

  /** What codes mean, several separated by spaces. */
  private String meaning(String codes) {
    return Arrays.stream(codes.split(" "))
        .map(code -> meanings.getOrDefault(code, ""))
        .filter(words -> !words.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private void method(Page page) {
    page.heading(2, "What changed since the year before", "method");
    DataTable table =
        new DataTable("Changes of " + main.year(), "Subject", "Kind", "What changed", "Support");
    for (LineageLink link : lineage.links()) {
      if (link.toYear().equals(main.year())) {
        table.row(
            link.fromCode() == null
                ? String.valueOf(link.toCode())
                : String.valueOf(link.fromCode()),
            link.kind().word().replace('_', ' '),
            link.words(),
            link.status().name().toLowerCase(Locale.ROOT));
      }
    }
    lineage.notes().stream()
        .filter(note -> note.year().equals(main.year()))
        .forEach(
            note ->
                table.row(
                    "all indicators",
                    note.comparability().words(),
                    note.note(),
                    note.status().name().toLowerCase(Locale.ROOT)));
    if (before != null) {
      listTypes(table, before);
    }
    if (table.isEmpty()) {
      table.row("none", "[z]", "[z]", "[z]");
    }
    page.table(table);
  }

  private void listTypes(DataTable table, PublishedYear earlier) {
    TreeSet<String> codes = new TreeSet<>();
    main.rulebook().groups().stream().map(Group::code).forEach(codes::add);
    for (String code : codes) {
      String then = earlier.rulebook().group(code).map(Group::listType).orElse("");
      String now = main.rulebook().group(code).map(Group::listType).orElse("");
      if (!then.isEmpty() && !then.equals(now)) {
        table.row(
            code, "list type", "measured against list " + now + ", before against " + then, "[z]");
      }
    }
  }

  private void limits(Page page) {
    page.heading(2, "Known limits", "limits");
    page.paragraph(
        "Small counts are published as they are, by decision of the programme. Rates of areas come"
            + " from sums over practices; a practice without a network is under U, one that the"
            + " year's map lacks under UNMAPPED, so that every level adds up to England.");
    DataTable table =
        new DataTable(
            "Values of the rulebook that no source confirms", "Value", "Status", "Source");
    for (UnconfirmedValue value : main.rulebook().unconfirmedValues()) {
      table.row(value.key(), value.status().name().toLowerCase(Locale.ROOT), value.citation());
    }
    if (table.isEmpty()) {
      table.row("none", "[z]", "[z]");
    }
    page.table(table);
  }

  private static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
