package org.openqof.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.extract.Reach;
import org.openqof.extract.layout.Recognised;
import org.openqof.extract.layout.Role;
import org.openqof.settings.Digests;
import org.openqof.store.Lake;
import org.openqof.store.place.Storage;
import org.openqof.store.place.Storage.Entry;

/**
 * What the files of one extracts folder held when they were last read, kept in the lake alongside
 * its tables, so that a file that has not changed need not be read again.
 *
 * <p>Derived from the files and from nothing else: without it, or with another version of the
 * program, every file is read. A file whose time of change lies so close to its reading that a
 * later change could carry the same time is remembered without being trusted, and read again.
 */
public final class FileLedger {
  /** Coarser than the clock of any file system in use. */
  private static final long CLOCK_TICK_MILLIS = 2_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Storage storage;
  private final String path;
  private final String key;
  private final Map<String, Known> before = new LinkedHashMap<>();

  /**
   * A file as it was when it was read.
   *
   * @param path its path
   * @param bytes its size
   * @param modifiedMillis its time of change
   * @param mark see {@link Entry#mark}
   * @param trusted whether the three tell this content from every later one
   * @param contents what it held
   * @param skipped what it held that is not an extract, in words
   */
  record Known(
      String path,
      long bytes,
      long modifiedMillis,
      String mark,
      boolean trusted,
      List<Content> contents,
      List<String> skipped) {

    /** Whether a listed file is certainly the one that was read. */
    boolean isStill(Entry entry) {
      return trusted
          && bytes == entry.bytes()
          && modifiedMillis == entry.modifiedMillis()
          && mark.equals(entry.mark());
    }
  }

  /**
   * One text file: the received file itself or one of an archive.
   *
   * @param file the file in bronze
   * @param reach what its rows speak of
   */
  record Content(ReceivedFile file, Reach reach) {}

  /**
   * The ledger of a folder.
   *
   * @param lake the lake that keeps it
   * @param extracts absolute path of the folder
   * @param key what else decides how a file is understood: program and layouts
   */
  public FileLedger(Lake lake, String extracts, String key) {
    this.storage = lake.storage();
    this.path = lake.statePath("received-" + Digests.short16(extracts) + ".json");
    this.key = key;
  }

  /** Reads what was remembered; nothing where it is missing, unreadable or another program's. */
  public FileLedger read() {
    if (!storage.exists(path)) {
      return this;
    }
    try {
      JsonNode root = JSON.readTree(storage.readText(path));
      if (root.path("key").asText().equals(key)) {
        for (JsonNode file : root.path("files")) {
          Known known = known(file);
          before.put(known.path(), known);
        }
      }
    } catch (JsonProcessingException | RuntimeException damaged) {
      // Derived data: the files say all of it again.
      before.clear();
    }
    return this;
  }

  /** What is remembered, by path. */
  Map<String, Known> known() {
    return before;
  }

  /**
   * What a file held when it was read.
   *
   * @param entry the file as listed before and after
   * @param readFromMillis when its reading began
   */
  static Known remember(
      Entry entry, long readFromMillis, List<Content> contents, List<String> skipped) {
    boolean settled = entry.modifiedMillis() + CLOCK_TICK_MILLIS < readFromMillis;
    return new Known(
        entry.path(),
        entry.bytes(),
        entry.modifiedMillis(),
        entry.mark(),
        settled,
        List.copyOf(contents),
        List.copyOf(skipped));
  }

  /** Keeps what the files held this time, in place of what was remembered. */
  void keep(List<Known> now) {
    ObjectNode root = JSON.createObjectNode();
    root.put("key", key);
    ArrayNode files = root.putArray("files");
    now.forEach(known -> files.add(json(known)));
    storage.put(path, (root.toString() + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static ObjectNode json(Known known) {
    ObjectNode node = JSON.createObjectNode();
    node.put("path", known.path());
    node.put("bytes", known.bytes());
    node.put("modified_millis", known.modifiedMillis());
    node.put("mark", known.mark());
    node.put("trusted", known.trusted());
    ArrayNode contents = node.putArray("contents");
    for (Content content : known.contents()) {
      ReceivedFile file = content.file();
      Recognised recognised = file.recognised();
      ObjectNode one = contents.addObject();
      one.put("name", file.name());
      one.put("digest", file.digest());
      one.put("layout", recognised.layout());
      one.put("role", recognised.role().name());
      one.put("year", recognised.year() == null ? null : recognised.year().toString());
      one.put("year_found", recognised.yearFound());
      ArrayNode names = one.putArray("column_names");
      recognised.columnNames().forEach(names::add);
      ObjectNode columns = one.putObject("columns");
      new TreeMap<>(recognised.columns()).forEach(columns::put);
      one.put("fixed_measure", recognised.fixedMeasure());
      one.put("has_header", recognised.hasHeader());
      one.put("parts", file.partsText());
      one.put("content_bytes", file.contentBytes());
      one.put("stored_bytes", file.storedBytes());
      ArrayNode years = one.putArray("years");
      content.reach().years().forEach(year -> years.add(year.toString()));
      ArrayNode dates = one.putArray("dates");
      content.reach().dates().forEach(date -> dates.add(date.toString()));
    }
    ArrayNode skipped = node.putArray("skipped");
    known.skipped().forEach(skipped::add);
    return node;
  }

  private static Known known(JsonNode node) {
    List<Content> contents = new ArrayList<>();
    for (JsonNode one : node.get("contents")) {
      List<String> names = new ArrayList<>();
      one.get("column_names").forEach(name -> names.add(name.asText()));
      Map<String, Integer> columns = new TreeMap<>();
      one.get("columns")
          .properties()
          .forEach(column -> columns.put(column.getKey(), column.getValue().asInt()));
      String digest = one.get("digest").asText();
      String layout = one.get("layout").asText();
      String year = text(one, "year");
      Recognised recognised =
          new Recognised(
              one.get("name").asText(),
              layout,
              Role.valueOf(one.get("role").asText()),
              year == null ? null : FinancialYear.of(year),
              text(one, "year_found"),
              names,
              columns,
              text(one, "fixed_measure"),
              one.get("has_header").asBoolean());
      TreeSet<FinancialYear> years = new TreeSet<>();
      one.get("years").forEach(each -> years.add(FinancialYear.of(each.asText())));
      TreeSet<LocalDate> dates = new TreeSet<>();
      one.get("dates").forEach(each -> dates.add(LocalDate.parse(each.asText())));
      contents.add(
          new Content(
              new ReceivedFile(
                  one.get("name").asText(),
                  digest,
                  recognised,
                  ReceivedFile.parts(digest, layout, one.get("parts").asText()),
                  one.get("content_bytes").asLong(),
                  one.get("stored_bytes").asLong()),
              new Reach(years, dates)));
    }
    List<String> skipped = new ArrayList<>();
    node.get("skipped").forEach(each -> skipped.add(each.asText()));
    return new Known(
        node.get("path").asText(),
        node.get("bytes").asLong(),
        node.get("modified_millis").asLong(),
        node.get("mark").asText(),
        node.get("trusted").asBoolean(),
        contents,
        skipped);
  }

  private static @Nullable String text(JsonNode node, String name) {
    JsonNode value = node.get(name);
    return value == null || value.isNull() ? null : value.asText();
  }
}
