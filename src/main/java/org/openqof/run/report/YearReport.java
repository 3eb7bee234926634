package org.openqof.run.report;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openqof.gate.GateReport;
import org.openqof.states.StatesReport;

/**
 * What one year gave.
 *
 * @param done what the run did for it
 * @param states states of its payments after the run; null where none were looked at
 * @param gate what the national gate found; null where no figures were formed
 */
public record YearReport(
    @JsonUnwrapped DoneYear done, @Nullable StatesReport states, @Nullable GateReport gate) {

  /** A year of which neither states were looked at nor figures formed. */
  public static YearReport of(DoneYear done) {
    return new YearReport(done, null, null);
  }

  /** The financial year. */
  public String year() {
    return done.year();
  }

  /** Version made, or found unchanged. */
  public int version() {
    return done.version();
  }

  /** Folder of the publication; null when not published. */
  public @Nullable String published() {
    return done.outcome().published();
  }

  /** Whether nothing had changed, so that nothing was done. */
  public boolean unchanged() {
    return done.unchanged();
  }

  /** Whether all equations hold that must. */
  public boolean addsUp() {
    return done.outcome().failures().isEmpty();
  }

  /** Whether the national gate holds the year, so that nothing of it is paid or published. */
  public boolean waits() {
    return gate != null && !gate.isOpen();
  }

  /** The same with the states of its payments after the run. */
  public YearReport withStates(StatesReport after) {
    return new YearReport(done, after, gate);
  }

  /** The same with what the national gate found. */
  public YearReport withGate(@Nullable GateReport found) {
    return new YearReport(done, states, found);
  }

  /** The report for people. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    String first = gate == null ? "" : gate.firstToKnow();
    lines.add(done.headline() + (first.isEmpty() ? "" : ", " + first));
    if (!done.unchanged()) {
      lines.addAll(done.counted());
      if (gate != null) {
        lines.addAll(gate.lines());
      }
      lines.addAll(done.paid());
    }
    if (states != null) {
      lines.addAll(states.lines());
    }
    lines.addAll(done.outcome().lines(done.year()));
    return lines;
  }
}
