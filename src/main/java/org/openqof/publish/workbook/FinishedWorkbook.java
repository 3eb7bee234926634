package org.openqof.publish.workbook;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Enumeration;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Second pass over a workbook: what the writer's library cannot do. Filter buttons are taken off
 * its tables, the language is named, charts are put in, and times are fixed so that the same
 * figures give the same bytes.
 */
final class FinishedWorkbook {
  private static final String TYPES = "[Content_Types].xml";

  /** The first moment that a zip file can name. */
  private static final LocalDateTime FIXED = LocalDateTime.of(1980, 1, 1, 0, 0);

  /** Half the time of the usual level 6; what it costs in size is in docs/benchmarks.md. */
  private static final int LEVEL = 3;

  private static final Pattern FILTER =
      Pattern.compile("<autoFilter[^>]*/>|<autoFilter[^>]*>.*?</autoFilter>", Pattern.DOTALL);
  private static final Pattern CREATED =
      Pattern.compile("(<dcterms:created[^>]*>)[^<]*(</dcterms:created>)");

  private FinishedWorkbook() {}

  /**
   * Copies a workbook.
   *
   * @param draft the library's file
   * @param date the date it says it was made on
   * @param charts charts by the number of their sheet, from 1
   */
  static void write(
      Path draft, OutputStream stream, LocalDate date, SortedMap<Integer, SheetChart> charts)
      throws IOException {
    // Not as a stream: the draft has its sizes only in the directory at its end.
    try (ZipFile file = new ZipFile(draft.toFile())) {
      ZipOutputStream zip = new ZipOutputStream(stream);
      zip.setLevel(LEVEL);
      Enumeration<? extends ZipEntry> entries = file.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        begin(zip, entry.getName());
        try (InputStream content = file.getInputStream(entry)) {
          if (entry.getName().startsWith("xl/tables/")) {
            zip.write(bytes(FILTER.matcher(text(content)).replaceAll("")));
          } else if (entry.getName().equals("docProps/core.xml")) {
            zip.write(bytes(core(text(content), date)));
          } else if (!charts.isEmpty() && isOfCharts(entry.getName(), charts)) {
            zip.write(bytes(withChart(entry.getName(), text(content), charts)));
          } else {
            content.transferTo(zip);
          }
        }
        zip.closeEntry();
      }
      for (Map.Entry<Integer, SheetChart> chart : charts.entrySet()) {
        int number = chart.getKey();
        ChartParts parts = new ChartParts(chart.getValue());
        put(zip, "xl/drawings/drawing%d.xml".formatted(number), parts.drawing());
        put(
            zip,
            "xl/drawings/_rels/drawing%d.xml.rels".formatted(number),
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships"
                + " xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                + relationship("rId1", "chart", "../charts/chart%d.xml".formatted(number))
                + "</Relationships>");
        put(zip, "xl/charts/chart%d.xml".formatted(number), parts.chart());
      }
      zip.finish();
    }
  }

  private static void begin(ZipOutputStream zip, String name) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(FIXED);
    zip.putNextEntry(entry);
  }

  private static void put(ZipOutputStream zip, String name, String xml) throws IOException {
    begin(zip, name);
    zip.write(bytes(xml));
    zip.closeEntry();
  }

  private static String sheetPart(int number) {
    return "xl/worksheets/sheet%d.xml".formatted(number);
  }

  private static String relationsPart(int number) {
    return "xl/worksheets/_rels/sheet%d.xml.rels".formatted(number);
  }

  private static boolean isOfCharts(String part, SortedMap<Integer, SheetChart> charts) {
    return part.equals(TYPES)
        || charts.keySet().stream()
            .anyMatch(
                number -> part.equals(sheetPart(number)) || part.equals(relationsPart(number)));
  }

  /** A part that names a chart, or the sheet that bears one. */
  private static String withChart(String part, String xml, SortedMap<Integer, SheetChart> charts) {
    String changed = xml;
    for (int number : charts.keySet()) {
      if (part.equals(TYPES)) {
        changed =
            changed.replace(
                "</Types>",
                type(
                        "drawings/drawing",
                        number,
                        "application/vnd.openxmlformats-officedocument.drawing+xml")
                    + type(
                        "charts/chart",
                        number,
                        "application/vnd.openxmlformats-officedocument.drawingml.chart+xml")
                    + "</Types>");
      } else if (part.equals(sheetPart(number))) {
        changed = changed.replace("<tableParts", "<drawing r:id=\"rIdChart\"/><tableParts");
      } else if (part.equals(relationsPart(number))) {
        changed =
            changed.replace(
                "</Relationships>",
                relationship("rIdChart", "drawing", "../drawings/drawing%d.xml".formatted(number))
                    + "</Relationships>");
      }
    }
    if (changed.equals(xml)) {
      throw new IllegalStateException("no place for a chart in " + part);
    }
    return changed;
  }

  private static String type(String part, int number, String type) {
    return "<Override PartName=\"/xl/%s%d.xml\" ContentType=\"%s\"/>".formatted(part, number, type);
  }

  private static String relationship(String id, String type, String target) {
    return "<Relationship Id=\"%s\" Type=\"%s%s\" Target=\"%s\"/>"
        .formatted(
            id,
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
            type,
            target);
  }

  private static String core(String xml, LocalDate date) {
    String dated = CREATED.matcher(xml).replaceAll("$1" + date + "T00:00:00Z$2");
    return dated.replace(
        "</cp:coreProperties>", "<dc:language>en-GB</dc:language></cp:coreProperties>");
  }

  private static String text(InputStream content) throws IOException {
    return new String(content.readAllBytes(), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
