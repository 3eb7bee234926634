package org.openqof.store;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openqof.domain.FinancialYear;

/**
 * One change of state of one version of one year.
 *
 * @param year the year
 * @param version its version
 * @param state what it became
 * @param runId run that brought it there
 * @param happenedAt UTC time, ISO 8601
 * @param engine {@code local} or {@code spark}
 * @param silverVersion version whose silver tables it was made from
 * @param identity digest of inputs, rulebook and code
 * @param rulebookDigest digest of the rulebook
 * @param codeVersion version of OpenQOF
 * @param digests content digest of each table it holds, by name
 */
public record VersionState(
    FinancialYear year,
    int version,
    State state,
    String runId,
    String happenedAt,
    String engine,
    int silverVersion,
    String identity,
    String rulebookDigest,
    String codeVersion,
    Map<String, String> digests) {
  public VersionState {
    digests = Map.copyOf(new TreeMap<>(digests));
  }

  /** What a version can become, in this order. */
  public enum State {
    /** Its silver tables are in the lake. */
    INGESTED,
    /** Its results are in the lake. */
    RECALCULATED,
    /** Its results are published. */
    PUBLISHED,
    /** Retention has removed its rows; the log of it stays. Never a current version. */
    REMOVED;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    static State of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }
}
