package org.openqof.extract.layout;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqof.extract.form.ExtractErrors;

/**
 * A layout file as written: {@code id}, {@code role}, and for each column the names it has had.
 *
 * <p>A file with the {@code id} of a layout that is already there adds its names to it; nothing
 * else needs to be repeated.
 */
record LayoutFile(
    @JsonProperty("id") @Nullable String id,
    @JsonProperty("role") @Nullable String role,
    @JsonProperty("title") @Nullable String title,
    @JsonProperty("file_names") @Nullable List<String> fileNames,
    @JsonProperty("columns") @Nullable Map<String, List<String>> columns,
    @JsonProperty("optional") @Nullable Map<String, List<String>> optional,
    @JsonProperty("ignored") @Nullable List<String> ignored,
    @JsonProperty("fixed_measure") @Nullable String fixedMeasure,
    @JsonProperty("headerless") @Nullable Headerless headerless) {

  /** The shape of a file without header; column numbers count from 1. */
  record Headerless(
      @JsonProperty("width") int width,
      @JsonProperty("positions") @Nullable Map<String, Integer> positions,
      @JsonProperty("code_column") int codeColumn,
      @JsonProperty("date_column") int dateColumn) {}

  private static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  static LayoutFile parse(String file, String text) {
    try {
      LayoutFile parsed = YAML.readValue(text, LayoutFile.class);
      if (parsed == null) {
        throw ExtractErrors.badLayout(file, List.of("The file is empty."));
      }
      return parsed;
    } catch (JsonProcessingException e) {
      String where = e.getLocation() == null ? "" : "Line " + e.getLocation().getLineNr() + ": ";
      throw ExtractErrors.badLayout(file, List.of(where + e.getOriginalMessage()));
    }
  }

  /** The layout that this file describes, or the one before with this file's names added. */
  Layout toLayout(String file, @Nullable Layout before) {
    List<String> problems = new ArrayList<>();
    Map<Column, List<String>> required = names(columns, "columns", problems);
    Map<Column, List<String>> extra = names(optional, "optional", problems);
    Role meant = role == null ? null : role(role, problems);
    if (id == null || id.isBlank()) {
      problems.add("id: missing; expected a name such as prevalence.");
    }
    if (before == null && role == null) {
      problems.add("role: missing; expected one of " + roleWords() + ".");
    }
    Layout.Shape shape = headerless == null ? null : shape(headerless, problems);
    if (!problems.isEmpty() || id == null) {
      throw ExtractErrors.badLayout(file, problems);
    }
    List<String> prefixes = upper(fileNames);
    Set<String> unread = new TreeSet<>(upper(ignored));
    String words = title;
    String measure = fixedMeasure;
    if (before != null) {
      // A column that was optional stays optional when an overlay adds a name to it.
      required.forEach(
          (column, list) -> {
            if (before.optional().containsKey(column)) {
              extra.merge(column, list, LayoutFile::joined);
            }
          });
      required.keySet().removeAll(before.optional().keySet());
      before.required().forEach((column, list) -> required.merge(column, list, LayoutFile::added));
      before.optional().forEach((column, list) -> extra.merge(column, list, LayoutFile::added));
      unread.addAll(before.ignored());
      prefixes = joined(before.namePrefixes(), prefixes);
      words = words == null ? before.title() : words;
      measure = measure == null ? before.fixedMeasure() : measure;
      shape = shape == null ? before.headerless() : shape;
      meant = meant == null ? before.role() : meant;
    }
    if (meant == null) {
      throw ExtractErrors.badLayout(file, List.of("role: missing."));
    }
    return new Layout(
        id, meant, words == null ? id : words, prefixes, required, extra, unread, measure, shape);
  }

  private static List<String> joined(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).distinct().toList();
  }

  /** For Map.merge, whose first argument is the newer list: the older names come first. */
  private static List<String> added(List<String> newer, List<String> older) {
    return joined(older, newer);
  }

  private static List<String> upper(@Nullable List<String> words) {
    return words == null
        ? List.of()
        : words.stream().map(word -> word.trim().toUpperCase(Locale.ROOT)).toList();
  }

  private static Map<Column, List<String>> names(
      @Nullable Map<String, List<String>> written, String section, List<String> problems) {
    Map<Column, List<String>> names = new EnumMap<>(Column.class);
    if (written == null) {
      return names;
    }
    written.forEach(
        (word, list) -> {
          Column column = column(word, section, problems);
          if (list == null || list.isEmpty()) {
            problems.add(section + "." + word + ": expected a list of column names.");
          } else if (column != null) {
            names.put(column, upper(list));
          }
        });
    return names;
  }

  private static @Nullable Column column(String word, String section, List<String> problems) {
    for (Column column : Column.values()) {
      if (column.word().equals(word)) {
        return column;
      }
    }
    List<String> known = Arrays.stream(Column.values()).map(Column::word).toList();
    problems.add(
        section
            + "."
            + word
            + ": unknown column"
            + Nearest.to(word, known).map(near -> "; did you mean " + near + "?").orElse("."));
    return null;
  }

  private static @Nullable Role role(String word, List<String> problems) {
    for (Role role : Role.values()) {
      if (role.word().equals(word.toLowerCase(Locale.ROOT))) {
        return role;
      }
    }
    problems.add("role: found " + word + "; expected one of " + roleWords() + ".");
    return null;
  }

  private static String roleWords() {
    return String.join(", ", Arrays.stream(Role.values()).map(Role::word).toList());
  }

  private static Layout.Shape shape(Headerless written, List<String> problems) {
    Map<Column, Integer> positions = new EnumMap<>(Column.class);
    if (written.positions() != null) {
      written
          .positions()
          .forEach(
              (word, number) -> {
                Column column = column(word, "headerless.positions", problems);
                if (number == null || number < 1 || number > written.width()) {
                  problems.add(
                      "headerless.positions."
                          + word
                          + ": expected a column number from 1 to "
                          + written.width()
                          + ".");
                } else if (column != null) {
                  positions.put(column, number);
                }
              });
    }
    if (written.codeColumn() < 1
        || written.codeColumn() > written.width()
        || written.dateColumn() < 1
        || written.dateColumn() > written.width()) {
      problems.add("headerless: code_column and date_column must lie within its width.");
    }
    return new Layout.Shape(written.width(), positions, written.codeColumn(), written.dateColumn());
  }
}
