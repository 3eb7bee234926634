package org.openqof.rulebook.read;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of keys. Read token by token, not as a tree, so that each value keeps its line and each
 * number its digits as written.
 */
public final class YamlFile {
  private static final YAMLFactory YAML = new YAMLFactory();
  private static final Pattern AT = Pattern.compile("line (\\d+), column (\\d+)");

  /** Parts of parts that any file may have; deeper ones are refused and never followed. */
  private static final int DEEPEST = 16;

  private final String label;
  private final Map<String, Entry> entries;

  private YamlFile(String label, Map<String, Entry> entries) {
    this.label = label;
    this.entries = Collections.unmodifiableMap(entries);
  }

  /**
   * One key of the file.
   *
   * @param own the key's own value; empty when it has parts or items
   * @param parts its parts by name, in the order written; empty when it has a value
   * @param items the values of its list; empty when it is none
   */
  public record Entry(Cell own, Map<String, Entry> parts, List<Cell> items) {
    public Entry {
      parts = Collections.unmodifiableMap(parts);
      items = List.copyOf(items);
    }

    /** A part; a missing one reads as empty, at the line of the key. */
    Cell part(String name) {
      Entry part = parts.get(name);
      return part == null
          ? new Cell(own.file(), own.line(), own.name() + "." + name, "")
          : part.own();
    }
  }

  /** Its keys by name, in the order written. */
  public Map<String, Entry> entries() {
    return entries;
  }

  /** An entry; a missing one reads as empty, at the first line. */
  Entry entry(String key) {
    Entry entry = entries.get(key);
    return entry == null ? new Entry(new Cell(label, 1, key, ""), Map.of(), List.of()) : entry;
  }

  /** Reads a file; what is not key and value, or keys with parts, becomes a problem. */
  static YamlFile read(SourceFile source, Problems problems) {
    return new Reader(source, problems, 1, false).read();
  }

  /**
   * Reads a file whose keys may have parts of parts, and lists of values.
   *
   * @param label how messages name the file
   * @param text its content
   * @param problems where what is wrong is gathered
   */
  public static YamlFile nested(String label, String text, Problems problems) {
    return new Reader(SourceFile.of(label, text), problems, DEEPEST, true).read();
  }

  /**
   * Reads one file.
   *
   * @param depth how deep parts may lie below a key of the file
   * @param lists whether a key may have a list of values
   */
  private record Reader(SourceFile source, Problems problems, int depth, boolean lists) {

    YamlFile read() {
      Map<String, Entry> entries = new LinkedHashMap<>();
      try (JsonParser parser = YAML.createParser(source.text())) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
          problems.add(source.label(), "holds no keys.", "Write lines of the form key: value.");
          return new YamlFile(source.label(), entries);
        }
        entries.putAll(parts("", depth, parser));
        if (parser.nextToken() != null) {
          problems.add(
              source.label() + ", line " + parser.currentTokenLocation().getLineNr(),
              "a second document begins, which would not be read.",
              "Write one file of keys: take away the line --- and bring the keys together.");
        }
      } catch (JacksonException malformed) {
        problems.add(
            source.label() + place(malformed),
            "is not YAML.",
            "Check indentation, colons and quotation marks; indent by spaces, never by tabs.");
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
      return new YamlFile(source.label(), entries);
    }

    /**
     * Line and column of what cannot be read. The words of the YAML library name it last; the
     * location that comes with them is that of the last sign that could be read.
     */
    private static String place(JacksonException malformed) {
      String words = String.valueOf(malformed.getOriginalMessage());
      String found = "";
      for (Matcher at = AT.matcher(words); at.find(); ) {
        found = ", line " + at.group(1) + ", column " + at.group(2);
      }
      JsonLocation location = malformed.getLocation();
      return found.isEmpty() && location != null ? ", line " + location.getLineNr() : found;
    }

    /** The keys up to the end of an object that has begun. */
    private Map<String, Entry> parts(String above, int deeper, JsonParser parser)
        throws IOException {
      Map<String, Entry> parts = new LinkedHashMap<>();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = parser.currentName();
        Cell place =
            new Cell(source.label(), parser.currentTokenLocation().getLineNr(), above + key, "");
        parser.nextToken();
        Entry entry = entry(place, deeper, parser);
        if (parts.putIfAbsent(key, entry) != null) {
          problems.add(entry.own(), "stands twice.", "Remove one.");
        }
      }
      return parts;
    }

    private Entry entry(Cell place, int deeper, JsonParser parser) throws IOException {
      if (parser.currentToken() == JsonToken.START_OBJECT && deeper > 0) {
        return new Entry(place, parts(place.name() + ".", deeper - 1, parser), List.of());
      }
      if (parser.currentToken() == JsonToken.START_ARRAY && lists) {
        List<Cell> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          int line = parser.currentTokenLocation().getLineNr();
          items.add(scalar(new Cell(place.file(), line, place.name(), ""), parser));
        }
        return new Entry(place, Map.of(), items);
      }
      return new Entry(scalar(place, parser), Map.of(), List.of());
    }

    private Cell scalar(Cell place, JsonParser parser) throws IOException {
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
}
