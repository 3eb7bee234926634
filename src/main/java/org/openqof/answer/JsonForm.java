package org.openqof.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer as one JSON object: facts, groups, tables and notices under their names. */
final class JsonForm {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonForm() {}

  static String of(Answer answer) {
    return object(answer) + "\n";
  }

  private static ObjectNode object(Answer answer) {
    ObjectNode root = NODES.objectNode();
    root.put("event", answer.event());
    root.put("headline", answer.headline());
    for (Part part : answer.parts()) {
      if (part instanceof Part.Fact fact) {
        put(root, fact);
      } else if (part instanceof Part.Group group) {
        ObjectNode node = root.putObject(group.name());
        group.facts().forEach(fact -> put(node, fact));
      } else if (part instanceof Part.Notices notices) {
        root.set(notices.name(), node(Kind.LIST, notices.sentences()));
      } else if (part instanceof Part.Each each) {
        ArrayNode array = root.putArray(each.name());
        each.answers().forEach(one -> array.add(object(one)));
      } else if (part instanceof Rows table && !table.name().isEmpty()) {
        root.set(table.name(), table.keyed() ? keyed(table) : rows(table));
      }
    }
    return root;
  }

  private static void put(ObjectNode node, Part.Fact fact) {
    if (fact.name() != null) {
      node.set(fact.name(), node(fact.kind(), fact.value()));
    }
  }

  private static ArrayNode rows(Rows table) {
    ArrayNode array = NODES.arrayNode();
    table.cells().forEach(row -> array.add(row(table, row, 0)));
    return array;
  }

  private static ObjectNode keyed(Rows table) {
    ObjectNode object = NODES.objectNode();
    table.cells().forEach(row -> object.set(String.valueOf(row.get(0)), row(table, row, 1)));
    return object;
  }

  private static ObjectNode row(Rows table, List<@Nullable Object> row, int from) {
    ObjectNode node = NODES.objectNode();
    for (int i = from; i < row.size(); i++) {
      Rows.Column column = table.columns().get(i);
      if (column.name() != null) {
        node.set(column.name(), node(column.kind(), row.get(i)));
      }
    }
    return node;
  }

  private static JsonNode node(Kind kind, @Nullable Object value) {
    if (value == null) {
      return NODES.nullNode();
    }
    if (value instanceof List<?> several) {
      ArrayNode array = NODES.arrayNode();
      several.forEach(one -> array.add(node(Kind.TEXT, one)));
      return array;
    }
    if (value instanceof Map<?, ?> values) {
      ObjectNode object = NODES.objectNode();
      values.forEach((name, one) -> object.set(String.valueOf(name), node(Kind.TEXT, one)));
      return object;
    }
    if (value instanceof Boolean flag) {
      return NODES.booleanNode(flag);
    }
    if (value instanceof Integer || value instanceof Long) {
      return NODES.numberNode(((Number) value).longValue());
    }
    if (value instanceof Number || kind.isNumber()) {
      return DecimalNode.valueOf(new BigDecimal(value.toString()));
    }
    return NODES.textNode(value.toString());
  }
}
