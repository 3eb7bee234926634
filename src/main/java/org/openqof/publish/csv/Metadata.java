package org.openqof.publish.csv;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.openqof.answer.SafeText;
import org.openqof.publish.Edition;
import org.openqof.publish.Files;
import org.openqof.publish.Imprint;
import org.openqof.publish.Part;
import org.openqof.publish.PublishedFile;
import org.openqof.tables.Field;
import org.openqof.tables.Table;
import org.openqof.tables.TidyFiles;

/**
 * Descriptions for machines, from the descriptors of the tables: alongside each CSV file its CSVW
 * metadata ({@code NAME.csv-metadata.json}), and one {@code datapackage.json} for all files.
 *
 * <p>Sources: W3C, Metadata Vocabulary for Tabular Data; Frictionless Data, Data Package; GOV.UK,
 * Publishing your tabular data. Must be the last part of a publication.
 */
public final class Metadata implements Part {
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
        put(files, file.name() + "-metadata.json", csvw(edition, file, table));
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
          stream.write(TableDescription.bytes(content));
          return 0;
        });
  }

  private ObjectNode csvw(Edition edition, PublishedFile file, Table table) {
    ObjectNode root =
        TableDescription.csvw(
            file.shortName(),
            file.title(),
            table,
            edition.year().toString(),
            edition.imprint().licencePlace());
    ObjectNode schema = (ObjectNode) root.get("tableSchema");
    if (TidyFiles.isLong(table)) {
      ObjectNode foreign = schema.putArray("foreignKeys").addObject();
      foreign.putArray("columnReference").add("level").add("area_code");
      ObjectNode reference = foreign.putObject("reference");
      reference.put("resource", "areas_" + edition.shortYear() + ".csv");
      reference.putArray("columnReference").add("level").add("area_code");
    }
    return root;
  }

  private ObjectNode dataPackage(Edition edition, List<PublishedFile> files) {
    ObjectNode root = mapper.createObjectNode();
    root.put("name", "qof-" + edition.shortYear());
    root.put("title", "Quality and Outcomes Framework, " + edition.year());
    root.put("version", Integer.toString(edition.version()));
    if (edition.published() != null) {
      root.put("created", edition.published() + "T00:00:00Z");
    }
    imprint(root, edition.imprint());
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

  private static void imprint(ObjectNode root, Imprint imprint) {
    ObjectNode licence = root.putArray("licenses").addObject();
    if (imprint.isOpenLicence()) {
      licence.put("name", "OGL-UK-3.0");
    }
    licence.put("title", SafeText.visible(imprint.licenceName()));
    if (imprint.licencePlace() != null) {
      licence.put("path", imprint.licencePlace());
    }
    if (imprint.publisher() != null) {
      root.putArray("contributors")
          .addObject()
          .put("title", SafeText.visible(imprint.publisher()))
          .put("role", "publisher");
    }
    if (imprint.contact() != null) {
      root.put("contact", SafeText.visible(imprint.contact()));
    }
    if (imprint.status() != null) {
      root.put("status", SafeText.visible(imprint.status()));
    }
    if (imprint.next() != null) {
      root.put("next", imprint.next().toString());
    }
  }

  private static void schema(ObjectNode schema, Table table, Edition edition) {
    ArrayNode fields = schema.putArray("fields");
    for (Field field : table.fields()) {
      ObjectNode described = fields.addObject();
      described.put("name", field.name());
      described.put("type", packageType(field));
      described.put("description", TableDescription.described(field));
      described.putObject("constraints").put("required", !field.nullable());
    }
    ArrayNode key = schema.putArray("primaryKey");
    table.key().forEach(field -> key.add(field.name()));
    schema.putArray("missingValues").add("");
    if (TidyFiles.isLong(table)) {
      ObjectNode foreign = schema.putArray("foreignKeys").addObject();
      foreign.putArray("fields").add("level").add("area_code");
      ObjectNode reference = foreign.putObject("reference");
      reference.put("resource", "long-areas-" + edition.shortYear());
      reference.putArray("fields").add("level").add("area_code");
    }
  }

  private static String packageType(Field field) {
    return field.type() == Field.Type.DECIMAL ? "number" : TableDescription.type(field);
  }
}
