package org.openqof.publish.workbook;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Enumeration;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Second pass over a workbook: what the writer's library cannot do. Filter buttons are taken off
 * its tables, the language is named, and times are fixed so that the same figures give the same
 * bytes.
 */
final class FinishedWorkbook {
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
   */
  static void write(Path draft, OutputStream stream, LocalDate date) throws IOException {
    // Not as a stream: the draft has its sizes only in the directory at its end.
    try (ZipFile file = new ZipFile(draft.toFile())) {
      ZipOutputStream zip = new ZipOutputStream(stream);
      zip.setLevel(LEVEL);
      Enumeration<? extends ZipEntry> entries = file.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setTimeLocal(FIXED);
        zip.putNextEntry(copy);
        try (InputStream content = file.getInputStream(entry)) {
          if (entry.getName().startsWith("xl/tables/")) {
            zip.write(bytes(FILTER.matcher(text(content)).replaceAll("")));
          } else if (entry.getName().equals("docProps/core.xml")) {
            zip.write(bytes(core(text(content), date)));
          } else {
            content.transferTo(zip);
          }
        }
        zip.closeEntry();
      }
      zip.finish();
    }
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
