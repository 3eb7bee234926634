package org.openqof.publish.workbook;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dhatim.fastexcel.HyperLink;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.openqof.publish.Area;
import org.openqof.publish.Edition;
import org.openqof.publish.Imprint;
import org.openqof.publish.Level;
import org.openqof.publish.LevelFigures;

/**
 * Makes one workbook: a cover, contents with links, notes, and one sheet with one table for each of
 * its plans. The same edition gives the same bytes.
 */
final class WorkbookWriter {
  private static final String PROGRAM = "OpenQOF";

  /** Cover, contents and notes. */
  private static final int FRONT_SHEETS = 3;

  /** The draft is read once and thrown away: compressing it costs more than writing it. */
  private static final int UNCOMPRESSED = 0;

  private final Edition edition;
  private final WorkbookPlan plan;
  private final SortedMap<Integer, SheetChart> charts = new TreeMap<>();

  WorkbookWriter(Edition edition, WorkbookPlan plan) {
    this.edition = edition;
    this.plan = plan;
  }

  /** Writes it; data rows of all its tables. */
  long writeTo(OutputStream stream) throws IOException {
    Path draft = Files.createTempFile("qof-", ".xlsx");
    try {
      long rows;
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(draft))) {
        rows = draft(out);
      }
      LocalDate date = edition.published();
      FinishedWorkbook.write(draft, stream, date == null ? edition.year().end() : date, charts);
      return rows;
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private String title() {
    return "Quality and Outcomes Framework, %s: %s".formatted(edition.year(), plan.title());
  }

  private long draft(OutputStream out) throws IOException {
    try (Workbook workbook = new Workbook(out, PROGRAM, "1.0")) {
      workbook.setCompressionLevel(UNCOMPRESSED);
      workbook.setGlobalDefaultFont("Arial", 12);
      workbook.properties().setTitle(title()).setSubject("Quality and Outcomes Framework");
      List<Row> rows = rows();
      cover(workbook.newWorksheet("Cover"));
      contents(workbook.newWorksheet("Contents"));
      notes(workbook.newWorksheet("Notes"));
      long written = 0;
      int number = FRONT_SHEETS;
      for (SheetPlan sheet : plan.sheets()) {
        sheet(++number, workbook.newWorksheet(sheet.name()), sheet, rows);
        List<Object[]> figures = sheet.figures();
        written += figures == null ? rows.size() : figures.size();
      }
      return written;
    }
  }

  private void cover(Worksheet sheet) throws IOException {
    SheetWriter writer = new SheetWriter(sheet).onePageWide();
    sheet.width(0, 90);
    writer.title(title());
    Imprint imprint = edition.imprint();
    writer.line(stated("Publisher", imprint.publisher()));
    writer.line(stated("Contact", imprint.contact()));
    writer.line(stated("Status", imprint.status()));
    writer.line(stated("Publication date", imprint.published()));
    writer.line(stated("Next publication", imprint.next()));
    writer.line(
        "Figures are for the financial year %s, from version %d of the national results."
            .formatted(edition.year(), edition.version()));
    writer.line(
        edition.before() == null
            ? "Figures of %s are not at hand; their cells say so."
                .formatted(edition.year().previous())
            : "Figures of %s are shown on the areas of %s."
                .formatted(edition.year().previous(), edition.year()));
    writer.line("The worksheet Contents lists all worksheets, and Notes explains them.");
    String place = imprint.licencePlace();
    writer.line(
        imprint.isOpenLicence()
            ? "Contains public sector information licensed under the %s."
                .formatted(Imprint.OPEN_LICENCE)
            : stated("Licence", imprint.licenceName()));
    if (place != null) {
      writer.line("The text of the licence: " + place);
    }
    writer.line("Calculated with OpenQOF from the national extracts.");
    sheet.finish();
  }

  private static String stated(String what, @Nullable Object said) {
    return "%s: %s".formatted(what, said == null ? "not stated" : said);
  }

  private void contents(Worksheet sheet) throws IOException {
    SheetWriter writer = new SheetWriter(sheet).onePageWide();
    writer.title("Contents");
    writer.line("This worksheet contains one table.");
    List<List<String>> cells = new ArrayList<>();
    cells.add(List.of("Notes", "Notes and symbols"));
    plan.sheets().forEach(each -> cells.add(List.of(each.name(), each.title())));
    int first = writer.texts("contents", List.of("Worksheet", "Title"), cells, List.of(34, 80));
    for (int i = 0; i < cells.size(); i++) {
      String name = cells.get(i).get(0);
      sheet.hyperlink(first + i, 0, HyperLink.internal(name + "!A1", name));
    }
    sheet.finish();
  }

  private void notes(Worksheet sheet) throws IOException {
    SheetWriter writer = new SheetWriter(sheet).onePageWide();
    writer.title("Notes and definitions");
    writer.line("This worksheet contains one table.");
    List<List<String>> cells = new ArrayList<>();
    cells.add(List.of("Symbol :", "Not available."));
    cells.add(
        List.of(
            "Symbol z",
            "Not applicable: the denominator is zero, or the two years cannot be compared."));
    cells.add(
        List.of("Denominator", "Patients eligible, already without those set aside or excluded."));
    cells.add(
        List.of(
            "PCA",
            "Personalised care adjustment: a patient set aside for a stated reason."
                + " PCA rate: PCAs divided by PCAs plus denominator."));
    cells.add(List.of("Underlying achievement", "Numerator divided by denominator."));
    cells.add(
        List.of("Patients receiving intervention", "Numerator divided by denominator plus PCAs."));
    cells.add(List.of("Prevalence", "Register divided by the list of the same ages."));
    cells.add(
        List.of(
            "List size",
            "Patients registered with the practices, not the people who live there: lists are"
                + " longer than the resident population, and not everywhere by the same share."));
    cells.add(
        List.of("Rates of areas", "Ratios of sums over practices, never means of their rates."));
    cells.add(
        List.of(
            "Change",
            "This year less the year before, in percentage points; only where the indicators of"
                + " this year continue those of the year before."));
    cells.add(
        List.of(
            "Areas of the year before",
            "A practice that has gone follows its neighbours; where they have parted it is in the"
                + " row UNMAPPED."));
    cells.addAll(plan.definitions());
    for (int i = 0; i < plan.sheets().size(); i++) {
      SheetPlan each = plan.sheets().get(i);
      if (each.note() != null) {
        cells.add(
            List.of("Note " + number(each), each.note() + " Worksheet: " + each.name() + "."));
      }
    }
    writer.texts("notes", List.of("Subject", "Explanation"), cells, List.of(34, 90));
    sheet.finish();
  }

  /** Notes are numbered in the order of the sheets. */
  private int number(SheetPlan sheet) {
    int number = 0;
    for (SheetPlan each : plan.sheets()) {
      if (each.note() != null) {
        number++;
      }
      if (each.name().equals(sheet.name())) {
        break;
      }
    }
    return number;
  }

  private void sheet(int sheetNumber, Worksheet sheet, SheetPlan each, List<Row> rows)
      throws IOException {
    SheetWriter writer = new SheetWriter(sheet);
    boolean noted = each.note() != null;
    writer.title(noted ? "%s [note %d]".formatted(each.title(), number(each)) : each.title());
    writer.line("This worksheet contains one table.");
    writer.line("A colon (:) means not available and z means not applicable; see Notes.");
    writer.line("Source: OpenQOF, from the national extracts.");
    List<Column> columns = each.columns();
    List<Object[]> figures = each.figures();
    int count = figures == null ? rows.size() : figures.size();
    int header =
        writer.table(
            "table_" + each.name(),
            columns,
            count,
            figures == null
                ? (row, column) -> columns.get(column).shown(rows.get(row))
                : (row, column) -> columns.get(column).shown(figures.get(row)[column]),
            each.chart() != null);
    sheet.finish();
    ChartPlan chart = each.chart();
    if (chart != null) {
      charts.put(sheetNumber, new SheetChart(each, chart, header));
    }
  }

  private List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    plan.levels().forEach(level -> add(rows, level));
    return rows;
  }

  private void add(List<Row> rows, Level level) {
    LevelFigures now = edition.now().at(level);
    LevelFigures before = edition.before() == null ? null : edition.before().at(level);
    for (int at = 0; at < now.areas().size(); at++) {
      Area area = now.areas().get(at);
      rows.add(
          new Row(
              now,
              at,
              before,
              before == null ? -1 : before.position(area.code()),
              level == Level.PRACTICE ? edition.now().places().get(area.code()) : null));
    }
  }
}
