package org.openqof.gate;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openqof.answer.Answer;
import org.openqof.answer.Kind;
import org.openqof.answer.Rows;
import org.openqof.answer.Words;
import org.openqof.domain.FinancialYear;
import org.openqof.settings.Place;
import org.openqof.store.Lake;
import org.openqof.store.LakeFormat;
import org.openqof.store.RunLock;
import org.openqof.store.VersionLog;
import org.openqof.store.VersionState;
import org.openqof.store.VersionState.State;
import org.openqof.store.place.LakeErrors;
import org.openqof.tables.Versions;

/**
 * The years of a lake that the national gate holds, those among them whose results were let through
 * by what no longer counts, and what people decide about them.
 */
public final class HeldYears {
  private static final String ALL = "all";

  private final Lake lake;
  private final Instant now;
  private final LocalDate today;
  private final TreeMap<FinancialYear, Integer> held = new TreeMap<>();
  private final TreeMap<FinancialYear, AcceptedFigures> heldAgain = new TreeMap<>();

  private final Stops stops;

  private HeldYears(Lake lake, Instant now) {
    this.lake = lake;
    this.now = now;
    this.today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    this.stops = new StopNotes(lake).read();
    VersionLog log = new VersionLog(lake);
    for (FinancialYear year : lake.years(Versions.TABLE)) {
      List<VersionState> states = log.states(year);
      VersionState last = states.get(states.size() - 1);
      Stops.Stop stop = stops.of(year);
      if (stop != null
          && stop.cause() == Stops.Cause.GATE
          && lake.storage().exists(HeldFolder.of(lake, year, stop.version()).json())) {
        held.put(year, stop.version());
      } else if (last.state() == State.RECALCULATED) {
        AcceptedFigures letThrough = AcceptedFigures.of(lake, year, last.version(), today);
        if (!letThrough.counts()) {
          held.put(year, last.version());
          heldAgain.put(year, letThrough);
        }
      }
    }
  }

  /**
   * The held years of a lake.
   *
   * @param now when a person looks or decides
   * @throws org.openqof.errors.QofException when there is no lake: a mistyped place must not read
   *     like a lake in which nothing is held
   */
  public static HeldYears in(String lake, Instant now) {
    Lake there = new Lake(Place.uri(lake));
    if (!LakeFormat.isLake(there)) {
      throw LakeErrors.noLake(there.root());
    }
    return new HeldYears(there, now);
  }

  /**
   * What is held and why, and every acceptance recorded.
   *
   * @param asked the year; null for all
   */
  public Answer answer(@Nullable FinancialYear asked) {
    List<Answer> years = new ArrayList<>();
    held.forEach(
        (year, version) -> {
          if (asked == null || asked.equals(year)) {
            years.add(held(year, version));
          }
        });
    for (FinancialYear year : stops.byYear().keySet()) {
      if ((asked == null || asked.equals(year)) && !held.containsKey(year)) {
        years.add(stopped(year));
      }
    }
    String none = asked == null ? "no year is held" : asked + " is not held";
    String some = Words.of(years.size(), "year is", "years are") + " held";
    return Answer.of("gate_show", years.isEmpty() ? none : some)
        .each("years", years)
        .rows(acceptances(asked))
        .answer();
  }

  private Answer held(FinancialYear year, int version) {
    AcceptedFigures again = heldAgain.get(year);
    Answer closed = again == null ? closed(year, version) : again.answer();
    Answer.Builder answer =
        Answer.of(closed.event(), "%s  version %d".formatted(year, version))
            .line(closed.headline());
    return answer.parts(closed.parts()).answer();
  }

  private Answer closed(FinancialYear year, int version) {
    HeldReport report = HeldReport.read(lake, HeldFolder.of(lake, year, version));
    String headline = report.headline();
    return HeldAnswer.of(
        lake,
        year,
        version,
        headline == null
            ? "GATE CLOSED    nothing of %s is paid or published".formatted(year)
            : headline,
        HeldAnswer.accepting(lake, year, report.values(), today),
        report);
  }

  private Answer stopped(FinancialYear year) {
    List<String> remedies = stops.remedies(year, lake.root());
    return Answer.of("stopped", "%s  %s".formatted(year, stops.words(year)))
        .programs("financial_year", year.toString())
        .programs("remedies", remedies)
        .lines(remedies.stream().map(remedy -> "  what to do: " + remedy).toList())
        .answer();
  }

  /** A decision about a year. */
  private record Decision(FinancialYear year, GateAcceptance row) {}

  private Rows.Of<Decision> acceptances(@Nullable FinancialYear asked) {
    List<Decision> decisions = new ArrayList<>();
    for (FinancialYear year : lake.years(Versions.TABLE)) {
      if (asked == null || asked.equals(year)) {
        GateAcceptance.of(lake, year).forEach(row -> decisions.add(new Decision(year, row)));
      }
    }
    return Rows.of("decisions", decisions)
        .title("decisions recorded")
        .column("financial_year", "year", Kind.TEXT, decision -> decision.year().toString())
        .people("", Kind.TEXT, this::words)
        .programs("figure", decision -> decision.row().figure())
        .programs("group_code", decision -> decision.row().groupCode())
        .programs("exact_value", decision -> decision.row().exactValue())
        .programs("accepted_by", decision -> decision.row().acceptedBy())
        .programs("accepted_until", decision -> decision.row().until().toString())
        .programs("reason", decision -> decision.row().reason())
        .programs("counts", decision -> decision.row().countsOn(today));
  }

  private String words(Decision decision) {
    GateAcceptance row = decision.row();
    return DroppedVersions.is(row)
        ? DroppedVersions.words(row)
        : row.words() + (row.countsOn(today) ? "" : " (expired)");
  }

  /**
   * Records that held figures of a year are let through.
   *
   * @param year the year
   * @param figures {@code all}, or names of held figures separated by commas
   * @param values identity of the held values, as the gate printed it
   * @param by who accepts
   * @param reason why
   * @param until the last day on which it counts, as in 2026-03-31
   * @return what was recorded, for people
   * @throws org.openqof.errors.QofException when nothing is held, the values are others, a figure
   *     is not held, or the acceptance does not say who, why and until when
   */
  public List<String> accept(
      FinancialYear year, String figures, String values, String by, String reason, String until) {
    Integer version = held.get(year);
    if (version == null && stops.of(year) != null) {
      throw GateErrors.waits(year.toString(), stops.words(year), stops.remedies(year, lake.root()));
    }
    if (version == null) {
      throw GateErrors.nothingHeld(
          year.toString(),
          lake.root(),
          held.keySet().stream().map(FinancialYear::toString).toList());
    }
    LocalDate lastDay = complete(by, reason, until);
    AcceptedFigures again = heldAgain.get(year);
    Map<String, HeldFigure> byName =
        again == null ? figures(year, version) : HeldFigure.of(again.byName());
    checkValues(byName, year, values);
    List<GateAcceptance> accepted = new ArrayList<>();
    for (String name : names(figures, byName.keySet(), year)) {
      HeldFigure figure = byName.get(name);
      if (figure != null) {
        accepted.add(
            new GateAcceptance(
                figure.figure(),
                figure.groupCode(),
                figure.exactValue(),
                now.toString(),
                by.strip(),
                reason.strip(),
                lastDay));
      }
    }
    String action = UUID.randomUUID().toString();
    // Nothing is added to a lake in which a run works: it may be deciding about these very figures.
    try (RunLock lock = RunLock.take(lake, action, now)) {
      lock.ensureHeld();
      GateAcceptance.record(lake, year, version, accepted, action);
    }
    List<String> lines = new ArrayList<>(accepted.stream().map(GateAcceptance::words).toList());
    lines.add(
        "recorded for version %d of %s; the next run %s"
            .formatted(
                version, year, again == null ? "goes on from its frozen inputs" : "publishes it"));
    return lines;
  }

  /**
   * Drops the stopped version of a year whose files were withdrawn: nothing is made of it any more,
   * until files of the year come again. A version that was published before stays current.
   *
   * @param year the year
   * @param by who drops it
   * @param reason why
   * @return what was recorded, for people
   * @throws org.openqof.errors.QofException when no version of the year is stopped by itself, or it
   *     is not said who and why
   */
  public List<String> drop(FinancialYear year, String by, String reason) {
    Stops.Stop stop = stops.of(year);
    if (stop == null) {
      throw GateErrors.nothingHeld(
          year.toString(),
          lake.root(),
          stops.byYear().keySet().stream().map(FinancialYear::toString).toList());
    }
    if (!stop.isDroppable()) {
      throw GateErrors.waits(year.toString(), stops.words(year), stops.remedies(year, lake.root()));
    }
    said(by, reason, "why nothing of it is to be made");
    String action = UUID.randomUUID().toString();
    try (RunLock lock = RunLock.take(lake, action, now)) {
      lock.ensureHeld();
      GateAcceptance.record(
          lake,
          year,
          stop.version(),
          List.of(DroppedVersions.row(stop.version(), now.toString(), by, reason, today)),
          action);
      new StopNotes(lake).release(year);
    }
    return List.of(
        "dropped version %d of %s; nothing is made of it until files of the year come again, and years that waited for it go on with the next run"
            .formatted(stop.version(), year));
  }

  private LocalDate complete(String by, String reason, String until) {
    // The line that the gate printed, pasted as it was: nobody stands behind it.
    said(by, reason, "why the figures are right");
    return GateAcceptance.lastDay(until, today);
  }

  private static void said(String by, String reason, String why) {
    if (!GateAcceptance.isSaid(by)) {
      throw GateErrors.incompleteAcceptance("--by", by, "the name of the person who decides");
    }
    if (!GateAcceptance.isSaid(reason)) {
      throw GateErrors.incompleteAcceptance("--reason", reason, why);
    }
  }

  /**
   * A held figure.
   *
   * @param figure the figure
   * @param groupCode group of the register; empty for other figures
   * @param exactValue its very value
   */
  private record HeldFigure(String figure, String groupCode, String exactValue) {
    static Map<String, HeldFigure> of(Map<String, GateAcceptance> letThrough) {
      Map<String, HeldFigure> figures = new LinkedHashMap<>();
      letThrough.forEach(
          (name, acceptance) ->
              figures.put(
                  name,
                  new HeldFigure(
                      acceptance.figure(), acceptance.groupCode(), acceptance.exactValue())));
      return figures;
    }
  }

  /** The held figures by name, as the gate wrote them. */
  private Map<String, HeldFigure> figures(FinancialYear year, int version) {
    Map<String, HeldFigure> byName = new LinkedHashMap<>();
    HeldReport.read(lake, HeldFolder.of(lake, year, version))
        .byName()
        .forEach(
            (name, figure) ->
                byName.put(
                    name,
                    new HeldFigure(figure.figure(), figure.groupCode(), figure.exactValue())));
    return byName;
  }

  private void checkValues(Map<String, HeldFigure> byName, FinancialYear year, String values) {
    TreeSet<String> exact = new TreeSet<>();
    byName.forEach((name, figure) -> exact.add(name + "=" + figure.exactValue()));
    String identity = HeldGate.identity(exact);
    if (!identity.equals(values)) {
      throw GateErrors.otherValues(lake.root(), year.toString(), values, identity);
    }
  }

  private static List<String> names(String figures, Set<String> held, FinancialYear year) {
    if (figures.equals(ALL)) {
      return List.copyOf(held);
    }
    List<String> names = Arrays.stream(figures.split(",", -1)).map(String::strip).toList();
    for (String name : names) {
      if (!held.contains(name)) {
        throw GateErrors.figureNotHeld(name, year.toString(), held);
      }
    }
    return names;
  }
}
