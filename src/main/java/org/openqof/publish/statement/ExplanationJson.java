package org.openqof.publish.statement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * An explanation as JSON: the components of {@link Explanation} as keys in snake_case, in that
 * order. Amounts are numbers with all their decimals; what is absent is null.
 */
public final class ExplanationJson {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(com.fasterxml.jackson.core.StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  private ExplanationJson() {}

  /** The JSON text, ended by a line end. */
  public static String of(Explanation explanation) {
    try {
      return JSON.writeValueAsString(explanation) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
