package org.openqof.operations;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.openqof.operations.RunRecord.Input;
import org.openqof.operations.RunRecord.YearOutcome;
import org.openqof.settings.Place;
import org.openqof.settings.RunSettings;
import org.openqof.store.Lake;
import org.openqof.store.Publication;
import org.openqof.store.place.Storage;
import org.openqof.tables.Field;
import org.openqof.tables.Table;
import org.openqof.tables.Table.Tree;
import org.openqof.tables.Tables;

/**
 * Tells a lineage service of a run, as OpenLineage events: its start, and its end with the files it
 * was made from and the tables it published with their columns. To a file, one event a line, or to
 * an HTTP address, one event a request. Does nothing where the job names no place.
 *
 * <p>Source: OpenLineage specification 2-0-2, and ADR 0015 for why it is written here. Events hold
 * no values and no money. One that cannot be delivered never changes how a run ends.
 */
public final class RunEvents {
  private static final String PRODUCER = "urn:openqof:";
  private static final String SPEC = "https://openlineage.io/spec/";
  private static final String EVENT = SPEC + "2-0-2/OpenLineage.json#/$defs/RunEvent";
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RunSettings settings;
  private final String runId;
  private final @Nullable String place;

  private RunEvents(RunSettings settings, String runId, @Nullable String place) {
    this.settings = settings;
    this.runId = runId;
    this.place = place;
  }

  public static RunEvents of(RunSettings settings, String runId) {
    return new RunEvents(settings, runId, settings.watching().lineage());
  }

  /** Tells that the run began; what could not be told, in words. */
  public List<String> start(Instant at) {
    return place == null ? List.of() : send(place, event("START", at.toString()));
  }

  /** Tells how the run ended; what could not be told, in words. */
  public List<String> end(RunRecord done, Lake lake) {
    if (place == null) {
      return List.of();
    }
    ObjectNode event = event(done.succeeded() ? "COMPLETE" : "FAIL", done.endedAt());
    if (done.problem() != null) {
      ObjectNode error =
          facet(event.withObject("/run/facets/errorMessage"), "1-0-1/ErrorMessageRunFacet.json");
      error.put("message", done.problem());
      error.put("programmingLanguage", "JAVA");
    }
    ArrayNode inputs = event.putArray("inputs");
    ArrayNode outputs = event.putArray("outputs");
    String extracts = Storage.absolute(Place.uri(settings.extracts()));
    for (YearOutcome year : done.years()) {
      for (Input input : year.inputs()) {
        ObjectNode file = dataset(inputs, Storage.below(extracts, input.name()));
        version(file, input.digest());
      }
      if (year.publishedTo() != null) {
        year.tables().forEach((name, digest) -> output(outputs, year.publishedTo(), name, digest));
      }
    }
    version(dataset(outputs, lake.root()), runId);
    return send(place, event);
  }

  private void output(ArrayNode outputs, String folder, String name, String digest) {
    Table table = Tables.named(name).orElse(null);
    if (table == null || table.tree() == Tree.NOT_PUBLISHED) {
      return;
    }
    ObjectNode node =
        dataset(
            outputs,
            Storage.below(folder, Publication.folderName(table.tree()), name + ".parquet"));
    version(node, digest);
    ObjectNode schema = facet(node.withObject("/facets/schema"), "1-1-1/SchemaDatasetFacet.json");
    ArrayNode fields = schema.putArray("fields");
    for (Field field : table.fields()) {
      ObjectNode column = fields.addObject();
      column.put("name", field.name());
      column.put("type", field.type().name().toLowerCase(Locale.ROOT));
      column.put("description", field.sentence());
    }
  }

  private void version(ObjectNode dataset, String version) {
    facet(dataset.withObject("/facets/version"), "1-0-1/DatasetVersionDatasetFacet.json")
        .put("datasetVersion", version);
  }

  /** A data set by its place: scheme and authority are its namespace, the path its name. */
  private static ObjectNode dataset(ArrayNode into, String path) {
    ObjectNode node = into.addObject();
    int authority = path.indexOf("://") + "://".length();
    boolean local = path.startsWith("file:") || authority < "://".length();
    int root = local ? -1 : path.indexOf('/', authority);
    node.put("namespace", root < 0 ? "file" : path.substring(0, root));
    node.put("name", root < 0 ? path.replaceFirst("^file:/*", "/") : path.substring(root));
    return node;
  }

  private ObjectNode event(String type, String at) {
    ObjectNode event = JSON.createObjectNode();
    event.put("eventType", type);
    event.put("eventTime", at);
    event.put("producer", producer());
    event.put("schemaURL", EVENT);
    event.putObject("run").put("runId", runId);
    ObjectNode engine =
        facet(
            event.withObject("/run/facets/processing_engine"),
            "1-1-1/ProcessingEngineRunFacet.json");
    engine.put("name", "OpenQOF");
    engine.put("version", settings.codeVersion());
    event.putObject("job").put("namespace", "openqof").put("name", settings.job());
    return event;
  }

  private ObjectNode facet(ObjectNode facet, String schema) {
    String name = schema.substring(schema.indexOf('/') + 1, schema.lastIndexOf('.'));
    facet.put("_producer", producer());
    facet.put("_schemaURL", SPEC + "facets/" + schema + "#/$defs/" + name);
    return facet;
  }

  private String producer() {
    return PRODUCER + settings.codeVersion().replaceAll("[^A-Za-z0-9.+-]", "-");
  }

  private static List<String> send(String place, ObjectNode event) {
    try {
      if (place.startsWith("http://") || place.startsWith("https://")) {
        post(place, event);
      } else {
        append(place, event);
      }
      return List.of();
    } catch (IOException | IllegalArgumentException problem) {
      return List.of("no lineage was sent to " + place + ": " + problem);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return List.of("no lineage was sent to " + place + ": interrupted");
    }
  }

  private static void append(String place, ObjectNode event) throws IOException {
    Path file = Path.of(Place.uri(place));
    if (Files.isRegularFile(file) && Files.size(file) > 0) {
      try (BufferedReader lines = Files.newBufferedReader(file)) {
        String first = lines.readLine();
        if (first == null || !first.contains(PRODUCER)) {
          throw new IOException("the file holds something else");
        }
      }
    }
    // Names of files and their places, no money: whoever collects the events may read them.
    Storage.of(file.toAbsolutePath().resolveSibling("").toUri())
        .append(Storage.absolute(file.toUri()), (event + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static void post(String place, ObjectNode event)
      throws IOException, InterruptedException {
    HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(place))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(event.toString()))
            .build();
    HttpResponse<Void> answer = client.send(request, HttpResponse.BodyHandlers.discarding());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException("answer " + answer.statusCode());
    }
  }
}
