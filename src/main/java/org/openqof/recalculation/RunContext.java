package org.openqof.recalculation;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.read.Rulebooks;
import org.openqof.settings.JobErrors;
import org.openqof.settings.Progress;
import org.openqof.settings.RunSettings;
import org.openqof.settings.Unfinished;
import org.openqof.settings.YearVersion;
import org.openqof.store.Lake;
import org.openqof.store.LostStates;
import org.openqof.store.Publication;
import org.openqof.store.RunLock;
import org.openqof.store.VersionLog;
import org.openqof.store.VersionState;
import org.openqof.store.VersionState.State;
import org.openqof.tables.Versions;

/**
 * What all years of a run share.
 *
 * @param settings settings of the run
 * @param lake the lake
 * @param versions versions of the lake and their states
 * @param publication where publications go
 * @param rulebooks rulebooks, an operator's laid over the shipped ones
 * @param engine name of the engine
 * @param runId identifier of the run
 * @param lock the lake's lock, held by this run; null for a plan, which writes nothing
 * @param clock the clock
 * @param progress told how far the run has come
 */
public record RunContext(
    RunSettings settings,
    Lake lake,
    VersionLog versions,
    Publication publication,
    Rulebooks rulebooks,
    String engine,
    String runId,
    @Nullable RunLock lock,
    InstantSource clock,
    Progress progress) {

  /** The time to be recorded now, never before one that the lake has recorded. */
  public Instant now() {
    return versions.time(clock.instant());
  }

  /** The day by which acceptances count: that of the clock, UTC. */
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /** The rulebook of a year; refused when the job wants confirmed values and it has others. */
  public Rulebook rulebook(FinancialYear year) {
    Rulebook rulebook = rulebooks.load(year);
    if (settings.requireConfirmed()) {
      rulebooks.requireConfirmed(rulebook);
    }
    return rulebook;
  }

  /** Years that the lake holds, of those asked for. */
  public List<FinancialYear> yearsInTheLake(@Nullable List<FinancialYear> asked) {
    TreeSet<FinancialYear> found = new TreeSet<>(lake.years(Versions.TABLE));
    if (found.isEmpty()) {
      throw JobErrors.nothingInTheLake("year", settings.lake(), "jobs/ingest.yaml");
    }
    if (asked == null) {
      return List.copyOf(found);
    }
    List<FinancialYear> wanted = new ArrayList<>();
    for (FinancialYear year : new TreeSet<>(asked)) {
      if (!found.contains(year)) {
        throw JobErrors.noYears(List.of(year), found);
      }
      wanted.add(year);
    }
    return wanted;
  }

  /** The state of the latest version of a year, the furthest it has come; empty for a new year. */
  public Optional<VersionState> latest(FinancialYear year) {
    List<VersionState> states = versions.states(year);
    return states.isEmpty() ? Optional.empty() : Optional.of(states.get(states.size() - 1));
  }

  /**
   * The number of a year's next version: above all that the lake or the publication knows, so that
   * a lake that is rebuilt goes on where the publication stands.
   *
   * @throws org.openqof.errors.QofException of kind CHECKS when the log of versions has lost states
   */
  public int nextVersion(FinancialYear year) {
    new LostStates(lake).ensureNone(year);
    int published = publication.latest(year).map(Publication.Latest::version).orElse(0);
    return Math.max(versions.next(year), published + 1);
  }

  /** Makes sure, before something that others see, that this run still holds the lake. */
  public void ensureHeld() {
    if (lock != null) {
      lock.ensureHeld();
    }
  }

  /** Versions that were begun and not finished. */
  public Unfinished unfinished() {
    return new Unfinished(lake, versions);
  }

  /** Notes that a version reached a state, and keeps the rulebook that made it. */
  public void reached(
      State state,
      YearVersion place,
      int silverVersion,
      String identity,
      Rulebook rulebook,
      Map<String, String> digests) {
    ensureHeld();
    new KeptRulebooks(lake).keep(rulebooks, rulebook);
    reached(state, place, silverVersion, identity, rulebook.digest(), digests);
  }

  /** Notes that a version reached a state by a rulebook that is kept. */
  public void reached(
      State state,
      YearVersion place,
      int silverVersion,
      String identity,
      String rulebookDigest,
      Map<String, String> digests) {
    ensureHeld();
    versions.record(
        new VersionState(
            place.year(),
            place.version(),
            state,
            runId,
            now().toString(),
            engine,
            silverVersion,
            identity,
            rulebookDigest,
            settings.codeVersion(),
            digests));
  }
}
