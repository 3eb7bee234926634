package org.openqof.publication;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.input.Geography;
import org.openqof.publish.PublishErrors;
import org.openqof.publish.YearFigures;
import org.openqof.publish.YearRows;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.read.Rulebooks;
import org.openqof.statistics.Grouping;
import org.openqof.statistics.TodaysMap;
import org.openqof.store.Lake;
import org.openqof.store.VersionLog;
import org.openqof.store.VersionState;
import org.openqof.tables.Versions;

/** The current published version of each year of a lake, with the rulebook it was made by. */
public record PublishedYears(Lake lake, Rulebooks rulebooks) {

  /** Every year that has a published version. */
  public SortedMap<FinancialYear, VersionState> all() {
    SortedMap<FinancialYear, VersionState> all = new TreeMap<>();
    VersionLog log = new VersionLog(lake);
    for (FinancialYear year : lake.years(Versions.TABLE)) {
      log.published(year).ifPresent(state -> all.put(year, state));
    }
    return all;
  }

  /** The version of a year, if it was published. */
  Optional<VersionState> find(FinancialYear year) {
    return Optional.ofNullable(all().get(year));
  }

  /**
   * The version of a year.
   *
   * @throws org.openqof.errors.QofException when it was not published
   */
  public VersionState get(FinancialYear year) {
    SortedMap<FinancialYear, VersionState> all = all();
    VersionState state = all.get(year);
    if (state == null) {
      throw PublishErrors.yearNotThere(
          year.toString(),
          lake.root(),
          all.isEmpty()
              ? "none"
              : all.keySet().stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }
    return state;
  }

  /**
   * The rulebook of a version.
   *
   * @throws org.openqof.errors.QofException when the one at hand is another
   */
  public Rulebook rulebook(VersionState state) {
    Rulebook rulebook = rulebooks.load(state.year());
    if (!rulebook.digest().equals(state.rulebookDigest())) {
      throw PublishErrors.otherRulebook(lake.root(), state.year().toString(), state.version());
    }
    return rulebook;
  }

  /** Figures of an earlier year on the map of a later one, and by a grouping where there is one. */
  public static YearFigures recast(
      YearRows then,
      Rulebook former,
      YearRows now,
      Rulebook rulebook,
      @Nullable Grouping grouping) {
    SortedMap<String, Geography> today = YearFigures.map(now, rulebook);
    TodaysMap map = TodaysMap.of(today, YearFigures.map(then, former));
    return YearFigures.recast(then, former, map::of, grouping);
  }
}
