package org.openqof.publish;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A workbook read without the product: texts of cells by sheet, row and column. */
public final class Workbook {
  private final Map<String, List<List<String>>> sheets = new LinkedHashMap<>();
  private final Map<String, List<String>> headers = new LinkedHashMap<>();

  private Workbook() {}

  /** Reads a file. */
  public static Workbook read(Path file) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Workbook workbook = new Workbook();
      List<String> shared = new ArrayList<>();
      for (Element text : elements(xml(zip, "xl/sharedStrings.xml"), "si")) {
        shared.add(text.getTextContent());
      }
      int number = 0;
      for (Element sheet : elements(xml(zip, "xl/workbook.xml"), "sheet")) {
        number++;
        String name = sheet.getAttribute("name");
        workbook.sheets.put(name, cells(xml(zip, "xl/worksheets/sheet" + number + ".xml"), shared));
        String relations = "xl/worksheets/_rels/sheet" + number + ".xml.rels";
        if (zip.getEntry(relations) != null) {
          for (Element relation : elements(xml(zip, relations), "Relationship")) {
            String target = relation.getAttribute("Target");
            if (target.contains("tables/")) {
              String part = "xl/tables/" + target.substring(target.lastIndexOf('/') + 1);
              workbook.headers.put(
                  name,
                  elements(xml(zip, part), "tableColumn").stream()
                      .map(column -> column.getAttribute("name"))
                      .toList());
            }
          }
        }
      }
      return workbook;
    } catch (IOException | SAXException | ParserConfigurationException problem) {
      throw new UncheckedIOException(new IOException(file.toString(), problem));
    }
  }

  /** Names of the sheets of a file, and nothing else of it. */
  public static List<String> sheetNames(Path file) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return elements(xml(zip, "xl/workbook.xml"), "sheet").stream()
          .map(sheet -> sheet.getAttribute("name"))
          .toList();
    } catch (IOException | SAXException | ParserConfigurationException problem) {
      throw new UncheckedIOException(new IOException(file.toString(), problem));
    }
  }

  private static Document xml(ZipFile zip, String part)
      throws IOException, SAXException, ParserConfigurationException {
    try (InputStream stream = zip.getInputStream(zip.getEntry(part))) {
      return DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(stream);
    }
  }

  private static List<Element> elements(Document document, String name) {
    NodeList found = document.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  private static List<List<String>> cells(Document sheet, List<String> shared) {
    List<List<String>> rows = new ArrayList<>();
    for (Element row : elements(sheet, "row")) {
      List<String> cells = new ArrayList<>();
      NodeList found = row.getElementsByTagName("c");
      for (int i = 0; i < found.getLength(); i++) {
        Element cell = (Element) found.item(i);
        String text = cell.getTextContent();
        cells.add(cell.getAttribute("t").equals("s") ? shared.get(Integer.parseInt(text)) : text);
      }
      rows.add(cells);
    }
    return rows;
  }

  /** Names of its sheets. */
  public List<String> names() {
    return List.copyOf(sheets.keySet());
  }

  /** Texts of all cells of a sheet that hold something, row by row. */
  public List<List<String>> all(String sheet) {
    return sheets.getOrDefault(sheet, List.of()).stream()
        .map(row -> row.stream().filter(cell -> !cell.isEmpty()).toList())
        .toList();
  }

  /** Headers of the table of a sheet. */
  public List<String> headers(String sheet) {
    return headers.getOrDefault(sheet, List.of());
  }

  /** All text of a sheet, one cell a line. */
  public String text(String sheet) {
    StringBuilder text = new StringBuilder();
    sheets
        .getOrDefault(sheet, List.of())
        .forEach(row -> row.forEach(cell -> text.append(cell).append('\n')));
    return text.toString();
  }

  /** Rows of the table of a sheet, by header. */
  public List<Map<String, String>> rows(String sheet) {
    List<List<String>> all = sheets.getOrDefault(sheet, List.of());
    List<String> columns = headers(sheet);
    int at = all.indexOf(columns);
    List<Map<String, String>> rows = new ArrayList<>();
    for (List<String> cells : all.subList(at + 1, all.size())) {
      Map<String, String> row = new TreeMap<>();
      for (int i = 0; i < columns.size(); i++) {
        row.put(columns.get(i), cells.get(i));
      }
      rows.add(row);
    }
    return rows;
  }
}
