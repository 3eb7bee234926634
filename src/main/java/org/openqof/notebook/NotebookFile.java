package org.openqof.notebook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openqof.errors.LastRead;

/**
 * A notebook file of Jupyter's format 4.
 *
 * <p>Everything the file holds that we do not know stays as it is when it is written again.
 */
final class NotebookFile {
  private static final JsonMapper JSON = new JsonMapper();

  private final String name;
  private final ObjectNode root;
  private final List<Cell> cells;

  private NotebookFile(String name, ObjectNode root, List<Cell> cells) {
    this.name = name;
    this.root = root;
    this.cells = cells;
  }

  /**
   * Reads a notebook.
   *
   * @throws org.openqof.errors.QofException when there is no such file, or it is not a notebook of
   *     Java cells
   */
  static NotebookFile read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw NotebookErrors.noSuchFile(file.toString());
    }
    JsonNode root;
    try {
      LastRead.note(file.toString());
      root = JSON.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw NotebookErrors.notJson(
          file.toString(),
          e.getLocation().getLineNr(),
          e.getLocation().getColumnNr(),
          // Without the parser's own note on where its text came from.
          e.getOriginalMessage().replaceAll(" \\(start marker at .*", ""));
    } catch (IOException e) {
      throw NotebookErrors.unreadable(file.toString(), e);
    }
    if (!(root instanceof ObjectNode object)
        || object.path("nbformat").asInt() != 4
        || !(object.path("cells") instanceof ArrayNode listed)) {
      throw NotebookErrors.noNotebook(file.toString(), "nbformat 4 and a list of cells");
    }
    String language = object.at("/metadata/kernelspec/language").asText("java");
    if (!language.equals("java")) {
      throw NotebookErrors.noNotebook(file.toString(), "cells in Java, not in " + language);
    }
    List<Cell> cells = new ArrayList<>();
    for (JsonNode node : listed) {
      String kind = node.path("cell_type").asText();
      if (node instanceof ObjectNode cell && (kind.equals("code") || kind.equals("markdown"))) {
        cells.add(new Cell(text(node.path("source")), kind.equals("code"), cell));
      }
    }
    return new NotebookFile(file.getFileName().toString(), object, List.copyOf(cells));
  }

  /** Its file name. */
  String name() {
    return name;
  }

  /** Its cells of Java and of Markdown, in order. */
  List<Cell> cells() {
    return cells;
  }

  /** The first heading of its text, or the name of the file. */
  String title() {
    return cells.stream()
        .filter(cell -> !cell.code())
        .flatMap(cell -> cell.source().lines())
        .filter(line -> line.startsWith("# "))
        .map(line -> line.substring(2).strip())
        .findFirst()
        .orElse(name);
  }

  /** The file's text, with what the cells hold now. */
  String text() {
    try {
      DefaultPrettyPrinter printer =
          new DefaultPrettyPrinter()
              .withArrayIndenter(new DefaultIndenter(" ", "\n"))
              .withObjectIndenter(new DefaultIndenter(" ", "\n"));
      return JSON.writer(printer).writeValueAsString(root) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** A text of the format: one string, or a list of lines. */
  private static String text(JsonNode node) {
    if (!node.isArray()) {
      return node.asText();
    }
    StringBuilder text = new StringBuilder();
    node.forEach(line -> text.append(line.asText()));
    return text.toString();
  }
}
