package org.openqof.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.Ratio;
import org.openqof.gate.Stops.Cause;
import org.openqof.gate.Stops.Course;
import org.openqof.gate.Stops.Stop;
import org.openqof.gate.figures.Judgement;
import org.openqof.gate.figures.Judgement.Comparison;
import org.openqof.gate.figures.Judgement.Verdict;

/**
 * Every transition of a year's states over random sequences: whatever people and nights do, nothing
 * pays while a year is stopped, the printed remedy works, and every command tells the same story.
 *
 * <p>The rules are the product's own ({@link Stops}, {@link GateAcceptance}); only the figures of
 * the nation and the files are played.
 */
class StatesOfYearsProperties {
  private static final List<FinancialYear> YEARS =
      List.of(
          FinancialYear.of("2021-22"), FinancialYear.of("2022-23"), FinancialYear.of("2023-24"));
  private static final LocalDate FIRST_DAY = LocalDate.of(2024, 6, 1);

  /** What happens. */
  enum Happening {
    RUN,
    RUN_ONE,
    HOLD,
    FAIL,
    REJECT,
    ACCEPT,
    DROP,
    EXPIRE,
    MEND,
    WITHDRAW,
    RERUN_WITHOUT_PUBLISHING,
    PUBLISH
  }

  /** Something that happens to a year. */
  record Event(Happening happening, int year) {}

  @Provide
  Arbitrary<List<Event>> sequences() {
    return Arbitraries.of(Happening.values())
        .flatMap(
            happening ->
                Arbitraries.integers().between(0, 2).map(year -> new Event(happening, year)))
        .list()
        .ofMinSize(4)
        .ofMaxSize(24);
  }

  @Property(tries = 2_500)
  void whateverHappensNothingPaysWhileStoppedAndThePrintedRemedyWorks(
      @ForAll("sequences") List<Event> events) {
    Lake lake = new Lake();
    for (Event event : events) {
      lake.happens(event);
      lake.check();
    }
    lake.doesAsTold();
  }

  /** One year of the played lake: its files, and what was made of them. */
  private static final class Played {
    /** Value of its only figure; above 100 it is outside. Each file has another value. */
    int value = 1;

    boolean checksFail;
    boolean filesGone;

    /** A file of it cannot be taken in. */
    boolean rejected;

    /** Of what the frozen values are. */
    int frozen;

    /** Of what the results are; 0 for none. */
    int made;

    /** Of what was published; 0 for none. */
    int published;

    int madeFrom;
    int version;
    int madeVersion;
    int dropped;

    /** Nothing of it is done: its last version was dropped, and no files came since. */
    boolean isDropped() {
      return filesGone && dropped > 0 && dropped >= version && madeVersion < version;
    }

    List<GateAcceptance> acceptances = new ArrayList<>();
    int usedAcceptanceOf;
  }

  private static final class Lake {
    private final Map<FinancialYear, Played> years = new TreeMap<>();
    private Stops stops = Stops.NONE;
    private LocalDate today = FIRST_DAY;
    private int next = 1;

    Lake() {
      YEARS.forEach(year -> years.put(year, new Played()));
    }

    private Played of(FinancialYear year) {
      return Objects.requireNonNull(years.get(year));
    }

    private static SortedSet<FinancialYear> used(FinancialYear year) {
      int place = YEARS.indexOf(year);
      return place == 0 ? new TreeSet<>() : new TreeSet<>(List.of(YEARS.get(place - 1)));
    }

    void happens(Event event) {
      FinancialYear year = YEARS.get(event.year());
      Played played = of(year);
      switch (event.happening()) {
        case RUN -> runAll(true);
        case RUN_ONE -> {
          if (!played.rejected) {
            YEARS.stream()
                .filter(one -> !one.equals(year) && of(one).rejected)
                .forEach(this::stopByFiles);
            run(year, true);
          }
        }
        case RERUN_WITHOUT_PUBLISHING -> runAll(false);
        case REJECT -> {
          files(played, next++ % 90 + 1, false);
          played.rejected = true;
        }
        case DROP -> drop(year);
        case HOLD -> files(played, 100 + next++, false);
        case FAIL -> files(played, next++ % 90 + 1, true);
        case MEND -> files(played, next++ % 90 + 1, false);
        case WITHDRAW -> {
          played.filesGone = true;
          played.rejected = false;
        }
        case ACCEPT -> accept(year);
        case EXPIRE -> today = today.plusDays(2);
        case PUBLISH -> publish(year);
      }
    }

    private static void files(Played played, int value, boolean fail) {
      played.value = value;
      played.checksFail = fail;
      played.filesGone = false;
      played.rejected = false;
    }

    /** With no year left to go on, the run fails and leaves everything as it is. */
    private void runAll(boolean publishes) {
      if (!years.values().stream().allMatch(played -> played.rejected)) {
        YEARS.forEach(one -> run(one, publishes));
      }
    }

    private void stopByFiles(FinancialYear year) {
      stops = stops.with(year, Stop.byFiles());
    }

    /** The printed line that drops a stopped version, by a person. */
    boolean drop(FinancialYear year) {
      Stop stop = stops.of(year);
      if (stop == null || !stop.isDroppable()) {
        return false;
      }
      of(year).dropped = stop.version();
      stops = stops.without(year);
      return true;
    }

    /** The very line that the gate printed, by a person. */
    boolean accept(FinancialYear year) {
      Played played = of(year);
      if (stops.acceptable(year) == 0) {
        return false;
      }
      Judgement judged = judged(played.frozen);
      played.acceptances.add(
          new GateAcceptance(
              judged.figure(),
              judged.groupCode(),
              judged.exactValue(),
              today.toString(),
              "A. Smith",
              "looked at",
              today.plusDays(1)));
      return true;
    }

    private static Judgement judged(int value) {
      boolean outside = value > 100;
      return new Judgement(
          "pounds_paid",
          "",
          Comparison.LAST_YEAR,
          Ratio.of(value, 1),
          Ratio.of(50, 1),
          BigDecimal.valueOf(value).movePointLeft(2),
          BigDecimal.ONE.negate(),
          BigDecimal.ONE,
          "",
          outside ? Verdict.OUTSIDE : Verdict.WITHIN);
    }

    private boolean passes(Played played, int value) {
      Judgement judged = judged(value);
      return !judged.isOutside()
          || GateAcceptance.letting(judged, played.acceptances, today).isPresent();
    }

    private int baseOf(FinancialYear year) {
      return used(year).stream().mapToInt(other -> of(other).made).findFirst().orElse(0);
    }

    private void run(FinancialYear year, boolean publishes) {
      Played played = of(year);
      if (played.isDropped() || (played.filesGone && played.frozen == 0)) {
        TreeSet<FinancialYear> known = new TreeSet<>(YEARS);
        known.remove(year);
        for (FinancialYear forgotten : stops.forgotten(known)) {
          stops = stops.without(forgotten);
        }
        return;
      }
      if (played.rejected) {
        stopByFiles(year);
        return;
      }
      int wanted = played.filesGone ? played.frozen : played.value;
      boolean stands = played.made == wanted && played.madeFrom == baseOf(year) && wanted > 0;
      boolean toDo = !stands || (publishes && played.published != played.made);
      Course course = stops.course(toDo, used(year));
      if (course == Course.WAITS) {
        stops = stops.with(year, Stop.waiting(stops.stopped(used(year))));
        return;
      }
      if (course == Course.STANDS) {
        Stop stop = stops.of(year);
        if (stop != null && (stop.cause() != Cause.ENDED || played.published == played.made)) {
          stops = stops.without(year);
        }
        return;
      }
      if (stands) {
        publish(year);
        return;
      }
      played.version++;
      played.frozen = wanted;
      if (!passes(played, wanted)) {
        stops = stops.with(year, Stop.at(Cause.GATE, played.version));
        return;
      }
      if (played.checksFail && !played.filesGone) {
        stops = stops.with(year, Stop.at(Cause.CHECKS, played.version));
        return;
      }
      played.made = wanted;
      played.madeVersion = played.version;
      played.madeFrom = baseOf(year);
      stops = stops.without(year);
      if (publishes) {
        publish(year);
      }
    }

    private void publish(FinancialYear year) {
      Played played = of(year);
      if (played.made == 0 || played.published == played.made) {
        return;
      }
      SortedSet<FinancialYear> because = stops.stopped(used(year));
      if (!because.isEmpty()) {
        stops = stops.with(year, Stop.waiting(because));
        return;
      }
      if (!passes(played, played.made)) {
        stops = stops.with(year, Stop.at(Cause.ENDED, played.version));
        played.frozen = played.made;
        return;
      }
      Judgement judged = judged(played.made);
      assertThat(judged.isOutside() && played.acceptances.isEmpty())
          .as("nothing is paid that nobody let through")
          .isFalse();
      played.published = played.made;
      played.usedAcceptanceOf = judged.isOutside() ? played.made : 0;
      Stop stop = stops.of(year);
      if (stop != null && stop.cause() != Cause.FILES && stop.version() <= played.version) {
        stops = stops.without(year);
      }
    }

    /** What must hold after everything that happens. */
    void check() {
      for (FinancialYear year : YEARS) {
        Stop stop = stops.of(year);
        assertThat(stops.words(year).isEmpty()).isEqualTo(stop == null);
        assertThat(stops.remedies(year, "file:/lake").isEmpty()).isEqualTo(stop == null);
        Played played = of(year);
        if (played.published > 100) {
          assertThat(played.usedAcceptanceOf)
              .as("a published value outside its tolerance was accepted")
              .isEqualTo(played.published);
        }
        if (stop != null && stop.cause() == Cause.WAITS) {
          assertThat(stops.acceptable(year)).isZero();
          assertThat(stop.because()).isNotEmpty();
        }
        if (stops.acceptable(year) > 0) {
          assertThat(stops.remedies(year, "file:/lake").get(0))
              .contains("./qof gate show --year " + year);
        }
      }
    }

    /** A person does what is printed until nothing is: it must come to an end. */
    void doesAsTold() {
      for (int night = 0; night < 8 && !stops.byYear().isEmpty(); night++) {
        for (FinancialYear year : List.copyOf(stops.byYear().keySet())) {
          for (FinancialYear root : stops.roots(year)) {
            Stop stop = stops.of(root);
            if (of(root).filesGone && stop != null && stop.isDroppable()) {
              assertThat(stops.remedies(root, "file:/lake").get(1))
                  .contains("gate drop --year " + root);
              assertThat(drop(root)).as("the printed line works").isTrue();
            } else if (stops.acceptable(root) > 0) {
              assertThat(accept(root)).as("the printed line works").isTrue();
            } else {
              files(of(root), next++ % 90 + 1, false);
            }
          }
        }
        if (years.values().stream().allMatch(played -> played.rejected)) {
          // With no year left to go on the run failed, and named the files of every year.
          years.values().forEach(played -> files(played, next++ % 90 + 1, false));
        }
        runAll(true);
        check();
      }
      assertThat(stops.byYear()).as("the way out that was printed is one").isEmpty();
    }
  }
}
