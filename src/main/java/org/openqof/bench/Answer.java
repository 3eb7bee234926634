package org.openqof.bench;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a program says it calculated.
 *
 * @param pounds payments by year, before what stands alongside them
 * @param rows rows by year and table, {@code 2023-24 payment_lines}; empty where it does not say
 * @param steps seconds by step, over all years, in the order of the run; empty where it does not
 *     say
 */
record Answer(
    SortedMap<String, BigDecimal> pounds, SortedMap<String, Long> rows, Map<String, Double> steps) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  /** Reads the answer of one of this program's own runs, made with {@code --json}. */
  static Answer ofOurs(Path output) {
    TreeMap<String, BigDecimal> pounds = new TreeMap<>();
    TreeMap<String, Long> rows = new TreeMap<>();
    Map<String, Double> steps = new LinkedHashMap<>();
    try {
      for (String line : Files.readAllLines(output)) {
        JsonNode event = JSON.readTree(line);
        if (event.path("event").asText().equals("step")) {
          steps.merge(event.path("step").asText(), event.path("seconds").asDouble(), Double::sum);
        }
        for (JsonNode year : event.path("years")) {
          if (year.path("total_gbp").isNumber()) {
            pounds.put(year.path("year").asText(), year.path("total_gbp").decimalValue());
          }
          if (year.path("published").isTextual()) {
            addRows(year.path("year").asText(), year.path("published").asText(), rows);
          }
        }
      }
    } catch (IOException e) {
      throw BenchErrors.unreadableAnswer(output.toString(), e);
    }
    return new Answer(pounds, rows, steps);
  }

  /** Rows of each published table, as the manifest says. */
  private static void addRows(String year, String published, SortedMap<String, Long> rows)
      throws IOException {
    JsonNode manifest =
        JSON.readTree(Path.of(URI.create(published)).resolve("manifest.json").toFile());
    for (JsonNode table : manifest.path("tables")) {
      rows.put(year + " " + table.path("name").asText(), table.path("rows").asLong());
    }
  }

  /** Reads lines of year, practices, rows and pounds, and lines of year, table and its rows. */
  static Answer ofLines(Path output) {
    TreeMap<String, BigDecimal> pounds = new TreeMap<>();
    TreeMap<String, Long> rows = new TreeMap<>();
    try {
      for (String line : Files.readAllLines(output)) {
        String[] words = line.split(" ");
        if (words.length == 4) {
          pounds.put(words[0], new BigDecimal(words[3]));
        } else if (words.length == 3) {
          rows.put(words[0] + " " + words[1], Long.parseLong(words[2]));
        }
      }
    } catch (IOException | NumberFormatException e) {
      throw BenchErrors.unreadableAnswer(output.toString(), e);
    }
    return new Answer(pounds, rows, Map.of());
  }
}
