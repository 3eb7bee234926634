package org.openqof.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openqof.store.place.LakeErrors;

/**
 * Small JSON files of a lake, each the text of one record: names in snake_case, maps sorted, the
 * same content always the same bytes.
 */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private static final JsonMapper STRICT =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private Json() {}

  /** The file of a record. */
  public static byte[] bytes(Object value) {
    return (text(value) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** The values of a record by their names. */
  public static Map<String, Object> values(Record value) {
    return MAPPER.convertValue(value, new TypeReference<LinkedHashMap<String, Object>>() {});
  }

  static String text(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a record of plain values is always JSON", impossible);
    }
  }

  /**
   * A record of its file; what the record does not know is passed over.
   *
   * @throws JsonProcessingException when the text is not such a record
   */
  public static <T> T read(String text, Class<T> type) throws JsonProcessingException {
    T value = MAPPER.readValue(text, type);
    if (value == null) {
      throw new JsonMappingException(null, "It says nothing.");
    }
    return value;
  }

  static <T> T read(String text, Class<T> type, String path) {
    try {
      return read(text, type);
    } catch (JsonProcessingException problem) {
      throw LakeErrors.unreadableManifest(path, problem);
    }
  }

  /** Whether a text is one whole JSON object. */
  static boolean isObject(String text) {
    try {
      JsonNode node = STRICT.readTree(text);
      return node != null && node.isObject();
    } catch (JsonProcessingException damaged) {
      return false;
    }
  }

  /**
   * Whether a line of a Delta log names its transaction as the protocol asks. Readers of rows never
   * look at it, but the next who commits does.
   */
  static boolean isTransactionWhole(String line) {
    try {
      JsonNode transaction = STRICT.readTree(line).get("txn");
      return transaction == null
          || (transaction.path("appId").isTextual()
              && transaction.path("version").isIntegralNumber());
    } catch (JsonProcessingException damaged) {
      return false;
    }
  }

  /**
   * What a line of a Delta log, or one of its checksums, says of the table itself: columns,
   * partitions, settings and the versions of the protocol. Empty where it says nothing, or is no
   * JSON.
   */
  static List<String> ofTheTable(String line) {
    List<String> said = new ArrayList<>();
    try {
      JsonNode root = STRICT.readTree(line);
      JsonNode table = root.has("metadata") ? root.path("metadata") : root.path("metaData");
      if (table.isObject()) {
        said.add("columns " + STRICT.readTree(table.path("schemaString").asText()));
        said.add("partitions " + table.path("partitionColumns"));
        said.add("settings " + STRICT.convertValue(table.path("configuration"), TreeMap.class));
      }
      JsonNode protocol = root.path("protocol");
      if (protocol.isObject()) {
        said.add(
            "protocol %s, %s"
                .formatted(protocol.path("minReaderVersion"), protocol.path("minWriterVersion")));
      }
    } catch (JsonProcessingException | IllegalArgumentException damaged) {
      said.add("what cannot be read");
    }
    return said;
  }

  /** On one line, for a column of a table. */
  static String line(Map<String, String> value) {
    try {
      return MAPPER.writer().without(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a map of texts is always JSON", impossible);
    }
  }

  static Map<String, String> map(String text, String path) {
    try {
      return MAPPER.readValue(text, new TypeReference<TreeMap<String, String>>() {});
    } catch (JsonProcessingException problem) {
      throw LakeErrors.unreadableManifest(path, problem);
    }
  }
}
