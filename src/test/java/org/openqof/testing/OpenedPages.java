package org.openqof.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openqof.site.PageBundle;

/**
 * Pages that need no server, opened in one headless Chromium at the width of a desk and of a phone,
 * with axe. {@code -Dqof.pictures=DIR} keeps a picture of each and its print.
 *
 * @param violations what axe found
 * @param problems what the browser complained of
 * @param sideways pages that are wider than the screen
 * @param passes how many of axe's rules were looked at and kept
 */
public record OpenedPages(
    List<String> violations, List<String> problems, List<String> sideways, int passes) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Opens pages, by a name for each, and asserts that nothing was found. */
  public static void areWell(Map<String, Path> pages, Path room) throws Exception {
    OpenedPages seen = of(pages, room);
    assertThat(seen.violations()).isEmpty();
    assertThat(seen.problems()).isEmpty();
    assertThat(seen.sideways()).isEmpty();
    assertThat(seen.passes()).isGreaterThan(15 * pages.size());
  }

  private static OpenedPages of(Map<String, Path> pages, Path room) throws Exception {
    Path chromium = Tools.need("chromium", "chromium");
    Tools.need("node", "nodejs");
    Tools.need("npm", "npm");
    PageBundle bundle = new PageBundle(Path.of("").toAbsolutePath());
    assertThat(bundle.files()).isNotEmpty();
    ObjectNode wishes = JSON.createObjectNode();
    wishes.put("chromium", chromium.toString());
    wishes.putArray("widths").add(1280).add(375);
    ObjectNode addresses = wishes.putObject("pages");
    pages.forEach((name, file) -> addresses.put(name, file.toUri().toString()));
    if (System.getProperty("qof.pictures") != null) {
      wishes.put("pictures", System.getProperty("qof.pictures"));
    }
    Path file = Files.createTempFile(room, "wishes", ".json");
    Files.write(file, JSON.writeValueAsBytes(wishes));
    JsonNode seen = run("pages", bundle.work().toAbsolutePath(), file);
    return new OpenedPages(
        texts(seen.get("violations")),
        texts(seen.get("problems")),
        texts(seen.get("sideways")),
        seen.get("passes").asInt());
  }

  /**
   * Runs a script of {@code src/test/site} in Node.js.
   *
   * @param modules folder in which its modules are installed
   * @param wishes what it is to do
   * @return what it printed
   */
  public static JsonNode run(String script, Path modules, Path wishes) throws Exception {
    Path out = wishes.resolveSibling(script + ".json");
    Path err = wishes.resolveSibling(script + ".log");
    Process process =
        new ProcessBuilder(
                Tools.need("node", "nodejs").toString(),
                Path.of("src/test/site/" + script + ".mjs").toAbsolutePath().toString(),
                modules.toString(),
                wishes.toString())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    boolean ended = process.waitFor(3, TimeUnit.MINUTES);
    process.destroyForcibly();
    assertThat(ended && process.exitValue() == 0).as(Files.readString(err, UTF_8)).isTrue();
    return JSON.readTree(out.toFile());
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(value -> texts.add(value.asText()));
    return texts;
  }
}
