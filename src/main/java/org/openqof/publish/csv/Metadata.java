package org.openqof.publish.csv;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.openqof.domain.FinancialYear;
import org.openqof.publish.Edition;
import org.openqof.publish.Files;
import org.openqof.publish.Part;
import org.openqof.publish.PublishedFile;
import org.openqof.tables.Field;
import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table;
import org.openqof.tables.TidyFiles;

/**
 * Descriptions for machines, from the descriptors of the tables: beside each CSV file its CSVW
 * metadata ({@code NAME.csv-metadata.json}), and one {@code datapackage.json} for all files.
 *
 * <p>Sources: W3C, Metadata Vocabulary for Tabular Data; Frictionless Data, Data Package; GOV.UK,
 * Publishing your tabular data. Must be the last part of a publication.
 */
public final class Metadata implements Part {
  private static final String LICENCE =
      "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/";

  private final ObjectMapper mapper = new ObjectMapper();

  @Override
  public String title() {
    return "descriptions for machines";
  }

  @Override
  public List<Runnable> tasks(Edition edition, Files files) {
    return List.of(() -> write(edition, files));
  }

  private void write(Edition edition, Files files) {
    List<PublishedFile> all = files.finished();
    for (PublishedFile file : all) {
      Table table = file.table();
      if (table != null) {
        ObjectNode described = csvw(mapper, edition.year(), file.shortName(), file.title(), table);
        described.put("dc:license", LICENCE);
        foreignKey(described, edition, table);
        put(files, file.name() + "-metadata.json", described);
      }
    }
    put(files, "datapackage.json", dataPackage(edition, all));
  }

  private void put(Files files, String name, ObjectNode content) {
    files.put(
        name,
        "Description for machines",
        null,
        stream -> {
          stream.write(text(mapper, content).getBytes(StandardCharsets.UTF_8));
          return 0;
        });
  }

  /**
   * The CSVW description of a CSV file that is no part of a publication.
   *
   * @param name the file's name, which lies in the same folder
   */
  public static String beside(FinancialYear year, String name, String title, Table table) {
    ObjectMapper mapper = new ObjectMapper();
    try {
      return text(mapper, csvw(mapper, year, name, title, table));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree is always JSON", impossible);
    }
  }

  private static String text(ObjectMapper mapper, ObjectNode content)
      throws JsonProcessingException {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentArraysWith(lines);
    printer.indentObjectsWith(lines);
    return mapper.writer(printer).writeValueAsString(content) + "\n";
  }

  private static ObjectNode csvw(
      ObjectMapper mapper, FinancialYear year, String name, String title, Table table) {
    ObjectNode root = mapper.createObjectNode();
    root.putArray("@context").add("http://www.w3.org/ns/csvw").addObject().put("@language", "en");
    root.put("url", name);
    root.put("dc:title", title);
    root.put("dc:description", table.sentence());
    root.put("dc:coverage", year.toString());
    root.putObject("dialect").put("encoding", "utf-8").put("header", true);
    ObjectNode schema = root.putObject("tableSchema");
    ArrayNode columns = schema.putArray("columns");
    for (Field field : table.fields()) {
      ObjectNode column = columns.addObject();
      column.put("name", field.name());
      column.put("titles", field.name());
      column.put("dc:description", described(field));
      column.put("datatype", csvwType(field));
      column.put("required", !field.nullable());
    }
    ArrayNode key = schema.putArray("primaryKey");
    table.key().forEach(field -> key.add(field.name()));
    return root;
  }

  private static void foreignKey(ObjectNode root, Edition edition, Table table) {
    if (isLong(table)) {
      ObjectNode foreign = root.withObject("/tableSchema").putArray("foreignKeys").addObject();
      foreign.putArray("columnReference").add("level").add("area_code");
      ObjectNode reference = foreign.putObject("reference");
      reference.put("resource", "areas_" + edition.shortYear() + ".csv");
      reference.putArray("columnReference").add("level").add("area_code");
    }
  }

  private ObjectNode dataPackage(Edition edition, List<PublishedFile> files) {
    ObjectNode root = mapper.createObjectNode();
    root.put("name", "qof-" + edition.shortYear());
    root.put("title", "Quality and Outcomes Framework, " + edition.year());
    root.put("version", Integer.toString(edition.version()));
    if (edition.published() != null) {
      root.put("created", edition.published() + "T00:00:00Z");
    }
    root.putArray("licenses")
        .addObject()
        .put("name", "OGL-UK-3.0")
        .put("title", "Open Government Licence v3.0")
        .put("path", LICENCE);
    ArrayNode resources = root.putArray("resources");
    for (PublishedFile file : files) {
      ObjectNode resource = resources.addObject();
      String shortName = file.shortName();
      int dot = shortName.lastIndexOf('.');
      String folder = file.name().substring(0, file.name().length() - shortName.length());
      resource.put(
          "name",
          (folder + shortName.substring(0, dot))
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^a-z0-9]+", "-"));
      resource.put("path", file.name());
      resource.put("title", file.title());
      resource.put("format", shortName.substring(dot + 1));
      resource.put("bytes", file.bytes());
      resource.put("hash", "sha256:" + file.sha256());
      Table table = file.table();
      if (table != null) {
        resource.put("profile", "tabular-data-resource");
        resource.put("mediatype", "text/csv");
        resource.put("encoding", "utf-8");
        resource.put("rows", file.rows());
        resource.putObject("dialect").put("lineTerminator", "\r\n").put("delimiter", ",");
        schema(resource.putObject("schema"), table, edition);
      }
    }
    return root;
  }

  private static void schema(ObjectNode schema, Table table, Edition edition) {
    ArrayNode fields = schema.putArray("fields");
    for (Field field : table.fields()) {
      ObjectNode described = fields.addObject();
      described.put("name", field.name());
      described.put("type", packageType(field));
      described.put("description", described(field));
      described.putObject("constraints").put("required", !field.nullable());
    }
    ArrayNode key = schema.putArray("primaryKey");
    table.key().forEach(field -> key.add(field.name()));
    schema.putArray("missingValues").add("");
    if (isLong(table)) {
      ObjectNode foreign = schema.putArray("foreignKeys").addObject();
      foreign.putArray("fields").add("level").add("area_code");
      ObjectNode reference = foreign.putObject("reference");
      reference.put("resource", "long-areas-" + edition.shortYear());
      reference.putArray("fields").add("level").add("area_code");
    }
  }

  private static boolean isLong(Table table) {
    return table != TidyFiles.AREAS && TidyFiles.all().contains(table);
  }

  private static String described(Field field) {
    return field.unit() == Unit.NONE || field.unit() == Unit.DATE || field.unit() == Unit.COUNT
        ? field.sentence()
        : field.sentence() + " Unit: " + field.unit().name().toLowerCase(Locale.ROOT) + ".";
  }

  private static String csvwType(Field field) {
    return switch (field.type()) {
      case TEXT -> "string";
      case INT, LONG -> "integer";
      case DECIMAL -> "decimal";
      case DATE -> "date";
      case FLAG -> "boolean";
    };
  }

  private static String packageType(Field field) {
    return field.type() == Field.Type.DECIMAL ? "number" : csvwType(field);
  }
}
