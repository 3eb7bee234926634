package org.openqof.bench;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
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
 * @param steps seconds by step, over all years, in the order of the run; empty where it does not
 *     say
 */
record Answer(SortedMap<String, BigDecimal> pounds, Map<String, Double> steps) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  /** Reads the answer of one of this program's own runs, made with {@code --json}. */
  static Answer ofOurs(Path output) {
    TreeMap<String, BigDecimal> pounds = new TreeMap<>();
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
        }
      }
    } catch (IOException e) {
      throw BenchErrors.unreadableAnswer(output.toString(), e);
    }
    return new Answer(pounds, steps);
  }

  /** Reads lines of year, practices, rows and pounds. */
  static Answer ofLines(Path output) {
    TreeMap<String, BigDecimal> pounds = new TreeMap<>();
    try {
      for (String line : Files.readAllLines(output)) {
        String[] words = line.split(" ");
        if (words.length == 4) {
          pounds.put(words[0], new BigDecimal(words[3]));
        }
      }
    } catch (IOException | NumberFormatException e) {
      throw BenchErrors.unreadableAnswer(output.toString(), e);
    }
    return new Answer(pounds, Map.of());
  }
}
