package org.openqof.recalculation;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openqof.practice.CheckPractice;
import org.openqof.practice.PracticeCheck;
import org.openqof.practice.PricedPractice;

/**
 * Practices that a year leaves out, or pays for next to nothing, by name: each alone is too small
 * to move a figure of the nation, and is all that its practice gets.
 */
public final class PracticeNotes implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Practices that one line names; the tables have all. */
  private static final int NAMED = 8;

  /** A practice with so many patients has somebody on some register. */
  private static final int LEAST_PATIENTS = 1000;

  /** What there is to say. */
  private enum Kind {
    NOT_PAID("not paid though they take part", "practice_checks"),
    NOT_SHOWN("paid to 31 March and not in the statistics", "practice_checks"),
    ON_NO_MAP("on no map of areas", "practice_checks"),
    NOBODY("paid with nobody on any register", "practice_factors");

    private final String words;
    private final String table;

    Kind(String words, String table) {
      this.words = words;
      this.table = table;
    }
  }

  private final EnumMap<Kind, TreeSet<String>> practices = new EnumMap<>(Kind.class);

  /**
   * Looks at a practice.
   *
   * @param failed the checks that it failed
   * @param registers its registers by group
   * @param payment its payment; null when it is not paid
   * @param published whether it is in the statistics
   */
  void look(
      String practice,
      List<CheckPractice.Failed> failed,
      Map<String, Integer> registers,
      @Nullable PricedPractice payment,
      boolean published) {
    List<String> codes = new ArrayList<>();
    boolean takesPart = true;
    boolean toTheEnd = true;
    boolean onTheMap = true;
    for (CheckPractice.Failed each : failed) {
      PracticeCheck check = each.check();
      takesPart &= check != PracticeCheck.NOT_PARTICIPATING;
      toTheEnd &= check != PracticeCheck.LEFT_BEFORE_YEAR_END;
      onTheMap &= check != PracticeCheck.NOT_ON_THE_MAP;
      if (payment == null ? check.stopsPayment() : check.stopsStatistics()) {
        codes.add(check.code());
      }
    }
    String named = codes.isEmpty() ? practice : practice + " (" + String.join(", ", codes) + ")";
    if (payment == null && takesPart) {
      add(Kind.NOT_PAID, named);
    } else if (payment != null && toTheEnd && !published) {
      add(Kind.NOT_SHOWN, named);
    }
    if (published && !onTheMap) {
      add(Kind.ON_NO_MAP, practice);
    }
    if (payment != null
        && payment.population().patients() >= LEAST_PATIENTS
        && !registers.isEmpty()
        && registers.values().stream().allMatch(patients -> patients == 0)) {
      add(Kind.NOBODY, practice);
    }
  }

  private void add(Kind kind, String practice) {
    practices.computeIfAbsent(kind, any -> new TreeSet<>()).add(practice);
  }

  /** Adds those of another block. */
  void add(PracticeNotes other) {
    other.practices.forEach((kind, names) -> names.forEach(name -> add(kind, name)));
  }

  /** One line for each kind that there is. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    practices.forEach(
        (kind, names) ->
            lines.add(
                "%s: %s%s"
                    .formatted(
                        kind.words,
                        String.join(", ", names.stream().limit(NAMED).toList()),
                        names.size() > NAMED
                            ? " and %,d more in table %s"
                                .formatted(names.size() - NAMED, kind.table)
                            : "")));
    return lines;
  }
}
