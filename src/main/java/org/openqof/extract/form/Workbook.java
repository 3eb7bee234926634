package org.openqof.extract.form;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Sheet;
import org.openqof.errors.QofException;

/**
 * A workbook of Excel as text: each sheet that has anything in it as one file of columns, a row a
 * line. Looked through before it is opened: one that expands beyond the limits is never read.
 */
final class Workbook {
  /** Texts that cells share lie in memory as a whole. */
  private static final long MOST_SHARED_BYTES = 256L << 20;

  /** The file itself lies in memory too. */
  static final int MOST_STORED_BYTES = 128 << 20;

  private static final long MOST_SHEET_BYTES = 2L << 30;

  private Workbook() {}

  /**
   * Shows each sheet.
   *
   * @param name the workbook's name
   * @param content its bytes
   * @param limits what it may expand to
   * @param visitor told of each sheet; a workbook of one sheet is a file under its own name
   */
  static void walk(String name, byte[] content, Limits limits, Containers.Visitor visitor)
      throws IOException {
    boolean styled = lookThrough(name, content, limits);
    try (ReadableWorkbook book =
        new ReadableWorkbook(
            new ByteArrayInputStream(content), new ReadingOptions(styled, false))) {
      List<Sheet> filled = new ArrayList<>();
      for (Sheet sheet : book.getSheets().toList()) {
        try (SheetRows rows = new SheetRows(name, sheet, book.isDate1904())) {
          if (rows.read() >= 0) {
            filled.add(sheet);
          }
        }
      }
      if (filled.isEmpty()) {
        visitor.skipped(name, "a workbook with nothing in it");
      }
      for (Sheet sheet : filled) {
        try (SheetRows rows = new SheetRows(name, sheet, book.isDate1904())) {
          if (filled.size() == 1) {
            visitor.file(name, rows);
          } else {
            visitor.sheet(name, name + "!" + sheet.getName(), rows);
          }
        }
      }
    } catch (ExcelReaderException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw ExtractErrors.damagedContainer(name, "workbook", e);
    }
  }

  /**
   * Unpacks every part and keeps none.
   *
   * @return whether it has styles, by which dates are told from numbers; a program's workbook may
   *     have none
   */
  private static boolean lookThrough(String name, byte[] content, Limits limits) {
    boolean styled = false;
    long expanded = 0;
    int entries = 0;
    byte[] waste = new byte[1 << 16];
    try (ZipFile zip = ZipFile.builder().setByteArray(content).get()) {
      Enumeration<ZipArchiveEntry> all = zip.getEntries();
      while (all.hasMoreElements()) {
        ZipArchiveEntry entry = all.nextElement();
        if (++entries > limits.maxEntries()) {
          throw ExtractErrors.expandsTooFar(name, limits.maxEntries() + " entries");
        }
        styled |= entry.getName().endsWith("styles.xml");
        long most =
            entry.getName().endsWith("sharedStrings.xml") ? MOST_SHARED_BYTES : MOST_SHEET_BYTES;
        long own = 0;
        try (InputStream in = zip.getInputStream(entry)) {
          for (int read = in.read(waste); read >= 0; read = in.read(waste)) {
            own += read;
            expanded += read;
            if (own > most || expanded > limits.maxExpandedBytes()) {
              throw ExtractErrors.expandsTooFar(
                  name, Math.min(most, limits.maxExpandedBytes()) + " bytes unpacked");
            }
            if (expanded > Limits.RATIO_FLOOR && expanded / limits.maxRatio() > content.length) {
              throw ExtractErrors.expandsTooFar(
                  name, limits.maxRatio() + " bytes out of each stored byte");
            }
          }
        }
      }
      return styled;
    } catch (QofException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw ExtractErrors.damagedContainer(name, "workbook", e);
    }
  }
}
