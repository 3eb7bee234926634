package org.openqof.operations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openqof.answer.Answer;
import org.openqof.answer.Kind;
import org.openqof.answer.Rows;
import org.openqof.answer.Words;
import org.openqof.settings.Place;
import org.openqof.store.Finding;
import org.openqof.store.Lake;
import org.openqof.store.LakeCheck;
import org.openqof.store.Publication;
import org.openqof.store.RunLock;
import org.openqof.store.place.LakeErrors;
import org.openqof.store.place.Storage;

/**
 * What a check of a whole lake found. The lake remembers when it was and how it ended.
 *
 * @param lake its place
 * @param checkedAt UTC time, ISO 8601
 * @param seconds duration
 * @param quick whether remembered bytes were taken for rows
 * @param scope what was looked at, in words
 * @param findings what is not as it should be
 */
public record CheckReport(
    String lake,
    String checkedAt,
    double seconds,
    boolean quick,
    String scope,
    List<Finding> findings) {
  private static final String NAME = "last-check.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  public CheckReport {
    findings = List.copyOf(findings);
  }

  /**
   * Checks a lake, under its lock.
   *
   * @param published where its versions are published; null for where the last run put them
   * @param quick whether the bytes of files that are remembered will do for their rows
   * @throws org.openqof.errors.QofException when there is no lake, or another run works in it
   */
  public static CheckReport take(
      Lake lake, @Nullable String published, boolean quick, Instant now) {
    if (!lake.storage().exists(lake.root())) {
      throw LakeErrors.noLake(lake.root());
    }
    try (RunLock lock = RunLock.take(lake, UUID.randomUUID().toString(), now)) {
      lock.ensureHeld();
      return of(lake, published, quick, now);
    }
  }

  /** Checks a lake whose lock the caller has. */
  public static CheckReport of(Lake lake, @Nullable String published, boolean quick, Instant now) {
    long began = System.nanoTime();
    String place =
        published != null
            ? published
            : new RunRecords(lake).last().map(RunRecord::published).orElse(null);
    LakeCheck check =
        new LakeCheck(lake, place == null ? null : new Publication(Place.uri(place)), quick).look();
    CheckReport report =
        new CheckReport(
            lake.root(),
            now.toString(),
            Math.round((System.nanoTime() - began) / 1e6) / 1000.0,
            quick,
            check.scope(),
            check.findings());
    report.remember(lake);
    return report;
  }

  private void remember(Lake lake) {
    ObjectNode node = JSON.createObjectNode();
    node.put("checked_at", checkedAt);
    node.put("quick", quick);
    node.put("findings", findings.size());
    lake.storage().put(lake.statePath(NAME), (node + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /**
   * How the last check of a lake ended.
   *
   * @param checkedAt UTC time, ISO 8601
   * @param quick whether it was a quick one
   * @param findings how much it found
   */
  record Last(String checkedAt, boolean quick, int findings) {
    String words() {
      return "%s, %s%s"
          .formatted(
              checkedAt,
              findings == 0 ? "nothing found" : Words.of(findings, "finding", "findings"),
              quick ? " (quick)" : "");
    }
  }

  /** The last check of a lake; empty where there was none. */
  static Optional<Last> last(Lake lake) {
    String path = lake.statePath(NAME);
    Storage storage = lake.storage();
    if (!storage.exists(path)) {
      return Optional.empty();
    }
    try {
      JsonNode node = JSON.readTree(storage.readText(path));
      return Optional.of(
          new Last(
              node.path("checked_at").asText(),
              node.path("quick").asBoolean(),
              node.path("findings").asInt()));
    } catch (JsonProcessingException damaged) {
      return Optional.empty();
    }
  }

  /** 0 when nothing was found, else 3. */
  public int exitCode() {
    return findings.isEmpty() ? 0 : 3;
  }

  /** What was found. */
  public Answer answer() {
    return Answer.of(
            "lake_check",
            "%s  %s%s: %s, %.1f s"
                .formatted(
                    findings.isEmpty() ? "well " : "FOUND",
                    lake,
                    quick ? " (quick)" : "",
                    scope,
                    seconds))
        .programs("well", findings.isEmpty())
        .programs("lake", lake)
        .programs("checked_at", checkedAt)
        .programs("seconds", seconds)
        .programs("quick", quick)
        .programs("scope", scope)
        .rows(
            Rows.of("findings", findings)
                .title("")
                .column("kind", "", Kind.TEXT, Finding::kind)
                .people("", Kind.TEXT, Finding::where)
                .programs("place", Finding::place)
                .programs("financial_year", Finding::year)
                .programs("version", Finding::version)
                .column("expected", "expected", Kind.SENTENCE, Finding::expected)
                .column("found", "found", Kind.SENTENCE, Finding::found)
                .column("remedy", "what to do", Kind.SENTENCE, Finding::remedy))
        .programs("exit_code", exitCode())
        .answer();
  }
}
