package org.openqof.gate;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openqof.answer.Answer;
import org.openqof.domain.FinancialYear;
import org.openqof.store.Lake;
import org.openqof.store.VersionLog;
import org.openqof.store.VersionState.State;
import org.openqof.tables.Block;
import org.openqof.tables.GateJudgements;

/**
 * The figures of a version that were outside their tolerance and that people let through, and
 * whether that still counts on the day the version is to be published ({@code
 * docs/interpretations.md}, I69).
 *
 * <p>A version that was published before has passed: its acceptances counted then.
 */
public final class AcceptedFigures {
  private final Lake lake;
  private final FinancialYear year;
  private final int version;
  private final LocalDate today;
  private final List<Figure> figures = new ArrayList<>();

  /**
   * A figure that was let through.
   *
   * @param made the acceptance that its results were made by
   * @param value the figure, as {@code gate_judgements} holds it
   * @param counting the acceptance of the same value that counts today; null for none
   */
  private record Figure(GateAcceptance made, BigDecimal value, @Nullable GateAcceptance counting) {
    /** As the manifest states it. */
    String words() {
      GateAcceptance by = counting == null ? made : counting;
      return "%s = %s accepted by %s until %s: %s"
          .formatted(by.name(), value.toPlainString(), by.acceptedBy(), by.until(), by.reason());
    }
  }

  private AcceptedFigures(Lake lake, FinancialYear year, int version, LocalDate today) {
    this.lake = lake;
    this.year = year;
    this.version = version;
    this.today = today;
    Block rows = lake.read(GateJudgements.TABLE, year, version);
    List<GateAcceptance> recorded = null;
    for (int row = 0; row < rows.rows(); row++) {
      String by = rows.textOrNull(GateJudgements.ACCEPTED_BY, row);
      if (by != null) {
        recorded = recorded == null ? GateAcceptance.of(lake, year) : recorded;
        add(rows, row, by, recorded);
      }
    }
  }

  /** The figures of a version of which the lake has the results. */
  public static AcceptedFigures of(Lake lake, FinancialYear year, int version, LocalDate today) {
    return new AcceptedFigures(lake, year, version, today);
  }

  private void add(Block rows, int row, String by, List<GateAcceptance> recorded) {
    String figure = rows.textAt(GateJudgements.FIGURE, row);
    String group = rows.textAt(GateJudgements.GROUP_CODE, row);
    BigDecimal value = rows.decimalAt(GateJudgements.FIGURE_VALUE, row);
    LocalDate until = Objects.requireNonNull(rows.dateOrNull(GateJudgements.ACCEPTED_UNTIL, row));
    String reason = rows.textAt(GateJudgements.REASON, row);
    GateAcceptance made = null;
    GateAcceptance counting = null;
    for (GateAcceptance acceptance : recorded) {
      if (acceptance.isOf(figure, group, value)) {
        boolean own =
            acceptance.acceptedBy().equals(by)
                && acceptance.until().equals(until)
                && acceptance.reason().equals(reason);
        made = own ? acceptance : made;
        boolean ownCounts = made != null && made.countsOn(today);
        counting = ownCounts ? made : acceptance.countsOn(today) ? acceptance : counting;
      }
    }
    if (made == null) {
      // Acceptances are only ever added to: this one was taken out of the lake.
      made = new GateAcceptance(figure, group, value.toPlainString() + "/1", "", by, reason, until);
    }
    figures.add(new Figure(made, value, counting));
  }

  /** Whether the version may be published today. */
  public boolean counts() {
    return figures.stream().allMatch(figure -> figure.counting() != null) || wasPublished();
  }

  private boolean wasPublished() {
    return new VersionLog(lake)
        .states(year).stream()
            .anyMatch(state -> state.version() == version && state.state() == State.PUBLISHED);
  }

  /** The acceptances that it is published by, in words. */
  public List<String> words() {
    Set<String> words = new LinkedHashSet<>();
    figures.forEach(figure -> words.add(figure.words()));
    return List.copyOf(words);
  }

  /** Every figure let through, by name, with its very value. */
  Map<String, GateAcceptance> byName() {
    Map<String, GateAcceptance> byName = new LinkedHashMap<>();
    figures.forEach(figure -> byName.putIfAbsent(figure.made().name(), figure.made()));
    return byName;
  }

  /** Tells the values let through from all others, as the gate printed it when it held them. */
  String identity() {
    TreeSet<String> values = new TreeSet<>();
    byName().forEach((name, acceptance) -> values.add(name + "=" + acceptance.exactValue()));
    return HeldGate.identity(values);
  }

  /** For the person on call: what no longer counts, and what the gate said when it was closed. */
  Answer answer() {
    Map<String, Set<String>> ended = new LinkedHashMap<>();
    for (Figure figure : figures) {
      if (figure.counting() == null) {
        ended
            .computeIfAbsent(
                "by %s until %s".formatted(figure.made().acceptedBy(), figure.made().until()),
                any -> new LinkedHashSet<>())
            .add(figure.made().name());
      }
    }
    List<String> by = new ArrayList<>();
    ended.forEach((who, names) -> by.add(String.join(", ", names) + " " + who));
    HeldFolder folder = HeldFolder.of(lake, year, version);
    return HeldAnswer.of(
        lake,
        year,
        version,
        "GATE CLOSED    version %d of %s is made and is not published: what let it through has ended (%s)"
            .formatted(version, year, String.join("; ", by)),
        HeldAnswer.accepting(lake, year, identity(), today),
        HeldReport.find(lake, folder).orElse(null));
  }

  /** The report of a run that may not publish the version; empty where it may. */
  public Optional<GateReport> closed() {
    return counts()
        ? Optional.empty()
        : Optional.of(
            new GateReport(
                figures.size(),
                List.of(),
                List.of(),
                answer(),
                HeldFolder.of(lake, year, version).page(),
                ""));
  }
}
