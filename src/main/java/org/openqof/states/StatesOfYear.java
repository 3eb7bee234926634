package org.openqof.states;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.extract.ReferenceCounts;
import org.openqof.extract.StateChange;
import org.openqof.extract.layout.Role;
import org.openqof.intake.ReadReferences;
import org.openqof.intake.ReceiveExtracts;
import org.openqof.intake.ReceivedFile;
import org.openqof.recalculation.RunContext;
import org.openqof.store.VersionState;
import org.openqof.store.VersionState.State;
import org.openqof.tables.ApprovedChanges;
import org.openqof.tables.Block;

/**
 * The states of one year's payments around a run: what people asked for is recorded when the run is
 * done, also when it found the year up to date.
 *
 * <p>A change that names no version speaks of the version that was current when the run began: the
 * one that people could have seen. In a year's first run it is the one the run makes.
 */
public final class StatesOfYear {
  private final RunContext context;
  private final FinancialYear year;
  private final @Nullable Integer before;

  /** Before the run: notes which version is current. */
  public StatesOfYear(RunContext context, FinancialYear year) {
    this.context = context;
    this.year = year;
    this.before = current();
  }

  private @Nullable Integer current() {
    Optional<VersionState> published = context.versions().published(year);
    return published
        .or(() -> context.versions().last(year, State.RECALCULATED))
        .map(VersionState::version)
        .orElse(null);
  }

  /** After a run without extracts: nothing to record. */
  public StatesReport after() {
    return after(List.of(), List.of());
  }

  /** After a run over extracts: records what they ask for. */
  public StatesReport after(ReceiveExtracts.Received received) {
    List<ReceivedFile> files = received.of(Role.STATE_CHANGES, year);
    if (files.isEmpty()) {
      return after();
    }
    ReadReferences.Some read = received.references().of(files);
    List<Block> unreadable = new ArrayList<>();
    for (ReceivedFile file : files) {
      ReferenceCounts counts = read.counts().get(file.key());
      if (counts != null) {
        unreadable.add(counts.refused());
      }
    }
    return after(read.reader().stateChanges(year), unreadable);
  }

  private StatesReport after(List<StateChange> changes, List<Block> unreadable) {
    Integer now = current();
    if (now == null) {
      return new StatesReport(
          0, new TreeMap<>(), 0, Map.of(), List.of(), changes.size(), 0, BigDecimal.ZERO);
    }
    RecordStateChanges recording = new RecordStateChanges(context, year);
    RecordStateChanges.Outcome outcome =
        recording.record(changes, unreadable, before == null ? now : before);
    RecordedStates states = RecordedStates.of(context.lake(), year);
    Block approved =
        states.standing().isEmpty()
            ? new Block(ApprovedChanges.TABLE, 1)
            : ApprovedAmounts.changes(states.standing(), now, recording.totals(now));
    BigDecimal apart = BigDecimal.ZERO;
    for (int row = 0; row < approved.rows(); row++) {
      apart =
          apart.add(
              BigDecimal.valueOf(approved.unscaledAt(ApprovedChanges.DIFFERENCE_GBP, row), 2));
    }
    return new StatesReport(
        now,
        states.counts(now),
        outcome.recorded(),
        outcome.refused(),
        outcome.examples(),
        0,
        approved.rows(),
        apart);
  }
}
