package org.openqof.publish.lint;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.openqof.publish.PublishErrors;

/**
 * The parts of a workbook's file, read with care: it may come from anywhere.
 *
 * <p>Nothing is unpacked to disk. A part that grows beyond what a workbook can be, or out of all
 * proportion to its packed size, is refused; so is any document type or entity.
 */
final class WorkbookParts implements AutoCloseable {
  private static final int MOST_PARTS = 10_000;
  private static final long MOST_BYTES = 2L << 30;
  private static final long FREE_BYTES = 16L << 20;
  private static final long MOST_TIMES_PACKED = 400;

  private final String name;
  private final ZipFile zip;
  private final XMLInputFactory xml;
  private long read;

  private WorkbookParts(String name, ZipFile zip) {
    this.name = name;
    this.zip = zip;
    this.xml = XMLInputFactory.newDefaultFactory();
    xml.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    xml.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    xml.setProperty(XMLInputFactory.IS_COALESCING, true);
  }

  /**
   * Opens a file.
   *
   * @throws org.openqof.errors.QofException when it is not a workbook
   */
  static WorkbookParts open(Path file) {
    if (!Files.isRegularFile(file)) {
      throw PublishErrors.notAWorkbook(file.toString(), "There is no such file.");
    }
    try {
      WorkbookParts parts = new WorkbookParts(file.toString(), new ZipFile(file.toFile()));
      if (parts.zip.size() > MOST_PARTS || parts.zip.getEntry("xl/workbook.xml") == null) {
        parts.close();
        throw PublishErrors.notAWorkbook(file.toString(), "It has no workbook inside.");
      }
      return parts;
    } catch (IOException problem) {
      throw PublishErrors.notAWorkbook(
          file.toString(), "It cannot be opened as a zip archive: " + problem.getMessage() + ".");
    }
  }

  /** Names of all parts. */
  List<String> names() {
    return Collections.list(zip.entries()).stream().map(ZipEntry::getName).sorted().toList();
  }

  /** Takes the elements of a part one by one. */
  @FunctionalInterface
  interface Elements {
    /** The reader stands on the start of an element, or on its end, or on text. */
    void at(XMLStreamReader reader, int event) throws XMLStreamException;
  }

  /** Reads a part, if it is there. */
  void read(String part, Elements elements) {
    ZipEntry entry = zip.getEntry(part);
    if (entry == null) {
      return;
    }
    try (InputStream stream = new Guarded(zip.getInputStream(entry), entry)) {
      XMLStreamReader reader = xml.createXMLStreamReader(stream);
      while (reader.hasNext()) {
        int event = reader.next();
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
          throw PublishErrors.notAWorkbook(
              name, "Its part " + part + " declares a document type, which no workbook needs.");
        }
        elements.at(reader, event);
      }
      reader.close();
    } catch (XMLStreamException | IOException problem) {
      throw PublishErrors.notAWorkbook(
          name, "Its part " + part + " cannot be read: " + problem.getMessage());
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  /** Counts what comes out of the archive. */
  private final class Guarded extends FilterInputStream {
    private final String part;
    private final long packed;
    private long bytes;

    Guarded(InputStream stream, ZipEntry entry) {
      super(stream);
      this.part = entry.getName();
      this.packed = Math.max(1, entry.getCompressedSize());
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      count(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int some = super.read(into, offset, length);
      count(Math.max(0, some));
      return some;
    }

    private void count(int more) {
      bytes += more;
      read += more;
      if (read > MOST_BYTES || (bytes > FREE_BYTES && bytes / packed > MOST_TIMES_PACKED)) {
        throw PublishErrors.notAWorkbook(
            name, "Its part " + part + " unpacks to more than a workbook can be.");
      }
    }
  }
}
