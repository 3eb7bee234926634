package org.openqof.extract;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.openqof.domain.FinancialYear;
import org.openqof.extract.layout.Recognised;
import org.openqof.extract.layout.Role;

/**
 * Which reference files can change what is known of a year: the same answer whether all files are
 * read or only some, so that a run which reads only what changed ends as one that reads everything.
 *
 * <p>These are the files that name the year or none; those with rows for a date or year that it
 * looks at; practice references, of which the last one given counts; and every file whose rows can
 * contradict rows of these. See docs/method.md, section 28.
 *
 * @param year the financial year
 * @param from earliest date it looks at
 * @param to latest date it looks at
 */
public record FilesOfYear(FinancialYear year, LocalDate from, LocalDate to) {

  /**
   * The files, in their order.
   *
   * @param all every reference file at hand
   * @param recognised what a file was recognised as
   * @param reach what its rows speak of
   */
  public <F> List<F> of(List<F> all, Function<F, Recognised> recognised, Function<F, Reach> reach) {
    Set<F> chosen = new LinkedHashSet<>();
    for (F file : all) {
      if (isListed(recognised.apply(file))
          || recognised.apply(file).role() == Role.ORGANISATIONS
          || reach.apply(file).years().contains(year)
          || reach.apply(file).touches(from, to)) {
        chosen.add(file);
      }
    }
    Set<F> beside = new LinkedHashSet<>();
    for (F file : chosen) {
      for (F other : all) {
        if (!chosen.contains(other)
            && canContradict(
                recognised.apply(file),
                reach.apply(file),
                recognised.apply(other).role(),
                reach.apply(other))) {
          beside.add(other);
        }
      }
    }
    List<F> inOrder = new ArrayList<>(all);
    inOrder.removeIf(file -> !chosen.contains(file) && !beside.contains(file));
    return inOrder;
  }

  /** Whether a file's rows are counted and kept with the year: it names the year, or none. */
  public boolean isListed(Recognised file) {
    return file.year() == null || file.year().equals(year);
  }

  private boolean canContradict(Recognised file, Reach reach, Role otherRole, Reach other) {
    // Of a file that is not counted with the year, only rows that the year looks at matter, and
    // every file that speaks of their dates is chosen already.
    if (isListed(file) && reach.sharesADateWith(other)) {
      return true;
    }
    if (file.role() == Role.AREA_FIGURES) {
      return otherRole == Role.AREA_FIGURES && reach.sharesAYearWith(other);
    }
    // What people fill in is judged against the practices of its own year.
    return file.role().isFilledInByPeople()
        && namesPractices(otherRole)
        && reach.sharesAYearWith(other);
  }

  private static boolean namesPractices(Role role) {
    return switch (role) {
      case PRACTICE_LIST, GEOGRAPHY, MAXIMUM_POINTS, PREVALENCE -> true;
      default -> role.isFilledInByPeople();
    };
  }
}
