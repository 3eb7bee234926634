package org.openqof.publish.csv;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openqof.publish.SamplePublication;
import org.openqof.tables.Field;
import org.openqof.tables.OfficialFiles;
import org.openqof.tables.Table;
import org.openqof.tables.Tables;
import org.openqof.tables.TidyFiles;

/** Files, CSVW metadata, data package, descriptors and data dictionary say the same. */
class MetadataTest {
  private static final SamplePublication SAMPLE = SamplePublication.get();
  private final ObjectMapper mapper = new ObjectMapper();

  @Test
  void filesAndAllTheirDescriptionsAgree() throws IOException {
    Map<String, byte[]> files = SamplePublication.files(SAMPLE.folder());
    JsonNode dataPackage = mapper.readTree(files.get("datapackage.json"));
    String dictionary = Files.readString(Path.of("docs", "data-dictionary.md"));
    List<String> described = new ArrayList<>();
    int csv = 0;
    for (JsonNode resource : dataPackage.get("resources")) {
      String path = resource.get("path").asText();
      described.add(path);
      byte[] bytes = files.getOrDefault(path, new byte[0]);
      assertThat(resource.get("bytes").asInt()).as(path).isEqualTo(bytes.length);
      assertThat(resource.get("hash").asText()).as(path).isEqualTo("sha256:" + sha256(bytes));
      if (!path.endsWith(".csv")) {
        continue;
      }
      csv++;
      List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      List<String> header = List.of(lines.get(0).split(","));
      Table table = table(path);
      assertThat(header).as(path).isEqualTo(names(table.fields()));
      assertThat(resource.get("rows").asInt()).as(path).isEqualTo(lines.size() - 1);
      assertThat(values(resource.at("/schema/fields"), "name")).as(path).isEqualTo(header);
      JsonNode csvw = mapper.readTree(files.get(path + "-metadata.json"));
      assertThat(csvw.get("url").asText()).isEqualTo(path.substring(path.indexOf('/') + 1));
      assertThat(values(csvw.at("/tableSchema/columns"), "name")).as(path).isEqualTo(header);
      assertThat(texts(csvw.at("/tableSchema/primaryKey"))).isEqualTo(names(table.key()));
      assertThat(texts(resource.at("/schema/primaryKey"))).isEqualTo(names(table.key()));
      for (Field field : table.fields()) {
        assertThat(dictionary).contains(field.sentence());
      }
      assertThat(dictionary).contains("### " + table.name());
    }
    assertThat(csv).isEqualTo(30);
    assertThat(described)
        .containsExactlyInAnyOrderElementsOf(
            files.keySet().stream().filter(name -> !name.endsWith(".json")).toList());
  }

  @Test
  void keysAreUniqueAndNeverEmpty() {
    for (String path : SamplePublication.files(SAMPLE.folder()).keySet()) {
      if (!path.endsWith(".csv")) {
        continue;
      }
      List<String> key = names(table(path).key());
      Set<String> seen = new HashSet<>();
      SAMPLE
          .rows(path)
          .forEach(
              row -> {
                List<String> cells = key.stream().map(row::getField).toList();
                assertThat(cells).as(path).doesNotContain("");
                assertThat(seen.add(cells.toString())).as(path + cells).isTrue();
              });
    }
  }

  @Test
  void everyAreaOfALongFileIsInTheListOfAreas() {
    Set<String> areas =
        SAMPLE.rows("long/areas_2324.csv").stream()
            .map(row -> row.getField("level") + " " + row.getField("area_code"))
            .collect(Collectors.toSet());
    for (String name : List.of("achievement", "prevalence", "points", "adjustments", "lists")) {
      SAMPLE
          .rows("long/" + name + "_2324.csv")
          .forEach(
              row ->
                  assertThat(areas)
                      .contains(row.getField("level") + " " + row.getField("area_code")));
    }
  }

  private static Table table(String path) {
    String name = path.substring(path.indexOf('/') + 1);
    return Stream.of(OfficialFiles.all(), TidyFiles.all(), Tables.all())
        .flatMap(List::stream)
        .filter(table -> name.startsWith(table.name() + "_"))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> names(List<Field> fields) {
    return fields.stream().map(Field::name).toList();
  }

  private static List<String> values(JsonNode array, String key) {
    List<String> values = new ArrayList<>();
    array.forEach(node -> values.add(node.get(key).asText()));
    return values;
  }

  private static List<String> texts(JsonNode array) {
    List<String> values = new ArrayList<>();
    array.forEach(node -> values.add(node.asText()));
    return values;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
