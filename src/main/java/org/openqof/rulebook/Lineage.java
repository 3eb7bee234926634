package org.openqof.rulebook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.openqof.domain.FinancialYear;

/**
 * How the indicators of each financial year descend from those of the year before, and whether
 * their values may be compared.
 *
 * <p>The rule: follow the indicator back year by year; every link on the way has a kind; the worst
 * of them decides. A year that is compared can bring a note of its own, which counts as well. See
 * {@code docs/method.md}.
 */
public final class Lineage {
  private final List<LineageLink> links;
  private final List<YearNote> notes;
  private final NavigableMap<FinancialYear, NavigableSet<String>> codes;
  private final Map<String, List<LineageLink>> into = new HashMap<>();

  /**
   * A lineage.
   *
   * @param links every change, from a year to the next
   * @param notes what whole years do to a comparison
   * @param codes for every year whose framework is held whole: its indicators, and the indicators
   *     its registers are delivered with
   */
  public Lineage(
      List<LineageLink> links,
      List<YearNote> notes,
      NavigableMap<FinancialYear, NavigableSet<String>> codes) {
    this.links = List.copyOf(links);
    this.notes = List.copyOf(notes);
    this.codes = new TreeMap<>(codes);
    for (LineageLink link : links) {
      if (link.toCode() != null) {
        into.computeIfAbsent(link.toYear() + " " + link.toCode(), key -> new ArrayList<>())
            .add(link);
      }
    }
  }

  /** Every change, in the order of the file. */
  public List<LineageLink> links() {
    return links;
  }

  /** What whole years do to a comparison. */
  public List<YearNote> notes() {
    return notes;
  }

  /** The years whose frameworks are held whole, without gaps between their indicators. */
  public List<FinancialYear> years() {
    return List.copyOf(codes.keySet());
  }

  /**
   * The code under which an indicator of a later year stood in an earlier one, whatever changed on
   * the way: ask {@link #compare} before values are compared.
   *
   * @param earlier the earlier year; the later one itself gives {@code code} back
   * @param code the code in the later year
   * @param later the later year
   * @return empty when the indicator is newer than the earlier year, when it was merged from
   *     several, or when no lineage is held over those years
   */
  public Optional<String> codeIn(FinancialYear earlier, String code, FinancialYear later) {
    List<String> found = compare(earlier, code, later, Compared.ACHIEVEMENT).earlierCodes();
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  /**
   * Whether an indicator of a later year can be compared with its predecessor in an earlier one.
   *
   * @param earlier the earlier year
   * @param code the code in the later year
   * @param later the later year, not before the earlier one
   * @param what achievement, or the register that comes with it
   */
  public Comparison compare(
      FinancialYear earlier, String code, FinancialYear later, Compared what) {
    if (earlier.compareTo(later) > 0) {
      throw new IllegalArgumentException(earlier + " is after " + later);
    }
    NavigableSet<String> found = new TreeSet<>(List.of(code));
    List<LineageLink> changes = new ArrayList<>();
    Comparability worst = Comparability.COMPARABLE;
    List<String> reasons = new ArrayList<>();
    for (FinancialYear year = later; year.compareTo(earlier) > 0; year = year.previous()) {
      NavigableSet<String> before = new TreeSet<>();
      for (String held : found) {
        List<LineageLink> step = into.getOrDefault(year + " " + held, List.of());
        for (LineageLink link : step) {
          changes.add(link);
          worst = worst.worse(link.kind().comparability(what));
          if (link.fromCode() != null) {
            before.add(link.fromCode());
          }
        }
        if (step.isEmpty()) {
          if (continues(held, year)) {
            before.add(held);
          } else {
            worst = Comparability.NOT_COMPARABLE;
            reasons.add(
                "no lineage of " + held + " is held from " + year.previous() + " to " + year);
          }
        }
      }
      found = before;
    }
    for (YearNote note : notesOf(earlier, later, what)) {
      worst = worst.worse(note.comparability());
      reasons.add(note.year() + ": " + note.note());
    }
    changes.stream()
        .filter(link -> link.kind().comparability(what) != Comparability.COMPARABLE)
        .map(LineageLink::words)
        .forEach(reasons::add);
    return new Comparison(
        earlier, List.copyOf(found), later, code, what, worst, changes, List.copyOf(reasons));
  }

  /**
   * Every indicator of the later year with its predecessor, in code order, and then those of the
   * earlier year that nothing in the later one follows.
   */
  public List<Comparison> compareAll(FinancialYear earlier, FinancialYear later, Compared what) {
    List<Comparison> all = new ArrayList<>();
    NavigableSet<String> left = new TreeSet<>(codes.getOrDefault(earlier, new TreeSet<>()));
    for (String code : codes.getOrDefault(later, new TreeSet<>())) {
      Comparison comparison = compare(earlier, code, later, what);
      left.removeAll(comparison.earlierCodes());
      all.add(comparison);
    }
    for (String code : left) {
      all.add(
          new Comparison(
              earlier,
              List.of(code),
              later,
              "",
              what,
              Comparability.NOT_COMPARABLE,
              List.of(),
              List.of(code + " of " + earlier + " has no successor in " + later)));
    }
    return all;
  }

  /** The same code without a change, which counts where both years are held whole. */
  private boolean continues(String code, FinancialYear year) {
    return codes.getOrDefault(year, new TreeSet<>()).contains(code)
        && codes.getOrDefault(year.previous(), new TreeSet<>()).contains(code);
  }

  private List<YearNote> notesOf(FinancialYear earlier, FinancialYear later, Compared what) {
    return earlier.equals(later)
        ? List.of()
        : notes.stream()
            .filter(note -> note.what() == what)
            .filter(note -> note.year().equals(earlier) || note.year().equals(later))
            .toList();
  }

  /**
   * One indicator of a later year alongside what it descends from.
   *
   * @param earlier the earlier year
   * @param earlierCodes what it was called then: none when it is newer, several when it was merged
   * @param later the later year
   * @param laterCode its code; empty when nothing follows the earlier one
   * @param what achievement, or the register that comes with it
   * @param comparability whether the two may be compared
   * @param changes every change between the two years, latest first
   * @param reasons why they are not simply comparable, for people
   */
  public record Comparison(
      FinancialYear earlier,
      List<String> earlierCodes,
      FinancialYear later,
      String laterCode,
      Compared what,
      Comparability comparability,
      List<LineageLink> changes,
      List<String> reasons) {
    public Comparison {
      earlierCodes = List.copyOf(earlierCodes);
      changes = List.copyOf(changes);
      reasons = List.copyOf(reasons);
    }

    /** The one code it had in the earlier year. */
    public Optional<String> earlierCode() {
      return earlierCodes.size() == 1 ? Optional.of(earlierCodes.get(0)) : Optional.empty();
    }
  }
}
