package org.openqof.publish.lint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import org.openqof.publish.PublishErrors;

/**
 * Checks any workbook against the checklist for accessible spreadsheets.
 *
 * <p>Source: Analysis Function, Releasing statistics in spreadsheets, checklist of the basics. What
 * only a person can judge, such as plain words and colour contrast, is not checked.
 */
public final class WorkbookCheck {
  private static final Set<String> FRONT = Set.of("cover", "contents", "notes");
  private static final double LEAST_FONT = 12;

  private final WorkbookParts parts;
  private final List<Finding> findings = new ArrayList<>();
  private final List<String> shared = new ArrayList<>();

  private WorkbookCheck(WorkbookParts parts) {
    this.parts = parts;
  }

  /**
   * Everything that is wrong with a workbook; nothing when it passes.
   *
   * @throws org.openqof.errors.QofException when it is not a workbook or not safe to read
   */
  public static List<Finding> check(Path file) {
    try (WorkbookParts parts = WorkbookParts.open(file)) {
      WorkbookCheck check = new WorkbookCheck(parts);
      check.all();
      return List.copyOf(check.findings);
    } catch (IOException problem) {
      throw PublishErrors.notAWorkbook(file.toString(), String.valueOf(problem.getMessage()));
    }
  }

  private void found(String rule, String where, String what, String remedy) {
    findings.add(new Finding(rule, where, what, remedy));
  }

  private void all() {
    properties();
    attachments();
    fonts();
    readShared();
    sheets();
  }

  private void properties() {
    Map<String, String> said = new HashMap<>();
    String[] element = {""};
    parts.read(
        "docProps/core.xml",
        (reader, event) -> {
          if (event == XMLStreamConstants.START_ELEMENT) {
            element[0] = reader.getLocalName();
          } else if (event == XMLStreamConstants.CHARACTERS) {
            said.merge(element[0], reader.getText(), String::concat);
          } else if (event == XMLStreamConstants.END_ELEMENT) {
            element[0] = "";
          }
        });
    if (said.getOrDefault("title", "").isBlank()) {
      found("X01", "properties", "the document has no title", "set its title");
    }
    if (said.getOrDefault("language", "").isBlank()) {
      found("X02", "properties", "the document names no language", "set its language, en-GB");
    }
  }

  private void attachments() {
    for (String name : parts.names()) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (lower.endsWith("vbaproject.bin")) {
        found("X13", name, "there are macros", "save it as a workbook without macros");
      } else if (lower.startsWith("xl/media/")) {
        found("X13", name, "there is an image", "publish it apart, with its text");
      } else if (lower.matches("xl/drawings/[^/]*\\.xml")) {
        drawing(name);
      } else if (lower.startsWith("xl/externallinks/")) {
        found("X13", name, "it takes values from another file", "write the values");
      }
    }
  }

  /** A chart says in words what it shows, for those who cannot see it. */
  private void drawing(String name) {
    parts.read(
        name,
        (reader, event) -> {
          if (event == XMLStreamConstants.START_ELEMENT
              && reader.getLocalName().equals("cNvPr")
              && SheetCheck.attribute(reader, "descr").isBlank()) {
            found("X13", name, "a chart has no description", "say in its text what it shows");
          }
        });
  }

  private void fonts() {
    boolean[] inFonts = {false};
    Set<Double> small = new TreeSet<>();
    parts.read(
        "xl/styles.xml",
        (reader, event) -> {
          if (event == XMLStreamConstants.START_ELEMENT) {
            if (reader.getLocalName().equals("fonts")) {
              inFonts[0] = true;
            } else if (inFonts[0] && reader.getLocalName().equals("sz")) {
              double size = Double.parseDouble(SheetCheck.attribute(reader, "val"));
              if (size < LEAST_FONT) {
                small.add(size);
              }
            }
          } else if (event == XMLStreamConstants.END_ELEMENT
              && reader.getLocalName().equals("fonts")) {
            inFonts[0] = false;
          }
        });
    if (!small.isEmpty()) {
      found("X18", "styles", "fonts of size " + small + " are used", "use 12 or larger");
    }
  }

  private void readShared() {
    StringBuilder text = new StringBuilder();
    boolean[] reading = {false};
    parts.read(
        "xl/sharedStrings.xml",
        (reader, event) -> {
          if (event == XMLStreamConstants.START_ELEMENT) {
            if (reader.getLocalName().equals("si")) {
              text.setLength(0);
            }
            reading[0] = reader.getLocalName().equals("t");
          } else if (event == XMLStreamConstants.CHARACTERS && reading[0]) {
            text.append(reader.getText());
          } else if (event == XMLStreamConstants.END_ELEMENT) {
            reading[0] = false;
            if (reader.getLocalName().equals("si")) {
              shared.add(text.toString());
            }
          }
        });
  }

  /** Targets of a part's relationships, by id. */
  private Map<String, String> targets(String part) {
    int slash = part.lastIndexOf('/');
    String folder = part.substring(0, slash + 1);
    Map<String, String> targets = new TreeMap<>();
    parts.read(
        folder + "_rels/" + part.substring(slash + 1) + ".rels",
        (reader, event) -> {
          if (event == XMLStreamConstants.START_ELEMENT
              && reader.getLocalName().equals("Relationship")) {
            targets.put(
                SheetCheck.attribute(reader, "Id"),
                resolved(folder, SheetCheck.attribute(reader, "Target")));
          }
        });
    return targets;
  }

  private static String resolved(String folder, String target) {
    if (target.startsWith("/")) {
      return target.substring(1);
    }
    String base = folder;
    String rest = target;
    while (rest.startsWith("../") && base.length() > 1) {
      base = base.substring(0, base.lastIndexOf('/', base.length() - 2) + 1);
      rest = rest.substring(3);
    }
    return base + rest;
  }

  private void sheets() {
    Map<String, String> sheets = new LinkedHashMap<>();
    Map<String, String> targets = targets("xl/workbook.xml");
    parts.read(
        "xl/workbook.xml",
        (reader, event) -> {
          if (event != XMLStreamConstants.START_ELEMENT) {
            return;
          }
          if (reader.getLocalName().equals("sheet")) {
            String name = SheetCheck.attribute(reader, "name");
            sheets.put(name, targets.getOrDefault(SheetCheck.attribute(reader, "id"), ""));
            if (!SheetCheck.attribute(reader, "state").matches("|visible")) {
              found("X06", name, "the sheet is hidden", "show it or take it out");
            }
          } else if (reader.getLocalName().equals("workbookView")
              && !SheetCheck.attribute(reader, "activeTab").matches("|0")) {
            found(
                "X15",
                "workbook",
                "it opens on another sheet than the first",
                "open it on the first");
          }
        });
    names(sheets.keySet());
    Set<String> tableNames = new TreeSet<>();
    Map<String, Set<String>> symbols = new LinkedHashMap<>();
    Map<String, String> prose = new HashMap<>();
    StringBuilder notes = new StringBuilder();
    sheets.forEach(
        (name, part) -> {
          List<TableFacts> tables = tables(part);
          for (TableFacts table : tables) {
            if (!tableNames.add(table.name.toLowerCase(Locale.ROOT))) {
              found("X08", name, "a second table is called " + table.name, "tell them apart");
            }
          }
          boolean front = FRONT.contains(name.toLowerCase(Locale.ROOT));
          SheetCheck check = new SheetCheck(name, tables, shared, findings);
          parts.read(part, check);
          check.finish(front);
          if (front) {
            notes.append(allText(part));
          } else {
            symbols.put(name, check.symbols());
            prose.put(name, check.prose());
          }
        });
    symbols.forEach(
        (name, used) -> {
          for (String symbol : used) {
            if (!explains(prose.getOrDefault(name, ""), symbol)
                && !explains(notes.toString(), symbol)) {
              found(
                  "X10",
                  name,
                  "the symbol " + symbol + " is not explained",
                  "say above the table or in the notes what it means");
            }
          }
        });
  }

  /** Whether a text has a symbol standing alone, or between brackets. */
  private static boolean explains(String text, String symbol) {
    String quoted = Pattern.quote(symbol);
    return Pattern.compile("(^|[\\s(])" + quoted + "($|[\\s).,;])", Pattern.MULTILINE)
        .matcher(text)
        .find();
  }

  private String allText(String part) {
    StringBuilder text = new StringBuilder();
    String[] type = {""};
    boolean[] reading = {false};
    parts.read(
        part,
        (reader, event) -> {
          if (event == XMLStreamConstants.START_ELEMENT) {
            if (reader.getLocalName().equals("c")) {
              type[0] = SheetCheck.attribute(reader, "t");
            }
            reading[0] = reader.getLocalName().equals("v") || reader.getLocalName().equals("t");
          } else if (event == XMLStreamConstants.CHARACTERS && reading[0]) {
            String found = reader.getText();
            boolean isShared = type[0].equals("s") && found.matches("\\d{1,9}");
            int at = isShared ? Integer.parseInt(found) : -1;
            text.append(at >= 0 && at < shared.size() ? shared.get(at) : found).append('\n');
          } else if (event == XMLStreamConstants.END_ELEMENT) {
            reading[0] = false;
          }
        });
    return text.toString();
  }

  private void names(Set<String> sheets) {
    for (String name : sheets) {
      if (!name.matches("[A-Za-z][A-Za-z0-9_]{0,30}")) {
        found(
            "X11",
            name,
            "the sheet's name is hard to link to",
            "use letters, digits and underscores, and begin with a letter");
      }
    }
    Set<String> lower = new TreeSet<>();
    sheets.forEach(name -> lower.add(name.toLowerCase(Locale.ROOT)));
    for (String wanted : List.of("cover", "contents", "notes")) {
      if (!lower.contains(wanted)) {
        found("X12", "workbook", "there is no sheet " + wanted, "add one");
      }
    }
  }

  private List<TableFacts> tables(String sheetPart) {
    List<TableFacts> tables = new ArrayList<>();
    for (String target : targets(sheetPart).values()) {
      if (!target.startsWith("xl/tables/")) {
        continue;
      }
      TableFacts table = new TableFacts();
      parts.read(
          target,
          (reader, event) -> {
            if (event != XMLStreamConstants.START_ELEMENT) {
              return;
            }
            switch (reader.getLocalName()) {
              case "table" -> {
                table.name = SheetCheck.attribute(reader, "displayName");
                table.range = CellRange.of(SheetCheck.attribute(reader, "ref"));
                table.headed = !SheetCheck.attribute(reader, "headerRowCount").equals("0");
              }
              case "tableColumn" -> table.columns.add(SheetCheck.attribute(reader, "name"));
              case "autoFilter" -> table.filtered = true;
              default -> {}
            }
          });
      tables.add(table);
    }
    return tables;
  }
}
