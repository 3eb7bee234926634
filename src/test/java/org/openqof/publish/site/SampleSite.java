package org.openqof.publish.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.openqof.rulebook.read.Rulebooks;
import org.openqof.settings.Place;
import org.openqof.settings.Progress;
import org.openqof.site.BuildSite;
import org.openqof.store.Lake;
import org.openqof.testing.ForAllTests;
import org.openqof.testing.Qof;

/**
 * A look-up page of an invented nation of three years with faults and contracts that end, made once
 * for all tests of the page. One of its practices has a name full of markup. The page's own source
 * is taken as it stands, not bundled, so that this needs no Node.js.
 */
final class SampleSite {
  /** The practice whose name is {@link #HOSTILE_NAME}. */
  static final String HOSTILE = "Z10013";

  static final String HOSTILE_NAME = "<img src=x onerror=alert(1)> & \"=Sons\" <script>";

  private static final SampleSite MADE = new SampleSite();
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path room;

  private SampleSite() {
    try {
      room = ForAllTests.folder("qof-site");
      ok(
          Qof.run(
              "generate",
              "--practices",
              300,
              "--years",
              "2021-22..2023-24",
              "--seed",
              5,
              "--faults",
              "typical",
              "--contracts",
              "--out",
              room.resolve("extracts")));
      plantName();
      ok(
          Qof.run(
              "run",
              "jobs/national.yaml",
              "--extracts",
              room.resolve("extracts"),
              "--lake",
              lake(),
              "--published",
              room.resolve("published"),
              "--engine",
              "local"));
      build(sourceAsItStands(), folder());
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  static SampleSite get() {
    return MADE;
  }

  private static void ok(Qof.Answer answer) {
    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isZero();
  }

  private void plantName() throws IOException {
    String quoted = "\"" + HOSTILE_NAME.replace("\"", "\"\"") + "\"";
    int planted = 0;
    try (Stream<Path> walk = Files.walk(room.resolve("extracts"))) {
      for (Path file : walk.filter(path -> path.toString().contains("MAPPING_NHS")).toList()) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        String changed =
            text.replaceAll(
                "(?m)," + HOSTILE + ",[^,\\r\\n]*",
                "," + HOSTILE + "," + Matcher.quoteReplacement(quoted));
        planted += changed.equals(text) ? 0 : 1;
        Files.writeString(file, changed, StandardCharsets.ISO_8859_1);
      }
    }
    assertThat(planted).isEqualTo(3);
  }

  Path room() {
    return room;
  }

  Path lake() {
    return room.resolve("lake");
  }

  /** The published tables of a year. */
  Path published(String year, String table) {
    return room.resolve("published").resolve(year).resolve("1").resolve(table + ".parquet");
  }

  /** The page. */
  Path folder() {
    return room.resolve("site");
  }

  /** Builds the page from a bundle. */
  void build(Map<String, String> bundle, Path out) {
    new BuildSite(
            new Lake(Place.uri(lake().toString())),
            Rulebooks.shipped(),
            () -> bundle,
            Progress.SILENT)
        .make(List.of(), out.toString(), new LookUpSite.Dates(null, null));
  }

  /** Builds the same page once more. */
  void buildAgain(Path out) throws IOException {
    build(sourceAsItStands(), out);
  }

  private static Map<String, String> sourceAsItStands() throws IOException {
    Map<String, String> bundle = new HashMap<>();
    Path source = Path.of("src/main/site");
    for (String name : List.of("index.html", "area.html", "icon.svg")) {
      bundle.put(name, Files.readString(source.resolve(name)));
    }
    bundle.put("site.css", Files.readString(source.resolve("site.scss")));
    bundle.put("app.js", Files.readString(source.resolve("src/app.js")));
    return bundle;
  }

  /** The manifest. */
  JsonNode manifest() {
    return json("look-up.json");
  }

  /** The directory of practices. */
  JsonNode directory() {
    return json(manifest().get("practices").asText());
  }

  /** A JSON file of the page, packed or not. */
  JsonNode json(String name) {
    try (InputStream file = Files.newInputStream(folder().resolve(name));
        InputStream stream = name.endsWith(".gz") ? new GZIPInputStream(file) : file) {
      return MAPPER.readTree(stream);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /** Position of a practice in the directory. */
  static int position(JsonNode directory, String code) {
    for (int i = 0; i < directory.get("codes").size(); i++) {
      if (directory.get("codes").get(i).asText().equals(code)) {
        return i;
      }
    }
    throw new AssertionError(code + " is not in the directory");
  }
}
