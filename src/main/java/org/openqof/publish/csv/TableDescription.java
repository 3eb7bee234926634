package org.openqof.publish.csv;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.openqof.tables.Field;
import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table;

/**
 * What machines are told of a CSV file, from the descriptor of its table. Source: W3C, Metadata
 * Vocabulary for Tabular Data.
 */
final class TableDescription {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private TableDescription() {}

  /**
   * CSVW metadata of one file.
   *
   * @param licence where its licence lies; null for a file that is not published
   */
  static ObjectNode csvw(
      String fileName, String title, Table table, String year, @Nullable String licence) {
    ObjectNode root = MAPPER.createObjectNode();
    root.putArray("@context").add("http://www.w3.org/ns/csvw").addObject().put("@language", "en");
    root.put("url", fileName);
    root.put("dc:title", title);
    root.put("dc:description", table.sentence());
    if (licence != null) {
      root.put("dc:license", licence);
    }
    root.put("dc:coverage", year);
    root.putObject("dialect").put("encoding", "utf-8").put("header", true);
    ObjectNode schema = root.putObject("tableSchema");
    ArrayNode columns = schema.putArray("columns");
    for (Field field : table.fields()) {
      ObjectNode column = columns.addObject();
      column.put("name", field.name());
      column.put("titles", field.name());
      column.put("dc:description", described(field));
      column.put("datatype", type(field));
      column.put("required", !field.nullable());
    }
    ArrayNode key = schema.putArray("primaryKey");
    table.key().forEach(field -> key.add(field.name()));
    return root;
  }

  /** A description as it is written, with a line for each key. */
  static byte[] bytes(ObjectNode content) throws JsonProcessingException {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentArraysWith(lines);
    printer.indentObjectsWith(lines);
    return (MAPPER.writer(printer).writeValueAsString(content) + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The sentence of a field with its unit. */
  static String described(Field field) {
    return field.unit() == Unit.NONE || field.unit() == Unit.DATE || field.unit() == Unit.COUNT
        ? field.sentence()
        : field.sentence() + " Unit: " + field.unit().name().toLowerCase(Locale.ROOT) + ".";
  }

  /** The datatype of a field. */
  static String type(Field field) {
    return switch (field.type()) {
      case TEXT -> "string";
      case INT, LONG -> "integer";
      case DECIMAL -> "decimal";
      case DATE -> "date";
      case FLAG -> "boolean";
    };
  }
}
