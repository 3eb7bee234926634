package org.openqof.run.report;

import org.jspecify.annotations.Nullable;
import org.openqof.answer.Answer;
import org.openqof.gate.GateReport;
import org.openqof.states.StatesReport;

/**
 * What one year gave.
 *
 * @param done what the run did for it
 * @param states states of its payments after the run; null where none were looked at
 * @param gate what the national gate found; null where no figures were formed
 */
public record YearReport(DoneYear done, @Nullable StatesReport states, @Nullable GateReport gate) {

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

  /** The year for people and programs. */
  Answer answer() {
    String first = gate == null ? "" : gate.firstToKnow();
    Answer.Builder answer =
        Answer.of("year", done.headline() + (first.isEmpty() ? "" : ", " + first))
            .programs("year", done.year())
            .programs("version", done.version())
            .programs("unchanged", done.unchanged());
    if (!done.unchanged()) {
      done.addCounted(answer);
      if (gate != null) {
        gate.addTo(answer);
      }
      done.addPaid(answer);
    }
    if (states != null) {
      states.addTo(answer);
    }
    done.outcome().addTo(answer, done.year());
    return answer.answer();
  }
}
