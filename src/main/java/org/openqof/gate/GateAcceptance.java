package org.openqof.gate;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.openqof.answer.SafeText;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.Ratio;
import org.openqof.gate.figures.Judgement;
import org.openqof.store.Lake;
import org.openqof.store.parquet.DataFile;
import org.openqof.tables.Block;
import org.openqof.tables.GateAcceptances;

/**
 * A figure outside its tolerance that a person let through.
 *
 * @param figure the figure
 * @param groupCode group of the register; empty for other figures
 * @param exactValue the very value accepted: no other is let through
 * @param acceptedAt UTC time, ISO 8601
 * @param acceptedBy who accepted it
 * @param reason why
 * @param until the last day on which it counts
 */
record GateAcceptance(
    String figure,
    String groupCode,
    String exactValue,
    String acceptedAt,
    String acceptedBy,
    String reason,
    LocalDate until) {
  /** Stands for the name in the line that the gate prints; nobody accepts anything by it. */
  static final String NAME = "NAME";

  /** Stands for the reason in that line. */
  static final String WHY = "WHY";

  /** An acceptance counts for this many years at most. */
  static final int MOST_YEARS = 1;

  private static final int LONGEST_TEXT = 500;

  /** Words of the help and of the printed line: who pastes them has said nothing. */
  private static final Set<String> NOTHING_SAID =
      Set.of(
          "name", "your name", "who", "who accepts", "who accepts them", "text", "why", "reason");

  /**
   * Whether a person said something: letters, in one line of signs that can be seen, and not the
   * words that the help has in that place.
   */
  static boolean isSaid(String given) {
    String text = given.strip();
    return text.length() <= LONGEST_TEXT
        && text.chars().filter(Character::isLetter).count() >= 2
        && text.equals(SafeText.visible(text))
        && !NOTHING_SAID.contains(
            text.toLowerCase(Locale.ROOT).replaceAll("[<>\\[\\]'\"]", "").strip());
  }

  /**
   * The last day on which an acceptance counts.
   *
   * @param until as a person gave it
   * @param today UTC
   * @throws org.openqof.errors.QofException when it is not a date, past, or more than a year away
   */
  static LocalDate lastDay(String until, LocalDate today) {
    LocalDate day;
    try {
      day = LocalDate.parse(until);
    } catch (DateTimeParseException notADate) {
      throw GateErrors.incompleteAcceptance("--until", until, "a date such as 2026-03-31");
    }
    if (day.isBefore(today)) {
      throw GateErrors.incompleteAcceptance("--until", until, "a day that is not past");
    }
    LocalDate last = today.plusYears(MOST_YEARS);
    if (day.isAfter(last)) {
      throw GateErrors.incompleteAcceptance(
          "--until", until, "a day within a year, " + last + " at the latest");
    }
    return day;
  }

  /** All acceptances of a year that the lake holds, the oldest first. */
  static List<GateAcceptance> of(Lake lake, FinancialYear year) {
    List<GateAcceptance> found = new ArrayList<>();
    for (int version : lake.versions(GateAcceptances.TABLE, year)) {
      Block rows = lake.read(GateAcceptances.TABLE, year, version);
      for (int row = 0; row < rows.rows(); row++) {
        LocalDate until = rows.dateOrNull(GateAcceptances.ACCEPTED_UNTIL, row);
        if (until != null) {
          found.add(
              new GateAcceptance(
                  rows.textAt(GateAcceptances.FIGURE, row),
                  rows.textAt(GateAcceptances.GROUP_CODE, row),
                  rows.textAt(GateAcceptances.EXACT_VALUE, row),
                  rows.textAt(GateAcceptances.ACCEPTED_AT, row),
                  rows.textAt(GateAcceptances.ACCEPTED_BY, row),
                  rows.textAt(GateAcceptances.REASON, row),
                  until));
        }
      }
    }
    found.sort(Comparator.comparing(GateAcceptance::acceptedAt));
    return found;
  }

  /** Adds acceptances to those of a held version; nothing is ever taken away. */
  static void record(
      Lake lake, FinancialYear year, int version, List<GateAcceptance> accepted, String actionId) {
    Block rows = new Block(GateAcceptances.TABLE, accepted.size());
    for (GateAcceptance acceptance : accepted) {
      rows.next()
          .text(GateAcceptances.FIGURE, acceptance.figure())
          .text(GateAcceptances.GROUP_CODE, acceptance.groupCode())
          .text(GateAcceptances.EXACT_VALUE, acceptance.exactValue())
          .text(GateAcceptances.ACCEPTED_AT, acceptance.acceptedAt())
          .text(GateAcceptances.ACCEPTED_BY, acceptance.acceptedBy())
          .text(GateAcceptances.REASON, acceptance.reason())
          .date(GateAcceptances.ACCEPTED_UNTIL, acceptance.until());
    }
    DataFile file =
        lake.stage(GateAcceptances.TABLE, year, version, "accepted", List.of(rows.sorted()));
    lake.commit(GateAcceptances.TABLE, year, version, List.of(file), "gate-accept-" + actionId);
  }

  /** The acceptance that lets a figure through today: the last one of this very value. */
  static Optional<GateAcceptance> letting(
      Judgement judgement, List<GateAcceptance> acceptances, LocalDate today) {
    GateAcceptance last = null;
    for (GateAcceptance acceptance : acceptances) {
      if (acceptance.figure().equals(judgement.figure())
          && acceptance.groupCode().equals(judgement.groupCode())
          && acceptance.exactValue().equals(judgement.exactValue())
          && acceptance.countsOn(today)) {
        last = acceptance;
      }
    }
    return Optional.ofNullable(last);
  }

  /** Whether it is of a figure and of a value as {@code gate_judgements} holds it. */
  boolean isOf(String judged, String group, BigDecimal value) {
    return figure.equals(judged)
        && groupCode.equals(group)
        && exact().rounded(value.scale()).compareTo(value) == 0;
  }

  /** The value accepted. */
  private Ratio exact() {
    int slash = exactValue.indexOf('/');
    return Ratio.of(new BigDecimal(exactValue.substring(0, slash)))
        .dividedBy(Ratio.of(new BigDecimal(exactValue.substring(slash + 1))));
  }

  /** Whether it counts on a day. */
  boolean countsOn(LocalDate day) {
    return !until.isBefore(day);
  }

  /** The figure's name as people write it. */
  String name() {
    return Judgement.name(figure, groupCode);
  }

  /** As the report of a run states it. */
  GateReport.Accepted reported() {
    return new GateReport.Accepted(name(), exactValue, acceptedBy, until.toString(), reason);
  }

  /** As {@code gate show} states it. */
  String words() {
    return "%s = %s accepted by %s until %s: %s"
        .formatted(name(), exactValue, acceptedBy, until, reason);
  }
}
