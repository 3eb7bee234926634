package org.openqof.rulebook;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A rulebook file of keys. Read token by token, not as a tree, so that each value keeps its line
 * and each number its digits as written.
 */
final class YamlFile {
  private static final YAMLFactory YAML = new YAMLFactory();

  private final String label;
  private final Map<String, Entry> entries;

  private YamlFile(String label, Map<String, Entry> entries) {
    this.label = label;
    this.entries = entries;
  }

  /**
   * One key of the file.
   *
   * @param own the key's own value; empty when it has parts
   * @param parts its parts by name; empty when it has a value
   */
  record Entry(Cell own, Map<String, Cell> parts) {

    /** A part; a missing one reads as empty, at the line of the key. */
    Cell part(String name) {
      return parts.getOrDefault(
          name, new Cell(own.file(), own.line(), own.name() + "." + name, ""));
    }
  }

  Map<String, Entry> entries() {
    return entries;
  }

  /** An entry; a missing one reads as empty, at the first line. */
  Entry entry(String key) {
    return entries.getOrDefault(key, new Entry(new Cell(label, 1, key, ""), Map.of()));
  }

  /** Reads a file; what is not key and value, or keys with parts, becomes a problem. */
  static YamlFile read(SourceFile source, Problems problems) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    try (JsonParser parser = YAML.createParser(source.text())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        problems.add(source.label(), "holds no keys.", "Write lines of the form key: value.");
        return new YamlFile(source.label(), entries);
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = parser.currentName();
        int line = parser.currentTokenLocation().getLineNr();
        Entry entry = entry(source.label(), key, line, parser, problems);
        if (entries.putIfAbsent(key, entry) != null) {
          problems.add(entry.own(), "stands twice.", "Remove one.");
        }
      }
    } catch (JacksonException malformed) {
      JsonLocation location = malformed.getLocation();
      problems.add(
          location == null ? source.label() : source.label() + ", line " + location.getLineNr(),
          "is not YAML.",
          "Check indentation, colons and quotation marks.");
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return new YamlFile(source.label(), entries);
  }

  private static Entry entry(
      String file, String key, int line, JsonParser parser, Problems problems) throws IOException {
    JsonToken token = parser.nextToken();
    Cell own = new Cell(file, line, key, "");
    Map<String, Cell> parts = new LinkedHashMap<>();
    if (token == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        Cell part = value(file, key + "." + name, parser, problems);
        if (parts.putIfAbsent(name, part) != null) {
          problems.add(part, "stands twice.", "Remove one.");
        }
      }
      return new Entry(own, parts);
    }
    return new Entry(scalar(own, parser, problems), parts);
  }

  private static Cell value(String file, String name, JsonParser parser, Problems problems)
      throws IOException {
    int line = parser.currentTokenLocation().getLineNr();
    parser.nextToken();
    return scalar(new Cell(file, line, name, ""), parser, problems);
  }

  private static Cell scalar(Cell place, JsonParser parser, Problems problems) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null || !token.isScalarValue()) {
      problems.add(place, "is not a single value.", "Write one value after the colon.");
      parser.skipChildren();
      return place;
    }
    String text = token == JsonToken.VALUE_NULL ? "" : parser.getText().strip();
    return new Cell(place.file(), place.line(), place.name(), text);
  }
}
