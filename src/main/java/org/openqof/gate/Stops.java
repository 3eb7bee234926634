package org.openqof.gate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.errors.PrintedCommand;

/**
 * Which years are stopped and why, and what that means for others: a year that stands on a stopped
 * one waits with it. Pure: the lake keeps one note a stopped year ({@link StopNotes}), and every
 * command asks this one.
 *
 * @param byYear the stopped years
 */
public record Stops(SortedMap<FinancialYear, Stop> byYear) {
  static final Stops NONE = new Stops(new TreeMap<>());

  public Stops {
    byYear = Collections.unmodifiableSortedMap(new TreeMap<>(byYear));
  }

  /** What stopped a year. */
  public enum Cause {
    /** The gate judged it outside: it is accepted, or put right. */
    GATE,
    /** Equations that must hold did not: it is put right. */
    CHECKS,
    /** What let it through ended before it was published: it is accepted again, or put right. */
    ENDED,
    /** A file of it cannot be taken in: it is put right. */
    FILES,
    /** A year that it stands on is stopped. */
    WAITS
  }

  /**
   * Why one year is stopped.
   *
   * @param cause what stopped it
   * @param version the version that was stopped; 0 for a year that waits, or of which nothing was
   *     made
   * @param because the years that it waits for; empty unless it waits
   */
  public record Stop(Cause cause, int version, SortedSet<FinancialYear> because) {
    public Stop {
      because = Collections.unmodifiableSortedSet(new TreeSet<>(because));
    }

    /** By the gate or by a check, at a version. */
    public static Stop at(Cause cause, int version) {
      return new Stop(cause, version, new TreeSet<>());
    }

    /** Because a file of it cannot be taken in. */
    public static Stop byFiles() {
      return new Stop(Cause.FILES, 0, new TreeSet<>());
    }

    /** Whether there is a version that a person can drop, where its files were withdrawn. */
    boolean isDroppable() {
      return cause == Cause.GATE || cause == Cause.CHECKS;
    }

    /** By years that it stands on. */
    public static Stop waiting(SortedSet<FinancialYear> because) {
      return new Stop(Cause.WAITS, 0, because);
    }
  }

  /** What a run does with a year, before anything of it is made. */
  public enum Course {
    /** It goes on. */
    GOES_ON,
    /** Nothing is to be done: its version stands, and no stop is left. */
    STANDS,
    /** It waits for years that are stopped. */
    WAITS
  }

  /**
   * What a run does with a year.
   *
   * @param toDo whether anything is to be made or published of it
   * @param used the years that it stands on
   */
  public Course course(boolean toDo, Collection<FinancialYear> used) {
    if (!toDo) {
      return Course.STANDS;
    }
    return stopped(used).isEmpty() ? Course.GOES_ON : Course.WAITS;
  }

  /** Those of some years that are stopped, whatever stopped them. */
  public SortedSet<FinancialYear> stopped(Collection<FinancialYear> years) {
    TreeSet<FinancialYear> stopped = new TreeSet<>(years);
    stopped.retainAll(byYear.keySet());
    return stopped;
  }

  /**
   * Years that wait, or whose files could not be taken in, and that nothing is known of any more:
   * no values in the lake, no files in the extracts. Nothing of them can be made, so nothing of
   * them is stopped.
   *
   * @param known the years of the lake and of the extracts
   */
  public SortedSet<FinancialYear> forgotten(Collection<FinancialYear> known) {
    TreeSet<FinancialYear> forgotten = new TreeSet<>(byYear.keySet());
    forgotten.removeIf(
        year -> {
          Stop stop = byYear.get(year);
          return known.contains(year) || stop == null || stop.version() > 0;
        });
    return forgotten;
  }

  /** The same with a year stopped. */
  Stops with(FinancialYear year, Stop stop) {
    TreeMap<FinancialYear, Stop> more = new TreeMap<>(byYear);
    more.put(year, stop);
    return new Stops(more);
  }

  /** The same with a year released: it went through, or its version stands. */
  Stops without(FinancialYear year) {
    TreeMap<FinancialYear, Stop> fewer = new TreeMap<>(byYear);
    fewer.remove(year);
    return new Stops(fewer);
  }

  /** Why a year is stopped; null where it is not. */
  public @Nullable Stop of(FinancialYear year) {
    return byYear.get(year);
  }

  /** The version of a year that a person can accept; 0 where there is none. */
  int acceptable(FinancialYear year) {
    Stop stop = byYear.get(year);
    return stop != null && (stop.cause() == Cause.GATE || stop.cause() == Cause.ENDED)
        ? stop.version()
        : 0;
  }

  /** The years at the end of the chain that a year waits for: what a person must look at. */
  SortedSet<FinancialYear> roots(FinancialYear year) {
    TreeSet<FinancialYear> roots = new TreeSet<>();
    roots(year, roots, new TreeSet<>());
    return roots;
  }

  private void roots(FinancialYear year, Set<FinancialYear> roots, Set<FinancialYear> seen) {
    Stop stop = byYear.get(year);
    if (stop == null || !seen.add(year)) {
      return;
    }
    if (stop.cause() != Cause.WAITS) {
      roots.add(year);
    }
    stop.because().forEach(other -> roots(other, roots, seen));
  }

  /** Why a year is stopped, in words; empty where it is not. */
  public String words(FinancialYear year) {
    Stop stop = byYear.get(year);
    if (stop == null) {
      return "";
    }
    return switch (stop.cause()) {
      case GATE -> "version %d is stopped by the gate".formatted(stop.version());
      case CHECKS -> "version %d is stopped: its checks failed".formatted(stop.version());
      case ENDED ->
          "version %d is stopped: what let it through ended before it was published"
              .formatted(stop.version());
      case FILES -> "is stopped: files of it cannot be taken in";
      case WAITS ->
          "waits for %s, which it stands on and which is stopped".formatted(words(stop.because()));
    };
  }

  private static String words(Collection<FinancialYear> years) {
    return String.join(" and ", years.stream().map(FinancialYear::toString).toList());
  }

  /**
   * What to do about it, in words; empty where it is not stopped.
   *
   * @param lake where the lake is, for the commands among them
   */
  public List<String> remedies(FinancialYear year, String lake) {
    List<String> remedies = new ArrayList<>();
    for (FinancialYear root : roots(year)) {
      remedies.add(
          acceptable(root) > 0
              ? "put right what is wrong with %s, or accept it: %s; then run again"
                  .formatted(root, PrintedCommand.on(lake, "gate show --year " + root))
              : "put right what is wrong with %s, and run again".formatted(root));
      Stop stop = byYear.get(root);
      if (stop != null && stop.isDroppable()) {
        remedies.add(
            "where the files of %s were withdrawn: %s"
                .formatted(root, HeldAnswer.dropping(lake, root)));
      }
    }
    if (remedies.isEmpty() && byYear.containsKey(year)) {
      remedies.add("run again: what it waited for is no longer stopped");
    }
    return remedies;
  }
}
