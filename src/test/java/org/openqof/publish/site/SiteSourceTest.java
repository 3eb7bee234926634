package org.openqof.publish.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openqof.publish.chart.ChartWords;

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

  @Test
  void whatChartsSayIsTakenFromTheWordsOfTheReport() throws IOException {
    Set<String> used = new TreeSet<>();
    for (String script : List.of("app.js", "chart.js")) {
      String code = Files.readString(SOURCE.resolve("src").resolve(script));
      Matcher word = Pattern.compile("(?:chart_words|\\bwords)\\.([a-z_]+)").matcher(code);
      while (word.find()) {
        if (script.equals("chart.js") || word.group().startsWith("chart")) {
          used.add(word.group(1));
        }
      }
      ChartWords.byName().values().stream()
          .filter(words -> words.contains(" "))
          .forEach(words -> assertThat(code).doesNotContain(words));
    }
    assertThat(used).hasSizeGreaterThan(5).isSubsetOf(ChartWords.byName().keySet());
  }
}
