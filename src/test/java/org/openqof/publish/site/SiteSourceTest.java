package org.openqof.publish.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page's own source: what must hold before anything is bundled. */
class SiteSourceTest {
  private static final Path SOURCE = Path.of("src/main/site");

  @Test
  void everyModuleIsPinnedAndLockedByDigestWithoutAnAddress() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    JsonNode wanted = mapper.readTree(SOURCE.resolve("package.json").toFile());
    for (String part : List.of("dependencies", "devDependencies")) {
      assertThat(wanted.get(part)).isNotEmpty();
      wanted
          .get(part)
          .forEach(version -> assertThat(version.asText()).matches("\\d+\\.\\d+\\.\\d+"));
    }
    JsonNode packages =
        mapper.readTree(SOURCE.resolve("package-lock.json").toFile()).get("packages");
    int locked = 0;
    for (Map.Entry<String, JsonNode> entry : packages.properties()) {
      assertThat(entry.getValue().has("resolved")).as(entry.getKey()).isFalse();
      if (!entry.getKey().isEmpty()) {
        assertThat(entry.getValue().get("integrity").asText())
            .as(entry.getKey())
            .startsWith("sha512-");
        locked++;
      }
    }
    assertThat(locked).isGreaterThan(20);
  }

  @Test
  void textIsNeverSetAsMarkupAndNoOtherHostIsNamed() throws IOException {
    try (Stream<Path> list = Files.list(SOURCE.resolve("src"))) {
      List<Path> scripts = list.toList();
      assertThat(scripts).hasSizeGreaterThan(4);
      for (Path script : scripts) {
        String code = Files.readString(script).replace("'http://www.w3.org/2000/svg'", "");
        assertThat(code)
            .as("%s", script)
            .doesNotContain(
                "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(")
            .doesNotContain("http://", "https://");
      }
    }
  }
}
