package org.openqof.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.errors.QofException;
import org.openqof.extract.layout.Layouts;
import org.openqof.extract.layout.Role;
import org.openqof.settings.JobErrors;

/**
 * Files that cannot be taken in, and the years that this stops. A file that names its year stops
 * that year; the others go on without it where that is safe. A file that names none may speak of
 * any year: nothing goes on then.
 */
public final class RejectedFiles {
  /** Whose rows are of dates, and so may be of the year before, too. */
  private static final Set<Role> OF_DATES =
      Set.of(Role.PATIENT_LISTS, Role.POPULATION, Role.ORGANISATIONS);

  private final Layouts layouts;
  private final List<Rejected> files = new ArrayList<>();

  /** A file, what is wrong with it in words, and the years it may speak of; none for any. */
  private record Rejected(String name, String words, SortedSet<FinancialYear> years) {}

  RejectedFiles(Layouts layouts) {
    this.layouts = layouts;
  }

  /** Adds a file by what its name says of its year. */
  void add(String name, String words) {
    add(name, layouts.yearInName(name).orElse(null), words);
  }

  /** Adds a file that was recognised as of a year; null for none. */
  void add(String name, @Nullable FinancialYear year, String words) {
    TreeSet<FinancialYear> years = new TreeSet<>();
    if (year != null) {
      years.add(year);
      Role role = layouts.roleNamedLike(name).orElse(null);
      if ((role == null || OF_DATES.contains(role)) && !year.equals(FinancialYear.FIRST)) {
        years.add(year.previous());
      }
    }
    files.add(new Rejected(name, words, years));
  }

  boolean isEmpty() {
    return files.isEmpty();
  }

  /** Whether each names a year, so that other years can go on. */
  boolean namesYears() {
    return files.stream().noneMatch(file -> file.years().isEmpty());
  }

  /** Years whose own files they are. */
  public SortedSet<FinancialYear> years() {
    TreeSet<FinancialYear> years = new TreeSet<>();
    files.stream()
        .filter(file -> !file.years().isEmpty())
        .forEach(file -> years.add(file.years().last()));
    return years;
  }

  /**
   * The years of a run that these files stop.
   *
   * @throws QofException naming every file when nothing else is left to be done
   */
  public SortedSet<FinancialYear> stopped(Set<FinancialYear> decided) {
    TreeSet<FinancialYear> stopped = new TreeSet<>();
    files.forEach(file -> stopped.addAll(file.years()));
    stopped.retainAll(decided);
    if (!isEmpty() && stopped.size() == decided.size()) {
      throw problem();
    }
    return stopped;
  }

  /** What is wrong with the files that stop a year, in words. */
  public List<String> words(FinancialYear year) {
    return files.stream().filter(file -> file.years().contains(year)).map(Rejected::words).toList();
  }

  /** All of them as one failure of the run. */
  QofException problem() {
    return JobErrors.rejectedFiles(files.stream().map(Rejected::words).toList());
  }
}
