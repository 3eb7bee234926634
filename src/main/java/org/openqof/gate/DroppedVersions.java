package org.openqof.gate;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.openqof.domain.FinancialYear;
import org.openqof.store.Lake;
import org.openqof.store.VersionLog;
import org.openqof.store.VersionState;
import org.openqof.store.VersionState.State;

/**
 * Stopped versions that a person dropped because their files were withdrawn: nothing is made of
 * them any more. Files of the year that come later make another version, and that is judged like
 * any other. Each is a row of {@code gate_acceptances}, so that it stays known who did it and why.
 */
public final class DroppedVersions {
  /** Figure name of the row; its value is the version. */
  static final String FIGURE = "dropped_version";

  private DroppedVersions() {}

  /**
   * The row that records it.
   *
   * @param today the day, UTC: nothing is let through by it, on no day
   */
  static GateAcceptance row(int version, String at, String by, String reason, LocalDate today) {
    return new GateAcceptance(FIGURE, "", version + "/1", at, by.strip(), reason.strip(), today);
  }

  /** Whether a row of {@code gate_acceptances} is one of these. */
  static boolean is(GateAcceptance row) {
    return row.figure().equals(FIGURE);
  }

  /** As {@code gate show} states it. */
  static String words(GateAcceptance row) {
    return "version %d dropped by %s: %s".formatted(version(row), row.acceptedBy(), row.reason());
  }

  private static int version(GateAcceptance row) {
    return Integer.parseInt(row.exactValue().substring(0, row.exactValue().indexOf('/')));
  }

  /**
   * Whether the latest that the lake has of a year was dropped: no version came after it, and it
   * has no results.
   */
  public static boolean isLatest(Lake lake, FinancialYear year) {
    Optional<Integer> dropped =
        GateAcceptance.of(lake, year).stream()
            .filter(DroppedVersions::is)
            .map(DroppedVersions::version)
            .max(Comparator.naturalOrder());
    if (dropped.isEmpty()) {
      return false;
    }
    List<VersionState> states = new VersionLog(lake).states(year);
    VersionState last = states.get(states.size() - 1);
    return last.version() < dropped.get()
        || (last.version() == dropped.get() && last.state() == State.INGESTED);
  }
}
