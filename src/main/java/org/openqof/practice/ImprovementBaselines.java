package org.openqof.practice;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.ImprovementBaseline.Counted;
import org.openqof.domain.Ratio;
import org.openqof.input.LocalDecisions.Succession;

/**
 * What practices counted, in the years of their improvement baselines, for the indicators that have
 * an improvement route. Filled before it is used, and not changed afterwards.
 */
public final class ImprovementBaselines implements Serializable {
  private static final long serialVersionUID = 1L;

  private final HashMap<Key, Counts> counts = new HashMap<>();
  private final HashMap<String, List<Succession>> taken = new HashMap<>();
  private final TreeSet<FinancialYear> years = new TreeSet<>();

  private record Key(String practiceCode, String indicator, FinancialYear year)
      implements Serializable {}

  /** A numerator and its denominator, as sent: nothing says that they make a rate. */
  private record Counts(long numerator, long denominator) implements Serializable {
    Counts plus(@Nullable Counts other) {
      return other == null
          ? this
          : new Counts(numerator + other.numerator, denominator + other.denominator);
    }

    /** Half-up to whole patients. */
    Counts share(Ratio share) {
      return new Counts(
          share.times(Ratio.of(numerator, 1)).rounded(0).longValueExact(),
          share.times(Ratio.of(denominator, 1)).rounded(0).longValueExact());
    }
  }

  /** No results of earlier years. */
  public static ImprovementBaselines none() {
    return new ImprovementBaselines();
  }

  /** Notes that the results of a year are there. */
  public void year(FinancialYear year) {
    years.add(year);
  }

  /** The baseline years whose results are there. */
  public SortedSet<FinancialYear> years() {
    return new TreeSet<>(years);
  }

  /**
   * Notes what one practice counted.
   *
   * @param indicator the indicator's code in the year that is paid
   * @param year the year of the counts
   */
  public void put(
      String practiceCode, String indicator, FinancialYear year, long numerator, long denominator) {
    counts.put(new Key(practiceCode, indicator, year), new Counts(numerator, denominator));
  }

  /** Notes a merger or split of a baseline year. */
  public void put(Succession succession) {
    taken.computeIfAbsent(succession.toPractice(), to -> new ArrayList<>()).add(succession);
  }

  /** What a year says of a practice's baseline. */
  sealed interface OfYear {
    /** Patients counted, of which some at most received the intervention. */
    record Rate(Counted counted) implements OfYear {}

    /** More patients received the intervention than were eligible: the year is not used. */
    record AboveAll(long numerator, long denominator) implements OfYear {}

    /** Nothing was counted, or nobody was eligible. */
    record Nothing() implements OfYear {}
  }

  /** What a practice counted in a year under its own code. */
  OfYear own(String practiceCode, String indicator, FinancialYear year) {
    return judged(counts.get(new Key(practiceCode, indicator, year)));
  }

  /**
   * What a practice counted in a year together with the practices whose patients it has taken since
   * the year's end, each by its share, half-up to whole patients.
   *
   * @param since mergers and splits of the year that is paid
   */
  OfYear ofAll(String practiceCode, String indicator, FinancialYear year, List<Succession> since) {
    List<Taken> all = new ArrayList<>();
    taken.values().forEach(some -> some.forEach(one -> Taken.add(one, year, all)));
    since.forEach(one -> Taken.add(one, year, all));
    return judged(all(practiceCode, indicator, year, all, LocalDate.MAX, new HashSet<>()));
  }

  /** Patients that went from one practice to another, whichever file says so. */
  private record Taken(String from, String to, LocalDate date, Ratio share) {
    /** One that two files name is one; only those after the end of the year matter. */
    static void add(Succession succession, FinancialYear year, List<Taken> all) {
      Taken one =
          new Taken(
              succession.fromPractice(),
              succession.toPractice(),
              succession.date(),
              Ratio.of(succession.share().stripTrailingZeros()));
      if (one.date.isAfter(year.end()) && !all.contains(one)) {
        all.add(one);
      }
    }
  }

  /**
   * A practice's counts with those it took until a day. Patients may come to it by two ways from
   * the same practice, each with its share; no way goes through a practice twice.
   */
  private @Nullable Counts all(
      String practiceCode,
      String indicator,
      FinancialYear year,
      List<Taken> all,
      LocalDate until,
      Set<String> path) {
    if (!path.add(practiceCode)) {
      return null;
    }
    Counts sum = counts.get(new Key(practiceCode, indicator, year));
    for (Taken one : all) {
      if (one.to.equals(practiceCode) && !one.date.isAfter(until)) {
        Counts given = all(one.from, indicator, year, all, one.date, path);
        if (given != null) {
          sum = given.share(one.share).plus(sum);
        }
      }
    }
    path.remove(practiceCode);
    return sum;
  }

  private static OfYear judged(@Nullable Counts counts) {
    if (counts == null || counts.denominator() == 0) {
      return new OfYear.Nothing();
    }
    return counts.numerator() > counts.denominator()
        ? new OfYear.AboveAll(counts.numerator(), counts.denominator())
        : new OfYear.Rate(new Counted(counts.numerator(), counts.denominator()));
  }
}
